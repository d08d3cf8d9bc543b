"""Who speaks: the subject of a reporting clause, as written."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from flows.extract.names import is_nearly_transcribed, is_word, name_ends, name_strength
from flows.extract.organisations import find_organisations, organisation_endings, regions
from flows.extract.titles import description_start, title_patterns, title_start, without_openers
from flows.extract.words import Endings, alternation
from flows.reference import load
from flows.reference.quote_tables import Circumstance, CueAdverb, SpeakerNoun

_DATE = (
    r"(?:当地时间)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号]|[一二三四五六七八九十]{1,3}日|\d{4}年)(?:（[^）]{1,8}）)?"
    r"(?:上午|下午|晚间?|晚上|凌晨|中午|清晨)?|[今昨明]（\d{1,2}）日|[今昨明前]天(?:（[^）]{1,8}）)?|(?:\d{1,2}|[两三四五六七八九十多数])次"
)
_BRACKET = re.compile(r"（[^）]{1,20}）")


# What stands in clauses, not in the names of documents and bodies.
_NO_NOUN_PHRASE = re.compile(r"[了把给]|将(?!军|来)|发出|印发|下发|发表|作出|召开|出席|参加|牢记")
_NO_NOUN_START = "对就把将为以从在给"
_NAME_LIST = re.compile(r"(?:[\u3400-\u9fff·]{2,12}[、和与及]){1,4}[\u3400-\u9fff·]{2,16}")


_DOING = re.compile(r"(?:一边)?[\u3400-\u9fff]{1,3}着[^，。]{1,10}|用[\u3400-\u9fff]{1,6}[文语话]")
_SHORT_NOUN = 3
_LONGEST_MANNER = 6
"""Longest adverb of manner, in characters, between name and cue (乐呵呵地)."""


class Subject(NamedTuple):
    """A speaker as a clause names it.

    Attributes:
        kind: `person`, `people` (several), `organisation`, `document`, `meeting`, `unnamed`, `data`, `pronoun`,
            `surname` (王书记) or `deictic` (该负责人).
        start: where the naming begins, description and openers included.
        name_start, name_end: the name or noun itself.
        title_after: title directly after the name.
        circumstance: what stands between the name and the cue, as span.
        certainty: how sure the form alone makes, in (0, 1].
    """

    kind: str
    start: int
    name_start: int
    name_end: int
    title_after: str
    circumstance: tuple[int, int]
    certainty: float


class _Patterns(NamedTuple):
    adverbs_left: re.Pattern[str]
    adverbs_right: Endings
    dates_right: re.Pattern[str]
    opens: re.Pattern[str]
    closes: Endings
    nouns: dict[str, Endings]
    pronoun: re.Pattern[str]
    deictic: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    adverbs = [row.adverb for row in load(CueAdverb, "cue_adverbs")]
    circumstances = load(Circumstance, "circumstances")
    nouns: dict[str, list[str]] = {}
    for row in load(SpeakerNoun, "speaker_nouns"):
        nouns.setdefault(row.kind, []).append(row.noun)
    return _Patterns(
        adverbs_left=re.compile(f"(?:{_DATE}|{alternation(adverbs)})*"),
        adverbs_right=Endings(adverbs),
        dates_right=re.compile(f"(?:{_DATE})$"),
        opens=re.compile(alternation(row.word for row in circumstances if row.place == "opens")),
        closes=Endings(row.word for row in circumstances if row.place == "closes"),
        nouns={kind: Endings(words) for kind, words in nouns.items()},
        pronoun=re.compile(r"(?:他们|她们|他|她)(?![国人乡日])"),
        deictic=re.compile(r"(?:该|上述|这位|这名|那位|前述)(?=[\u3400-\u9fff])"),
    )


def strip_right(text: str, start: int, end: int) -> int:
    """End of what stands before the adverbs and dates that directly precede a cue."""
    p = _patterns()
    while end > start and (shorter := _shorter(text, start, end, p)) < end:
        end = shorter
    return end


def _shorter(text: str, start: int, end: int, p: _Patterns) -> int:
    """End of what stands before the last adverb, date or blank; `end` where there is none."""
    shorter = p.adverbs_right.start(text, end, start)
    if shorter < end:
        return shorter
    if text[end - 1] in "日天）晚午年次" and (match := p.dates_right.search(text, max(start, end - 24), end)):
        return match.start()
    return end - 1 if text[end - 1] in " 　" else end


def skippable(text: str, start: int, end: int, manner: bool = False) -> bool:
    """Whether nothing but adverbs, dates and circumstances stands in `text[start:end]`, between name and cue.

    With `manner`, any short adverb in 地 or 着 will do.
    """
    if start >= end:
        return start == end
    p = _patterns()
    if text[start] == "（" and (bracket := _BRACKET.match(text, start, end)):
        start = bracket.end()
    if _DOING.fullmatch(text, start, end):
        return True
    left = p.adverbs_left.match(text, start, end)
    start = left.end() if left else start
    if manner and end - start <= _LONGEST_MANNER and text[start:end].rstrip(" ")[-1:] in ("地", "着"):
        return True
    has_opening = bool(p.opens.match(text, start, end)) or text[start : start + 1] == "《"
    while start < end:
        # an adverb may be the end of a circumstance (在…记者会上)
        if has_opening and (p.closes.start(text, end, start) < end or text[end - 1] == "》"):
            return True
        shorter = _shorter(text, start, end, p)
        if shorter == end:
            return False
        end = shorter
    return True


def _person_after_title(text: str, start: int, end: int) -> Subject | None:
    p = title_patterns()
    titles = list(p.anywhere.finditer(text, start, end))
    for match in titles:
        at = match.end()
        while at < end and text[at] in " 　":
            at += 1
        ends = name_ends(text, at, end)
        for name_end, manner in _tries(text, at, ends, end):
            after = p.after.match(text, name_end, end)
            rests = ([after.end()] if after else []) + [name_end]
            for rest in rests:
                if skippable(text, rest, end, manner):
                    begin = description_start(text, match.end(), max(0, start - 60))
                    title = text[name_end:rest]
                    return Subject("person", min(begin, start), at, name_end, title, (rest, end), 0.95)
    return _unusual_name(text, start, titles[-1].end(), end) if titles else None


def _tries(text: str, start: int, ends: list[int], limit: int) -> list[tuple[int, bool]]:
    """Ends of a name to try, first with nothing unknown after it; then with a manner (感慨地), known words first."""
    tries = [(end, False) for end in ends]
    if text[limit - 1] not in "地着":
        return tries
    loose = sorted(ends, key=lambda end: (not is_word(text[end : limit - 1]), ends.index(end)))
    return tries + [(end, True) for end in loose]


def _unusual_name(text: str, start: int, at: int, end: int) -> Subject | None:
    """A foreign name with a rare character, right between a title and the cue (外长莫塔基耶娃20日称)."""
    if not is_nearly_transcribed(text[at : min(end, at + 3)]):
        return None
    for name_end in range(at + 3, min(end, at + 8) + 1):
        if skippable(text, name_end, end):
            if not is_nearly_transcribed(text[at:name_end]):
                return None
            begin = min(description_start(text, at, max(0, start - 60)), start)
            return Subject("person", begin, at, name_end, "", (name_end, end), 0.7)
    return None


def _several_names(text: str, start: int, end: int) -> Subject | None:
    """Several people who say the same (张伟、李强和王芳表示)."""
    opened = without_openers(text, start, end)
    match = _NAME_LIST.match(text, opened, end)
    if not match:
        return None
    parts = re.split("[、和与及]", match[0])
    last = match.start() + match[0].rindex(parts[-1])
    if not all(name_strength(part) for part in parts[:-1]):
        return None
    for name_end in name_ends(text, last, end):
        if skippable(text, name_end, end) and max(map(name_strength, parts[:-1])) == 2:
            return Subject("people", start, opened, name_end, "", (name_end, end), 0.75)
    return None


def _person_before_title(text: str, start: int, end: int) -> Subject | None:
    p = title_patterns()
    opened = without_openers(text, start, end)
    for match in p.heads.finditer(text, start, end):
        stop = match.start()
        while (earlier := p.modifiers.start(text, stop, start)) < stop:
            stop = earlier
        title, rest = text[stop : match.end()], match.end()
        if len(title) == 1 and (stop - opened != 1 or strip_right(text, rest, end) > rest):
            continue  # 张工说, but not 经济工作会议
        for begin in {start, min(opened, stop)}:
            name = text[begin:stop]
            if name_strength(name) and skippable(text, rest, end):
                return Subject("person", start, begin, stop, title, (rest, end), 0.95)
            if len(name) == 1 and name_strength(name + "某") and skippable(text, rest, end):
                return Subject("surname", start, begin, stop, title, (rest, end), 0.9)
    return None


def _bare_name(text: str, start: int, end: int) -> Subject | None:
    for begin in dict.fromkeys((start, without_openers(text, start, end))):
        ends = name_ends(text, begin, end)
        for name_end, manner in _tries(text, begin, ends, end):
            if skippable(text, name_end, end, manner):
                strength = name_strength(text[begin:name_end])
                return Subject("person", start, begin, name_end, "", (name_end, end), 0.45 + 0.2 * strength)
    return None


def _noun_phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the noun phrase that a clause consists of, adverbs and openers left out."""
    end = strip_right(text, start, end)
    while end > start and text[end - 1] in "中里内上":
        end = strip_right(text, start, end - 1)
    return without_openers(text, start, end), end


def parse_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject of the clause `text[start:end]`, which ends where the cue begins; None where it names no speaker."""
    if start >= end:
        return None
    p = _patterns()
    if person := _person_after_title(text, start, end):
        return person
    if person := _person_before_title(text, start, end):
        return person
    if ("、" in text[start:end] or "和" in text[start:end]) and (people := _several_names(text, start, end)):
        return people
    opened = without_openers(text, start, end)
    if (pronoun := p.pronoun.match(text, opened, end)) and skippable(text, pronoun.end(), end):
        return Subject("pronoun", start, opened, pronoun.end(), "", (pronoun.end(), end), 0.9)
    np_start, np_end = _noun_phrase(text, start, end)
    if np_start >= np_end:
        return None
    deictic = p.deictic.match(text, np_start, np_end)
    if deictic and title_start(text, np_end, deictic.end()) == deictic.end():
        return Subject("deictic", start, np_start, np_end, "", (np_end, end), 0.8)
    if deictic and np_end - deictic.end() <= _SHORT_NOUN:
        return Subject("organisation", start, np_start, np_end, "", (np_end, end), 0.7)
    bare = _bare_name(text, start, end)
    if bare and bare.name_end < np_end and name_strength(text[bare.name_start : bare.name_end]) == 2:
        return bare  # 张伟在报告中: the report is a circumstance
    noun = _noun_subject(text, start, np_start, np_end, end)
    return noun or bare or _noun_before_circumstance(text, start, np_start, end)


def is_medium(title: str) -> bool:
    """Whether a title in 《》 is the name of a paper or station."""
    name = title.strip("《》")
    return organisation_endings().start(name, len(name)) < len(name)


def parse_document(text: str, start: int, end: int) -> Subject | None:
    """The document that the phrase `text[start:end]` names (在当天的政府工作报告中)."""
    np_start, np_end = _noun_phrase(text, start, end)
    if text[np_start : np_start + 1] == "在":
        np_start = without_openers(text, np_start + 1, np_end)
    subject = _noun_subject(text, start, np_start, np_end, end)
    return subject if subject and subject.kind == "document" else None


def _noun_before_circumstance(text: str, start: int, np_start: int, end: int) -> Subject | None:
    """A noun as subject with a circumstance between it and the cue (外交部在声明中表示)."""
    p = _patterns()
    for match in p.opens.finditer(text, np_start + 2, end):
        if skippable(text, match.start(), end):
            stop = strip_right(text, np_start, match.start())
            if found := _noun_subject(text, start, np_start, stop, end):
                return found._replace(circumstance=(match.start(), end))
    return None


def _noun_subject(text: str, start: int, np_start: int, np_end: int, end: int) -> Subject | None:
    p = _patterns()
    if p.nouns["side"].start(text, np_end, np_start) == np_start < np_end:
        return Subject("organisation", start, np_start, np_end, "", (np_end, end), 0.8)
    while np_end > np_start and text[np_end - 1] == "）" and (bracket := text.rfind("（", np_start, np_end)) > np_start:
        np_end = strip_right(text, np_start, bracket)
    if np_end <= np_start or text[np_start] in _NO_NOUN_START or _NO_NOUN_PHRASE.search(text, np_start, np_end):
        return None
    rest = (np_end, end)
    if text[np_end - 1] == "》" and (opening := text.rfind("《", np_start, np_end)) >= 0:
        kind = "organisation" if is_medium(text[opening:np_end]) else "document"
        return Subject(kind, start, opening, np_end, "", rest, 0.9)
    for kind in ("document", "meeting", "data"):
        noun = p.nouns[kind].start(text, np_end, np_start)
        if noun < np_end:
            return Subject(kind, start, np_start, np_end, "", rest, 0.85)
    t = title_patterns()
    plural = np_end - 1 if text[np_end - 1] == "们" else np_end
    if t.common.start(text, plural, np_start) < plural or t.common.start(text, np_end, np_start) < np_end:
        return Subject("unnamed", start, np_start, np_end, "", rest, 0.85)
    if p.nouns["side"].start(text, np_end, np_start) < np_end and np_end - np_start <= 12:
        return Subject("organisation", start, np_start, np_end, "", rest, 0.8)
    if (region := regions().match(text, np_start, np_end)) and region.end() == np_end:
        return Subject("organisation", start, np_start, np_end, "", rest, 0.8)
    if np_end - np_start > 2 and organisation_endings().start(text, np_end, np_start) == np_start:
        return Subject("organisation", start, np_start, np_end, "", rest, 0.85)
    found = find_organisations(text[np_start:np_end])
    if found and found[-1][1] == np_end - np_start:
        return Subject("organisation", start, np_start + found[-1][0], np_end, "", rest, 0.85)
    return None
