"""Mutated files of every format: each ends as a document or with a reason, none raises, the next one is read."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path

from flows.read import REASONS, Source, Unreadable, read
from flows.read.formats import FORMATS
from tests.read import samples

ROUNDS = int(os.environ.get("XINZHI_MUTATIONS", "210"))
"""Mutated files; the long form sets 2,000 and more."""


def test_samples_have_every_format() -> None:
    files = samples.every_format()
    assert {Path(name).suffix for name in files} >= set(FORMATS) - {".markdown"}


def test_every_format_gives_the_same_text(tmp_path: Path) -> None:
    body = samples.text(3)
    names = ("a.txt", "gb.txt", "wide.txt", "a.html", "a.htm", "a.pdf", "a.docx")
    samples.write(tmp_path, {name: data for name, data in samples.every_format().items() if name in names})
    documents = list(read([tmp_path]))
    assert [found.raw for found in documents if isinstance(found, Source)] == [body] * len(names)


def test_mutated_files(tmp_path: Path) -> None:
    rnd = random.Random(20)
    files = list(samples.every_format().items())
    start = time.perf_counter()
    for number in range(ROUNDS):
        name, data = files[number % len(files)]
        folder = tmp_path / str(number)
        damaged = samples.DAMAGES[number // len(files) % len(samples.DAMAGES)](data, rnd)
        samples.write(folder, {name: damaged, "z.txt": "今天上午开会。".encode()})
        documents = list(read([folder]))
        assert documents[-1].file_name == "z.txt"
        assert len(documents) > 1
        for found in documents:
            if isinstance(found, Unreadable):
                assert found.reason in REASONS
                assert found.detail
            else:
                assert found.raw.strip()
                found.raw.encode()
    assert time.perf_counter() - start < 0.1 * ROUNDS + 5
