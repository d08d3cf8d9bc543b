"""What runs: the libraries, and digests of the code, which tell whether a kept result is still what would be made."""

from __future__ import annotations

import hashlib
import platform
import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from flows import reference

_HOME = Path(__file__).parent

APART = frozenset(
    [
        *("link", "load", "publish", "verbs"),
        *("artifacts.py", "build.py", "cli.py", "code.py", "inputs.py", "made.py", "progress.py", "rehearsal.py"),
        *("outlived.py", "release.py", "schedule.py", "server.py", "steps.py", "workers.py"),
    ]
)
"""What of `flows/` doesn't enter into a part. All else does: a module that is forgotten here costs time, not truth."""

TABLES_APART = frozenset({"accuracy", "calibration", "guard"})
"""Reference tables that publishing alone reads."""


@cache
def libraries() -> dict[str, str]:
    """Versions of Python and of the libraries that the code asks for, by name."""
    wanted = [text for text in metadata.requires("xinzhi") or () if "extra ==" not in text]
    names = sorted({re.split(r"[^A-Za-z0-9_.-]", text, maxsplit=1)[0] for text in wanted}, key=str.lower)
    found = {"Python": platform.python_version(), "SQLite": sqlite3.sqlite_version}
    return found | {name: metadata.version(name) for name in names}


@cache
def code_digest() -> str:
    """16 hex digits over whatever a part's rows depend on besides its documents: code, reference tables, libraries."""
    return _digest(part_files())


@cache
def release_digest() -> str:
    """16 hex digits over whatever a release's tables depend on besides its documents."""
    return _digest([*_HOME.rglob("*.py"), *_schemas(), *_tables()])


def part_files() -> list[Path]:
    """Modules and reference tables that a part's rows may depend on."""
    modules = [path for path in _HOME.rglob("*.py") if path.relative_to(_HOME).parts[0] not in APART]
    return [*modules, *_schemas(), *(path for path in _tables() if path.stem not in TABLES_APART)]


def _schemas() -> Iterable[Path]:
    return (_HOME.parent / "schemas").glob("*.py")


def _tables() -> Iterable[Path]:
    return reference.path_of("units").parent.glob("*.tsv")


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256(repr(sorted(libraries().items())).encode())
    for path in sorted(files, key=lambda p: (p.name, str(p))):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]
