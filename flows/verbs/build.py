"""`xinzhi build`: sources to a release."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from flows.verbs.options import columns, output, sources, workers

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


def run(options: Namespace) -> int:
    """Build with a progress bar on a terminal, then print the counts and where the release lies."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from flows import build

    console = Console(stderr=True)
    with Progress(
        TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TextColumn("batches"), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        made = build.build(
            options.sources or [build.DOCUMENTS],
            options.output or build.OUTPUT,
            options.workers,
            options.columns,
            lambda done, total: bar.update(task, completed=done, total=total),
            guarded=not options.overrule_guard,
            dask=options.dask,
        )
    for name, count in made.rows.items():
        print(f"{count:9,}  {name}")
    if made.rejected_documents or made.rejected_rows:
        print(
            f"Rejected: {made.rejected_documents} documents, {made.rejected_rows} rows. See {made.path}/csv/rejects.csv"
        )
    news = "released" if made.is_new else "nothing has changed, the release is still"
    total = made.documents + made.rejected_documents
    print(f"{made.documents} of {total} documents: {news} {made.path}")
    return 1 if made.rejected_documents else 0
