"""The numbers behind the overview's pictures."""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.publish.site.views import VIEWS

BARS = 15
"""Most bars in a picture."""

TOP_PROJECTS = 10
"""Projects in each picture of money or capacity."""

PROVINCE = pl.col("region_code").str.slice(0, 2) + "0000"
"""Code of the province of a region."""

Numbers = dict[str, Any]


def overview(frames: dict[str, pl.DataFrame]) -> Numbers:
    """Numbers of each picture as lists, largest first.

    Args:
        frames: the release's tables.

    Returns:
        `counts`: rows a table; `regions`: province, figures, sectors, projects; `tiers`: sector code and its mentions
        by tier; `investment`: province, CNY, projects with a sum; `money`: project, CNY, region; `capacity`: groups of
        unit and projects; `timeline`: period, documents, quotes, figures, sectors, projects; `speakers`: id, name,
        role, organisation, quotes, documents.
    """
    return {
        "counts": {name: frame.height for name, frame in frames.items()},
        "regions": _regions(frames),
        "tiers": _tiers(frames["sectors"]),
        "investment": _investment(frames["project_clusters"]),
        "money": _money(frames["project_clusters"], frames["projects"]),
        "capacity": _capacity(frames),
        "timeline": _timeline(frames),
        "speakers": _speakers(frames["speakers"]),
    }


def _regions(frames: dict[str, pl.DataFrame]) -> list[list[Any]]:
    names = ("figures", "sectors", "projects")
    counts = pl.concat(
        [frames[name].drop_nulls("region_code").select(PROVINCE.alias("province"), table=pl.lit(name)) for name in names]
    )
    wide = counts.group_by("province").agg(*(pl.col("table").eq(name).sum().alias(name) for name in names))
    total = sum((pl.col(name) for name in names), pl.lit(0))
    return _lists(wide.sort(total, "province", descending=[True, False]).head(BARS))


def _tiers(sectors: pl.DataFrame) -> list[list[Any]]:
    tiers = ("traditional", "pillar", "emerging", "future")
    wide = sectors.group_by("sector_code").agg(
        *(pl.col("tier").eq(tier).sum().alias(tier) for tier in tiers), total=pl.len()
    )
    return _lists(wide.sort("total", "sector_code", descending=[True, False]).head(BARS).drop("total"))


def _investment(clusters: pl.DataFrame) -> list[list[Any]]:
    known = clusters.drop_nulls(["region_code", "investment_cny"])
    sums = known.group_by(PROVINCE.alias("province")).agg(pl.col("investment_cny").sum(), projects=pl.len())
    return _lists(sums.sort("investment_cny", "province", descending=[True, False]).head(BARS))


def _money(clusters: pl.DataFrame, projects: pl.DataFrame) -> list[list[Any]]:
    largest = clusters.drop_nulls("investment_cny").sort(
        "investment_cny", "project_cluster_id", descending=[True, False]
    )
    return _lists(_with_row(largest.head(TOP_PROJECTS), projects, "investment_cny"))


def _capacity(frames: dict[str, pl.DataFrame]) -> list[dict[str, Any]]:
    """The two kinds of capacity that most projects state, each in its base unit where it has one."""
    units = frames["units"].drop_nulls("base_unit").unique("unit", keep="first", maintain_order=True)
    sized = (
        frames["project_clusters"]
        .drop_nulls(["capacity_value", "capacity_unit"])
        .join(
            units.select(pl.col("unit").alias("capacity_unit"), "base_unit", "factor"),
            on="capacity_unit",
            how="left",
            maintain_order="left",
        )
        .with_columns(
            base=pl.coalesce("base_unit", "capacity_unit"),
            size=pl.col("capacity_value") * pl.col("factor").fill_null(1.0),
        )
    )
    common = sized.group_by("base").len().sort("len", "base", descending=[True, False]).head(2)["base"]
    return [
        {
            "unit": base,
            "projects": _lists(
                _with_row(
                    sized.filter(pl.col("base") == base)
                    .sort("size", "project_cluster_id", descending=[True, False])
                    .head(TOP_PROJECTS),
                    frames["projects"],
                    "size",
                )
            ),
        }
        for base in common
    ]


def _with_row(clusters: pl.DataFrame, projects: pl.DataFrame, measure: str) -> pl.DataFrame:
    """Row id, name, measure and region of each cluster; the row is the cluster's first."""
    first = projects.drop_nulls("project_cluster_id").unique("project_cluster_id", keep="first", maintain_order=True)
    return clusters.join(
        first.select("project_cluster_id", "project_id"), on="project_cluster_id", how="left", maintain_order="left"
    ).select("project_id", "project_name", measure, "region_code")


def _timeline(frames: dict[str, pl.DataFrame]) -> list[list[Any]]:
    """Rows by the month of their article, by its year where fewer than half of the dated articles tell a month."""
    articles = frames["articles"].drop_nulls("published_on").filter(~pl.col("published_on").str.starts_with("-"))
    monthly = articles.filter(pl.col("published_on").str.len_chars() >= len("2024-03")).height * 2 >= articles.height
    width = len("2024-03") if monthly else len("2024")
    dated = articles.select("article_id", "document_id", period=pl.col("published_on").str.slice(0, width))
    counted = [dated.sort("document_id", "period").unique("document_id", keep="first", maintain_order=True).select("period", table=pl.lit("documents"))]
    for view in VIEWS:
        rows = frames[view.table].join(dated.select("article_id", "period"), on="article_id")
        counted.append(rows.select("period", table=pl.lit(view.table)))
    names = ["documents", *(view.table for view in VIEWS)]
    periods = pl.concat(counted).group_by("period").agg(*(pl.col("table").eq(n).sum().alias(n) for n in names))
    return _lists(periods.filter(pl.col("period").str.len_chars() == width).sort("period"))


def _speakers(speakers: pl.DataFrame) -> list[list[Any]]:
    named = speakers.filter(pl.col("speaker_kind") != "unnamed")
    columns = ("speaker_id", "speaker_name", "speaker_role", "speaker_organisation", "quote_count", "document_count")
    return _lists(named.sort("quote_count", "speaker_id", descending=[True, False]).head(BARS).select(columns))


def _lists(frame: pl.DataFrame) -> list[list[Any]]:
    return [list(row) for row in frame.iter_rows()]
