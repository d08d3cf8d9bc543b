"""Places named in Chinese text, with their GB/T 2260 codes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from flows.extract.region_names import CHAINS, NAMES, STRONG_NAMES, WEAK_NAMES, RegionName
from flows.extract.word_scan import Match, words_of

# A class word that the next character takes into another word: 北京|市场, 城关|区域, 建成|县级.
_TAKEN: Final = {"市": "场值民容面", "县": "级域城际", "区": "域间", "省": "级际", "州": "府"}
_JOINTS: Final = frozenset("、和与及")
_NEAR: Final = 30
_OPENS: Final = re.compile(r"[，。；：、！？\n“（在]?$")


class RegionMention:
    """A place in the text: `[start, end)`, the GB/T 2260 code, the full name (a functional zone's own name)."""

    __slots__ = ("code", "end", "name", "start")

    def __init__(self, start: int, end: int, code: str, name: str) -> None:
        self.start = start
        self.end = end
        self.code = code
        self.name = name


class _Surface:
    """A name as it stands in a text.

    Attributes:
        name: the name.
        entries: its meanings; none for an expression that holds a region's name and means none.
        sole: its one meaning, where it needs no context.
        taken: characters after it that take its class word into another word.
        provinces: codes of the provinces in which its meanings lie.
    """

    __slots__ = ("entries", "name", "provinces", "sole", "taken")

    def __init__(
        self, name: str, entries: list[RegionName], sole: RegionName | None, taken: str, provinces: frozenset[str]
    ) -> None:
        self.name = name
        self.entries = entries
        self.sole = sole
        self.taken = taken
        self.provinces = provinces


def _surface(name: str) -> _Surface:
    entries = NAMES.get(name, [])
    sole = entries[0] if len(entries) == 1 and entries[0].strength == 2 else None
    provinces = frozenset(CHAINS[entry.code][-1] for entry in entries)
    return _Surface(name, entries, sole, _TAKEN.get(name[-1], ""), provinces)


_SURFACES: Final = {name: _surface(name) for name in [*STRONG_NAMES, *WEAK_NAMES]}
_STRONG: Final = [_SURFACES[name] for name in STRONG_NAMES]
_WEAK: Final = [_SURFACES[name] for name in WEAK_NAMES]

_Match = tuple[int, int, _Surface]


def _matches(text: str) -> list[_Match]:
    """Surfaces in order: names that stand alone win over those that need a context (从|江西, not 从江|西)."""
    words = words_of(text)
    found = [(start, end, _STRONG[number]) for number, start, end in words.strong_regions]
    # A name that needs a context finds it in its own province alone.
    near: set[str] = set()
    for _, _, surface in found:
        near |= surface.provinces
    weak = [match for match in words.weak_regions if not near.isdisjoint(_WEAK[match[0]].provinces)]
    if weak:
        found = _merged(text, found, weak)
    return [match for match in found if match[2].entries]


def _merged(text: str, strong: list[_Match], weak: list[Match]) -> list[_Match]:
    """The strong names, and the weak ones in order, the longer first, that overlap none before."""
    taken = bytearray(len(text))
    for start, end, _ in strong:
        taken[start:end] = b"\1" * (end - start)
    for number, start, end in sorted(weak, key=lambda match: (match[1], -match[2])):
        if 1 not in taken[start:end]:
            taken[start:end] = b"\1" * (end - start)
            strong.append((start, end, _WEAK[number]))
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
@lru_cache(maxsize=4096)
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
