"""Versions of a release: numbers, `latest.json`, and one build at a time."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from flows.disk import put, writing
from flows.publish.checksums import read_sums

LATEST = "latest.json"
VERSION = re.compile(r"v\d{4}\.\d{2}\.\d+")


class OutputBusyError(RuntimeError):
    """Another build writes to the same folder."""


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the folder's lock; the system frees it when the process ends, however it ends.

    Raises:
        OutputBusyError: another process holds it; the message names the process.
        flows.disk.DiskError: the folder can't be written to.
    """
    with writing(output):
        output.mkdir(parents=True, exist_ok=True)
        lock = (output / ".lock").open("a+b", buffering=0)
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            owner = file.read().decode("utf-8", "replace").strip() or "an unknown process"
            raise OutputBusyError(
                f"{output}: {owner} is building here; wait for it or choose another --output"
            ) from error
        with writing(output):
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield


def latest(output: Path) -> dict[str, Any]:
    """Content of `latest.json`: `version` and `history`, oldest first; empty where there is none.

    Raises:
        ValueError: the file is not what this module writes.
    """
    path = output / LATEST
    return parse_latest(path.read_bytes(), str(path)) if path.exists() else {}


def parse_latest(content: bytes, name: str) -> dict[str, Any]:
    """Content of a `latest.json`.

    Args:
        content: its bytes.
        name: its name in messages.

    Raises:
        ValueError: it is not what this module writes.
    """
    try:
        told = json.loads(content)
        if not VERSION.fullmatch(told["version"]) or told["version"] not in told["history"]:
            raise ValueError("no version in its history")
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{name}: not a release pointer ({error}); restore it or remove it") from error
    return dict(told)


def version_order(version: str) -> list[int]:
    """Key that sorts versions by time: v2026.9.2 before v2026.9.10."""
    return [int(part) for part in version.removeprefix("v").split(".")]


def add_version(known: dict[str, Any], version: str) -> dict[str, Any]:
    """Content of `latest.json` once a version has come to those that it knows; the newest is the latest."""
    history = sorted({*known.get("history", ()), version}, key=version_order)
    return {"version": history[-1], "history": history}


def choose_version(output: Path, data: dict[str, str], today: date) -> tuple[str, bool]:
    """Version for a release's data.

    Args:
        output: folder of all releases.
        data: digests of the tables' Parquet files by path in the release, as `flows.publish.checksums.sums` gives them.
        today: date whose year and month the version carries, unless the latest release's are later: then the clock was
            set back, and a version by that clock would never become the latest.

    Returns:
        The version, and whether it is still to be announced: data equal to the latest release's make no new version.
    """
    known = latest(output)
    if known and _data(output / known["version"]) == data:
        return str(known["version"]), False
    month = f"v{today:%Y.%m}"
    if known:
        month = max(month, str(known["version"]).rpartition(".")[0])
    number = 1
    while True:
        version = f"{month}.{number}"
        # A build that was killed after renaming may have left a whole but unannounced release: it is taken as it is.
        is_free = version not in known.get("history", ())  # a version whose folder was removed is not given again
        if is_free and (not (output / version).exists() or _data(output / version) == data):
            return version, True
        number += 1


def announce(staging: Path, output: Path, version: str) -> None:
    """Put a finished release in its place, then name it in `latest.json`.

    Args:
        staging: folder with the whole release, on the same file system as `output`.
        output: folder of all releases.
        version: what `choose_version` returned.
    """
    told = add_version(latest(output), version)
    if (output / version).exists():
        shutil.rmtree(staging)
    else:
        put(staging, output / version)
    beside = output / f".{LATEST}.tmp"
    beside.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    put(beside, output / LATEST)


def _data(release: Path) -> dict[str, str]:
    """Digests of a release's tables; what is made from them is left aside, and its card tells the version."""
    return {name: digest for name, digest in read_sums(release).items() if name.startswith("parquet/")}
