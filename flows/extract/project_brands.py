"""Short names of companies, as projects carry them: 隆基, 远山高科."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_edges import plain
from flows.extract.words import Beginnings
from flows.reference import load
from flows.reference.project_tables import BrandSuffix, KnownCompany

_KNOWN: Final = Beginnings(row.name for row in load(KnownCompany, "known_companies"))
_JOINS_REGION: Final = {row.suffix: row.joins_region for row in load(BrandSuffix, "brand_suffixes")}
_SUFFIXES: Final = Beginnings(_JOINS_REGION)
_LONGEST_SUFFIX: Final = max(map(len, _JOINS_REGION))
_LONGEST_KNOWN: Final = max(len(row.name) for row in load(KnownCompany, "known_companies"))
_STEM: Final = re.compile(r"[\u4e00-\u9fffA-Za-z]+")
_STEM_SIZES: Final = range(2, 5)


def known_company(text: str, start: int, end: int) -> str | None:
    """The widely known company whose short name stands at `start`."""
    window = text[start : min(end, start + _LONGEST_KNOWN)]
    size = _KNOWN.end(window, 0)
    return window[:size] if size else None


def brand(text: str, start: int, end: int) -> str | None:
    """The short name of a company at `start`, told by its line of business (金风科技): a guess."""
    window = text[start : min(end, start + _STEM_SIZES[-1] + _LONGEST_SUFFIX)]
    for size in _STEM_SIZES:
        stop = _SUFFIXES.end(window, size)
        if stop > size and (run := _STEM.match(window)) is not None:
            if stop > run.end():
                stop = _SUFFIXES.end(window[: run.end()], size)
                if stop <= size:
                    continue
            name = window[:stop]
            return name if len(name) - plain(name) >= 2 else None
    return None


def brand_with_region(text: str, start: int, region_end: int, end: int) -> str | None:
    """The short name of a company made of a region and a line of business (东海|时代), the region at `start`."""
    if region_end == start:
        return None
    window = text[region_end : min(end, region_end + _LONGEST_SUFFIX)]
    suffix = window[: _SUFFIXES.end(window, 0)]
    return text[start:region_end] + suffix if suffix and _JOINS_REGION[suffix] else None
