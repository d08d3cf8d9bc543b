"""`xinzhi load`: a release into a database."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from flows.verbs.screen import existing, printable

WHAT = "Load a release into a database: a schema a version, and views that show the newest."
EXAMPLE = "xinzhi load output/v2026.11.1 --to postgresql://user@localhost/database"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("release", type=Path, metavar="RELEASE", help="folder of one version")
    verb.add_argument(
        "--to", required=True, metavar="ADDRESS",
        help="postgresql://…, duckdb:///FILE or sqlite:///FILE (four slashes before an absolute path)",
    )  # fmt: skip


def run(options: Namespace) -> int:
    """Print the rows of each table and what the views show."""
    from flows.load import load

    done = load(existing(options.release), options.to)
    for name, count in done.rows.items():
        print(f"{count:9,}  {name}")
    news = "loaded" if done.is_new else "there already, nothing has changed"
    print(printable(f"{done.version}: {news}; the views show {done.shown}"))
    return 0
