"""The registry of databases. A new one is one module and one line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from flows.load.release import Release, open_release

TARGETS = {
    "postgresql": "flows.load.postgresql",
    "duckdb": "flows.load.duckdb_file",
    "sqlite": "flows.load.sqlite_file",
}
"""Modules with a `load_into(release, address)`, by the scheme of the address."""


class Loaded(NamedTuple):
    """What a load did.

    Attributes:
        version: of the release.
        is_new: false where the database held it already.
        rows: rows by table; empty where nothing was loaded.
        shown: the version that the views show.
    """

    version: str
    is_new: bool
    rows: dict[str, int]
    shown: str


def load(folder: Path, address: str) -> Loaded:
    """Load a release into a database, in one transaction.

    Args:
        folder: of the release.
        address: `postgresql://…`, or `duckdb:///file` and `sqlite:///file` (four slashes before an absolute path).

    Returns:
        What was done; a release that is there already is left as it is.

    Raises:
        ValueError: no such kind of database, or the release is damaged or not one.
        RuntimeError: the database refused; nothing has changed in it.
    """
    scheme = address.partition(":")[0]
    if scheme not in TARGETS:
        raise ValueError(
            f"{address}: no such kind of database; there are {', '.join(f'{name}://' for name in TARGETS)}"
        )
    load_into: Callable[[Release, str], tuple[dict[str, int], str]] = import_module(TARGETS[scheme]).load_into
    release = open_release(folder)
    rows, shown = load_into(release, address)
    return Loaded(release.version, bool(rows), rows, shown)


def file_of(address: str) -> Path:
    """Path in an address such as `duckdb:///file`.

    Raises:
        ValueError: it names a host or no file.
    """
    scheme, _, rest = address.partition("://")
    if not rest.startswith("/") or rest == "/":
        raise ValueError(f"{address}: write {scheme}:///FILE, or {scheme}:////PATH/FILE for an absolute path")
    return Path(rest[1:])
