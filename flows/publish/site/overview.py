"""The numbers behind the overview's pictures."""

from __future__ import annotations

from typing import Any

import polars as pl

from flows.publish.site.views import VIEWS
from flows.publish.stored import Stored

BARS = 15
"""Most bars in a picture."""

_YEAR, _MONTH = len("2024"), len("2024-03")

TOP_PROJECTS = 10
"""Projects in each picture of money or capacity."""

PROVINCE = pl.col("region_code").str.slice(0, 2) + "0000"
"""Code of the province of a region."""

Numbers = dict[str, Any]


def overview(tables: Stored) -> Numbers:
    """Numbers of each picture as lists, largest first.

    Args:
        tables: the release's tables.

    Returns:
        `counts`: rows a table; `regions`: province, figures, sectors, projects; `tiers`: sector code and its mentions
        by tier; `investment`: province, CNY, projects with a sum; `money`: project, CNY, region; `capacity`: groups of
        unit and projects; `timeline`: period, quotes, figures, sectors, projects; `speakers`: id, name,
        role, organisation, quotes, documents.
    """
    return {
        "counts": {name: tables.height(name) for name in tables},
        "regions": _regions(tables),
        "tiers": _tiers(tables.scan("sectors")),
        "investment": _investment(tables.scan("project_clusters")),
        "money": _money(tables.scan("project_clusters"), tables.scan("projects")),
        "capacity": _capacity(tables),
        "timeline": _timeline(tables),
        "speakers": _speakers(tables.scan("speakers")),
    }


def _regions(tables: Stored) -> list[list[Any]]:
    names = ("figures", "sectors", "projects")
    counts = pl.concat(
        [
            tables.scan(name).drop_nulls("region_code").select(PROVINCE.alias("province"), table=pl.lit(name))
            for name in names
        ]
    )
    wide = counts.group_by("province").agg(*(pl.col("table").eq(name).sum().alias(name) for name in names))
    total = sum((pl.col(name) for name in names), pl.lit(0))
    return _lists(wide.sort(total, "province", descending=[True, False]).head(BARS))


def _tiers(sectors: pl.LazyFrame) -> list[list[Any]]:
    tiers = ("traditional", "pillar", "emerging", "future")
    wide = sectors.group_by("sector_code").agg(
        *(pl.col("tier").eq(tier).sum().alias(tier) for tier in tiers), total=pl.len()
    )
    return _lists(wide.sort("total", "sector_code", descending=[True, False]).head(BARS).drop("total"))


def _investment(clusters: pl.LazyFrame) -> list[list[Any]]:
    known = clusters.drop_nulls(["region_code", "investment_cny"])
    sums = known.group_by(PROVINCE.alias("province")).agg(pl.col("investment_cny").sum(), projects=pl.len())
    return _lists(sums.sort("investment_cny", "province", descending=[True, False]).head(BARS))


def _money(clusters: pl.LazyFrame, projects: pl.LazyFrame) -> list[list[Any]]:
    largest = clusters.drop_nulls("investment_cny").sort(
        "investment_cny", "project_cluster_id", descending=[True, False]
    )
    return _lists(_with_row(largest.head(TOP_PROJECTS), projects, "investment_cny"))


def _capacity(tables: Stored) -> list[dict[str, Any]]:
    """The two kinds of physical capacity that most projects state, each in the unit that most of them use."""
    units = tables["units"].drop_nulls("base_unit").unique("unit", keep="first", maintain_order=True)
    sized = (
        tables.scan("project_clusters")
        .drop_nulls(["capacity_value", "capacity_unit"])
        .join(
            units.lazy().select(pl.col("unit").alias("capacity_unit"), "base_unit", "factor"),
            on="capacity_unit",
            maintain_order="left",
        )
        .collect()
    )
    groups = []
    for base in _common(sized["base_unit"], 2):
        own = sized.filter(pl.col("base_unit") == base)
        (unit,) = _common(own["capacity_unit"], 1)
        factor = units.filter(pl.col("unit") == unit)["factor"].item()
        size = pl.col("capacity_value") * pl.col("factor") / factor
        largest = own.with_columns(size=size).sort("size", "project_cluster_id", descending=[True, False])
        projects = _with_row(largest.head(TOP_PROJECTS).lazy(), tables.scan("projects"), "size")
        groups.append({"unit": unit, "projects": _lists(projects)})
    return groups


def _common(values: pl.Series, most: int) -> list[str]:
    """The most frequent values."""
    counts = values.rename("value").value_counts().sort("count", "value", descending=[True, False])
    return counts.head(most)["value"].to_list()


def _with_row(clusters: pl.LazyFrame, projects: pl.LazyFrame, measure: str) -> pl.LazyFrame:
    """Row id, name, measure and region of each cluster; the row is the cluster's first."""
    own = projects.select("project_cluster_id", "project_id").join(clusters, on="project_cluster_id", how="semi",
                                                                   maintain_order="left")  # fmt: skip
    return clusters.join(
        own.unique("project_cluster_id", keep="first", maintain_order=True),
        on="project_cluster_id",
        how="left",
        maintain_order="left",
    ).select("project_id", "project_name", measure, "region_code")


def _timeline(tables: Stored) -> list[list[Any]]:
    """Rows by the month of their article, by its year where fewer than half of the dated articles tell a month.

    Periods without rows between the first and the last are there with zeros.
    """
    told = tables.scan("articles").select("article_id", "published_on").drop_nulls("published_on")
    articles = told.filter(~pl.col("published_on").str.starts_with("-")).collect()
    monthly = articles.filter(pl.col("published_on").str.len_chars() >= _MONTH).height * 2 >= articles.height
    width = _MONTH if monthly else _YEAR
    dated = articles.lazy().select("article_id", month=pl.col("published_on").str.slice(0, width))
    names = [view.table for view in VIEWS]
    counted = pl.concat(
        [tables.scan(name).join(dated, on="article_id").select("month", table=pl.lit(name)) for name in names]
    ).filter(pl.col("month").str.len_chars() == width)
    wide = counted.group_by("month").agg(*(pl.col("table").eq(name).sum().alias(name) for name in names)).collect()
    found = {row[0]: list(row) for row in wide.iter_rows()}
    return [found.get(period, [period, *(0 for _ in names)]) for period in _periods(sorted(found))]


def _periods(found: list[str]) -> list[str]:
    """All years or months from the first to the last."""
    if not found:
        return []
    if len(found[0]) == _YEAR:
        return [f"{year:04}" for year in range(int(found[0]), int(found[-1]) + 1)]
    first, last = (12 * int(period[:_YEAR]) + int(period[_YEAR + 1 :]) - 1 for period in (found[0], found[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def _speakers(speakers: pl.LazyFrame) -> list[list[Any]]:
    named = speakers.filter(pl.col("speaker_kind") != "unnamed")
    columns = ("speaker_id", "speaker_name", "speaker_role", "speaker_organisation", "quote_count", "document_count")
    return _lists(named.sort("quote_count", "speaker_id", descending=[True, False]).head(BARS).select(columns))


def _lists(frame: pl.LazyFrame) -> list[list[Any]]:
    return [list(row) for row in frame.collect().iter_rows()]
