"""Industries that no lexicon holds, told by the noun that heads them: 做强锁阳产业."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.extract.sector_lexicon import SINGLE, Phrase, alternation, code_of_item, words

_HEAD = re.compile(r"全?产业(?:链|集群)?(?![化园带工者])")
_LEAD = re.compile(rf"(?:{alternation(words('lead'))})(?:好|了)?([\u4e00-\u9fff]{{2,5}})$")
_NOT = re.compile(alternation(words("stop", "qualifier", "cut_name")))
_BUNDLE = re.compile(rf"([{''.join(sorted(SINGLE))}]{{3,8}}种?)”?(?:特色|优势)?产业")
_REACH = 12
_FARMING = "S150"
_OTHER = "S157"
"""Leaf of products that fit no other."""


def bundles(text: str) -> list[Phrase]:
    """Farm products named by one character each, as one industry: “牛羊菜果薯药”产业."""
    return [Phrase(*found.span(1), _FARMING, "open") for found in _BUNDLE.finditer(text)]


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
