"""How a text speaks of a phrase that may name a project: whether it is built, listed, quoted."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Edge
from flows.extract.project_verbs import Verb, spoken_of

_ADVERBIAL: Final = re.compile(
    rf"(?:项目)?(?:[在于][^，。；\n]{{2,14}}?(?={cue('opening')})|\d{{1,2}}月(?:\d{{1,2}}日|底|初)?|今[天日年]"
    rf"|{cue('adverb')})+"
)
_STARTS_ADVERBIAL: Final = frozenset(
    ("项", "在", "于", "今", *"0123456789", *(word[0] for word in cue_words("adverb")))
)
_LISTS: Final = frozenset("、和与及等")
"""Characters that lists go on with: one look spares most matches, as `_STARTS_ADVERBIAL` does."""
_MARKS: Final = frozenset("、和与及")
_STOPS: Final = frozenset("，。；：！？\n")
_SHORTEST: Final = 3
_LONGEST: Final = 31
"""Characters of an item of a list with its mark."""
_LIST_TAIL: Final = re.compile(rf"[、和与及][^，。；：！？\n]{{2,14}}{cue('opening')}")
_ACRONYM: Final = re.compile(r"（(?:[A-Z]|以下简称|简称)")
_LABELLED: Final = re.compile(
    rf"(?:[、和与及][^，。；：！？\n]{{2,14}}?){{0,2}}等[^，。；：！？\n]{{0,10}}?{cue('label')}"
)
_NEAR: Final = 4
_FAR: Final = 16
_LIST: Final = 40
_LINE: Final = 14
"""Characters between a name and a verb that still says that it is built: after it, before its 的, after its list,
after a line or structure whose parts stand between (长江大桥北塔封顶)."""
_NOUN: Final = re.compile(cue("building_noun"))
_LINES: Final = frozenset(("named", "placed"))


class Setting:
    """How the text speaks of a phrase.

    Attributes:
        builds: a verb near it says that it is set up, built or opened.
        told: a status verb stands near it.
        governed: a status verb stands right before it.
        quoted: it fills a pair of quotation marks.
        acronym: a parenthesis with letters or 简称 follows.
        happens: a verb of building or opening follows at once, which 建设 alone is not (推进某园区|建设).
    """

    __slots__ = ("acronym", "builds", "governed", "happens", "quoted", "told")

    def __init__(self, builds: bool, told: bool, governed: bool, quoted: bool, acronym: bool, happens: bool) -> None:
        self.builds = builds
        self.told = told
        self.governed = governed
        self.quoted = quoted
        self.acronym = acronym
        self.happens = happens


def setting_of(
    text: str, edge: Edge, end: int, before: Verb | None, after: Verb | None, quoted: bool, kind: str
) -> Setting:
    """How the text speaks of the phrase from `edge` to `end`.

    Args:
        text: the text.
        edge: the phrase's left edge.
        end: its end.
        before: the status verb before it.
        after: the status verb after it.
        quoted: it fills a pair of quotation marks.
        kind: its head's kind.
    """
    follower = text[end : end + 1]
    is_listed = follower in _LISTS and (_is_summed_up(text, end) or _LIST_TAIL.match(text, end) is not None)
    near = _LIST if is_listed else _LINE if kind in _LINES else _NEAR
    at_once = 0
    if follower in _STARTS_ADVERBIAL and (adverbial := _ADVERBIAL.match(text, end)):
        at_once = len(adverbial[0])
        near += at_once
    far = _FAR if edge.stop == "的" else 2
    ahead = before is not None and before.distance <= far
    behind = after is not None and after.distance <= near
    described = kind == "named" and spoken_of(text, edge.start, end)
    return Setting(
        builds=described or bool((ahead and before and before.builds) or (behind and after and after.builds)),
        told=described or ahead or (after is not None and after.distance <= max(near, 10)),
        governed=before is not None and before.distance == 0,
        quoted=quoted,
        acronym=follower == "（" and _ACRONYM.match(text, end) is not None,
        happens=after is not None and after.builds and after.distance <= at_once and not _NOUN.match(after.word),
    )


def _is_summed_up(text: str, start: int) -> bool:
    """Whether items, each with its mark, go on from `start` to 等.

    A mark may be part of an item too. A pattern would try every way to cut the list, two to the power of its marks.
    """
    starts = [start]
    for place in range(start, len(text)):
        character = text[place]
        if character in _STOPS or place - starts[-1] > _LONGEST:
            return False
        if character == "等" or character in _MARKS:
            recent = starts[-_LONGEST:]
            if place == start or any(_SHORTEST <= place - before <= _LONGEST for before in recent):
                if character == "等":
                    return True
                starts.append(place)
    return False


def is_labelled(text: str, end: int) -> bool:
    """Whether what ends at `end` stands in a list that a label sums up (等平台, 等项目)."""
    return _LABELLED.match(text, end) is not None
