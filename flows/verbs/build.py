"""`xinzhi build`: sources to a release."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

WHAT = "Turn sources into a release."
EXAMPLE = "xinzhi build pages/ crawl.jsonl.gz --output output --workers 2"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument(
        "sources", nargs="*", type=Path, metavar="SOURCE",
        help="file, folder or corpus (default: seeds/documents)",
    )  # fmt: skip
    verb.add_argument("--output", type=Path, metavar="DIR", help="folder of all releases (default: output)")
    verb.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that extract (default: 1)")
    verb.add_argument(
        "--columns", type=_mapping, metavar="NAME=COLUMN,…",
        help="columns of a corpus where they are not called id, text, title, publisher, published_on, url, rights, "
        "publication",
    )  # fmt: skip
    verb.add_argument(
        "--overrule-guard", action="store_true", help="release even where too many rows are gone or rejected"
    )


def run(options: Namespace) -> int:
    """Build with a progress bar on a terminal, then print the counts and where the release lies."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from flows import release

    sources = options.sources or [release.DOCUMENTS]
    console = Console(stderr=True)
    with Progress(
        TextColumn("extracting"), BarColumn(), MofNCompleteColumn(), TextColumn("batches"), TimeElapsedColumn(),
        console=console, transient=True, disable=not console.is_terminal,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=None)
        made = release.build(
            sources,
            options.output or release.OUTPUT,
            options.workers,
            options.columns,
            lambda done, total: bar.update(task, completed=done, total=total),
            guarded=not options.overrule_guard,
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


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def _mapping(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(name and column for name, _, column in pairs):
        raise ArgumentTypeError(f"{text!r} is not NAME=COLUMN,NAME=COLUMN")
    return {name: column for name, _, column in pairs}
