"""What the latest release was made of, noted so that a build of the same is over once its sources are read.

    OUTPUT/.inputs.json    {"code": digest, "parts": names, "before": versions}

A note is written before its release is out, so that nothing remains to be done afterwards, and tells which versions
there were before it. It holds where the latest version is the next one after these: a build that failed leaves a note
that tells of nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from flows.code import release_digest
from flows.disk import put, writing
from flows.made import Release
from flows.publish.versions import latest

NAME = ".inputs.json"


def note(output: Path, parts: Collection[Path], before: Sequence[str]) -> None:
    """Note what a release is made of.

    Args:
        output: folder of all releases, whose lock the caller holds.
        parts: all parts of the release.
        before: versions before it, oldest first.

    Raises:
        flows.disk.DiskError: it can't be written.
    """
    told = {"code": release_digest(), "parts": sorted({part.name for part in parts}), "before": list(before)}
    beside = output / f"{NAME}.tmp"
    with writing(output):
        beside.write_text(json.dumps(told) + "\n", encoding="utf-8")
        put(beside, output / NAME)


def latest_inputs(output: Path) -> frozenset[str] | None:
    """Names of the parts of which this code would make the latest release; None where that isn't known."""
    *before, version = latest(output).get("history") or [""]
    try:
        told = json.loads((output / NAME).read_bytes())
        holds = told["code"] == release_digest() and told["before"] == before and version
        return frozenset(told["parts"]) if holds and (output / version).is_dir() else None
    except (OSError, ValueError, KeyError, TypeError):  # none, or none of ours: then all is assembled, which is right
        return None


def unchanged(output: Path, names: Iterable[str]) -> Release | None:
    """The latest release, if it is what these parts make.

    Args:
        output: folder of all releases, whose lock the caller holds.
        names: names of all parts; they are taken only as far as they are those of the latest release.
    """
    known = latest_inputs(output)
    if known is None:
        return None
    found = set()
    for name in names:
        if name not in known:
            return None
        found.add(name)
    return _latest_release(output) if found == known else None


def _latest_release(output: Path) -> Release:
    import polars as pl  # not needed to find that something is new, which comes first in every build

    version = str(latest(output)["version"])
    release = output / version
    package = json.loads((release / "datapackage.json").read_bytes())
    rows = {table["name"]: int(table["rowCount"]) for table in package["resources"]}
    rejects = pl.read_parquet(release / "parquet" / "rejects.parquet", columns=["table_name"])["table_name"]
    rejected = int((rejects == "documents").sum())
    return Release(
        version=version,
        is_new=False,
        path=release,
        documents=rows["documents"],
        rejected_documents=rejected,
        rejected_rows=len(rejects) - rejected,
        rows=rows,
    )
