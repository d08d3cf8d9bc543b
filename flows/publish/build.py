"""Parts to a release: assemble the tables, publish them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from flows.disk import writing
from flows.made import Release
from flows.publish.release import publish, staged
from flows.publish.tables import assemble


def release_of(parts: Sequence[Path], output: Path, guarded: bool) -> Release:
    """Assemble parts, check the tables and publish them, unless the latest release holds the same.

    Args:
        parts: folders that `flows.parts.make_part` returned.
        output: folder of all releases, whose lock the caller holds.
        guarded: whether the bounds of `flows.publish.guard` hold.

    Raises:
        flows.disk.DiskError: it can't be written.
    """
    with writing(output), staged(output) as staging:
        tables = assemble(parts, staging / "parquet")
        heights = {name: tables.height(name) for name in tables}
        rejected = tables.scan("rejects").select((pl.col("table_name") == "documents").sum()).collect().item()
        version, is_new = publish(tables, output, datetime.now().astimezone().date(), guarded=guarded)
    return Release(
        version=version,
        is_new=is_new,
        path=output / version,
        documents=heights["documents"],
        rejected_documents=rejected,
        rejected_rows=heights["rejects"] - rejected,
        rows=heights,
    )
