"""Rows, and what the pages need to know of the tables, as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from flows.publish.site.sample import Sample
from flows.publish.site.views import VIEWS
from flows.publish.site.words import values, words
from flows.publish.stored import Stored
from schemas import TABLES
from schemas.registry import Column

DOCUMENT_COLUMNS = (
    "document_id",
    "title",
    "publisher",
    "published_on",
    "url",
    "rights",
    "publication",
    "file_name",
    "character_count",
    "article_count",
)
"""Columns of `documents` that the pages know; the numbers of its rows and of its file of texts follow."""


def table_rows(frame: pl.DataFrame) -> Iterator[list[Any]]:
    """A table's rows as lists, in the columns' order; places as pairs, whole numbers as integers."""
    return ([_cell(value) for value in row] for row in frame.iter_rows())


def document_rows(frames: dict[str, pl.DataFrame], files: Iterable[int]) -> Iterator[list[Any]]:
    """Documents as lists: `DOCUMENT_COLUMNS`, rows in each of the four tables, number of the file of its text.

    A document without a title has its first article's.

    Args:
        frames: the release's tables.
        files: number of the file that holds each document's text.
    """
    articles = frames["articles"].drop_nulls("title").unique("document_id", keep="first", maintain_order=True)
    titles = dict(articles.select("document_id", "title").iter_rows())
    counts = [dict(frames[view.table].group_by("document_id").len().iter_rows()) for view in VIEWS]
    for row, file in zip(frames["documents"].iter_rows(named=True), files, strict=True):
        row["title"] = row["title"] or titles.get(row["document_id"])
        held = [count.get(row["document_id"], 0) for count in counts]
        yield [*(row[name] for name in DOCUMENT_COLUMNS), *held, file]


def meta(version: str, tables: Stored, sample: Sample) -> dict[str, Any]:
    """What every page knows: titles, columns, words, and the names of the codes that the release uses.

    Args:
        version: the release's version.
        tables: its tables.
        sample: what the site shows of them.
    """
    return {
        "version": version,
        "words": words(),
        "values": values(),
        "tables": {
            view.table: {
                "title": _said(TABLES[view.table].title, TABLES[view.table].title_zh),
                "key": TABLES[view.table].key,
                "main": view.main,
                "shown": view.shown,
                "filters": view.filters,
                "rows": sample.frames[view.table].height,
                "columns": [_column(column) for column in TABLES[view.table].columns],
            }
            for view in VIEWS
        },
        "documents": [_column(_declared("documents", name)) for name in DOCUMENT_COLUMNS],
        "regions": _regions(tables, sample),
        "sectors": {
            code: _said(english.replace("_", " ").capitalize(), chinese)
            for code, english, chinese in tables["sector_taxonomy"]
            .select("sector_code", "name_en", "name_zh")
            .iter_rows()
        },
    }


def _declared(table: str, name: str) -> Column:
    return next(column for column in TABLES[table].columns if column.name == name)


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "title": _said(column.title, column.title_zh),
        "description": _said(column.description, column.description_zh),
        "number": str(column.dtype) in ("Int64", "Float64"),
        "unit": column.unit,
    }


def _regions(tables: Stored, sample: Sample) -> dict[str, str]:
    """Names of the provinces and of the regions that rows name."""
    named = [frame["region_code"] for frame in sample.frames.values() if "region_code" in frame.columns]
    others = set(tables) - sample.frames.keys() - {"regions"}
    others = {name for name in others if "region_code" in TABLES[name].polars_schema}
    named += [tables.scan(name).select("region_code").unique().collect().to_series() for name in others]
    regions = tables["regions"].filter(
        pl.col("region_code").is_in(pl.concat(named).unique().implode()) | pl.col("region_code").str.ends_with("0000")
    )
    return dict(regions.select("region_code", "name").iter_rows())


def _said(english: str, chinese: str) -> list[str]:
    return [english, chinese]


def _cell(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [[item["start"], item["end"]] for item in value]
    return value
