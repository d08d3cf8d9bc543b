"""Bounds that a release must keep, so that a broken source or rule doesn't go out as data."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from flows.publish.stored import Stored
from flows.reference import load, path_of
from flows.reference.publish_tables import Bound


class GuardError(RuntimeError):
    """A release is outside its bounds; the message says which and how to overrule."""


def guard(tables: Stored, before: Mapping[str, int]) -> None:
    """Stop a release that lost rows or turned away too much (`seeds/reference/guard.tsv`).

    Args:
        tables: the release's tables.
        before: rows of the latest release by table; empty where there is none.

    Raises:
        GuardError: a bound is passed.
    """
    counts = tables.scan("rejects").filter(pl.col("reason") != "withheld").group_by("table_name").len().collect()
    rejects = dict(counts.iter_rows())
    told = []
    for bound in load(Bound, "guard"):
        now = tables.height(bound.table)
        if bound.measure == "drop":
            of, lost = before.get(bound.table, 0), before.get(bound.table, 0) - now
            what = f"{lost:,} of the latest release's {of:,} rows are gone"
        else:
            lost = rejects.get(bound.table, 0)
            of = now + lost
            what = f"{lost:,} of {of:,} were rejected"
        if of >= bound.least and lost > float(bound.most) * of:
            told.append(f"{bound.table}: {what}, at most {bound.most:.0%} may be")
    if told:
        raise GuardError(
            f"not released: {'; '.join(told)}. Look at the sources and the rejects; if it is meant, build again with "
            f"--overrule-guard. Bounds: {path_of('guard')}"
        )
