"""Regions in Chinese text: mentions with their GB/T 2260 code, and the region that an article is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.region_names import CHAINS, MASKS, NAMES, REGIONS, RegionName, ancestors
from flows.reference import load
from flows.reference.sector_tables import RegionWord

if TYPE_CHECKING:
    from flows.layout.article import Article

__all__ = ["REGIONS", "RegionMention", "RegionScope", "ancestors", "article_region", "find_regions"]

# A class word that the next character takes into another word: 北京|市场, 城关|区域, 建成|县级.
_TAKEN = {"市": "场值民容面", "县": "级域城际", "区": "域间", "省": "级际", "州": "府"}
_JOINTS = "、和与及"
_NEAR = 30
_OPENS = re.compile(r"[，。；：、！？\n“（在]?$")


class RegionMention(NamedTuple):
    """A place in the text: `[start, end)`, the GB/T 2260 code, the full name (a functional zone's own name)."""

    start: int
    end: int
    code: str
    name: str


_STRONG = [*(name for name, entries in NAMES.items() if any(e.strength == 2 for e in entries)), *sorted(MASKS)]
_WEAK = [name for name, entries in NAMES.items() if all(e.strength < 2 for e in entries)]
_STRONG_AUTOMATON = AhoCorasick(_STRONG, matchkind=MatchKind.LeftmostLongest)
_WEAK_AUTOMATON = AhoCorasick(_WEAK, matchkind=MatchKind.Standard)


def _matches(text: str) -> list[tuple[int, int, str]]:
    """Surfaces in order: names that stand alone win over those that need a context (从|江西, not 从江|西)."""
    found = [(s, e, _STRONG[k]) for k, s, e in _STRONG_AUTOMATON.find_matches_as_indexes(text)]
    weak = [(s, -e, _WEAK[k]) for k, s, e in _WEAK_AUTOMATON.find_matches_as_indexes(text, overlapping=True)]
    if weak:
        taken = bytearray(len(text))
        for start, end, _ in found:
            taken[start:end] = b"\1" * (end - start)
        for start, minus_end, surface in sorted(weak):
            if not any(taken[start:-minus_end]):
                taken[start:-minus_end] = b"\1" * (-minus_end - start)
                found.append((start, -minus_end, surface))
        found.sort()
    return [match for match in found if match[2] not in MASKS]


def _related(code: str, other: str, *, sibling: bool) -> bool:
    """Whether `other` lies above `code`, or (`sibling`) beside it under the same parent."""
    chain = CHAINS[code]
    if sibling:
        return len(chain) > 1 and other not in chain and chain[1] in CHAINS[other]
    return other in chain[1:]


def _choose(
    entries: list[RegionName], before: RegionMention | None, text: str, start: int, recent: Mapping[str, int]
) -> RegionName | None:
    """The meaning of a surface in its context, or None where nothing settles it.

    Args:
        entries: possible meanings.
        before: the mention before.
        text: the text.
        start: where the surface starts.
        recent: by code, the position of the region's last mention so far, 1 for one that is named further on.
    """
    gap = start - before.end if before else -1
    touching, listed = gap == 0, gap == 1 and text[start - 1] in _JOINTS
    if before is not None and (touching or listed):
        near = [e for e in entries if _related(e.code, before.code, sibling=listed)]
        if len(near) == 1 or (near and touching):
            return near[0]
    open_ones = [e for e in entries if e.strength > 0]
    if len(open_ones) == 1 and open_ones[0].strength == 2 and (len(entries) == 1 or open_ones[0] is entries[0]):
        return open_ones[0]
    best = (0, 0)
    chosen: RegionName | None = None
    for entry in open_ones:
        for depth, code in enumerate(reversed(CHAINS[entry.code]), start=1):
            last = recent.get(code, 0)
            # A bare county name (从江, 和政) is a chance of two words where only its far province is named.
            if depth == 1 and entry.bare and last < start - _NEAR and not _OPENS.match(text[start - 1 : start]):
                continue
            if last and (depth, last) > best:
                best, chosen = (depth, last), entry
    return chosen


# Figures, sectors and projects ask for the same article in turn, and figures for the names of their subjects.
@lru_cache(maxsize=256)
def find_regions(text: str) -> list[RegionMention]:
    """Places named in the text, in order, with no overlap.

    A name of several divisions (城关区, 朝阳区) is read by the region named before it, else by those of the whole
    text; where nothing settles it, it is left out. Names that are common words too (白银, 朝阳) count only beside
    their parent or a sibling.

    Args:
        text: clean text, simplified script.

    Returns:
        A list that callers share: it isn't to be changed.
    """
    matches = _matches(text) if text else []
    known: dict[str, int] = {}
    for _, _, surface in matches:
        entries = NAMES[surface]
        if len(entries) == 1 and entries[0].strength == 2:
            for code in CHAINS[entries[0].code]:
                known[code] = 1
    found: list[RegionMention] = []
    for start, end, surface in matches:
        if text[end : end + 1] and text[end : end + 1] in _TAKEN.get(surface[-1], ""):
            if surface[:-1] not in NAMES:
                continue
            surface, end = surface[:-1], end - 1
        before = found[-1] if found else None
        entry = _choose(NAMES[surface], before, text, start, known)
        if entry is None:
            continue
        found.append(RegionMention(start, end, entry.code, entry.name))
        for code in CHAINS[entry.code]:
            known[code] = start + 2
    return found


# What a region's name says about the article's own region, by where it stands.
_WEIGHT_TITLE = 5.0
_WEIGHT_HEAD = 3.0
_WEIGHT_PUBLISHER = 3.0
_WEIGHT_OPENING = 2.0
_OPENING = 200
_BODY = 6000
_SUPPORT = 3.0
"""Votes that make a region the article's: more than a place that is named in passing has."""
_CAPITAL = "110000"
_CAPITAL_WEIGHT = 0.2
"""Datelines and meetings name the capital whatever the subject is (新华社北京3月5日电)."""


def article_region(article: Article) -> str | None:
    """The region that an article is about, as the deepest division that most of its place names agree on.

    Title, head lines (dateline, byline), publisher and body each vote; None for an article on no region or on many.
    """
    return _article_region(article, find_regions(article.body.text))


def _article_region(article: Article, body: list[RegionMention]) -> str | None:
    votes: defaultdict[str, float] = defaultdict(float)
    named = {mention.code for mention in find_regions(article.title or "")}

    def vote(mention: RegionMention, weight: float) -> None:
        passing = mention.code == _CAPITAL and _CAPITAL not in named
        for code in CHAINS[mention.code]:
            votes[code] += weight * (_CAPITAL_WEIGHT if passing else 1.0)

    for text, weight in (
        (article.title or "", _WEIGHT_TITLE),
        (article.head, _WEIGHT_HEAD),
        (article.publisher or "", _WEIGHT_PUBLISHER),
    ):
        for mention in find_regions(text):
            vote(mention, weight)
    for mention in body:
        if mention.start < _BODY:
            vote(mention, _WEIGHT_OPENING if mention.start < _OPENING else 1.0)
    return _deepest(votes)


def _deepest(votes: Mapping[str, float]) -> str | None:
    provinces = [code for code in votes if REGIONS[code].parent is None]
    whole = sum(votes[code] for code in provinces)
    best: str | None = None
    level, share = provinces, 0.5
    while level:
        top = max(level, key=lambda code: (votes[code], code))
        if votes[top] < max(share * whole, _SUPPORT):
            break
        best, whole, share = top, votes[top], 0.6
        level = [code for code in votes if REGIONS[code].parent == top]
    return best


_SENTENCE_REACH = 200
_SENTENCE = re.compile(r"[。；！？\n]")


def _words(rule: str) -> str:
    return "|".join(re.escape(word.word) for word in load(RegionWord, "region_words") if word.rule == rule)


# 青海日报, 北京航空航天大学: the place is part of a name.
_NAME = re.compile(rf"(?:{_words('name')})|(?:(?!的|与|和|等)[\u4e00-\u9fff]){{0,6}}?(?:{_words('school')})")
# 全国重要的, 全球最大的, 全国人大: a rank or a body, not whose it is.
_NATION = re.compile(rf"(?:{_words('nation')})(?![重最领第首一性先有统人两政区级知])")


class RegionScope:
    """Whose a thing is that stands at a place of an article's body."""

    def __init__(self, article: Article) -> None:
        self._text = article.body.text
        self._article = article

    @cached_property
    def _mentions(self) -> list[RegionMention]:
        return [m for m in find_regions(self._text) if not _NAME.match(self._text, m.end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self._mentions]

    @cached_property
    def _default(self) -> str | None:
        return _article_region(self._article, self._mentions)

    def at(self, position: int) -> str | None:
        """Code of the region whose a thing at `position` is.

        The last region named before it in the sentence, else the next one in it, else the last of the paragraph, else
        the article's; None where the nation, the world or a foreign land is named in between.
        """
        text = self._text
        low = max(0, position - _SENTENCE_REACH)
        for mark in _SENTENCE.finditer(text, low, position):
            low = mark.end()
        high = found.start() if (found := _SENTENCE.search(text, position)) else len(text)
        index = bisect_left(self._starts, position)
        before = self._mentions[index - 1] if index else None
        if before and before.start >= low:
            return before.code
        if _NATION.search(text, low, position):
            return None
        if index < len(self._starts) and self._starts[index] < high:
            return self._mentions[index].code
        paragraph = text.rfind("\n", 0, position) + 1
        if before and before.start >= paragraph:
            return None if _NATION.search(text, before.end, low) else before.code
        return None if _NATION.search(text, paragraph, low) else self._default
