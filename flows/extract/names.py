"""Names of people: which strings may be one, and how far they believe it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

import jieba

from flows.extract.lexicon import Lexicon, guarded_trie
from flows.extract.organisations import short_region
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import Cue, CueAdverb, NamePart, SpeakerNoun, Surname, Title, TranscriptionCharacter
from flows.reference.sector_tables import Region

LONGEST_NAME: Final = 16
_HAN: Final = r"\u3400-\u9fff"
# Characters that don't stand in given names: particles, pronouns, prepositions, numerals of counting, verbs of saying.
_NEVER: Final = (
    "的了着过们是在这那哪我你您他她它不没与及被把将很却仍曾称说讲问答据每某各几两些者省市县区乡镇局厅委厂店队组岁吨"
)

_EVERYDAY: Final = 300
"""Count in the segmenter's dictionary from which on a word is an everyday one."""
_PREPOSITIONS: Final = "向同对"
"""Prepositions that given names seldom end in (李强向某国致电)."""
_PARTICLES: Final = "的了着们是在这那我你您他她它很却说"
_MASKED_ENDS: Final = "某X×生士"
_LONGEST_HAN: Final = 5
"""Longest Han name, in characters: a compound surname and three."""
_FUNCTION_SURNAMES: Final = frozenset("都同向应由从及而已就更还并均共即")
"""Surnames that far more often are the adverb or preposition before an everyday word (都深入, 同南非)."""


@dataclass(slots=True, eq=False)
class _Patterns:
    han: re.Pattern[str]
    compound: re.Pattern[str]
    everyday: frozenset[str]
    first: frozenset[str]
    parts: re.Pattern[str]
    part_firsts: frozenset[str]
    whole_parts: re.Pattern[str]
    transcribed: re.Pattern[str]
    transcribed_run: re.Pattern[str]
    dotted: re.Pattern[str]
    masked: re.Pattern[str]
    familiar: re.Pattern[str]
    numbered: re.Pattern[str]
    not_names: frozenset[str]
    clause_words: frozenset[str]


@cache
def _patterns() -> _Patterns:
    surnames = load(Surname, "surnames")
    single = "".join(row.surname for row in surnames if len(row.surname) == 1)
    compound = guarded_trie(row.surname for row in surnames if len(row.surname) > 1)
    given = f"(?:[{_HAN}](?<![{_NEVER}]))"
    parts = guarded_trie(row.part for row in load(NamePart, "name_parts"))
    written = f"(?:[{_HAN}A-Za-z](?<![{_PARTICLES}]))"
    foreign = "".join(row.character for row in load(TranscriptionCharacter, "transcription_characters"))
    return _Patterns(
        compound=re.compile(compound),
        han=re.compile(f"(?:{compound}{given}{{1,3}}|[{single}]{given}{{1,2}}|[{single}][{single}]{given}{{2}})"),
        not_names=_not_names(),
        clause_words=_clause_words(),
        first=frozenset(single + foreign + "小老阿").union(
            (row.surname[0] for row in surnames), (row.part[0] for row in load(NamePart, "name_parts"))
        ),
        everyday=frozenset(row.surname for row in surnames if row.everyday),
        whole_parts=re.compile(f"{parts}{{2,4}}"),
        part_firsts=frozenset(row.part[0] for row in load(NamePart, "name_parts")),
        parts=re.compile(f"{parts}(?:{parts}|{given})?(?:{parts}|{given})?{parts}?"),
        transcribed=re.compile(f"[{foreign}]{{2,12}}"),
        transcribed_run=re.compile(f"[{foreign}]+"),
        dotted=re.compile(f"{written}{{1,9}}(?:[·．.-]{written}{{1,9}}){{1,4}}"),
        numbered=re.compile(f"[{foreign}]{{2,8}}[一二三四五六七八九十]{{1,2}}世"),
        masked=re.compile(f"(?:{compound}|[{single}])(?:某某?|XX?|××?|先生|女士)"),
        familiar=re.compile(
            f"[小老阿][{single}]|[{single}](?:姐|哥|叔|婶|姨|伯|嫂|爷|奶|妈|爸|爷爷|奶奶|大爷|大妈|大姐|大叔|阿姨|师傅|老师|老板)"
        ),
    )


@cache
def _not_names() -> frozenset[str]:
    """Words that look like names and are none: countries, and words of reporting clauses (强调, 明确)."""
    words = {row.title for row in load(Title, "titles") if len(row.title) > 1}
    words |= {short_region(row.name) for row in load(Region, "regions") if row.level != "county"}
    words |= {row.noun for row in load(SpeakerNoun, "speaker_nouns") if row.kind == "side"}
    return frozenset(words) | _clause_words()


@cache
def _countries() -> Lexicon:
    """Countries and other sides with names of three characters and more, which a name can't begin with (巴勒斯坦)."""
    return Lexicon(row.noun for row in load(SpeakerNoun, "speaker_nouns") if row.kind == "side" and len(row.noun) > 2)


@cache
def _clause_words() -> frozenset[str]:
    words = {row.cue for row in load(Cue, "cues")} | {row.adverb for row in load(CueAdverb, "cue_adverbs")}
    return frozenset(word for word in words if len(word) > 1)


@lru_cache(maxsize=1 << 16)
def name_strength(token: str) -> int:
    """How strongly a token looks like a person's name by itself.

    Returns:
        0 no name; 1 only beside a title or where it recurs (everyday surname, transcription, familiar form);
        2 a name by its form (surname and given name, name with ·, minority name).
    """
    p = _patterns()
    if not 2 <= len(token) <= LONGEST_NAME or token in p.not_names or token[:2] in p.clause_words:
        return 0
    last = token[-1]
    if last == "世" and p.numbered.fullmatch(token):
        return 2
    if len(token) > 3 and token[1] == "国" and token[:2] in p.not_names:
        return 0  # 韩国空军
    if (
        len(token) > 2
        and token[0] in _FUNCTION_SURNAMES
        and (is_word(token[1:]) or _countries().end(token, 1, len(token)) > 1)
    ):
        return 0
    if "·" in token or "-" in token:
        return 2 if p.dotted.fullmatch(token) else 0
    if len(token) >= 3 and token[0] in p.part_firsts and p.parts.fullmatch(token):
        return 2
    if (last in _MASKED_ENDS and p.masked.fullmatch(token)) or (len(token) < 4 and p.familiar.fullmatch(token)):
        return 2
    if len(token) <= _LONGEST_HAN and p.han.fullmatch(token):
        return 1 if token[0] in p.everyday and not p.compound.match(token) else 2
    if p.transcribed.fullmatch(token):
        return 2 if len(token) > 2 else 1
    return 0


def is_nearly_transcribed(token: str) -> bool:
    """Whether a token reads like a foreign name though a character of it is rare in such names.

    One in three may be rare; none in a pair of characters that is an everyday word.
    """
    if any(is_everyday(token[at : at + 2]) for at in range(len(token) - 1)):
        return False
    found = sum(map(len, _patterns().transcribed_run.findall(token)))
    return found >= 0.65 * len(token) and len(token) >= 3 and token not in _not_names()


def is_titled_somewhere(text: str, name: str) -> bool:
    """Whether a title stands right before the name somewhere in the text."""
    at = text.find(name)
    lasts = _title_lasts()
    while at >= 0:
        if at and text[at - 1] in lasts and titles().start(text, at, max(0, at - 8)) < at:
            return True
        at = text.find(name, at + 1)
    return False


@cache
def titles() -> Endings:
    """Titles, for looking leftwards from a name."""
    return Endings(row.title for row in load(Title, "titles") if row.kind != "honorific")


@cache
def _title_lasts() -> frozenset[str]:
    """Last characters of those, for a quick look."""
    return frozenset(row.title[-1] for row in load(Title, "titles") if row.kind != "honorific")


def best_end(text: str, start: int, ends: list[int]) -> int:
    """The likeliest of the ends of a name in running text.

    The longer of two Han names counts where the text never has the shorter without it, unless the segmenter sees a
    word begin inside it (李强主持): its one vote.
    """
    best = ends[0]
    if joint := _JOINTS.search(text, start, ends[-1]):
        written = _patterns().transcribed_run
        last = text.rindex(joint[0], start, ends[-1]) + 1
        run = written.match(text, last, ends[-1])
        best = run.end() if run else ends[-1]
        # a character that is rare in such names belongs to this one where the text never has the name without it
        while best < ends[-1] and (count := text.count(text[start:best])) > 1:
            if text.count(text[start : best + 1]) < count:
                break
            best += 1
        return best
    for end in ends[1:]:
        if end <= best or end - start > 4 or text[end - 1] in _PREPOSITIONS:
            continue
        count = text.count(text[start:end])
        if count == text.count(text[start:best]) and (count > 1 or not _word_begins(text, start, best, end)):
            best = end
    return best


def is_word(text: str) -> bool:
    """Whether the segmenter's dictionary has a text as a word."""
    jieba.dt.check_initialized()
    return bool(jieba.dt.FREQ.get(text))


def is_everyday(text: str) -> bool:
    """Whether a text is an everyday word."""
    jieba.dt.check_initialized()
    return bool(jieba.dt.FREQ.get(text, 0) >= _EVERYDAY)


def _word_begins(text: str, start: int, at: int, end: int) -> bool:
    """Whether the segmenter lets a word of two characters or more begin at `at` and run over `end`."""
    jieba.dt.check_initialized()
    known = jieba.dt.FREQ
    if not text[end : end + 1].isascii() and not any(
        known.get(text[first:last]) for first in range(at, end) for last in range(end + 1, end + 5)
    ):
        return False  # no word of the dictionary does, so no cut can have one
    position = start
    for word in jieba.cut(text[start : end + 4], HMM=False):
        if at <= position < end and position + len(word) > end:
            return True
        position += len(word)
    return False


_HAN_RUN: Final = re.compile(f"[{_HAN}A-Za-z·-]{{1,{LONGEST_NAME}}}")
_JOINTS: Final = re.compile("[·-]")
_LONGEST_TRANSCRIBED: Final = 12


def name_ends(text: str, start: int, limit: int) -> list[int]:
    """Ends that a name starting at `start` may have, likelier first.

    For Han names two and three characters, for names of known parts all of them, for transcribed names the longer.
    """
    piece = text[start : min(limit, start + LONGEST_NAME)]
    if piece[:1] not in _patterns().first and "·" not in piece and "-" not in piece:
        return []
    run = _HAN_RUN.match(piece)
    return [start + length for length in _name_lengths(run[0])] if run else []


@lru_cache(maxsize=1 << 14)
def _name_lengths(token: str) -> tuple[int, ...]:
    """Lengths that a name at the beginning of a run of letters may have, likelier first."""
    p = _patterns()
    joint = max(token.rfind("·"), token.rfind("-"))
    if (joint < 0 and token[0] not in p.first) or _countries().end(token, 0, len(token)):
        return ()
    if joint >= 0:
        lengths = range(joint + 2, min(joint + 10, len(token)) + 1)
        return tuple(length for length in lengths if name_strength(token[:length]))
    is_han = bool(p.han.match(token))
    longest = min(len(token), _LONGEST_TRANSCRIBED)
    if longest > _LONGEST_HAN and token[0] not in p.part_firsts and "世" not in token:
        run = p.transcribed.match(token)  # longer names than Han ones are transcribed
        longest = max(_LONGEST_HAN, run.end() if run else 0)
    order = [2, 3, 4, *range(longest, 4, -1)] if is_han else list(range(longest, 1, -1))
    if masked := p.masked.match(token):
        order = [masked.end(), *order]
    elif whole := p.whole_parts.match(token):
        order = [whole.end(), *(length for length in order if length != whole.end())]
    return tuple(length for length in order if length <= longest and name_strength(token[:length]))
