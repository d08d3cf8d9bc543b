"""Industries that no lexicon holds, told by the noun that heads them: 做强沙葱产业."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from flows.extract.sector_lexicon import SINGLE, Phrase, alternation, code_of_item, initials, words
from flows.extract.sector_lists import after_cut

_HEAD: Final = re.compile(r"产业(?:链|集群)?(?![化园带工者])")
_LEAD: Final = re.compile(rf"(?:{alternation(words('lead'))})(?:好|了)?([\u4e00-\u9fff]{{2,5}})$")
_LEAD_STARTS: Final = initials(words("lead"))
_NOT: Final = re.compile(alternation(words("stop", "qualifier", "cut_name")))
_BUNDLE: Final = re.compile(rf"([{''.join(sorted(SINGLE))}]{{3,8}}种?)”?(?:特色|优势)?$")
_BUNDLE_ENDS: Final = frozenset({*SINGLE, *"种”色势"})
_REACH: Final = 12
_LIST_REACH: Final = 40
_FARMING: Final = "S150"
_OTHER: Final = "S157"
"""Leaf of products that fit no other."""


_LISTED: Final = re.compile(
    rf"等(?:[一二两三四五六七八九十\d]{{1,3}}[大个])?(?:{alternation(words('qualifier'))}){{1,2}}"
)
_NAMES: Final = re.compile(r"[^、“”]+")
_CLOSING_REACH: Final = 24
"""Characters before 产业 in which the 等 stands that closes its list."""
_CLAUSE: Final = re.compile(r"[，。；：！？\n（）\s]")
_GROWN: Final = re.compile(r"(?:基地|产业|大户|园)")
_GROWS: Final = re.compile(rf"(?:[的镇乡村县市区旗亩家]|{alternation(words('lead'))})([\u4e00-\u9fff]{{2,4}}?)$")


def bundles(text: str, heads: list[int]) -> list[Phrase]:
    """Farm products named by one character each, as one industry: “牛羊菜果薯药”产业.

    Args:
        text: the text.
        heads: where 产业 stands in it.
    """
    return [
        Phrase(*found.span(1), _FARMING, "open")
        for at in heads
        if text[at - 1 : at] in _BUNDLE_ENDS and (found := _BUNDLE.search(text, max(0, at - _REACH), at))
    ]


def open_sectors(text: str, heads: list[int], ends: list[int]) -> list[Phrase]:
    """Names right before 产业, 产业链 or 产业集群, after a verb of building up an industry.

    Args:
        text: the text.
        heads: where 产业 stands in it.
        ends: ends of the names found already, in order; their places are left alone.
    """
    found = []
    for head in heads:
        start = head - (text[head - 1 : head] == "全")
        low = max(0, start - _REACH)
        if _LEAD_STARTS.isdisjoint(text[low:start]) or not (closing := _HEAD.match(text, head)):
            continue
        at = bisect_left(ends, start)
        if at < len(ends) and ends[at] <= closing.end():
            continue
        lead = _LEAD.search(text, low, start)
        if not lead or _NOT.search(lead[1]) or (at and ends[at - 1] > lead.start(1)):
            continue
        found.append(Phrase(lead.start(1), start, code_of_item(lead[1]) or _OTHER, "open"))
    return found


def open_lists(text: str, heads: list[int], ends: list[int]) -> list[Phrase]:
    """Names right before 等特色产业 and the like, of which no lexicon holds one (彝绣等特色产业).

    Args:
        text: the text.
        heads: where 产业 stands in it.
        ends: ends of the names found already, in order; their places are left alone.
    """
    found = []
    for head in heads:
        end = text.rfind("等", max(0, head - _CLOSING_REACH), head)
        if end < 0 or not _LISTED.fullmatch(text, end, head):
            continue
        start = max(0, end - _LIST_REACH)
        for mark in _CLAUSE.finditer(text, start, end):
            start = mark.end()
        at = bisect_left(ends, start)
        if at < len(ends) and ends[at] <= head + 2:
            continue
        start = after_cut(text, start, end)
        for name in _NAMES.finditer(text, start, end):
            item = name[0]
            if 2 <= len(item) <= 6 and not _NOT.search(item):
                found.append(Phrase(*name.span(), code_of_item(item) or _OTHER, "open"))
    return found


def grown(text: str, verbs: list[int], ends: list[int]) -> list[Phrase]:
    """What a farm base or a farm grows, where no lexicon holds it (红心柚种植基地).

    Args:
        text: the text.
        verbs: where the words of `GROWING` stand in it.
        ends: ends of the names found already, in order; their places are left alone.
    """
    found = []
    for start in verbs:
        base = _GROWN.match(text, start + 2)
        plant = base and _GROWS.search(text, max(0, start - _REACH), start)
        if not base or not plant or _NOT.search(plant[1]):
            continue
        at = bisect_left(ends, plant.start(1))
        if at < len(ends) and ends[at] <= base.end():
            continue
        found.append(Phrase(*plant.span(1), code_of_item(plant[1]) or _FARMING, "open"))
    return found
