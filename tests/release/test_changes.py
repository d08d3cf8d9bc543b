"""Between two releases: what changed is told, what was lost is stopped."""

import shutil

import polars as pl
import pytest

from flows.build import build
from flows.cli import main
from flows.publish.changes import compare, markdown, read_release
from flows.publish.guard import GuardError, guard
from flows.publish.parquet import write_parquet
from flows.publish.stored import Stored
from schemas import TABLES
from tests.release.conftest import Built


def page(number, output="3万吨"):
    return f"李四在第{number}场座谈会上表示，要发展光伏产业。去年，该县硅料产量达到{output}。"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two releases in a row: one text removed, one changed, one new."""
    folder = tmp_path_factory.mktemp("changes")
    sources = folder / "sources"
    sources.mkdir()
    for number in range(4):
        (sources / f"{number}.txt").write_text(page(number), encoding="utf-8")
    old = build([sources], folder / "output")
    (sources / "0.txt").unlink()
    (sources / "1.txt").write_text(page(1, "4万吨"), encoding="utf-8")
    (sources / "4.txt").write_text(page(4), encoding="utf-8")
    return old, build([sources], folder / "output")


def test_changes_lie_in_the_release(two):
    old, new = two
    assert "首个版本" in (old.path / "CHANGES.md").read_text(encoding="utf-8")
    text = (new.path / "CHANGES.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {old.version} → {new.version}")
    rows = compare(read_release(old.path), read_release(new.path)).rows
    documents = rows.filter(table_name="documents")
    assert sorted(documents["change"]) == ["added", "added", "removed", "removed"]
    assert rows.equals(pl.read_parquet(new.path / "changes.parquet"))


def test_unchanged_rows_keep_their_ids(two):
    before, after = (read_release(made.path)["figures"].collect()["figure_id"] for made in two)
    assert len(before) == len(after) == 4
    assert len(set(before) & set(after)) == 2


def test_a_changed_value_is_told_by_column(seeds):
    old = read_release(seeds.path)
    figures = old["figures"].collect()
    status = figures["status"].to_list()
    status[0] = next(value for value in ("actual", "target") if value != status[0])
    new = old | {"figures": figures.with_columns(pl.Series("status", status)).rename({"subject": "topic"}).lazy()}
    comparison = compare(old, new)
    (row,) = comparison.rows.to_dicts()
    assert (row["table_name"], row["row_id"], row["column_name"]) == ("figures", figures["figure_id"][0], "status")
    assert (row["old_value"], row["new_value"]) == (figures["status"][0], status[0])
    assert comparison.columns == ["column `figures.subject` is gone", "column `figures.topic` is new"]
    text = markdown(comparison, "v2026.01.1", "v2026.01.2")
    assert text.index("figures.subject") < text.index("| `figures` | 0 | 0 | 1 |")


def test_diff_prints_the_summary(two, capsys):
    assert main(["diff", str(two[0].path), str(two[1].path), "--rows"]) == 0
    out = capsys.readouterr().out
    assert f"# {two[0].version} → {two[1].version}" in out
    assert "documents\t" in out


def test_a_release_that_lost_half_its_rows_is_stopped(tmp_path):
    sources = tmp_path / "sources"
    sources.mkdir()
    for number in range(30):
        (sources / f"{number}.txt").write_text(page(number), encoding="utf-8")
    old = build([sources], tmp_path / "output")
    for number in range(16):
        (sources / f"{number}.txt").unlink()
    with pytest.raises(GuardError, match=r"documents: 16 of the latest release's 30 rows are gone.*--overrule-guard"):
        build([sources], tmp_path / "output")
    assert Built(old, tmp_path / "output").path == old.path
    new = build([sources], tmp_path / "output", guarded=False)
    assert new.is_new
    assert new.documents == 14


def test_many_rejects_are_stopped(seeds, tmp_path):
    shutil.copytree(seeds.path / "parquet", tmp_path / "parquet")
    lost = TABLES["rejects"].frame(
        [{"reject_id": f"x{n:016x}", "table_name": "documents", "reason": "binary"} for n in range(30)]
    )
    write_parquet(TABLES["rejects"], lost, tmp_path / "parquet" / "rejects.parquet")
    with pytest.raises(GuardError, match="documents: 30 of 35 were rejected"):
        guard(Stored(tmp_path / "parquet"), {})
