"""The DuckDB and SQLite file of a release: rows, keys, comments, views, the same bytes each time."""

import sqlite3
from contextlib import closing

import duckdb
import polars as pl
import pytest

from flows.publish.duckdb_file import write_duckdb
from flows.publish.sqlite_file import write_sqlite
from flows.publish.stored import Stored
from schemas import TABLES
from schemas.star import FACTS, views


@pytest.fixture
def duck(release):
    with duckdb.connect(release / "xinzhi.duckdb", read_only=True) as connection:
        yield connection


@pytest.fixture
def lite(release):
    with closing(sqlite3.connect(f"file:{release / 'xinzhi.sqlite'}?mode=ro", uri=True)) as connection:
        yield connection


@pytest.mark.parametrize("name", TABLES)
def test_duckdb_holds_what_parquet_holds(name, duck, release):
    expected = pl.read_parquet(release / "parquet" / f"{name}.parquet").sort(TABLES[name].key)
    found = duck.sql(f"SELECT * FROM {name} ORDER BY {TABLES[name].key}").pl()
    assert found.equals(expected)


@pytest.mark.parametrize("name", TABLES)
def test_sqlite_holds_what_csv_holds(name, lite, release):
    rows = lite.execute(f"SELECT * FROM {name} ORDER BY {TABLES[name].key}").fetchall()
    types = {c.name: pl.String if isinstance(c.dtype, pl.List) else c.dtype for c in TABLES[name].columns}
    path = release / "csv" / f"{name}.csv"
    assert rows == pl.read_csv(path, schema=types).sort(TABLES[name].key).rows()


def test_duckdb_has_keys_and_comments(duck):
    kinds = dict(duck.execute("SELECT constraint_type, count(*) FROM duckdb_constraints() GROUP BY 1").fetchall())
    references = sum(bool(column.references) for table in TABLES.values() for column in table.columns)
    assert (kinds["PRIMARY KEY"], kinds["FOREIGN KEY"]) == (len(TABLES), references)
    told = dict(duck.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    assert all(table.description_zh in told[table.name] for table in TABLES.values())
    bare = "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    assert duck.execute(bare).fetchall() == []


def test_sqlite_has_keys_and_a_dictionary(lite):
    assert lite.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert lite.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES.values():
        keys = {row[3] for row in lite.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert keys == {column.name for column in table.columns if column.references}
    described = set(lite.execute("SELECT table_name, column_name FROM data_dictionary WHERE column_name IS NOT NULL"))
    assert described == {(table.name, column.name) for table in TABLES.values() for column in table.columns}
    plan = lite.execute("EXPLAIN QUERY PLAN SELECT * FROM figures WHERE article_id = 'a'").fetchall()
    assert "USING INDEX" in plan[0][3]


def test_views_join_without_losing_or_doubling_a_row(duck, lite, frames):
    assert {view.table_name for view in views()} == set(FACTS)
    for view in views():
        (count,) = duck.execute(f"SELECT count(*) FROM {view.name}").fetchone()
        assert count == lite.execute(f"SELECT count(*) FROM {view.name}").fetchone()[0]
        assert count == frames[view.table_name].height
    sectors = duck.execute("SELECT sector_code, sector_name_zh, region_code, region_province FROM sectors_joined")
    names = dict(frames["sector_taxonomy"].select("sector_code", "name_zh").iter_rows())
    provinces = dict(frames["regions"].select("region_code", "name").iter_rows())
    for code, name, region, province in sectors.fetchall():
        assert name == names[code]
        assert province == (provinces[f"{region[:2]}0000"] if region else None)


@pytest.mark.parametrize(("name", "write"), [("xinzhi.duckdb", write_duckdb), ("xinzhi.sqlite", write_sqlite)])
def test_the_same_rows_give_the_same_bytes(name, write, release, tmp_path):
    write(release.name, Stored(release / "parquet"), tmp_path / name)
    assert (tmp_path / name).read_bytes() == (release / name).read_bytes()
