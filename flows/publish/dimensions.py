"""Dimension tables from the reference tables."""

from __future__ import annotations

import polars as pl

from flows.reference import load
from flows.reference.figure_tables import Unit
from flows.reference.sector_tables import Region, Sector
from schemas import TABLES


def dimensions() -> dict[str, pl.DataFrame]:
    """Regions, sector taxonomy and units, each sorted by its key."""
    return {
        "regions": TABLES["regions"].frame(
            [
                {"region_code": r.code, "name": r.name, "level": r.level, "parent_code": r.parent}
                for r in sorted(load(Region, "regions"))
            ]
        ),
    }
