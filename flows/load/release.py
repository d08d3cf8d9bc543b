"""A release on the disk, as loading needs it: version, digests, files that are what they claim to be."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flows.publish.checksums import NAME, read_sums
from flows.publish.versions import VERSION
from schemas.registry import SCHEMA_VERSION

CHUNK = 1 << 20


class Release(NamedTuple):
    """A release that can be loaded.

    Attributes:
        folder: of the version.
        version: `vYYYY.MM.N`.
        digest: SHA-256 of its `SHA256SUMS`, which stands for all that is in it.
        sums: SHA-256 of each file by its relative path.
    """

    folder: Path
    version: str
    digest: str
    sums: dict[str, str]


def open_release(folder: Path) -> Release:
    """Read what a release says of itself.

    Raises:
        ValueError: the folder is not a release, or one with other columns than this code's.
    """
    sums = read_sums(folder)
    package = folder / "datapackage.json"
    if not sums or not package.is_file():
        raise ValueError(f"{folder}: no {NAME} or no datapackage.json in it; give the folder of one version")
    told = json.loads(package.read_text(encoding="utf-8"))
    version = f"v{told.get('version')}"
    if not VERSION.fullmatch(version):
        raise ValueError(f"{package}: {version!r} is no version of a release")
    if told.get("schemaVersion") != SCHEMA_VERSION:
        raise ValueError(
            f"{folder}: its tables have schema {told.get('schemaVersion')}, this xinzhi knows {SCHEMA_VERSION}; "
            "load it with the xinzhi that made it (the release's README.md names its code)"
        )
    return Release(folder, version, hashlib.sha256((folder / NAME).read_bytes()).hexdigest(), sums)


def chunks(release: Release, name: str) -> Iterator[bytes]:
    """A file's bytes, hashed on the way.

    Args:
        release: the release.
        name: relative path of the file.

    Raises:
        ValueError: after the last chunk, where the file is not the one that `SHA256SUMS` names.
    """
    digest = hashlib.sha256()
    with (release.folder / name).open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            yield chunk
    if digest.hexdigest() != release.sums.get(name):
        raise ValueError(f"{release.folder / name}: not the file that {NAME} names; fetch the release again")


def checked(release: Release, name: str) -> Path:
    """Path of a file, once its bytes are known to be right.

    Raises:
        ValueError: see `chunks`.
    """
    for _ in chunks(release, name):
        pass
    return release.folder / name
