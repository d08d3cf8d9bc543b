"""`xinzhi build`: sources to a release."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from contextlib import nullcontext
from typing import TYPE_CHECKING

from flows.verbs.bars import shown
from flows.verbs.options import columns, output, sources, workers

if TYPE_CHECKING:
    from flows.made import Release

WHAT = "Turn sources into a release."
EXAMPLE = "xinzhi build pages/ crawl.jsonl.gz --output output --workers 2"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    sources(verb)
    output(verb)
    workers(verb)
    columns(verb)
    verb.add_argument(
        "--dask", metavar="ADDRESS", help="extract on a Dask cluster, tcp://host:8786; it sees DIR at the same path"
    )
    verb.add_argument(
        "--overrule-guard", action="store_true", help="release even where too many rows are gone or rejected"
    )
    verb.add_argument("--fresh", action="store_true", help="extract again what earlier builds have extracted")
    verb.add_argument("--quiet", action="store_true", help="no progress and no counts, only what came of it")
    verb.add_argument("--json", action="store_true", help="what came of it as one JSON object")


def run(options: Namespace) -> int:
    """Build, showing how far it is, then print the counts and where the release lies."""
    from flows import build

    begun = time.monotonic()
    with nullcontext() if options.quiet else shown() as listener:
        made = build.build(
            options.sources or [build.DOCUMENTS],
            options.output or build.OUTPUT,
            options.workers,
            options.columns,
            listener,
            guarded=not options.overrule_guard,
            dask=options.dask,
            fresh=options.fresh,
            to=options.to,
        )
    if options.json:
        print(_as_json(made, time.monotonic() - begun))
    else:
        _print(made, with_counts=not options.quiet)
    return 1 if made.rejected_documents else 0


def _print(made: Release, *, with_counts: bool) -> None:
    for name, count in made.rows.items() if with_counts else ():
        print(f"{count:9,}  {name}")
    if made.rejected_documents or made.rejected_rows:
        print(
            f"Rejected: {made.rejected_documents} documents, {made.rejected_rows} rows. See {made.path}/csv/rejects.csv"
        )
    news = "released" if made.is_new else "nothing has changed, the release is still"
    total = made.documents + made.rejected_documents
    print(f"{made.documents} of {total} documents: {news} {made.path}")


def _as_json(made: Release, seconds: float) -> str:
    import polars as pl

    reasons = pl.read_parquet(made.path / "parquet" / "rejects.parquet", columns=["reason"])["reason"].to_list()
    told = {
        "version": made.version,
        "is_new": made.is_new,
        "path": str(made.path),
        "documents": made.documents,
        "rejected_documents": made.rejected_documents,
        "rejected_rows": made.rejected_rows,
        "rows": made.rows,
        "rejects": dict(sorted(Counter(reasons).items())),
        "seconds": round(seconds, 3),
    }
    return json.dumps(told, ensure_ascii=False)
