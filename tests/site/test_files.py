"""The site's files: the same bytes, quickly made, with words for everything and nothing that the policy forbids."""

import re
import time
from pathlib import Path

import polars as pl
import pytest

from flows.parts import batches, make_part
from flows.publish.rights import withhold
from flows.publish.site import write_site
from flows.publish.site.texts import document_texts
from flows.publish.site.views import VIEWS
from flows.publish.site.words import ASSETS, values, words
from flows.publish.tables import assemble
from flows.read import read
from flows.reference import load
from flows.reference.sector_tables import Region
from schemas import TABLES
from schemas.changes import CHANGES
from tests.site.releases import Release, stored, write

DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"
SHIPPED = ASSETS / "shipped"


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    """Tables of the seeds, without Prefect."""
    folder = tmp_path_factory.mktemp("seeds")
    return assemble(
        [make_part(batch) for batch in batches(read([DOCUMENTS], None), folder / "parts")], folder / "tables"
    )


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_same_rows_same_bytes_quickly(seeds, tmp_path):
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        CHANGES.frame([]).write_parquet(folder / "changes.parquet")
        started = time.process_time()
        write_site("v2030.01.1", seeds, folder / "site")
        seconds = time.process_time() - started
        made.append(contents(folder / "site"))
    assert made[0] == made[1]
    assert seconds < 0.5


def test_marks_give_the_rows_words(seeds):
    """Every row of the seeds stands marked in its sentences with exactly its words."""
    words_of = {}
    for name, column in (("quotes", "text"), ("figures", "figure_text"), ("sectors", "sector_text")):
        words_of |= dict(seeds[name].select(TABLES[name].key, column).iter_rows())
    mentions = seeds["project_mentions"].group_by("project_id").agg("mention_text")
    names = {key: set(texts) for key, texts in mentions.iter_rows()}
    for entry in document_texts(seeds):
        marked = {}
        for _, text, _, flat in entry["excerpts"]:
            for row, start, end in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
                marked.setdefault(entry["rows"][row][0], []).append(text[start:end])
        for row_id, _ in entry["rows"]:
            if row_id in words_of:
                assert "".join(marked[row_id]) == words_of[row_id].replace("\n", "")
            else:
                assert set(marked[row_id]) == names[row_id]


def test_nothing_of_a_closed_document(tmp_path):
    release = Release()
    release.document(1, words="公开", publication="excerpt")
    release.document(2, words="绝不公开", publication="none")
    frames, _ = withhold(release.frames())
    release.frames = lambda: frames
    folder = write(release, tmp_path)
    text = b"".join(contents(folder).values()).decode()
    assert "公开" in text
    assert "绝不公开" not in text
    assert "第2号文档" in text


def test_empty_release(visits, tmp_path):
    folder = write(Release(), tmp_path)
    for view in VIEWS:
        visits(folder).go(f"{view.table}.html")
    assert visits(folder).go("index.html").locator("#counts").is_visible()


def test_every_coded_value_has_words():
    coded = {
        (column.name, value)
        for table in ("documents", "articles", *(view.table for view in VIEWS))
        for column in TABLES[table].columns
        for value in column.allowed
        if column.name not in ("encoding", "script", "level")
    }
    missing = [(column, value) for column, value in coded if value not in values().get(column, {})]
    assert missing == []


def test_every_province_has_a_name():
    provinces = {region.code for region in load(Region, "regions") if region.code.endswith("0000")}
    assert values()["province"].keys() == provinces


def test_every_word_is_used():
    code = "".join(path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.js"))
    code += "".join(path.read_text(encoding="utf-8") for path in ASSETS.parent.glob("*.py"))
    tables = {view.table for view in VIEWS}
    unused = [key for key in words() if f'"{key}"' not in code and f"'{key}'" not in code and key not in tables]
    assert [key for key in unused if not key.startswith(("picture-", "rows-"))] == []


def test_pages_hold_no_code_and_no_style(site):
    for path in site.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text
        assert not re.search(r'<script(?! src=)|<style|\sstyle=|\son\w+=|(?:src|href)="(?:https?:|/)', text), path.name


def test_code_makes_no_html_from_strings():
    for path in SHIPPED.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text), path


def test_notice_names_every_library():
    notice = (SHIPPED / "NOTICE").read_text(encoding="utf-8")
    for path in (SHIPPED / "vendor").glob("*.min.js"):
        version = re.search(r"(?:DataTables|Chart\.js) v?([\d.]+)", path.read_text(encoding="utf-8")[:300])[1]
        assert re.search(rf"vendor/{re.escape(path.name)}\s.*\s{re.escape(version)}\s", notice)
        assert path.with_name(path.name.replace(".min.js", ".LICENSE.txt")).is_file()


def test_changes_are_told(tmp_path):
    release = Release()
    release.document(1)
    write(release, tmp_path / "old")
    changed = CHANGES.frame(
        [{"table_name": "quotes", "row_id": "q1", "change": "removed", "column_name": None, "old_value": None,
          "new_value": None}]
    )  # fmt: skip
    folder = tmp_path / "new"
    folder.mkdir()
    changed.write_parquet(folder / "changes.parquet")
    write_site("v2030.01.2", stored(release.frames(), folder / "parquet"), folder / "site")
    text = (folder / "site" / "quality.html").read_text(encoding="utf-8")
    assert "CHANGES.md" in text
    assert re.search(r"<code>quotes</code></td><td>0</td><td>1</td><td>0</td>", text)


def test_numbers_of_the_overview(tmp_path):
    from flows.publish.site.overview import overview

    release = Release()
    for number in range(4):
        release.document(number, quotes=3)
    told = overview(stored(release.frames(), tmp_path))
    assert [period[0] for period in told["timeline"]] == [f"20{20 + m // 12}-{m % 12 + 1:02}" for m in range(40)]
    assert sum(sum(period[1:]) for period in told["timeline"]) == 4 * (3 + 3)
    assert told["capacity"] == [
        {"unit": "MW", "projects": [[f"p{n:016x}", "储能电站", n + 10.0, region]
                                    for n, region in ((3, "630000"), (2, "620100"), (1, "620000"), (0, "630000"))]}
    ]  # fmt: skip
    assert told["investment"] == [["620000", 5e8, 2], ["630000", 5e8, 2]]
    assert dict(zip(["S001"], [row[1:] for row in told["tiers"]], strict=True)) == {"S001": [1, 1, 1, 1]}
    assert pl.Series([row[0] for row in told["regions"]]).to_list() == ["620000", "630000"]
