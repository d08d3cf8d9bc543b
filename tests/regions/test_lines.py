"""Each line of the region tables does what it says."""

from flows.extract.regions import find_regions
from flows.reference import load
from flows.reference.sector_tables import FunctionalZone, Region, RegionAlias, RegionWord


def codes(text):
    return [mention.code for mention in find_regions(text)]


def test_zones_resolve():
    wrong = [
        (zone.name, surface)
        for zone in load(FunctionalZone, "functional_zones")
        for surface in (zone.name, *zone.aliases)
        if codes(f"走进{surface}，")[-1:] != [zone.code]
    ]
    assert not wrong


def test_full_names_resolve_below_their_parent():
    names = {region.code: region.name for region in load(Region, "regions")}
    wrong = []
    for region in load(Region, "regions"):
        text = region.name if region.parent is None else names[region.parent] + region.name
        if codes(text)[-1:] != [region.code]:
            wrong.append((text, codes(text)))
    assert not wrong


def test_other_names_resolve_below_their_province():
    """A name of two regions (本溪) means the larger one."""
    names = {region.code: region.name for region in load(Region, "regions")}
    wrong = []
    for alias in load(RegionAlias, "region_aliases"):
        found = codes(f"{_province(alias.code)}{alias.alias}，")
        if alias.code not in found and not any(alias.alias in names[code] for code in found):
            wrong.append((alias.alias, found))
    assert not wrong


def _province(code):
    parents = {region.code: region.parent for region in load(Region, "regions")}
    names = {region.code: region.name for region in load(Region, "regions")}
    while parents[code] is not None:
        code = parents[code]
    return names[code]


def test_words_are_no_regions_by_themselves():
    words = load(RegionWord, "region_words")
    assert not [word.word for word in words if word.rule in ("direct", "mask") and codes(f"，{word.word}，")]
