"""`xinzhi text`: the raw text of a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

WHAT = "Print the raw text of a file, in which offsets count."
EXAMPLE = "xinzhi text page.txt"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("file", type=Path, metavar="FILE", help="a file with one document")


def run(options: Namespace) -> int:
    """Print the text as it is, without a line end of its own."""
    from flows.read import raw_text
    from flows.read.source import ReadError

    try:
        sys.stdout.write(raw_text(options.file))
    except ReadError as error:
        raise OSError(f"{options.file}: {error.detail}") from error
    return 0
