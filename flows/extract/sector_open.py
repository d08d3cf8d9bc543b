"""Industries that no lexicon holds, told by the noun that heads them: 做强锁阳产业."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.extract.sector_lexicon import SINGLE, Phrase, alternation, code_of_item, words
from flows.extract.sector_lists import after_cut

_HEAD = re.compile(r"全?产业(?:链|集群)?(?![化园带工者])")
_LEAD = re.compile(rf"(?:{alternation(words('lead'))})(?:好|了)?([\u4e00-\u9fff]{{2,5}})$")
_NOT = re.compile(alternation(words("stop", "qualifier", "cut_name")))
_BUNDLE = re.compile(rf"([{''.join(sorted(SINGLE))}]{{3,8}}种?)”?(?:特色|优势)?产业")
_REACH = 12
_LIST_REACH = 40
_FARMING = "S150"
_OTHER = "S157"
"""Leaf of products that fit no other."""


_LISTED = re.compile(rf"等(?:[一二两三四五六七八九十\d]{{1,3}}[大个])?(?:{alternation(words('qualifier'))}){{1,2}}产业")
_CLAUSE = re.compile(r"[，。；：！？\n（）\s]")
_GROWN = re.compile(r"(?:种植|养殖|栽培|繁育)(?:基地|产业|大户|园)")
_GROWS = re.compile(rf"(?:[的镇乡村县市区旗亩家]|{alternation(words('lead'))})([\u4e00-\u9fff]{{2,4}}?)$")


def bundles(text: str) -> list[Phrase]:
    """Farm products named by one character each, as one industry: “牛羊菜果薯药”产业."""
    return [Phrase(*found.span(1), _FARMING, "open") for found in _BUNDLE.finditer(text)]


def open_lists(text: str, known: list[Phrase]) -> list[Phrase]:
    """Names right before 等特色产业 and the like, of which no lexicon holds one (彝绣等特色产业).

    Args:
        text: the text.
        known: names found already, in order; their places are left alone.
    """
    ends = sorted(phrase.end for phrase in known)
    found = []
    for listed in _LISTED.finditer(text):
        start = max(0, listed.start() - _LIST_REACH)
        for mark in _CLAUSE.finditer(text, start, listed.start()):
            start = mark.end()
        at = bisect_left(ends, start)
        if at < len(ends) and ends[at] <= listed.end():
            continue
        start = after_cut(text, start, listed.start())
        for name in re.finditer(r"[^、“”]+", text[start : listed.start()]):
            item = name[0]
            if 2 <= len(item) <= 6 and not _NOT.search(item):
                found.append(Phrase(start + name.start(), start + name.end(), code_of_item(item) or _OTHER, "open"))
    return found


def grown(text: str, known: list[Phrase]) -> list[Phrase]:
    """What a farm base or a farm grows, where no lexicon holds it (红心柚种植基地)."""
    ends = sorted(phrase.end for phrase in known)
    found = []
    for base in _GROWN.finditer(text):
        plant = _GROWS.search(text, max(0, base.start() - _REACH), base.start())
        if not plant or _NOT.search(plant[1]):
            continue
        at = bisect_left(ends, plant.start(1))
        if at < len(ends) and ends[at] <= base.end():
            continue
        found.append(Phrase(*plant.span(1), code_of_item(plant[1]) or _FARMING, "open"))
    return found


def open_sectors(text: str, known: list[Phrase]) -> list[Phrase]:
    """Names right before 产业, 产业链 or 产业集群, after a verb of building up an industry.

    Args:
        text: the text.
        known: names found already, in order; their places are left alone.
    """
    ends = sorted(phrase.end for phrase in known)
    found = []
    for head in _HEAD.finditer(text):
        at = bisect_left(ends, head.start())
        if at < len(ends) and ends[at] <= head.end():
            continue
        lead = _LEAD.search(text, max(0, head.start() - _REACH), head.start())
        if not lead or _NOT.search(lead[1]) or (at and ends[at - 1] > lead.start(1)):
            continue
        found.append(Phrase(lead.start(1), head.start(), code_of_item(lead[1]) or _OTHER, "open"))
    return found
