"""`xinzhi diff`: what differs between two releases."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from flows.verbs.screen import existing, printable

WHAT = "Tell what differs between two releases, row by row."
EXAMPLE = "xinzhi diff output/v2026.11.1 output/v2026.11.2"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("old", type=Path, metavar="OLD", help="folder of the older version")
    verb.add_argument("new", type=Path, metavar="NEW", help="folder of the newer version")
    verb.add_argument("--rows", action="store_true", help="and each row, tab-separated")


def run(options: Namespace) -> int:
    """Print the summary, then the rows if asked for."""
    from flows.publish.changes import compare, markdown, read_release

    old, new = existing(options.old), existing(options.new)
    comparison = compare(read_release(old), read_release(new))
    print(markdown(comparison, old.name, new.name), end="")
    if options.rows:
        for row in comparison.rows.iter_rows():
            print("\t".join(printable(cell or "") for cell in row))
    return 0
