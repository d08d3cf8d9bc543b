"""Reporting verbs in a text, with what follows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, NamedTuple

import ahocorasick_rs

from flows.extract.frame_words import any_of, frame_words
from flows.extract.lexicon import guarded_trie
from flows.reference import load
from flows.reference.quote_tables import Cue, CueFalseFriend, CueObject

_SUFFIX: Final = re.compile("说道?|称|道|表示")
_SUFFIX_FIRSTS: Final = frozenset("说称道表")
# 告诉记者, 对媒体说: whom the words go to, between cue and pause
_HEARER: Final = re.compile(
    r"(?:了|过)?[^，。：；“”！？\n、]{0,16}?(?:记者|媒体|我们|大家|人|网|报|社|台|他|她|我|者|们|方|》)(?=[，：“。])"
)
_HEARER_LASTS: Final = frozenset("者体们家人网报社台他她我方》")
"""Last characters of what `_HEARER` finds, for a quick look."""
_BEFORE_MARKS: Final = "“：，。！？；…” \n（"
"""What may follow a cue that only marks or the end of a sentence let bring speech; nothing at the text's end."""
_MARK: Final = re.compile("[，。：；“”！？\n、]")
_NEAR: Final = 21
"""How near, in characters, the next mark after a cue must be to bring speech."""
_NOT_CLAUSE: Final = re.compile(
    r"会(?![谈见晤议])|[的了着过性书者率度、；。！？”）\s]|(?:出来|起来|清楚|明白|一下|一番|到位|如下|以下|自己|得|不[了过出清]|[^，。]{0,3}(?:[。！？\n]|$))"
)

# 提出三点建议：, 2次提到这个词：: an object between the cue and the colon that brings the words
_LEADS_IN: Final = re.compile(r"[^，。；：！？\n“”]{2,24}(?:“[^“”\n]{1,12}”)?：")


@dataclass(slots=True, eq=False)  # made and read thousands of times: half as dear as a named tuple
class CueHit:
    """A cue with the start of what it brings.

    Attributes:
        start, end: the cue.
        word: the cue as written.
        row: its line in the table of cues.
        content: where speech would start, after a pause and before a quotation mark.
        tail: `mark` (a quotation mark follows), `colon`, `comma`, `clause` (speech follows at once) or `stop`
            (a sentence ends: only what stands before can be speech).
    """

    start: int
    end: int
    word: str
    row: Cue
    content: int
    tail: str


class _Rules(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    rows: tuple[Cue | None, ...]
    objects: re.Pattern[str]


@cache
def _rules() -> _Rules:
    cues: dict[str, Cue | None] = {row.word: None for row in load(CueFalseFriend, "cue_false_friends")}
    cues.update((row.cue, row) for row in load(Cue, "cues"))
    objects = guarded_trie(row.noun for row in load(CueObject, "cue_objects"))
    return _Rules(
        ahocorasick_rs.AhoCorasick(
            list(cues),
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        ),
        tuple(cues.values()),
        re.compile(
            f"(?![要将应须会能把这那我他她]|[^，。；：！？\n“”]{{0,6}}{any_of('fulfils')}|对[^，。]{{1,20}}?(?:充满|抱有|满怀|很有))[^，。；：！？\n“”]{{0,40}}?{objects}(?=[，。；！？\n]|$)|{objects}的"
        ),
    )


def find_cues(text: str) -> list[CueHit]:
    """Every cue of a text whose right side lets it bring speech, in order."""
    rules = _rules()
    hits: list[CueHit] = []
    last = 0
    for index, start, end in rules.automaton.find_matches_as_indexes(text):
        row = rules.rows[index]
        if row is None or start < last:
            continue
        suffix = _SUFFIX.match(text, end) if row.suffixed and text[end : end + 1] in _SUFFIX_FIRSTS else None
        suffixed = suffix is not None
        if suffix:
            last = end = suffix.end()
        if row.after == "mark" and not suffixed and not row.chains and text[end : end + 1] not in _BEFORE_MARKS:
            continue
        if found := _tail(text, end, row, suffixed):
            content, tail = found
            hits.append(CueHit(start, end, text[start:end], row, content, tail))
    return _without_doubles(hits)


@cache
def _objects() -> frozenset[str]:
    return frozenset(row.noun for row in load(CueObject, "cue_objects"))


def _only_announces(first: CueHit, second: CueHit) -> bool:
    """Whether the first of two cues says no more than that somebody speaks."""
    return not first.row.chains and second.row.cue in frame_words("plain_cue")


def _without_doubles(hits: list[CueHit]) -> list[CueHit]:
    """Of two cues in a row the plainer verb counts: 明确提出 is 提出, 回应指 is 指, but 表示希望 is 表示."""
    kept: list[CueHit] = []
    for hit in hits:
        if not kept or (kept[-1].end != hit.start and kept[-1].content != hit.start):
            kept.append(hit)
            continue
        if kept[-1].tail == "comma" and kept[-1].content == hit.start and _only_announces(kept[-1], hit):
            kept.pop()  # 作了致辞，表示…: the second brings what is said
        if kept and kept[-1].end == hit.start:
            if kept[-1].row.cue == "提出" and hit.tail not in ("colon", "mark") and hit.word in _objects():
                kept.pop()  # 提出要求，: the second is what the first is about
                continue
            if hit.row.chains and hit.row.after == "clause" and hit.row.source == "any":
                kept[-1] = replace(hit, start=kept[-1].start)
            continue
        kept.append(hit)
    return kept


def _tail(text: str, end: int, row: Cue, suffixed: bool) -> tuple[int, str] | None:
    following = text[end : end + 1]
    if following == "“":
        return end, "mark"
    if following == "：":
        after = end + 1
        return after, "mark" if text[after : after + 1] == "“" else "colon"
    if following == "，":
        after = end + 1
        if text[after : after + 1] == "“":
            return after, "mark"
        return (after, "comma") if row.after != "mark" or suffixed else (after, "stop")
    if following in "。！？；…” \n" or not following:
        return end, "stop"
    if following == "（" and row.source != "hear" and (closing := text.find("）", end, end + 20)) > 0:
        return _tail(text, closing + 1, row, suffixed)
    near = _MARK.search(text, end + 1, end + _NEAR)
    pause = near.start() if near and near[0] in "，：“。" else end
    if (
        row.after != "mark"
        and row.source != "body"
        and text[pause - 1] in _HEARER_LASTS
        and (hearer := _HEARER.match(text, end))
    ):
        after = hearer.end()
        mark = text[after]
        if mark == "。":
            return end, "stop"
        content = after if mark == "“" else after + 1
        if text[content : content + 1] == "“":
            return content, "mark"
        return content, "colon" if mark == "：" else "comma"
    if row.chains and text[pause] not in "，。" and (leading := _LEADS_IN.match(text, end)):
        after = leading.end()
        return after, "mark" if text[after : after + 1] == "“" else "colon"
    if (row.after == "clause" or suffixed) and not _NOT_CLAUSE.match(text, end):
        if row.takes_object and _rules().objects.match(text, end):
            return None
        return end, "clause"
    return None
