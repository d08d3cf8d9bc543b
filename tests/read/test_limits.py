"""Limits are set in the environment and told in the documentation."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from flows.cli import main
from flows.read import BOUNDS, Source, Unreadable, read
from flows.read.bounds import VARIABLE

DOCS = Path(__file__).parents[2] / "docs" / "run.md"


def test_a_limit_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("字" * 2000, encoding="utf-8")
    [found] = read([tmp_path])
    assert isinstance(found, Source)
    monkeypatch.setenv(VARIABLE, "document_bytes=5000, pdf_pages=3")
    [found] = read([tmp_path])
    assert isinstance(found, Unreadable)
    assert found.reason == "too_large"
    assert "5,000" in found.detail


@pytest.mark.parametrize("told", ["pages=3", "document_bytes", "document_bytes=-1", "document_bytes=1e9", "=5"])
def test_what_is_no_limit_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], told: str
) -> None:
    (tmp_path / "a.txt").write_text("字", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, told)
    assert main(["extract", str(tmp_path / "a.txt")]) == 1
    assert told in capsys.readouterr().err


def test_every_limit_is_documented() -> None:
    rows = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    told = {}
    for row in rows:
        names, numbers = row.split(" | ")[:2]
        told |= dict(zip(names.strip("| `").split("`, `"), numbers.split(", "), strict=True))
    assert told == {name: f"{limit:,}" for name, limit in asdict(BOUNDS).items()}
