"""`xinzhi publish`: a release to where others fetch it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from flows.verbs.screen import existing, file_bar

WHAT = "Put a release into a folder or an object store, the version first and what refers to it last."
EXAMPLE = "xinzhi publish output/v2026.11.1 --to s3://bucket/xinzhi"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("release", type=Path, metavar="RELEASE", help="folder of one version")
    verb.add_argument(
        "--to", required=True, metavar="ADDRESS", help="folder, s3://… or gs://…, with the usual credentials"
    )


def run(options: Namespace) -> int:
    """Publish, then say what lies there."""
    from flows.publish.store import publish_release

    release = existing(options.release)
    with file_bar("publishing") as progress:
        versions = publish_release(release, options.to, progress)
    print(f"{release.name} is at {options.to}, one of {len(versions)} versions")
    return 0
