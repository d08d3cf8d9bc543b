"""Programs that people read a release with."""

import duckdb
import openpyxl
import polars as pl

from schemas import TABLES


def test_duckdb_reads_the_parquet_files_by_a_pattern(release, frames):
    pattern = str(release / "parquet" / "*s.parquet")
    counts = duckdb.sql(
        f"SELECT parse_filename(filename, true), count(*) FROM read_parquet('{pattern}', union_by_name=true, "
        "filename=true) GROUP BY 1"
    ).fetchall()
    assert dict(counts) == {n: f.height for n, f in frames.items() if f.height and n.endswith("s")}
    quotes = duckdb.read_parquet(str(release / "parquet" / "quote*.parquet"))
    assert quotes.pl()["quote_id"].to_list() == frames["quotes"]["quote_id"].to_list()


def test_polars_scans_a_table_on_a_web_server(web, release, frames):
    figures = pl.scan_parquet(f"{web}/{release.name}/parquet/figures.parquet")
    found = figures.filter(pl.col("unit") == "CNY").select("figure_id", "value").collect()
    assert found.equals(frames["figures"].filter(pl.col("unit") == "CNY").select("figure_id", "value"))


def test_openpyxl_reads_the_workbook(release, frames):
    book = openpyxl.load_workbook(release / "xinzhi.xlsx", read_only=True)
    assert book.sheetnames[1:] == list(TABLES)
    head, *rows = book["quotes"].iter_rows(values_only=True)
    assert list(head) == list(TABLES["quotes"].polars_schema)
    assert [row[head.index("text")] for row in rows] == frames["quotes"]["text"].to_list()
