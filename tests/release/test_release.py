"""A release is whole, reproducible, never overwritten; what can't be read is told."""

import csv
import hashlib
import json
import shutil
import subprocess

import openpyxl
import pytest

from flows.build import build
from flows.parts import batches, make_part
from flows.publish import versions
from flows.publish.checksums import sums
from flows.publish.release import RELEASE_FILES
from flows.publish.tables import assemble
from flows.read.source import Source
from schemas import TABLES
from tests.release.conftest import DOCUMENTS, Built


def digests(release):
    return {name: digest for name, digest in sums(release).items() if name.startswith(("parquet/", "csv/"))}


def test_checksums_hold(seeds):
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=seeds.path, check=True)
    files = {"parquet", "csv", "CHANGES.md", "changes.parquet", "SHA256SUMS", *RELEASE_FILES}
    assert {path.name for path in seeds.path.iterdir()} == files


def test_two_workers_and_another_order_give_the_same_bytes(seeds, tmp_path):
    files = sorted(DOCUMENTS.glob("*.txt"), reverse=True)
    folder = tmp_path / "sources"
    folder.mkdir()
    for file in files:
        shutil.copy(file, folder)
    shutil.copy(DOCUMENTS / "documents.csv", folder)
    made = build([folder / file.name for file in files], tmp_path / "output", workers=2)
    assert digests(made.path) == digests(seeds.path)


def test_the_same_content_makes_no_new_version(seeds):
    before = (seeds.output / "latest.json").read_bytes()
    again = build([DOCUMENTS], seeds.output)
    assert not again.is_new
    assert again.version == seeds.made.version
    assert (seeds.output / "latest.json").read_bytes() == before


def test_new_content_makes_a_new_version_and_keeps_the_old(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("张三说，今年产量达到3万吨。", encoding="utf-8")
    first = build([source], tmp_path / "output")
    kept = sums(first.path)
    source.write_text("张三说，今年产量达到4万吨。", encoding="utf-8")
    second = build([source], tmp_path / "output")
    assert (first.version[-2:], second.version[-2:]) == (".1", ".2")
    assert sums(first.path) == kept
    told = json.loads((tmp_path / "output" / "latest.json").read_text(encoding="utf-8"))
    assert told == {"version": second.version, "history": [first.version, second.version]}
    [code] = (tmp_path / "output" / ".parts").iterdir()
    assert len({path.name.partition(".")[0] for path in code.iterdir()}) == 1  # parts of the last build only


def test_what_cannot_be_read_is_rejected_and_the_rest_published(tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "good.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "half.txt").write_bytes("新质生产力".encode()[:-1])
    (folder / "twin.txt").write_text("李四表示，要发展光伏产业。", encoding="utf-8")
    made = build([folder], tmp_path / "output")
    release = Built(made, tmp_path / "output")
    assert release.table("documents")["file_name"].to_list() == ["good.txt"]
    rejects = {row["file_name"]: row for row in release.table("rejects").to_dicts()}
    assert set(rejects) == {"empty.txt", "binary.txt", "half.txt", "twin.txt"}
    assert all(row["reason"] and row["detail"] for row in rejects.values())
    assert rejects["twin.txt"]["reason"] == "duplicate"
    assert made.documents + made.rejected_documents == 5


def test_a_defect_in_one_document_stops_no_other(tmp_path, monkeypatch):
    def broken(article):
        if "坏" in article.body.text:
            raise ValueError("no such thing")
        return []

    monkeypatch.setattr("flows.stages.extract_quotes", broken)
    sources = [Source("a.txt", "坏的一篇文章。", "utf-8"), Source("b.txt", "好的一篇文章。", "utf-8")]
    frames = assemble([make_part(batch) for batch in batches(sources, tmp_path / "parts")], tmp_path / "parquet")
    assert frames["documents"]["file_name"].to_list() == ["b.txt"]
    (reject,) = frames["rejects"].to_dicts()
    assert (reject["file_name"], reject["reason"]) == ("a.txt", "extraction_failed")
    assert "no such thing" in reject["detail"]


def test_csv_holds_what_parquet_holds(seeds):
    with (seeds.path / "csv" / "quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    quotes = seeds.table("quotes").to_dicts()
    assert [row["text"] for row in rows] == [row["text"] for row in quotes]
    assert [json.loads(row["segments"]) for row in rows] == [row["segments"] for row in quotes]


def test_workbook_explains_and_holds_no_formula(tmp_path):
    (tmp_path / "a.txt").write_text("=HYPERLINK说，产量达到3万吨。张三说，=1+1等于2。", encoding="utf-8")
    rejected = tmp_path / "=cmd.txt"
    rejected.write_bytes(b"")
    made = build([tmp_path / "a.txt", rejected], tmp_path / "output")
    book = openpyxl.load_workbook(made.path / "xinzhi.xlsx")
    assert book.sheetnames == ["about 说明", *TABLES]
    assert book["rejects"]["C2"].value == "=cmd.txt"
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert book["figures"].freeze_panes == "A2"


def test_release_files_are_reproducible(seeds, tmp_path):
    made = build([DOCUMENTS], tmp_path / "output")
    assert sums(made.path) == sums(seeds.path)


def test_datapackage_fits_the_csv_files(seeds):
    package = json.loads((seeds.path / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    for resource in package["resources"]:
        with (seeds.path / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == [field["name"] for field in resource["schema"]["fields"]]
        assert len(rows) - 1 == resource["rowCount"]


def test_card_tells_counts_accuracy_and_columns(seeds):
    card = (seeds.path / "README.md").read_text(encoding="utf-8")
    assert seeds.made.version in card
    for name, count in seeds.made.rows.items():
        assert f"| `{name}` | {count:,} |" in card
    assert "| quotes |" in card
    assert "### project_mentions" in card


def test_two_builds_at_once_are_refused(tmp_path):
    with versions.locked(tmp_path), pytest.raises(versions.OutputBusyError, match="process"):
        build([DOCUMENTS], tmp_path)


def test_a_missing_source_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"nowhere\.txt"):
        build([tmp_path / "nowhere.txt"], tmp_path / "output")


def test_a_release_left_by_a_killed_build_is_taken_as_it_is(tmp_path):
    source = tmp_path / "a.txt"
    source.write_text("张三说，今年产量达到3万吨。", encoding="utf-8")
    first = build([source], tmp_path / "output")
    (tmp_path / "output" / "latest.json").unlink()
    kept = sums(first.path)
    again = build([source], tmp_path / "output")
    assert again.version == first.version
    assert sums(again.path) == kept
    assert hashlib.sha256((again.path / "README.md").read_bytes()).hexdigest() == kept["README.md"]
