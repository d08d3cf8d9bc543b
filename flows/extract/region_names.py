"""Names of regions: GB/T 2260 with short forms, other and historical names, and functional zones."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from flows.reference import load
from flows.reference.sector_tables import FunctionalZone, Region, RegionAlias, RegionWord

REGIONS: Final[dict[str, Region]] = {region.code: region for region in load(Region, "regions")}
"""Every division by its code."""

_CLASS_WORD: Final = re.compile(r"(?<=..)(?:特别行政区|地区|林区|省|市|县|区|旗|盟)$")
_AUTONOMOUS_PROVINCE: Final = re.compile(r"(?:壮族|回族|维吾尔)?自治区$")


class RegionName(NamedTuple):
    """A meaning of a region's name.

    Attributes:
        code, name: the division, or a functional zone's name with the code of the division that holds it.
        strength: 2: stands alone; 1: needs a region above it in the text; 0: needs its parent or sibling beside it.
        bare: a county's name without its class word.
    """

    code: str
    name: str
    strength: int
    bare: bool


def ancestors(code: str) -> tuple[str, ...]:
    """The code and those of the divisions above it, from the smallest."""
    chain = [code]
    while (parent := REGIONS[chain[-1]].parent) is not None:
        chain.append(parent)
    return tuple(chain)


CHAINS: Final[dict[str, tuple[str, ...]]] = {code: ancestors(code) for code in REGIONS}
"""Each code with those above it, from the smallest."""


def _short(region: Region) -> str:
    if region.level == "province" and region.name.endswith("自治区"):
        return _AUTONOMOUS_PROVINCE.sub("", region.name)
    return _CLASS_WORD.sub("", region.name)


def _lexicon() -> tuple[dict[str, list[RegionName]], frozenset[str]]:
    """Names by surface, and the masks."""
    words = load(RegionWord, "region_words")
    direct = {word.word for word in words if word.rule == "direct"}
    names: dict[str, list[RegionName]] = {}

    def add(surface: str, code: str, name: str, strength: int) -> None:
        if surface in direct:
            strength = 0
        entries = names.setdefault(surface, [])
        if all(entry.code != code for entry in entries):
            entries.append(RegionName(code, name, strength, REGIONS[code].level == "county" and surface != name))

    for region in REGIONS.values():
        add(region.name, region.code, region.name, 2 if len(region.name) > 2 else 1)
    for region in REGIONS.values():
        short = _short(region)
        if short != region.name and not short.endswith("自治"):
            strong = region.level != "county" or len(short) > 2
            if short not in names or region.level != "county":
                add(short, region.code, region.name, 2 if strong else 1)
            elif all(entry.strength < 2 for entry in names[short]):
                add(short, region.code, region.name, 1)
    for alias in load(RegionAlias, "region_aliases"):
        region = REGIONS[alias.code]
        weak = (alias.kind == "short" and region.level == "county" and len(alias.alias) == 2) or (
            alias.kind == "alias" and alias.alias in names
        )
        if alias.alias not in names or alias.kind != "historical":
            add(alias.alias, alias.code, region.name, 1 if weak else 2)
    for zone in load(FunctionalZone, "functional_zones"):
        for surface in (zone.name, *zone.aliases):
            if all(entry.name != surface for entry in names.get(surface, [])):
                names[surface] = [RegionName(zone.code, zone.name, 2, False)]
    # The larger region of a name comes first. A province's short name wins over its namesakes (吉林, 海南): those
    # need their parent next to them.
    for surface, entries in names.items():
        entries.sort(key=lambda entry: len(CHAINS[entry.code]))
        if len(entries) > 1 and REGIONS[entries[0].code].level == "province":
            names[surface] = [entries[0]._replace(strength=2), *(e._replace(strength=0) for e in entries[1:])]
    return names, frozenset(word.word for word in words if word.rule == "mask")


NAMES, MASKS = _lexicon()
"""Meanings of each surface, the likeliest first; expressions that hold a region's name and mean none."""
STRONG_NAMES: Final = [
    name for name in dict.fromkeys([*NAMES, *MASKS]) if name in MASKS or any(e.strength == 2 for e in NAMES[name])
]
"""Surfaces that stand alone, and the masks."""
WEAK_NAMES: Final = [name for name in NAMES if name not in MASKS and all(entry.strength < 2 for entry in NAMES[name])]
"""Surfaces that need a context."""
