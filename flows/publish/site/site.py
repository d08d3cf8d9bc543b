"""The site of a release: data, pages, assets."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl

from flows.publish.site.chunks import write_chunks, write_data
from flows.publish.site.overview import overview
from flows.publish.site.pages import pages
from flows.publish.site.sample import Sample
from flows.publish.site.tables import document_rows, meta, table_rows
from flows.publish.site.texts import document_texts
from flows.publish.site.views import VIEWS
from flows.publish.site.words import ASSETS
from flows.publish.stored import Stored


def write_site(version: str, tables: Stored, path: Path) -> None:
    """Write the release's site; the same rows give the same bytes.

    Args:
        version: the release's version.
        tables: its tables.
        path: folder to write, beside the release's `changes.parquet`.
    """
    shutil.copytree(ASSETS / "shipped", path)
    data = path / "data"
    data.mkdir()
    sample = Sample(tables)
    frames = sample.frames
    files = [number for number, _ in write_chunks(data, "texts", document_texts(frames))]
    counts = {"documents": 0}
    for number, _ in write_chunks(data, "documents", document_rows(frames, files)):
        counts["documents"] = number
    for view in VIEWS:
        counts[view.table] = 0
        for number, _ in write_chunks(data, view.table, table_rows(frames[view.table])):
            counts[view.table] = number
    told = meta(version, tables, sample) | {"files": {name: last + 1 for name, last in counts.items()}}
    write_data(data, "meta", told)
    write_data(data, "overview", overview(tables))
    changes = pl.scan_parquet(path.with_name("changes.parquet"))
    for name, text in pages(version, tables, sample, changes).items():
        (path / name).write_text(text, encoding="utf-8")
