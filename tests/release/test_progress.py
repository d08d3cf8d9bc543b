"""What a build shows while it runs and when it is over."""

import json

import pytest

from flows import build
from flows.cli import main
from flows.made import Release
from flows.progress import EXTRACTING, READING, WRITING, Reading, listening
from flows.verbs import bars


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A `build` that reports and makes nothing."""
    import polars as pl

    (tmp_path / "v2026.11.1" / "parquet").mkdir(parents=True)
    rejects = {"reason": ["empty", "binary", "empty"]}
    pl.DataFrame(rejects).write_parquet(tmp_path / "v2026.11.1" / "parquet" / "rejects.parquet")
    release = Release("v2026.11.1", True, tmp_path / "v2026.11.1", 9, 2, 1, {"documents": 9, "rejects": 3})

    def building(_sources, _output, _workers, _columns, progress, **_):
        with listening(progress):
            list(Reading(range(1200)))
            for stage, done in ((EXTRACTING, 0), (EXTRACTING, 400), (WRITING, 0)):
                if progress:
                    progress(stage, done, 1200 if stage == EXTRACTING else None)
        return release

    monkeypatch.setattr(build, "build", building)
    return release


def test_lines_where_there_is_no_terminal(made, capsys, monkeypatch):
    monkeypatch.setattr(bars, "_PAUSE", 0.0)
    assert main(["build"]) == 1
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "reading 500 documents",
        "reading 1,000 documents",
        "reading 1,200 documents",
        "extracting 0 of 1,200 documents",
        "extracting 400 of 1,200 documents",
        "writing",
    ]
    assert shown.out.splitlines() == [
        "        9  documents",
        "        3  rejects",
        f"Rejected: 2 documents, 1 rows. See {made.path}/csv/rejects.csv",
        f"9 of 11 documents: released {made.path}",
    ]


def test_few_lines_where_it_is_quick(made, capsys):
    main(["build"])
    assert capsys.readouterr().err.splitlines() == [
        "reading 500 documents",
        "reading 1,200 documents",
        "extracting 0 of 1,200 documents",
        "writing",
    ]


def test_bars_on_a_terminal(made, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    main(["build"])
    shown = capsys.readouterr().err
    assert "━" in shown
    assert "reading 1,200 documents" in shown
    assert "extracting 400 of 1,200 documents" in shown


def test_quiet_tells_what_came_of_it(made, capsys):
    assert main(["build", "--quiet"]) == 1
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.splitlines() == [
        f"Rejected: 2 documents, 1 rows. See {made.path}/csv/rejects.csv",
        f"9 of 11 documents: released {made.path}",
    ]


def test_json_is_one_object(made, capsys):
    assert main(["build", "--json", "--quiet"]) == 1
    shown = capsys.readouterr()
    told = json.loads(shown.out)
    assert shown.err == ""
    assert told.pop("seconds") >= 0
    assert told == {
        "version": "v2026.11.1",
        "is_new": True,
        "path": str(made.path),
        "documents": 9,
        "rejected_documents": 2,
        "rejected_rows": 1,
        "rows": {"documents": 9, "rejects": 3},
        "rejects": {"binary": 1, "empty": 2},
    }


@pytest.mark.parametrize(
    ("report", "text"),
    [
        ((READING, 500, None, 0.1), "reading 500 documents"),
        ((READING, 3000, None, 2.0), "reading 3,000 documents, 1,500 a second"),
        ((READING, 3000, 3000, 2.0), "reading 3,000 documents, 1,500 a second"),
        ((EXTRACTING, 0, 3000, 5.0), "extracting 0 of 3,000 documents"),
        ((EXTRACTING, 1000, 3000, 10.0), "extracting 1,000 of 3,000 documents, 100 a second, 20 s left"),
        ((WRITING, 0, None, 30.0), "writing"),
    ],
)
def test_rate_and_time_left(report, text):
    assert bars.line(*report) == text


def test_a_second_reading_starts_anew(capsys, monkeypatch):
    clock = iter([100.0, 200.0, 200.5])
    monkeypatch.setattr("flows.verbs.bars.time.monotonic", lambda: next(clock))
    with bars.shown() as listener:
        listener(READING, 1500, None)
        listener(READING, 500, None)
        listener(READING, 2000, 2000)
    assert capsys.readouterr().err.splitlines() == [
        "reading 1,500 documents",
        "reading 500 documents",
        "reading 2,000 documents",
    ]
