"""Counts that analysts open first: sectors, investment and speakers by province."""

from __future__ import annotations

import polars as pl

from flows.extract.region_names import CHAINS
from flows.link.rows import row_id
from schemas import TABLES

Frames = dict[str, pl.DataFrame]


_SECTOR = ("region_code", "sector_code", "tier")


def sector_counts(sectors: pl.DataFrame) -> pl.DataFrame:
    """Mentions of sectors by province, sector and tier: counts that add up over ranges of documents.

    Args:
        sectors: rows of `sectors`, all that a document has or none.
    """
    return (
        _by_province(sectors)
        .group_by(_SECTOR)
        .agg(
            pl.len().cast(pl.Int64).alias("mention_count"),
            (pl.col("tier_basis") == "stated").sum().cast(pl.Int64).alias("stated_count"),
            pl.col("document_id").n_unique().cast(pl.Int64).alias("document_count"),
        )
    )


def sectors_by_region(frames: Frames) -> pl.DataFrame:
    """Mentions of sectors by province, sector and tier, from `sector_counts`."""
    counted = frames["sectors"].group_by(_SECTOR).agg(pl.all().sum())
    return _table("sectors_by_region", _named(counted, frames), _SECTOR)


def investment_by_region(frames: Frames) -> pl.DataFrame:
    """Projects and their stated investment by province and sector; each project counts once."""
    counted = (
        _by_province(frames["project_clusters"])
        .sort("project_cluster_id")
        .group_by("region_code", "sector_code", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("project_count"),
            pl.col("investment_cny").count().cast(pl.Int64).alias("priced_count"),
            pl.col("investment_cny").sum(),
        )
        .with_columns(investment_cny=pl.when(pl.col("priced_count") > 0).then("investment_cny"))
    )
    return _table("investment_by_region", _named(counted, frames), ("region_code", "sector_code"))


def speakers_by_region(frames: Frames) -> pl.DataFrame:
    """Speakers and their quotes by the province of the speaker, and kind."""
    speakers = _by_province(frames["speakers"]).select("speaker_id", "region_code", "speaker_kind")
    counted = (
        frames["quotes"]
        .select("speaker_id", "document_id")
        .join(speakers, on="speaker_id")
        .group_by("region_code", "speaker_kind")
        .agg(
            pl.col("speaker_id").n_unique().cast(pl.Int64).alias("speaker_count"),
            pl.len().cast(pl.Int64).alias("quote_count"),
            pl.col("document_id").n_unique().cast(pl.Int64).alias("document_count"),
        )
    )
    return _table("speakers_by_region", _named(counted, frames), ("region_code", "speaker_kind"))


def _by_province(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the province in `region_code`."""
    provinces = {code: chain[-1] for code, chain in CHAINS.items()}
    return frame.with_columns(pl.col("region_code").replace_strict(provinces, return_dtype=pl.String))


def _named(counted: pl.DataFrame, frames: Frames) -> pl.DataFrame:
    """With the names of regions and sectors."""
    regions = frames["regions"].select("region_code", pl.col("name").alias("region_name"))
    named = counted.join(regions, on="region_code", how="left")
    if "sector_code" not in counted.columns:
        return named
    sectors = frames["sector_taxonomy"].select("sector_code", pl.col("name_zh").alias("sector_name"))
    return named.join(sectors, on="sector_code", how="left")


def _table(name: str, counted: pl.DataFrame, groups: tuple[str, ...]) -> pl.DataFrame:
    """The table with ids, sorted by what it counts by, unknown ones last."""
    ordered = counted.sort(groups, nulls_last=True)
    ids = [row_id("g", name, *values) for values in ordered.select(groups).iter_rows()]
    return ordered.with_columns(pl.Series(TABLES[name].key, ids, dtype=pl.String)).select(
        list(TABLES[name].polars_schema)
    )
