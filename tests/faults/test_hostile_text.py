"""Markup, scripts, formulas, SQL, control characters in texts, titles and names stay text in files and on screens."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import unicodedata

import duckdb
import openpyxl
import polars as pl
import pytest

from flows.cli import main
from flows.load import load
from flows.publish import versions
from flows.publish.verify import verify
from flows.read import read
from schemas import TABLES
from tests.faults import steps

HOSTILE = [
    "<script>alert(1)</script>",
    "</td><img src=x onerror=alert(1)>",
    '=HYPERLINK("https://evil.example","看")',
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "'); DROP TABLE quotes; --",
    '"; DELETE FROM documents; --',
    "{{7*7}}${7*7}`id`$(id)",
    "\x1b[31m赤\x1b]0;题\x07",
    "\x9b31m\x90q\x9c",
    "\u202e倒\u2066着\u200f",
    "行\u2028行\u2029行\x85行",
    "a|b\\|c\tb",
    '"引",号,\r',
    "𠮷𬭊😀",
    "[链](javascript:alert(1))",
]
NAMES = [text.replace("/", "∕").replace("\0", "") for text in HOSTILE]
SENTENCE = "某县县长{0}李明说：“今年{0}光伏装机达到30万千瓦。”{0}某县光伏产业园已建成。"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Folder of sources, folder of their release."""
    folder = tmp_path_factory.mktemp("hostile")
    sources = folder / "sources"
    sources.mkdir()
    with (sources / "documents.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file_name", "title", "publisher", "published_on", "url", "rights", "publication"])
        for number, (text, name) in enumerate(zip(HOSTILE, NAMES, strict=True)):
            body = text.translate({0x1B: "", 0x07: ""})  # a text with these is rejected as binary
            (sources / f"{name}.txt").write_text(
                f"{body}\n\n本报记者 {body}\n\n{SENTENCE.format(body)}第{number}号。\n", encoding="utf-8", newline=""
            )
            table.writerow([f"{name}.txt", text, text, "2024-03-05", f"https://example.org/?{text}", text, "full"])
    (sources / f"{NAMES[9]}.pdf").write_bytes(b"%PDF-")
    (sources / f"{NAMES[2]}.txt.gz").write_bytes(b"")
    steps.build(sources, folder / "output")
    return sources, folder / "output" / versions.latest(folder / "output")["version"]


def frames(release):
    return {name: pl.read_parquet(release / "parquet" / f"{name}.parquet") for name in TABLES}


def texts(frame):
    return {name: frame[name].to_list() for name, kind in frame.schema.items() if kind == pl.String}


def test_the_release_holds_what_the_sources_say(hostile):
    sources, release = hostile
    documents = pl.read_parquet(release / "parquet" / "documents.parquet")
    assert documents.height == len(HOSTILE)
    assert {text.strip() for text in HOSTILE} >= set(documents["publisher"].to_list())
    assert pl.read_parquet(release / "parquet" / "figures.parquet").height >= len(HOSTILE)
    assert verify(release, read([sources])) == []


def test_csv(hostile):
    for name, frame in frames(hostile[1]).items():
        with (hostile[1] / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert len(rows) == frame.height, name
        for column, values in texts(frame).items():
            assert [row[head.index(column)] for row in rows] == [value or "" for value in values], (name, column)


def test_workbook(hostile):
    book = openpyxl.load_workbook(hostile[1] / "xinzhi.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert {HOSTILE[2], HOSTILE[6]} <= {cell.value for cell in cells}


@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_databases(hostile, tmp_path, kind):
    """Those in the release, and those that it is loaded into."""
    address = tmp_path / "loaded"
    shown = load(hostile[1], f"{kind}:///{address}").rows
    for path, schema in ((hostile[1] / f"xinzhi.{kind}", ""), (address, "xinzhi." if kind == "duckdb" else "")):
        connection = duckdb.connect(str(path), read_only=True) if kind == "duckdb" else sqlite3.connect(path)
        for name, frame in frames(hostile[1]).items():
            columns = texts(frame)
            chosen = ", ".join(f'"{column}"' for column in columns)
            rows = connection.execute(f'SELECT {chosen} FROM {schema}"{name}"').fetchall()
            expected = list(zip(*columns.values(), strict=True))
            assert sorted(map(repr, rows)) == sorted(map(repr, expected)), (path, name)
            assert shown[name] == frame.height
        connection.close()


def test_card(hostile):
    card = (hostile[1] / "README.md").read_text(encoding="utf-8")
    assert "<script" not in card
    assert "<img" not in card


def test_card_on_a_terminal(hostile):
    assert harmful((hostile[1] / "README.md").read_text(encoding="utf-8")) == set()


def test_site(hostile):
    """No page holds a source's markup; tests/site looks at what scripts make of their data in a browser."""
    pages = list((hostile[1] / "site").rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def harmful(text):
    """Characters that steer a terminal or turn the order of what is read."""
    return {ascii(char) for char in text if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")} - {"'\\n'", "'\\t'"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "SOURCES"],
        ["extract", "SOURCES", "--json"],
        ["articles", "SOURCES"],
        ["verify", "RELEASE", "--sources", "SOURCES"],
        ["verify", "BROKEN"],
        ["diff", "RELEASE", "BROKEN", "--rows"],
        ["build", "SOURCES", "--output", "OUTPUT"],
        ["build", "NOWHERE", "--output", "OUTPUT"],
        ["load", "RELEASE", "--to", "sqlite:////nowhere/\x1b[31m"],
        ["publish", "RELEASE", "--to", "STORE"],
        ["fetch", "NOWHERE", "--output", "OUTPUT"],
        ["text", "NOWHERE"],
    ],
    ids=lambda arguments: ascii(" ".join(arguments)),
)
def test_terminal(hostile, tmp_path, capsys, arguments):
    sources, release = hostile
    broken = tmp_path / "v2024.01.1"
    shutil.copytree(release, broken)
    (broken / f"{NAMES[9]}.csv").write_bytes(b"")
    frame = pl.read_parquet(broken / "parquet" / "documents.parquet")
    frame.with_columns(pl.lit("\x1b[2J\u202e").alias("title")).write_parquet(broken / "parquet" / "documents.parquet")
    places = {
        "SOURCES": sources,
        "RELEASE": release,
        "BROKEN": broken,
        "OUTPUT": tmp_path / "output",
        "STORE": tmp_path / "store",
        "NOWHERE": tmp_path / "\x1b[31m\u202enowhere",
    }
    main([str(places.get(argument, argument)) for argument in arguments])
    told = capsys.readouterr()
    assert told.out or told.err
    assert (harmful(told.out), harmful(told.err)) == (set(), set())
