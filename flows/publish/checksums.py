"""`SHA256SUMS`, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "SHA256SUMS"


def sums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file in a folder by relative path, `SHA256SUMS` aside."""
    return {
        path.relative_to(folder).as_posix(): file_sha256(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def write_sums(folder: Path) -> None:
    """Write the file."""
    lines = [f"{digest}  {name}\n" for name, digest in sums(folder).items()]
    (folder / NAME).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> dict[str, str]:
    """The file's digests by relative path; none where there is no such file."""
    path = folder / NAME
    return parse_sums(path.read_text(encoding="utf-8")) if path.is_file() else {}


def parse_sums(text: str) -> dict[str, str]:
    """Digests by relative path, as the file lists them."""
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {name: digest for digest, name in pairs}


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
