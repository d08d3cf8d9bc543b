"""Builds in a row over sources that come, change, vanish and break: nothing grows but what is meant to."""

from __future__ import annotations

import json
import statistics
import time
from pathlib import Path

import polars as pl
import pytest

from flows.publish.verify import verify
from flows.publish.versions import latest
from flows.read import Source, read
from schemas import TABLES
from tests.faults import soak
from tests.faults.conftest import LONG
from tests.faults.processes import session

pytestmark = pytest.mark.long

RUNS = 200 if LONG else 12
SERVED = RUNS
"""Runs of `xinzhi serve`, each of which starts a process of its own."""

WARM = 50 if LONG else 2
"""Runs after which what is kept on purpose has been filled: rules, dictionaries, pools of connections."""

LAST = 5 if LONG else 3
"""Runs over which the state at the start and at the end is taken."""

MEGABYTES = 0.2 if LONG else 6.0
"""Most growth of a process's memory in a run; in the short form libraries warm up, and their allocators hold up to
30 MB more or less from one run to the next."""

DATABASE = 0.5
"""Most MB of Prefect's database in a run: it keeps the runs to look at, and a journal of 4 MB."""

HANDLES = 8
"""Handles and threads more or less at any moment: connections that a pool opens and closes."""

GONE = 15
"""Seconds after which nothing of it may run."""

Keys = dict[str, dict[str, list[str]]]


def test_soak_in_processes_that_stay(tmp_path: Path) -> None:
    soaked(tmp_path, soak.Process, RUNS, WARM)


@pytest.mark.skipif(not LONG, reason="long form only; test_serve has `xinzhi serve` build three times")
def test_soak_of_serve(tmp_path: Path) -> None:
    soaked(tmp_path, soak.Served, SERVED, warm=20)


def soaked(folder: Path, kind: type[soak.Process | soak.Served], runs: int, warm: int) -> None:
    sources, output, temporary = (folder / name for name in ("sources", "output", "temporary"))
    sources.mkdir()
    temporary.mkdir()
    for name, text in soak.STEADY.items():
        (sources / name).write_text(text, encoding="utf-8")
    (sources / "changing.txt").write_text("某区发布公报\n", encoding="utf-8")
    known: Keys = {name: {} for name in TABLES}
    measured: list[soak.Measure] = []
    process = kind(sources, output, temporary)
    try:
        for number in range(runs):
            before = latest(output) if output.exists() else {}
            can_succeed = soak.change(sources, number)
            assert process.run() == ("COMPLETED" if can_succeed else "FAILED"), number
            now = latest(output)
            if now != before:
                release = output / now["version"]
                texts = [each for each in read([sources]) if isinstance(each, Source)]
                assert verify(release, texts) == []
                same_keys(release, known, {each.file_name: each.raw for each in texts})
            else:
                assert number % 10 in (6, 9), number
            measured.append(soak.measure(process.leader, output, temporary))
            print(number, json.dumps(measured[-1]._asdict()), flush=True)
    finally:
        process.close()
    deadline = time.monotonic() + GONE
    while session(process.leader) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert session(process.leader) == {}
    for version in latest(output)["history"]:
        assert verify(output / version) == [], version
    assert faults(measured, warm) == []


def same_keys(release: Path, known: Keys, texts: dict[str, str]) -> None:
    """Rows that say the same have the same key in every release; a document is its text with its metadata."""
    for name, table in TABLES.items():
        rows = pl.read_parquet(release / "parquet" / f"{name}.parquet")
        found: dict[str, list[str]] = {}
        for row in rows.rows(named=True):
            key = row.pop(table.key)
            if name == "documents":
                row["text"] = texts[row["file_name"]]
            found.setdefault(repr(row), []).append(key)
        for row, keys in found.items():
            assert known[name].setdefault(row, keys) == keys, f"{release.name}: {name}: {row}"


def faults(measured: list[soak.Measure], after: int) -> list[str]:
    """What has grown that must not, `after` the first runs."""
    warm, end = measured[after : after + LAST], measured[-LAST:]
    runs = len(measured) - after - LAST
    assert runs > 0
    told = []
    for role in end[-1].memory:
        grown = (median(end, "memory", role) - median(warm, "memory", role)) / runs
        if grown > MEGABYTES:
            told.append(f"memory of {role} grows by {grown:.2f} MB a run")
        for what in ("handles", "threads"):
            more = median(end, what, role) - median(warm, what, role)
            if more > HANDLES:
                told.append(f"{what} of {role}: {more} more after {runs} runs")
    if end[-1].files != warm[0].files:
        told.append(f"files: {set(end[-1].files) ^ set(warm[0].files)}")
    if (end[-1].database - warm[0].database) / runs > DATABASE:
        told.append(f"Prefect's files: {warm[0].database} MB, {end[-1].database} MB after {runs} runs")
    if end[-1].failures > len(measured) // 10:
        told.append(f"{end[-1].failures} errors kept of {len(measured) // 10} runs that failed")
    if max(each.parts for each in end) > max(each.parts for each in warm):
        told.append(f"parts: {[each.parts for each in warm]}, then {[each.parts for each in end]}")
    return told


def median(measured: list[soak.Measure], what: str, role: str) -> float:
    """Of a process's figure over some runs."""
    return statistics.median(getattr(each, what).get(role, 0) for each in measured)
