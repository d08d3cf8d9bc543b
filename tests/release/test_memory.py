"""Memory of assembling a release depends on a range of documents, not on the corpus."""

import subprocess
import sys

import polars as pl

from flows.parts import batches, make_part
from flows.publish import buckets
from flows.publish.tables import assemble
from flows.read import read
from tests.release.conftest import DOCUMENTS

COPIES = (8, 96)
"""Times that the seeds' rows are repeated."""

ASSEMBLE = """
import resource, sys
from pathlib import Path
import flows.publish.buckets
from flows.publish.tables import assemble
flows.publish.buckets.HELD_CHARACTERS = flows.publish.buckets.BUCKET_CHARACTERS = 200_000
assemble(sorted(Path(sys.argv[1]).iterdir()), Path(sys.argv[2]) / "parquet")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def repeat(part, copies, folder):
    """The part under other ids, as many times."""
    for number in range(copies):
        copy = folder / str(number)
        copy.mkdir(parents=True)
        for path in part.glob("*.parquet"):
            rows = pl.read_parquet(path)
            ids = pl.selectors.ends_with("_id") & pl.selectors.string()
            rows.with_columns(ids.str.head(-2) + f"{number:02x}").write_parquet(copy / path.name)


def test_memory_does_not_grow_with_the_corpus(tmp_path):
    (part,) = [make_part(batch) for batch in batches(read([DOCUMENTS]), tmp_path / "parts")]
    peaks, held = [], []
    for copies in COPIES:
        folder = tmp_path / str(copies)
        repeat(part, copies, folder / "parts")
        command = [sys.executable, "-c", ASSEMBLE, str(folder / "parts"), str(folder)]
        peaks.append(int(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
        tables = [pl.read_parquet(path) for path in (folder / "parquet").glob("*.parquet")]
        held.append(sum(table.estimated_size("mb") for table in tables))
    assert peaks[1] - peaks[0] < held[1] - held[0], (peaks, held)


def test_rows_in_many_buckets_are_those_in_one(tmp_path, monkeypatch):
    parts = [make_part(batch) for batch in batches(read([DOCUMENTS]), tmp_path / "parts")]
    whole = assemble(parts, tmp_path / "whole" / "parquet")
    monkeypatch.setattr(buckets, "HELD_CHARACTERS", 0)
    monkeypatch.setattr(buckets, "BUCKET_CHARACTERS", 3_000)
    dealt = assemble(parts, tmp_path / "dealt" / "parquet")
    assert [dealt[name].rows() for name in dealt] == [whole[name].rows() for name in whole]
    assert len(list(dealt.slices("documents"))) > len(list(whole.slices("documents")))
