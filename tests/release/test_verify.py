"""`xinzhi verify` finds what is off, and names it."""

import shutil

import polars as pl
import pyarrow.parquet as pq
import pytest

from flows.cli import main
from flows.publish.checksums import write_sums
from flows.publish.parquet import write_parquet
from schemas import TABLES
from tests.release.conftest import DOCUMENTS


@pytest.fixture
def copy(seeds, tmp_path):
    return shutil.copytree(seeds.path, tmp_path / "v")


def told(copy, capsys):
    code = main(["verify", str(copy), "--sources", str(DOCUMENTS)])
    lines = capsys.readouterr().out.splitlines()
    assert code == (1 if lines[:-1] else 0)
    return lines[:-1]


def rewrite(copy, name, change):
    path = copy / "parquet" / f"{name}.parquet"
    frame = change(pl.read_parquet(path))
    write_parquet(TABLES[name], frame, path)
    write_sums(copy)
    return frame


def test_a_release_verifies(copy, capsys):
    assert told(copy, capsys) == []


def test_one_flipped_byte(copy, capsys):
    path = copy / "csv" / "quotes.csv"
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    (line,) = told(copy, capsys)
    assert line.startswith("csv/quotes.csv: changed")


def test_one_removed_row(copy, capsys):
    rewrite(copy, "articles", lambda frame: frame[1:])
    assert any("article_id: foreign_key" in line for line in told(copy, capsys))


def test_one_shifted_offset(copy, capsys):
    def shift(frame):
        first = frame["segments"].to_list()
        first[0] = [{"start": s["start"] + 1, "end": s["end"] + 1} for s in first[0]]
        return frame.with_columns(pl.Series("segments", first, dtype=frame.schema["segments"]))

    frame = rewrite(copy, "figures", shift)
    (line,) = told(copy, capsys)
    assert line.startswith(f"figures: row {frame['figure_id'][0]}: says")


def test_one_renamed_column(copy, capsys):
    path = copy / "parquet" / "sectors.parquet"
    table = pq.read_table(path)
    pq.write_table(table.rename_columns(["tiers" if n == "tier" else n for n in table.column_names]), path)
    write_sums(copy)
    lines = told(copy, capsys)
    assert "parquet/sectors.parquet: column tier is missing" in lines
    assert "parquet/sectors.parquet: column tiers is not in the schema" in lines


def test_missing_and_added_files(copy, capsys):
    (copy / "csv" / "units.csv").unlink()
    (copy / "note.txt").write_text("x")
    assert told(copy, capsys) == ["csv/units.csv: missing", "note.txt: not in SHA256SUMS"]


def test_one_row_that_comes_again_in_another_row_group(copy, capsys):
    path = copy / "parquet" / "figures.parquet"
    table = pq.read_table(path)
    with pq.ParquetWriter(path, table.schema, compression="zstd") as file:
        file.write_table(table)
        file.write_table(table.slice(0, 1))
    write_sums(copy)
    row_id = table["figure_id"][0].as_py()
    assert f"figures: row {row_id}: figure_id: primary_key: {row_id}" in told(copy, capsys)
