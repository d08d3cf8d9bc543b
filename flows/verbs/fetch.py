"""`xinzhi fetch`: a release from where others put it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from flows.verbs.screen import file_bar

WHAT = "Download a release and verify it; a second try goes on where the first one ended."
EXAMPLE = "xinzhi fetch https://example.org/xinzhi --output releases"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("address", metavar="ADDRESS", help="folder, https://…, s3://… or gs://… with releases")
    verb.add_argument("--version", metavar="V", help="the version (default: the newest)")
    verb.add_argument(
        "--output", type=Path, default=Path("releases"), metavar="DIR", help="folder for it (default: releases)"
    )


def run(options: Namespace) -> int:
    """Fetch, then say where it lies."""
    from flows.publish.store import fetch_release

    with file_bar("fetching") as progress:
        release = fetch_release(options.address, options.version, options.output, progress)
    print(release)
    return 0
