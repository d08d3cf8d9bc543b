"""The verbs of `xinzhi`: parse, call, print. Exit codes: 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from flows import __version__

COLUMNS_SHOWN = {
    "quotes": ("speaker_name", "speaker_role", "cue", "mode", "text"),
    "figures": ("figure_text", "value", "unit", "indicator", "subject", "period", "status"),
    "sectors": ("sector_text", "sector_code", "tier", "region_code"),
    "projects": ("project_name", "project_type", "status", "place", "investment_cny"),
}
"""Columns that `xinzhi extract` shows on the screen."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="xinzhi", description="Quotes, figures, sectors and projects from China's regional press, as open data."
    )
    top.add_argument("--version", action="version", version=f"xinzhi {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)

    build = _verb(
        verbs,
        "build",
        _build,
        "Turn sources into a release.",
        "xinzhi build pages/ crawl.jsonl.gz --output output --workers 2",
    )
    build.add_argument(
        "sources", nargs="*", type=Path, metavar="SOURCE",
        help="file, folder or corpus (default: seeds/documents)",
    )  # fmt: skip
    build.add_argument("--output", type=Path, metavar="DIR", help="folder of all releases (default: output)")
    build.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that extract (default: 1)")
    build.add_argument(
        "--columns", type=_mapping, metavar="NAME=COLUMN,…",
        help="columns of a corpus where they are not called id, text, title, publisher, published_on, url, rights",
    )  # fmt: skip

    text = _verb(verbs, "text", _text, "Print the raw text of a file, in which offsets count.", "xinzhi text page.txt")
    text.add_argument("file", type=Path, metavar="FILE", help="a file with one document")

    articles = _verb(
        verbs, "articles", _articles, "Print the articles of a file as they are read, a ⁞ where pieces are joined.",
        "xinzhi articles page.txt",
    )  # fmt: skip
    articles.add_argument("file", type=Path, metavar="FILE", help="file, folder or corpus")

    extract = _verb(
        verbs, "extract", _extract, "Print the rows of a file, without a release.", "xinzhi extract page.txt --json"
    )
    extract.add_argument("file", type=Path, metavar="FILE", help="file, folder or corpus")
    extract.add_argument(
        "--json", action="store_true", help="one JSON object a row, every column, its table's name first"
    )

    verify = _verb(
        verbs, "verify", _verify, "Check a release: checksums, columns, keys, and rows against their sources.",
        "xinzhi verify output/v2026.11.1 --sources seeds/documents",
    )  # fmt: skip
    verify.add_argument("release", type=Path, metavar="RELEASE", help="folder of one version")
    verify.add_argument(
        "--sources", type=Path, metavar="DIR", help="what the release was made from: each row is checked"
    )

    describe = _verb(
        verbs, "describe", _describe, "Say what the tables and their columns mean.", "xinzhi describe figures"
    )
    describe.add_argument("table", nargs="?", metavar="TABLE", help="a table (default: the list of all)")
    return top


def _verb(verbs: Any, name: str, run: Callable[[Any], int], what: str, example: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(
        name, help=what, description=what, epilog=f"Example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    verb.set_defaults(run=run)
    return verb


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def _mapping(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(name and column for name, _, column in pairs):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=COLUMN,NAME=COLUMN")
    return {name: column for name, _, column in pairs}


def _build(options: argparse.Namespace) -> int:
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


def _text(options: argparse.Namespace) -> int:
    from flows.read import raw_text

    sys.stdout.write(raw_text(options.file))
    return 0


def _sources(path: Path) -> tuple[list[Any], int]:
    """Sources of a path; what can't be read is told on the error stream, and counted."""
    from flows.read import Source, read

    if not path.exists():
        raise FileNotFoundError(f"{path}: no such file or folder; check the path")
    sources, lost = [], 0
    for item in read([path]):
        if isinstance(item, Source):
            sources.append(item)
        else:
            lost += 1
            print(f"{item.file_name}: {item.reason}: {item.detail}", file=sys.stderr)
    return sources, lost


def _articles(options: argparse.Namespace) -> int:
    from flows.layout import articles_of
    from flows.text.clean import clean

    sources, lost = _sources(options.file)
    for source in sources:
        for number, article in enumerate(articles_of(clean(source.raw), source), start=1):
            print(f"── {source.file_name} · {number} · {article.genre} · {article.title or '–'}")
            for warning in article.warnings:
                print(f"   ! {warning}")
            cuts = [0, *sorted(article.body.breaks), len(article.body)]
            print("⁞".join(article.body.text[a:b] for a, b in pairwise(cuts)), end="\n\n")
    return 1 if lost else 0


def _extract(options: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.table import Table as Screen
    from rich.text import Text

    from flows.tabulate import tabulate

    sources, lost = _sources(options.file)
    console = Console()
    for source in sources:
        rows = tabulate(source)
        if options.json:
            for name, found in rows.items():
                for row in found:
                    print(json.dumps({"table": name} | row, ensure_ascii=False))
            continue
        for name, columns in COLUMNS_SHOWN.items():
            screen = Screen(title=Text(f"{source.file_name}: {len(rows[name])} {name}"), title_justify="left")
            for column in columns:
                screen.add_column(column, overflow="fold")
            for row in rows[name]:
                screen.add_row(*(Text(_cell(row[column])) for column in columns))
            console.print(screen)
    return 1 if lost else 0


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:,.10g}" if isinstance(value, float) else str(value)
    return "".join(char if char.isprintable() else " " for char in text)


def _verify(options: argparse.Namespace) -> int:
    from flows.publish.verify import verify
    from flows.read import read

    for path in (options.release, options.sources):
        if path is not None and not path.exists():
            raise FileNotFoundError(f"{path}: no such folder; check the path")
    told = verify(options.release, None if options.sources is None else read([options.sources]))
    for line in told:
        print(line)
    print(f"{options.release}: {f'{len(told)} things are off' if told else 'all is well'}")
    return 1 if told else 0


def _describe(options: argparse.Namespace) -> int:
    from schemas import TABLES
    from schemas.dictionary import describe

    if options.table is None:
        for table in TABLES.values():
            print(f"{table.name:18} {table.description} {table.description_zh}")
        return 0
    if options.table not in TABLES:
        _usage(f"no table {options.table!r}; there are {', '.join(TABLES)}")
    print(describe(TABLES[options.table]), end="")
    return 0


def _usage(message: str) -> NoReturn:
    print(f"xinzhi: {message}", file=sys.stderr)
    raise SystemExit(2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb.

    Returns:
        The exit code: 0 done, 1 failed (or a document was rejected), 2 wrong usage.
    """
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # `xinzhi text FILE | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, ValueError, RuntimeError) as error:
        print(f"xinzhi: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
