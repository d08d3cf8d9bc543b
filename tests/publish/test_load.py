"""`xinzhi load`: whole or not at all, the newest in view, into a real PostgreSQL, DuckDB and SQLite."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import psycopg
import pytest

from flows.cli import main
from flows.load import load
from flows.publish.checksums import write_sums
from flows.publish.csv import write_file
from flows.publish.parquet import write_parquet
from schemas import TABLES
from schemas.star import views
from tests.publish.conftest import copy_as

KINDS = ("postgresql", "duckdb", "sqlite")


class Database:
    """A database to load into: its address, and how it is asked."""

    def __init__(self, kind, address):
        self.kind = kind
        self.address = address
        self.path = None if kind == "postgresql" else Path(address.split(":///", 1)[1])
        self.prefix = "" if kind == "sqlite" else "xinzhi."

    def ask(self, question):
        connect = {"postgresql": psycopg.connect, "duckdb": duckdb.connect, "sqlite": sqlite3.connect}[self.kind]
        connection = connect(self.path or self.address)
        try:
            return connection.execute(question).fetchall()
        finally:
            connection.close()

    def count(self, name):
        return self.ask(f"SELECT count(*) FROM {self.prefix}{name}")[0][0]

    def versions(self):
        return {version for (version,) in self.ask(f"SELECT version FROM {self.prefix}releases")}

    def tables_of(self, version):
        name = version.replace(".", "_")
        if self.kind == "sqlite":
            return self.ask(f"SELECT name FROM sqlite_master WHERE name LIKE '{name}%'")
        return self.ask(f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{name}'")


@pytest.fixture(params=[pytest.param("postgresql", marks=pytest.mark.long), "duckdb", "sqlite"])
def database(request, tmp_path):
    if request.param != "postgresql":
        yield Database(request.param, f"{request.param}:///{tmp_path}/releases.{request.param}")
        return
    address = request.getfixturevalue("postgresql")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS trial WITH (FORCE)")
        connection.execute("CREATE DATABASE trial")
    yield Database("postgresql", address.replace("/postgres?", "/trial?"))


def test_every_row_arrives(database, release, frames, capsys):
    assert main(["load", str(release), "--to", database.address]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"loaded; the views show {release.name}")
    for name, frame in frames.items():
        assert database.count(name) == frame.height, name
    for view in views():
        assert database.count(view.name) == frames[view.table_name].height, view.name
    values = database.ask(
        f"SELECT figure_id, value, period, region_name FROM {database.prefix}figures_joined ORDER BY 1"
    )
    names = dict(frames["regions"].select("region_code", "name").iter_rows())
    figures = frames["figures"].sort("figure_id").select("figure_id", "value", "period", "region_code").rows()
    assert values == [(*row[:3], names.get(row[3])) for row in figures]


def test_a_second_load_changes_nothing(database, release):
    assert load(release, database.address).is_new
    again = load(release, database.address)
    assert not again.is_new
    assert (again.shown, database.versions()) == (release.name, {release.name})


def test_views_show_the_newest_whatever_was_loaded_last(database, release, tmp_path):
    newer = copy_as(release, "v2026.12.10", tmp_path)
    older = copy_as(release, "v2026.12.9", tmp_path)
    for folder, shown in ((release, release), (newer, newer), (older, newer)):
        assert load(folder, database.address).shown == shown.name
    assert database.versions() == {release.name, "v2026.12.9", "v2026.12.10"}
    assert len(database.tables_of(release.name)) >= len(TABLES)


def test_another_release_under_the_same_version_is_refused(database, release, tmp_path):
    load(release, database.address)
    other = copy_as(release, release.name, tmp_path)
    (other / "README.md").write_text("another", "utf-8")
    write_sums(other)
    with pytest.raises(ValueError, match="holds another release"):
        load(other, database.address)


def test_a_damaged_file_leaves_the_old_version(database, release, tmp_path):
    load(release, database.address)
    damaged = copy_as(release, "v2026.12.1", tmp_path)
    for path in (damaged / "csv" / "units.csv", damaged / "parquet" / "units.parquet"):
        data = bytearray(path.read_bytes())
        data[-20] ^= 1
        path.write_bytes(data)
    with pytest.raises((ValueError, RuntimeError)):
        load(damaged, database.address)
    assert database.versions() == {release.name}
    assert not database.tables_of("v2026.12.1")
    assert database.count("units") > 0


def test_an_orphan_is_refused(database, release, tmp_path):
    broken = copy_as(release, "v2026.12.1", tmp_path)
    frame = pl.read_parquet(broken / "parquet" / "regions.parquet").with_columns(parent_code=pl.lit("999999"))
    write_parquet(TABLES["regions"], frame, broken / "parquet" / "regions.parquet")
    write_file(TABLES["regions"], [frame], broken / "csv" / "regions.csv")
    write_sums(broken)
    assert main(["load", str(broken), "--to", database.address]) == 1
    assert not database.tables_of("v2026.12.1")


@contextmanager
def opened(pipe, reader):
    """The pipe, once the process has come to read it.

    It is never written to: its end would be read as that of a damaged file.
    """
    deadline = time.monotonic() + 60
    while True:
        try:
            handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:  # nobody reads yet
            assert reader.poll() is None, reader.stderr.read()
            assert time.monotonic() < deadline, "the load never came to its last table"
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(handle)


def test_a_load_killed_half_way_leaves_the_old_version_in_view(database, release, tmp_path):
    load(release, database.address)
    half = copy_as(release, "v2026.12.1", tmp_path)
    # The last table comes from a pipe that nobody writes to: the load has all others in its transaction and waits.
    last = half / ("csv/project_mentions.csv" if database.kind == "postgresql" else "parquet/project_mentions.parquet")
    last.unlink()
    os.mkfifo(last)
    command = [sys.executable, "-m", "flows.cli", "load", str(half), "--to", database.address]
    loading = subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=subprocess.PIPE, text=True)
    with opened(last, loading):
        if database.kind == "postgresql":
            assert not database.tables_of("v2026.12.1")
            assert database.count("quotes") > 0
        loading.send_signal(signal.SIGKILL)
        assert loading.wait() == -signal.SIGKILL
    assert database.versions() == {release.name}
    assert database.count("quotes") > 0
    deadline = time.monotonic() + 10  # the server notices the lost connection
    while database.tables_of("v2026.12.1") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not database.tables_of("v2026.12.1")
    whole = copy_as(release, "v2026.12.1", tmp_path / "again")
    assert load(whole, database.address).shown == "v2026.12.1"


def test_postgresql_has_keys_comments_and_indexes(release, postgresql):
    with psycopg.connect(postgresql) as connection:
        ask = lambda question: connection.execute(question).fetchall()  # noqa: E731
        load(release, postgresql)
        schema = release.name.replace(".", "_")
        kinds = dict(
            ask(
                "SELECT contype, count(*) FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace "
                f"WHERE nspname = '{schema}' AND convalidated GROUP BY 1"
            )
        )
        assert kinds["p"] == len(TABLES)
        assert kinds["f"] == sum(bool(c.references) for table in TABLES.values() for c in table.columns)
        for name in (schema, "xinzhi"):
            for table in TABLES.values():
                (about,) = ask(f"SELECT obj_description('{name}.{table.name}'::regclass)")[0]
                assert table.description_zh in about
            bare = ask(
                "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = "
                f"'{name}' AND table_name <> 'releases' AND "
                "col_description((table_schema || '.' || table_name)::regclass, ordinal_position) IS NULL"
            )
            assert bare == []
        assert ask(f"SELECT count(*) FROM pg_indexes WHERE schemaname = '{schema}'")[0][0] > len(TABLES)


def test_postgresql_keeps_somebodys_own_view(release, postgresql, tmp_path):
    load(release, postgresql)
    with psycopg.connect(postgresql) as connection:
        connection.execute("CREATE VIEW mine AS SELECT count(*) AS n FROM xinzhi.quotes")
    load(copy_as(release, "v2027.01.1", tmp_path), postgresql)
    with psycopg.connect(postgresql) as connection:
        assert connection.execute("SELECT n FROM mine").fetchone()[0] > 0


@pytest.mark.parametrize("address", ["oracle://x", "duckdb://x", "sqlite:///", "duckdb:///xinzhi.duckdb"])
def test_a_wrong_address_is_told(address, release, capsys):
    assert main(["load", str(release), "--to", address]) == 1
    assert address in capsys.readouterr().err


def test_what_is_no_release_is_told(tmp_path, capsys):
    assert main(["load", str(tmp_path), "--to", f"sqlite:///{tmp_path}/x"]) == 1
    assert "SHA256SUMS" in capsys.readouterr().err
