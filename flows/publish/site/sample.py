"""Which documents a site shows: all of them, or the newest where a browser couldn't hold the rows of all."""

from __future__ import annotations

import polars as pl

from flows.publish.site.views import VIEWS
from flows.publish.stored import Stored
from schemas import ROW_TABLES

ROW_LIMIT = 20_000
"""Rows of a table at which a site takes in no further document; a page holds them all, to search and sort them."""


class Sample:
    """The documents that the site shows, and their rows.

    Documents are taken from the newest on, undated ones last, until a table has `ROW_LIMIT` rows.

    Args:
        tables: the release's tables.
    """

    def __init__(self, tables: Stored) -> None:
        self.total = tables.height("documents")
        documents = tables.scan("documents").select("document_id", "published_on")
        names = [view.table for view in VIEWS if tables.height(view.table) > ROW_LIMIT]
        if names:
            for name in names:
                counts = tables.scan(name).group_by("document_id").agg(pl.len().cast(pl.Int64).alias(name))
                documents = documents.join(counts, on="document_id", how="left")
            ordered = documents.sort("published_on", "document_id", descending=[True, False], nulls_last=True)
            rows = [pl.col(name).fill_null(0) for name in names]
            documents = ordered.filter(pl.all_horizontal(own.cum_sum() - own < ROW_LIMIT for own in rows))
        shown = documents.select("document_id").collect().lazy()
        self.frames: dict[str, pl.DataFrame] = {
            name: tables.scan(name).join(shown, on="document_id", how="semi", maintain_order="left").collect()
            if names
            else tables[name]
            for name in ROW_TABLES
        }

    @property
    def count(self) -> int:
        """Number of documents that are shown."""
        return self.frames["documents"].height
