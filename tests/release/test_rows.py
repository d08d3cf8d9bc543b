"""A row points home: cut from the raw text by its segments and cleaned, it gives its text."""

import re
from pathlib import Path

import pytest

from flows.read import raw_text
from flows.text.clean import clean_slices
from schemas import TABLES
from tests.release.conftest import DOCUMENTS

TEXTS = {
    "quotes": "text",
    "figures": "figure_text",
    "sectors": "sector_text",
    "project_mentions": "mention_text",
}


def test_every_table_is_there_with_its_columns(seeds):
    for name, table in TABLES.items():
        assert dict(seeds.table(name).schema) == table.polars_schema
    for name in TEXTS:
        assert seeds.table(name).height > 0, name


@pytest.mark.parametrize("name", TEXTS)
def test_every_row_points_home(seeds, name):
    documents = {row["document_id"]: row for row in seeds.table("documents").to_dicts()}
    for row in seeds.table(name).to_dicts():
        document = documents[row["document_id"]]
        raw = raw_text(DOCUMENTS / document["file_name"])
        segments = [(segment["start"], segment["end"]) for segment in row["segments"]]
        assert all(0 <= start < end <= len(raw) for start, end in segments)
        assert clean_slices(raw, segments, document["script"]) == row[TEXTS[name]]


def test_project_names_stand_at_a_mention(seeds):
    mentions = seeds.table("project_mentions").group_by("project_id").agg("mention_text")
    texts = dict(mentions.iter_rows())
    for row in seeds.table("projects").to_dicts():
        assert texts[row["project_id"]], row["project_name"]


def test_figures_in_quotes_carry_the_quote(seeds):
    quotes = {row["quote_id"]: row for row in seeds.table("quotes").to_dicts()}
    linked = seeds.table("figures").drop_nulls("quote_id").to_dicts()
    assert linked
    for row in linked:
        start = row["segments"][0]["start"]
        assert any(s["start"] <= start < s["end"] for s in quotes[row["quote_id"]]["segments"])


def test_nested_quotes_name_their_parent(seeds):
    quotes = {row["quote_id"]: row for row in seeds.table("quotes").to_dicts()}
    nested = [row for row in quotes.values() if row["parent_quote_id"]]
    assert nested
    for row in nested:
        parent = quotes[row["parent_quote_id"]]
        assert parent["article_id"] == row["article_id"]
        assert any(
            p["start"] <= row["segments"][0]["start"] and row["segments"][-1]["end"] <= p["end"]
            for p in parent["segments"]
        )


def test_rows_that_the_readme_shows_are_real(seeds):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `([qfps][0-9a-f]{16})` \| (.+) \|$", readme, re.M)
    assert {row_id[0] for row_id, _ in shown} == {"q", "f", "p", "s"}
    tables = {"q": "quotes", "f": "figures", "p": "projects", "s": "sectors"}
    for row_id, cells in shown:
        table = TABLES[tables[row_id[0]]]
        (row,) = [row for row in seeds.table(table.name).to_dicts() if row[table.key] == row_id]
        values = {
            "" if value is None else f"{value:.0f}" if isinstance(value, float) else str(value)
            for value in row.values()
        }
        assert {cell.strip() for cell in cells.split("|")} <= values | {""}
