"""One pass over a text for the words of several tables: the pass costs more than what is done with its matches."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from flows.extract.region_names import STRONG_NAMES, WEAK_NAMES
from flows.extract.sector_lexicon import ENTRIES, GROWING, INDUSTRY
from flows.reference import load
from flows.reference.project_tables import ProjectHead, ProperName
from flows.reference.sector_tables import RegionWord, TierFrame

Match = tuple[int, int, int]
"""Number of a word in its table, start and end."""

_LONGEST: Final = 4
"""Tables up to here: of words that overlap, the one that begins first counts, of those the longest; of others, all."""
_PLACED: Final = 6
"""Tables from here on: all that counts of a word is where it begins."""
_NAME: Final = 60
"""Characters of a name or title at most."""
_COUNTS: Final = [numeral + noun for numeral in "二三四五六七八九十23456789" for noun in "个大座条"]
_TABLES: Final[list[list[str]]] = [
    list(ENTRIES),
    [row.head for row in load(ProjectHead, "project_heads")],
    [row.name for row in load(ProperName, "project_proper_names")],
    STRONG_NAMES,
    WEAK_NAMES,
    [row.phrase for row in load(TierFrame, "tier_frames")],
    [row.word for row in load(RegionWord, "region_words") if row.rule == "nation"],
    [row.word for row in load(RegionWord, "region_words") if row.rule == "home"],
    [INDUSTRY],
    list(GROWING),
    _COUNTS,
]


class Words:
    """The words of the tables in a text, each table's as if it were searched for alone.

    Attributes:
        sectors: words of `ENTRIES`.
        heads: head nouns of projects.
        proper_names: names of projects.
        strong_regions: names of regions that stand alone, and expressions that hold one and mean none.
        weak_regions: names of regions that need a context, by their ends, overlapping ones too.
        tiers: phrases that state a tier, by their ends, overlapping ones too.
        nation, home: where words begin for the nation, the world or a foreign land, and for the text's own region.
        industry, growing: where `INDUSTRY` and the words of `GROWING` begin.
        counts: where a small number of something begins (三个, 5座).
    """

    __slots__ = (
        "counts",
        "growing",
        "heads",
        "home",
        "industry",
        "nation",
        "proper_names",
        "sectors",
        "strong_regions",
        "tiers",
        "weak_regions",
    )

    def __init__(self, found: list[list[Match]], starts: list[list[int]]) -> None:
        self.sectors, self.heads, self.proper_names, self.strong_regions, self.weak_regions, self.tiers = found
        self.nation, self.home, self.industry, self.growing, self.counts = [sorted(set(places)) for places in starts]


_TABLE_OF: Final = [table for table, words in enumerate(_TABLES) for _ in words]
_FIRST: Final = [sum(map(len, _TABLES[:table])) for table in range(len(_TABLES))]
# A small automaton that stays in the processor's cache: a DFA is slower here.
_AUTOMATON: Final = AhoCorasick(
    [word for words in _TABLES for word in words], implementation=Implementation.ContiguousNFA
)


def words_in(text: str) -> Words:
    """The words of the tables in a text."""
    found: list[list[Match]] = [[] for _ in range(_PLACED)]
    starts: list[list[int]] = [[] for _ in range(_PLACED, len(_TABLES))]
    for number, start, end in _AUTOMATON.find_matches_as_indexes(text, overlapping=True):
        table = _TABLE_OF[number]
        if table >= _PLACED:
            starts[table - _PLACED].append(start)
            continue
        kept = found[table]
        if kept and kept[-1][2] > start and table < _LONGEST:
            # Matches come by their ends: this one gives way to those that begin before it, and hides the others.
            at = len(kept) - 1
            while at >= 0 and kept[at][1] >= start:
                at -= 1
            if at >= 0 and kept[at][2] > start:
                continue
            del kept[at + 1 :]
        kept.append((number - _FIRST[table], start, end))
    return Words(found, starts)


_remembered: Final = lru_cache(maxsize=64)(words_in)


def words_of(text: str) -> Words:
    """As `words_in`; what is longer than a name is remembered: figures, sectors and projects ask for it in turn."""
    return _remembered(text) if len(text) > _NAME else words_in(text)
