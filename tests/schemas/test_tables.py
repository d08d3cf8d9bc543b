"""Every table is declared in full, and what is generated from the declarations holds."""

import re
import sqlite3

import polars as pl
import pyarrow as pa
import pytest

from schemas import TABLES
from schemas.arrow import arrow_schema
from schemas.checks import SchemaBrokenError, check
from schemas.ddl import ddl
from schemas.dictionary import dictionary
from schemas.relations import relate

HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_column_is_described_in_both_languages(table):
    assert table.title and table.description
    assert HAN.search(table.title_zh) and HAN.search(table.description_zh)
    assert sum(column.key for column in table.columns) == 1
    for column in table.columns:
        assert column.title and column.description and column.example, column.name
        assert HAN.search(column.title_zh) and HAN.search(column.description_zh), column.name


def test_references_lead_to_keys():
    for table in TABLES.values():
        for column in table.columns:
            if column.references:
                target, key = column.references.split(".")
                assert TABLES[target].key == key


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_arrow_schema_fits_polars(table):
    schema = arrow_schema(table)
    assert table.frame([]).to_arrow().cast(schema).schema == schema
    assert all(field.metadata[b"description_zh"] for field in schema)
    assert not any(field.type == pa.large_string() for field in schema)


def test_ddl_runs_with_foreign_keys():
    database = sqlite3.connect(":memory:")
    database.execute("PRAGMA foreign_keys = ON")
    database.executescript(ddl(TABLES.values()))
    made = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert made == set(TABLES)
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO regions VALUES ('1', 'x', 'galaxy', NULL)")


def test_dictionary_names_every_column():
    text = dictionary(TABLES.values())
    for table in TABLES.values():
        assert f"### {table.name}" in text
        for column in table.columns:
            assert f"| `{column.name}` |" in text


def units(*rows):
    keys = ("unit", "dimension", "names", "base_unit", "factor")
    frames = [dict(zip(keys, row, strict=True)) | {"unit_id": f"{row[0]}:{row[1]}"} for row in rows]
    return TABLES["units"].frame(frames)


def test_a_failing_row_is_told_and_the_others_stay():
    frame = units(("MW", "power", ["兆瓦"], "W", 1e6), ("kW", "strength", ["千瓦"], "W", -1.0))
    valid, failures = check(TABLES["units"], frame)
    assert valid["unit_id"].to_list() == ["MW:power"]
    assert {(f.row_id, f.column_name, f.reason, f.value) for f in failures} == {
        ("kW:strength", "dimension", "isin", "strength"),
        ("kW:strength", "factor", "greater_than", "-1.0"),
    }


def test_a_key_twice_enters_once_and_is_told():
    valid, failures = check(TABLES["units"], units(("t", "mass", [], "kg", 1e3), ("t", "mass", ["吨"], "kg", 1e3)))
    assert valid.height == 1
    assert [(f.row_id, f.reason) for f in failures] == [("t:mass", "primary_key")]


def test_a_broken_schema_aborts():
    with pytest.raises(SchemaBrokenError, match="units"):
        check(TABLES["units"], units(("t", "mass", [], "kg", 1e3)).drop("factor"))
    with pytest.raises(SchemaBrokenError, match="units"):
        check(TABLES["units"], units(("t", "mass", [], "kg", 1e3)).with_columns(pl.col("factor").cast(pl.Int64)))


def regions(*rows):
    keys = ("region_code", "name", "level", "parent_code")
    return TABLES["regions"].frame([dict(zip(keys, row, strict=True)) for row in rows])


def document(document_id, count):
    row = dict.fromkeys(TABLES["documents"].polars_schema)
    return row | {
        "document_id": document_id,
        "file_name": "x.txt",
        "encoding": "utf-8",
        "script": "simplified",
        "character_count": count,
        "noise_count": 0,
        "noise_kinds": [],
        "article_count": 1,
    }


def article(article_id, document_id, segments, region=None):
    row = dict.fromkeys(TABLES["articles"].polars_schema)
    return row | {
        "article_id": article_id,
        "document_id": document_id,
        "genre": "report",
        "authors": [],
        "warnings": [],
        "character_count": 1,
        "region_code": region,
        "segments": [{"start": start, "end": end} for start, end in segments],
    }


def test_relations_take_out_what_hangs_in_the_air():
    frames = {
        "documents": TABLES["documents"].frame([document("d" + "0" * 12, 100)]),
        "regions": regions(("630000", "青海省", "province", None), ("630100", "西宁市", "prefecture", "639999")),
        "articles": TABLES["articles"].frame(
            [
                article("a" + "1" * 16, "d" + "0" * 12, [(0, 100)], "630000"),
                article("a" + "2" * 16, "d" + "9" * 12, [(0, 9)]),
                article("a" + "3" * 16, "d" + "0" * 12, [(90, 101)]),
                article("a" + "4" * 16, "d" + "0" * 12, [(5, 5)]),
                article("a" + "5" * 16, "d" + "0" * 12, []),
                article("a" + "6" * 16, "d" + "0" * 12, [(0, 3)], "630100"),
            ]
        ),
    }
    left, failures = relate(frames)
    assert left["articles"]["article_id"].to_list() == ["a" + "1" * 16]
    assert left["regions"]["region_code"].to_list() == ["630000"]
    assert {(f.row_id[:2], f.reason) for f in failures} == {
        ("63", "foreign_key"), ("a2", "foreign_key"), ("a3", "segments_in_document"),
        ("a4", "segments_in_document"), ("a5", "segments_in_document"), ("a6", "foreign_key"),
    }  # fmt: skip
