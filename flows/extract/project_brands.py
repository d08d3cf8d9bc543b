"""Short names of companies, as projects carry them: 隆基, 远山高科."""

from __future__ import annotations

import re

from flows.extract.project_edges import plain
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.project_tables import BrandSuffix, KnownCompany

_KNOWN = re.compile(alternation(row.name for row in load(KnownCompany, "known_companies")))
_SUFFIXES = alternation(row.suffix for row in load(BrandSuffix, "brand_suffixes") if row.joins_region)
_SUFFIX = re.compile(_SUFFIXES)
_BRAND = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{2,4}?" + alternation(row.suffix for row in load(BrandSuffix, "brand_suffixes"))
)


def known_company(text: str, start: int, end: int) -> str | None:
    """The widely known company whose short name stands at `start`."""
    found = _KNOWN.match(text, start, end)
    return found[0] if found else None


def brand(text: str, start: int, end: int) -> str | None:
    """The short name of a company at `start`, told by its line of business (金风科技): a guess."""
    found = _BRAND.match(text, start, end)
    if found is None:
        return None
    name = found[0]
    return name if len(name) - plain(name) >= 2 else None


def brand_with_region(text: str, start: int, region_end: int, end: int) -> str | None:
    """The short name of a company made of a region and a line of business (东海|时代), the region at `start`."""
    if region_end == start or (found := _SUFFIX.match(text, region_end, end)) is None:
        return None
    return text[start : found.end()]
