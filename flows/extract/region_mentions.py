"""Places named in Chinese text, with their GB/T 2260 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.region_names import CHAINS, MASKS, NAMES, RegionName

# A class word that the next character takes into another word: 北京|市场, 城关|区域, 建成|县级.
_TAKEN = {"市": "场值民容面", "县": "级域城际", "区": "域间", "省": "级际", "州": "府"}
_JOINTS = frozenset("、和与及")
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
_BY_INDEX = [*_STRONG, *_WEAK]
_AUTOMATON = AhoCorasick([s.name for s in _BY_INDEX], matchkind=MatchKind.Standard)

_Match = tuple[int, int, _Surface]


def _matches(text: str) -> list[_Match]:
    """Surfaces in order: names that stand alone win over those that need a context (从|江西, not 从江|西)."""
    strong: list[tuple[int, int, int]] = []
    weak: list[tuple[int, int, int]] = []
    for number, start, end in _AUTOMATON.find_matches_as_indexes(text, overlapping=True):
        (strong if number < len(_STRONG) else weak).append((start, -end, number))
    found: list[_Match] = []
    floor = 0
    # A name that needs a context finds it in its own province alone.
    near: set[str] = set()
    for start, minus_end, number in sorted(strong):
        if start >= floor:
            floor = -minus_end
            found.append((start, floor, _BY_INDEX[number]))
            near |= _BY_INDEX[number].provinces
    weak = [match for match in weak if not near.isdisjoint(_BY_INDEX[match[2]].provinces)]
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
            strong.append((start, -minus_end, _BY_INDEX[number]))
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
