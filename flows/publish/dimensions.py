"""Dimension tables from the reference tables."""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.reference import load
from flows.reference.figure_tables import Unit
from flows.reference.sector_tables import FunctionalZone, Region, Sector
from schemas import TABLES


def dimensions() -> dict[str, pl.DataFrame]:
    """Regions, functional zones, sector taxonomy and units, each sorted by its key."""
    return {
        "regions": TABLES["regions"].frame(
            [
                {"region_code": r.code, "name": r.name, "level": r.level, "parent_code": r.parent}
                for r in sorted(load(Region, "regions"))
            ]
        ),
        "functional_zones": TABLES["functional_zones"].frame(
            [
                {"zone_name": z.name, "other_names": list(z.aliases), "region_code": z.code, "zone_type": z.kind}
                for z in sorted(load(FunctionalZone, "functional_zones"))
            ]
        ),
        "sector_taxonomy": TABLES["sector_taxonomy"].frame(
            [
                {
                    "sector_code": s.code,
                    "name_zh": s.name_zh,
                    "name_en": s.name_en,
                    "sector_group": s.parent,
                    "tier": s.tier,
                    "tier_since": s.tier_date,
                    "tier_source": s.tier_source,
                    "gbt4754_codes": list(s.gbt4754),
                    "sei2018_codes": list(s.sei2018),
                }
                for s in sorted(load(Sector, "sectors"))
            ]
        ),
        "units": TABLES["units"].frame(_units()),
    }


def _units() -> list[dict[str, Any]]:
    """One row a unit and dimension; a unit that names mean in several contexts has several rows in the reference."""
    names: dict[tuple[str, str], list[str]] = {}
    base: dict[tuple[str, str], tuple[str | None, float | None]] = {}
    for unit in load(Unit, "units"):
        key = (unit.unit, unit.dimension)
        names.setdefault(key, []).extend(name for name in unit.names if name not in names.get(key, ()))
        base[key] = (unit.base_unit, float(unit.factor) if unit.base_unit else None)
    return [
        {
            "unit_id": f"{unit}:{dimension}",
            "unit": unit,
            "dimension": dimension,
            "names": names[unit, dimension],
            "base_unit": base[unit, dimension][0],
            "factor": base[unit, dimension][1],
        }
        for unit, dimension in sorted(names)
    ]
