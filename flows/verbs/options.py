"""Arguments that several verbs take."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path


def sources(verb: ArgumentParser) -> None:
    """`SOURCE…`."""
    verb.add_argument(
        "sources", nargs="*", metavar="SOURCE",
        help="file, folder or corpus: a path, s3://…, gs://… or https://… (default: seeds/documents)",
    )  # fmt: skip


def output(verb: ArgumentParser) -> None:
    """`--output DIR`, `--to ADDRESS`."""
    verb.add_argument("--output", type=_folder, metavar="DIR", help="folder of all releases (default: output)")
    verb.add_argument(
        "--to",
        metavar="ADDRESS",
        help="publish the release there too, as `xinzhi publish` does",
    )


def workers(verb: ArgumentParser) -> None:
    """`--workers N`."""
    verb.add_argument("--workers", type=_positive, default=1, metavar="N", help="processes that extract (default: 1)")


def columns(verb: ArgumentParser) -> None:
    """`--columns NAME=COLUMN,…`."""
    verb.add_argument(
        "--columns", type=_mapping, metavar="NAME=COLUMN,…",
        help="columns of a corpus where they are not called id, text, title, publisher, published_on, url, rights, "
        "publication",
    )  # fmt: skip


def _folder(text: str) -> Path:
    from flows.read.address import is_address

    if is_address(text):
        raise ArgumentTypeError(f"{text!r} is no folder of this machine; build in one, and publish with --to {text}")
    return Path(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text!r} is not a number of 1 or more")
    return int(text)


def _mapping(text: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in text.split(",")]
    if not all(name and column for name, _, column in pairs):
        raise ArgumentTypeError(f"{text!r} is not NAME=COLUMN,NAME=COLUMN")
    return {name: column for name, _, column in pairs}
