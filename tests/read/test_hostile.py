"""Mutated and hostile files: each document ends as one or with a reason, none raises, the next file is read.

`XINZHI_LONG=1` reads five times as many, and files of 50 MB on one line.
"""

from __future__ import annotations

import os
import random
import resource
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.read import Source, Unreadable, read
from flows.read.formats import FORMATS
from tests.read import hostile, samples

IS_LONG = os.environ.get("XINZHI_LONG") == "1"
ROUNDS = 10_000 if IS_LONG else 2_000
LONG_LINE = (50 if IS_LONG else 2) << 20
SECONDS = 10.0
"""Most time for one file, on a machine that has other work too."""
MEGABYTES = 1_500 if IS_LONG else 500
"""Most growth of the memory over all files."""
AFTER = "今天上午开会。"


def memory() -> float:
    """Largest size of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def check(documents: Sequence[Source | Unreadable]) -> None:
    """Each is a text or has a reason; the last is the good file behind the hostile one."""
    assert isinstance(documents[-1], Source)
    assert documents[-1].raw == AFTER
    assert len(documents) > 1
    for found in documents:
        hostile.proper(found)


def read_before(folder: Path, name: str, data: bytes) -> list[Source | Unreadable]:
    """What a folder gives with a file in it and a good one behind."""
    samples.write(folder, {name: data, "zz.txt": AFTER.encode()})
    start = time.process_time()
    documents = list(read([folder]))
    assert time.process_time() - start < SECONDS
    return documents


def test_samples_have_every_format() -> None:
    files = samples.every_format()
    assert {Path(name).suffix for name in files} >= set(FORMATS) - {".markdown"}


def test_mutated_files(tmp_path: Path) -> None:
    pick = random.Random(20)
    files = list(samples.every_format().items())
    before = memory()
    outcomes: Counter[str] = Counter()
    for number in range(ROUNDS):
        name, data = files[number % len(files)]
        mutated = hostile.MUTATIONS[number // len(files) % len(hostile.MUTATIONS)](data, pick)
        if pick.random() < 0.2:
            mutated = pick.choice(hostile.MUTATIONS)(mutated or b"\0", pick)
        documents = read_before(tmp_path / str(number), name, mutated)
        check(documents)
        outcomes.update(found.reason if isinstance(found, Unreadable) else "text" for found in documents[:-1])
    assert memory() - before < MEGABYTES
    assert len(outcomes) > 5


CRAFTED = hostile.crafted(LONG_LINE)


@pytest.mark.parametrize("name", CRAFTED)
def test_hostile_files(tmp_path: Path, name: str) -> None:
    data, reasons = CRAFTED[name]
    before = memory()
    documents = read_before(tmp_path, name, data)
    check(documents)
    assert {found.reason if isinstance(found, Unreadable) else "text" for found in documents[:-1]} <= reasons
    assert memory() - before < MEGABYTES
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((name, "zz.txt"))


@pytest.mark.parametrize("name", samples.every_format())
def test_cut_at_any_byte(tmp_path: Path, name: str) -> None:
    data = samples.every_format()[name]
    step = 1 if IS_LONG else len(data) // 24
    for end in range(0, len(data), max(step, len(data) // 2_000)):
        check(read_before(tmp_path / str(end), name, data[:end]))


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
@pytest.mark.parametrize("junk", [b"\xff\xfe\xfd", b'"', b"\0\0", b"[]", b"x" * 9_999, b'{"text": {}}', b","])
def test_one_bad_row_costs_itself(tmp_path: Path, ending: str, junk: bytes) -> None:
    writer = {"jsonl": samples.jsonl, "csv": samples.csv_bytes}[ending]
    lines = writer([{"text": f"第{number}行，正文。", "id": str(number)} for number in range(9)]).splitlines()
    lines.insert(5, junk)
    documents = read_before(tmp_path, f"a.{ending}", b"\n".join(lines))
    check(documents)
    texts = [found.raw for found in documents[:-1] if isinstance(found, Source)]
    assert texts == [f"第{number}行，正文。" for number in range(9)]
    assert len(documents) == 11
