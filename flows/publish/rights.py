"""What may not be published stays out of the tables; `rejects` tells how much it was."""

from __future__ import annotations

import polars as pl

from schemas import ROW_TABLES, TABLES
from schemas.checks import Failure

_CITED = ("documents", "articles")
"""Tables that cite a source (title, date, publisher) without a passage of its text."""


def withhold(frames: dict[str, pl.DataFrame]) -> tuple[dict[str, pl.DataFrame], list[Failure]]:
    """Take out the rows of documents of which nothing may be published.

    Args:
        frames: checked tables of rows by name, `documents` among them.

    Returns:
        All frames, and a failure `withheld` for each row taken out.
    """
    silent = frames["documents"].filter(pl.col("publication") == "none").select("document_id")
    frames = dict(frames)
    failures = []
    for name in ROW_TABLES:
        if name in _CITED:
            continue
        key = TABLES[name].key
        lost = frames[name].join(silent, on="document_id", how="semi", maintain_order="left")
        failures += [Failure(name, row_id, None, "withheld", None) for row_id in lost[key]]
        frames[name] = frames[name].join(silent, on="document_id", how="anti", maintain_order="left")
    return frames, failures
