"""Bounds that a release must keep, so that a broken source or rule doesn't go out as data."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from flows.reference import load, path_of
from flows.reference.publish_tables import Bound


class GuardError(RuntimeError):
    """A release is outside its bounds; the message says which and how to overrule."""


def guard(frames: Mapping[str, pl.DataFrame], before: Mapping[str, int]) -> None:
    """Stop a release that lost rows or turned away too much (`seeds/reference/guard.tsv`).

    Args:
        frames: the release's tables.
        before: rows of the latest release by table; empty where there is none.

    Raises:
        GuardError: a bound is passed.
    """
    rejects = frames["rejects"].filter(pl.col("reason") != "withheld")["table_name"].to_list()
    told = []
    for bound in load(Bound, "guard"):
        now = frames[bound.table].height
        if bound.measure == "drop":
            of, lost = before.get(bound.table, 0), before.get(bound.table, 0) - now
            what = f"{lost:,} of the latest release's {of:,} rows are gone"
        else:
            lost = rejects.count(bound.table)
            of = now + lost
            what = f"{lost:,} of {of:,} were rejected"
        if of >= bound.least and lost > float(bound.most) * of:
            told.append(f"{bound.table}: {what}, at most {bound.most:.0%} may be")
    if told:
        raise GuardError(
            f"not released: {'; '.join(told)}. Look at the sources and the rejects; if it is meant, build again with "
            f"--overrule-guard. Bounds: {path_of('guard')}"
        )
