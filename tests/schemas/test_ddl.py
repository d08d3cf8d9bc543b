"""SQL made from the tables: order, keys, indexes, views, and texts that look like SQL."""

import re
import sqlite3

import duckdb
import pytest

from schemas import TABLES
from schemas.ddl import UNINDEXED, comments, create_indexes, create_table, ddl, foreign_keys, in_order, references
from schemas.dialects import DUCKDB, POSTGRESQL, SQLITE, literal, quoted
from schemas.registry import Table
from schemas.star import FACTS, SHOWN, views


def test_a_table_follows_those_that_it_refers_to():
    done = set()
    for table in in_order(TABLES.values()):
        assert {target for _, target, _ in references(table)} <= done | {table.name}
        done.add(table.name)
    assert done == set(TABLES)


def test_a_circle_is_told():
    class Circle(Table):
        @property
        def columns(self):
            other = {"articles": "quotes.quote_id", "quotes": "articles.article_id"}[self.name]
            return (TABLES[self.name].columns[0]._replace(references=other),)

    with pytest.raises(ValueError, match="circle"):
        in_order([Circle(name, TABLES[name].model) for name in ("articles", "quotes")])


def test_duckdb_takes_the_script_with_lists_as_lists():
    with duckdb.connect() as connection:
        connection.execute(ddl(TABLES.values(), DUCKDB))
        (kind,) = connection.execute(
            "SELECT data_type FROM duckdb_columns() WHERE table_name = 'quotes' AND column_name = 'segments'"
        ).fetchone()
    assert kind.upper().replace(" ", "").replace('"', "") == "STRUCT(STARTBIGINT,ENDBIGINT)[]".replace(" ", "")


def test_postgresql_adds_keys_after_the_rows():
    for table in TABLES.values():
        assert "KEY" not in create_table(table, POSTGRESQL, quoted)
        added = " ".join(foreign_keys(table, quoted))
        assert added.count("FOREIGN KEY") == len(references(table))


@pytest.mark.parametrize("dialect", [SQLITE, POSTGRESQL], ids=["sqlite", "postgresql"])
def test_keys_that_pick_few_rows_have_an_index(dialect):
    for table in TABLES.values():
        indexed = {re.search(r'\("(\w+)"\)', line)[1] for line in create_indexes(table, dialect, quoted)}
        assert indexed == {name for name, target, _ in references(table) if target not in UNINDEXED}


def test_texts_and_names_are_quoted():
    with sqlite3.connect(":memory:") as connection:
        hostile = "a'; DROP TABLE x; --"
        assert connection.execute(f"SELECT {literal(hostile)}").fetchone() == (hostile,)
        hostile = 'q"; --'
        connection.execute(f"CREATE TABLE {quoted(hostile)} (a)")
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [('q"; --',)]
    assert comments("TABLE", "t", "it's", [("c", "it's")]) == [
        "COMMENT ON TABLE t IS 'it''s'",
        "COMMENT ON COLUMN t.\"c\" IS 'it''s'",
    ]


def test_views_follow_every_key_of_the_facts():
    for name, shown in SHOWN.items():
        assert set(shown) <= set(TABLES[name].polars_schema), name
    for view in views():
        names = [column.name for column in view.columns]
        assert len(names) == len(set(names)), view.name
        assert names[: len(TABLES[view.table_name].columns)] == list(TABLES[view.table_name].polars_schema)
        targets = {target for _, target, _ in references(TABLES[view.table_name]) if target != view.table_name}
        assert targets <= {join.target for join in view.joins}, view.name
    assert [view.table_name for view in views()] == list(FACTS)
