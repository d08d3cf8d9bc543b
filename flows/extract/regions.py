"""Regions in Chinese text: mentions with their GB/T 2260 code, and the region that an article is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.region_names import CHAINS, MASKS, NAMES, REGIONS, RegionName, ancestors
from flows.reference import load
from flows.reference.sector_tables import RegionWord
from flows.text.passage import Span

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


class _Surface(NamedTuple):
    """A name as it stands in a text.

    Attributes:
        name: the name.
        entries: its meanings; none for an expression that holds a region's name and means none.
        sole: its one meaning, where it needs no context.
        taken: characters after it that take its class word into another word.
        provinces: codes of the provinces in which its meanings lie.
    """

    name: str
    entries: list[RegionName]
    sole: RegionName | None
    taken: str
    provinces: frozenset[str]


def _surface(name: str) -> _Surface:
    entries = NAMES.get(name, [])
    sole = entries[0] if len(entries) == 1 and entries[0].strength == 2 else None
    provinces = frozenset(CHAINS[entry.code][-1] for entry in entries)
    return _Surface(name, entries, sole, _TAKEN.get(name[-1], ""), provinces)


_SURFACES = {name: _surface(name) for name in [*NAMES, *MASKS]}
_STRONG = [s for s in _SURFACES.values() if s.name in MASKS or any(e.strength == 2 for e in s.entries)]
_WEAK = [s for s in _SURFACES.values() if s.entries and all(e.strength < 2 for e in s.entries)]
_STRONG_AUTOMATON = AhoCorasick([s.name for s in _STRONG], matchkind=MatchKind.LeftmostLongest)
_WEAK_AUTOMATON = AhoCorasick([s.name for s in _WEAK], matchkind=MatchKind.Standard)

_Match = tuple[int, int, _Surface]


def _matches(text: str) -> list[_Match]:
    """Surfaces in order: names that stand alone win over those that need a context (从|江西, not 从江|西)."""
    found = [(s, e, _STRONG[k]) for k, s, e in _STRONG_AUTOMATON.find_matches_as_indexes(text)]
    # A name that needs a context finds it in its own province alone.
    near: set[str] = set()
    for _, _, surface in found:
        near |= surface.provinces
    if near:
        weak = [
            (start, -end, number)
            for number, start, end in _WEAK_AUTOMATON.find_matches_as_indexes(text, overlapping=True)
            if not near.isdisjoint(_WEAK[number].provinces)
        ]
        if weak:
            found = _merged(text, found, sorted(weak))
    return [match for match in found if match[2].entries]


def _merged(text: str, strong: list[_Match], weak: list[tuple[int, int, int]]) -> list[_Match]:
    taken = bytearray(len(text))
    for start, end, _ in strong:
        taken[start:end] = b"\1" * (end - start)
    for start, minus_end, number in weak:
        if 1 not in taken[start:-minus_end]:
            taken[start:-minus_end] = b"\1" * (-minus_end - start)
            strong.append((start, -minus_end, _WEAK[number]))
    return sorted(strong, key=lambda match: match[0])


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
def find_regions(text: str) -> tuple[RegionMention, ...]:
    """Places named in the text, in order, with no overlap.

    A name of several divisions (城关区, 朝阳区) is read by the region named before it, else by those of the whole
    text; where nothing settles it, it is left out. Names that are common words too (白银, 朝阳) count only beside
    their parent or a sibling.

    Args:
        text: clean text, simplified script.
    """
    matches = _matches(text)
    known: dict[str, int] = {}
    for _, _, surface in matches:
        if surface.sole:
            known.update(dict.fromkeys(CHAINS[surface.sole.code], 1))
    found: list[RegionMention] = []
    before: RegionMention | None = None
    for start, end, surface in matches:
        if surface.taken and (following := text[end : end + 1]) and following in surface.taken:
            if surface.name[:-1] not in NAMES:
                continue
            surface, end = _SURFACES[surface.name[:-1]], end - 1
        entry = surface.sole or _choose(surface.entries, before, text, start, known)
        if entry is None:
            continue
        before = RegionMention(start, end, entry.code, entry.name)
        found.append(before)
        known.update(dict.fromkeys(CHAINS[entry.code], start + 2))
    return tuple(found)


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
    return _region_of(article.title or "", article.head, article.publisher or "", article.body.text)


# Projects ask for it, and the table of articles.
@lru_cache(maxsize=64)
def _region_of(title: str, head: str, publisher: str, body: str) -> str | None:
    return _voted(title, head, publisher, find_regions(body))


def _voted(title: str, head: str, publisher: str, body: Sequence[RegionMention]) -> str | None:
    votes: defaultdict[str, float] = defaultdict(float)
    named = {mention.code for mention in find_regions(title)}

    def vote(mention: RegionMention, weight: float) -> None:
        passing = mention.code == _CAPITAL and _CAPITAL not in named
        for code in CHAINS[mention.code]:
            votes[code] += weight * (_CAPITAL_WEIGHT if passing else 1.0)

    for text, weight in (
        (title, _WEIGHT_TITLE),
        (head, _WEIGHT_HEAD),
        (publisher, _WEIGHT_PUBLISHER),
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
_NAME_STARTS = frozenset(word.word[0] for word in load(RegionWord, "region_words") if word.rule in ("name", "school"))
# 全国重要的, 全球最大的, 全国人大: a rank or a body, not whose it is.
_NATION = re.compile(rf"(?:{_words('nation')})(?![重最领第首一性先有统人两政区级知])")


class RegionScope:
    """Whose a thing is that stands at a place of an article's body."""

    def __init__(self, article: Article) -> None:
        self._text = article.body.text
        self._article = article
        self._last: Span = (0, -1)

    @cached_property
    def _mentions(self) -> list[RegionMention]:
        text = self._text
        return [
            mention
            for mention in find_regions(text)
            if _NAME_STARTS.isdisjoint(text[mention.end : mention.end + 7]) or not _NAME.match(text, mention.end)
        ]

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self._mentions]

    @cached_property
    def _default(self) -> str | None:
        article = self._article
        return _voted(article.title or "", article.head, article.publisher or "", self._mentions)

    def _sentence(self, position: int) -> Span:
        """The sentence that holds a position, from `_SENTENCE_REACH` characters before it at the earliest."""
        low, high = self._last
        if not low <= position <= high:
            low = max(0, position - _SENTENCE_REACH)
            for mark in _SENTENCE.finditer(self._text, low, position):
                low = mark.end()
            found = _SENTENCE.search(self._text, position)
            high = found.start() if found else len(self._text)
            self._last = (low, high)
        return max(low, position - _SENTENCE_REACH), high

    def at(self, position: int) -> str | None:
        """Code of the region whose a thing at `position` is.

        The last region named before it in the sentence, else the next one in it, else the last of the paragraph, else
        the article's; None where the nation, the world or a foreign land is named in between.
        """
        text = self._text
        low, high = self._sentence(position)
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
