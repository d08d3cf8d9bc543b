"""`xinzhi verify`: whether a release is whole and true to its sources."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.verbs.screen import existing, printable

WHAT = "Check a release: checksums, columns, keys, and rows against their sources."
EXAMPLE = "xinzhi verify output/v2026.11.1 --sources seeds/documents"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("release", metavar="RELEASE", help="folder or address (https://…, s3://…) of one version")
    verb.add_argument("--sources", type=Path, metavar="DIR", help="what the release was made from: each row is checked")


def run(options: Namespace) -> int:
    """Print what is off, then one line of summary."""
    from flows.publish.store import fetch_release
    from flows.publish.verify import verify
    from flows.read import read

    sources = None if options.sources is None else read([existing(options.sources)])
    if "://" in options.release:
        address, _, version = options.release.rstrip("/").rpartition("/")
        with TemporaryDirectory() as folder:
            told = verify(fetch_release(address, version, Path(folder)), sources)
    else:
        told = verify(existing(Path(options.release)), sources)
    for line in told:
        print(printable(line))
    print(f"{options.release}: {f'{len(told)} things are off' if told else 'all is well'}")
    return 1 if told else 0
