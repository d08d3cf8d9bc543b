"""Inputs that fuzzing has found worth keeping, each read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS, check_rows

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path for path in CORPUS.rglob("*") if path.is_file())
LARGEST = 2_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CORPUS).as_posix())
def test_found_by_fuzzing(path: Path) -> None:
    data = path.read_bytes()
    assert len(data) < LARGEST
    TARGETS[path.parent.name](data)
    if path.parent.name == "extraction":
        check_rows(data)


def test_every_target_has_inputs() -> None:
    assert {path.parent.name for path in FILES} == set(TARGETS)
