"""Short names of companies, as projects carry them: 隆基, 远山高科."""

from __future__ import annotations

import re

from flows.extract.project_edges import plain
from flows.reference import load
from flows.reference.project_tables import BrandSuffix, KnownCompany

_KNOWN = frozenset(row.name for row in load(KnownCompany, "known_companies"))
_KNOWN_SIZES = sorted({len(name) for name in _KNOWN}, reverse=True)
_SUFFIXES = {row.suffix: row.joins_region for row in load(BrandSuffix, "brand_suffixes")}
_SUFFIX_SIZES = sorted({len(suffix) for suffix in _SUFFIXES}, reverse=True)
_STEM = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_STEM_SIZES = range(2, 5)


def known_company(text: str, start: int, end: int) -> str | None:
    """The widely known company whose short name stands at `start`."""
    window = text[start : min(end, start + _KNOWN_SIZES[0])]
    return next((window[:size] for size in _KNOWN_SIZES if size <= len(window) and window[:size] in _KNOWN), None)


def _suffix(text: str, start: int, end: int) -> str | None:
    """The line of business at `start`, the longest."""
    window = text[start : min(end, start + _SUFFIX_SIZES[0])]
    return next((window[:size] for size in _SUFFIX_SIZES if size <= len(window) and window[:size] in _SUFFIXES), None)


def brand(text: str, start: int, end: int) -> str | None:
    """The short name of a company at `start`, told by its line of business (金风科技): a guess."""
    if (run := _STEM.match(text, start, end)) is None:
        return None
    for size in _STEM_SIZES:
        if suffix := _suffix(text, start + size, run.end()):
            name = text[start : start + size] + suffix
            return name if len(name) - plain(name) >= 2 else None
    return None


def brand_with_region(text: str, start: int, region_end: int, end: int) -> str | None:
    """The short name of a company made of a region and a line of business (东海|时代), the region at `start`."""
    if region_end == start or (suffix := _suffix(text, region_end, end)) is None or not _SUFFIXES[suffix]:
        return None
    return text[start : region_end + len(suffix)]
