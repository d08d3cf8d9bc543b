"""Row types of the reference tables that sector and region rules read."""

from __future__ import annotations

from typing import NamedTuple


class Region(NamedTuple):
    """An administrative division of GB/T 2260.

    Attributes:
        code: six digits.
        name: full name (青海省, 海西蒙古族藏族自治州).
        level: `province`, `prefecture` or `county`.
        parent: code of the division above, None for a province.
    """

    code: str
    name: str
    level: str
    parent: str | None


class RegionAlias(NamedTuple):
    """Another name of a region.

    Attributes:
        alias: the name.
        code: the region that the name means today.
        kind: `short` (name without its class words and peoples: 积石山), `alias` (海西州, 陇原) or `historical`
            (a name or division that no longer exists: 襄樊, 宣武区).
        note: what became of a historical one.
    """

    alias: str
    code: str
    kind: str
    note: str


class RegionWord(NamedTuple):
    """A word that looks like a region.

    Attributes:
        word: the word.
        rule: `direct`: a region's name that is a common word too, read as the region only next to its parent or
            sibling (甘肃白银); `mask`: an expression in which no region is meant (长治久安).
        note: why.
    """

    word: str
    rule: str
    note: str


class FunctionalZone(NamedTuple):
    """An area with a name of its own that is no division of GB/T 2260.

    Attributes:
        name: full name.
        aliases: other names.
        code: the smallest division that holds it (兰州新区 → 620100).
        kind: `new_area`, `high_tech`, `economic`, `industrial_park`, `free_trade`, `cooperation`, `airport`, `port`,
            `border`, `basin` or `other`.
    """

    name: str
    aliases: tuple[str, ...]
    code: str
    kind: str


TABLES: dict[str, type[NamedTuple]] = {
    "regions": Region,
    "region_aliases": RegionAlias,
    "region_words": RegionWord,
    "functional_zones": FunctionalZone,
}
