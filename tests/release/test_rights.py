"""No published file holds more of a source than its right allows."""

import zipfile

import pyarrow.parquet
import pytest

from flows.build import build
from tests.release.conftest import Built

PUBLICATION = ("none", "excerpt", "full", "")
INDUSTRIES = ("光伏", "风电", "氢能", "储能")
CARRIES = "要发展{}产业"
COLOURS = ("红", "黄", "蓝", "绿")
SILENT = "那天的风吹过{}色的老树"


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rights")
    sources = folder / "sources"
    sources.mkdir()
    lines = ["file_name,publication"]
    for number, publication in enumerate(PUBLICATION):
        text = f"李四表示，{CARRIES}。\n{SILENT}。\n".format(INDUSTRIES[number], COLOURS[number])
        (sources / f"{number}.txt").write_text(text, encoding="utf-8")
        lines.append(f"{number}.txt,{publication}")
    (sources / "documents.csv").write_text("\n".join(lines), encoding="utf-8")
    return Built(build([sources], folder / "output"), folder / "output")


def published(folder):
    """All text of a release's files, unpacked, by their names."""
    found = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path.suffix == ".parquet":
            text = str(pyarrow.parquet.read_table(path).to_pylist())
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                text = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
        else:
            text = path.read_bytes().decode("utf-8", "replace")
        found[path.relative_to(folder).as_posix()] = text
    return found


@pytest.mark.parametrize(
    ("number", "carries", "silent"), [(0, False, False), (1, True, False), (2, True, True), (3, True, False)]
)
def test_files_hold_what_may_be_published(release, number, carries, silent):
    files = published(release.path)
    assert len(files) > 40
    for text, allowed in (
        (CARRIES.format(INDUSTRIES[number]), carries),
        (SILENT.format(COLOURS[number]), silent),
    ):
        holding = {name for name, content in files.items() if text in content}
        assert ("csv/excerpts.csv" in holding) == allowed, text
        assert allowed or not holding


def test_what_is_withheld_is_told(release):
    rejects = [row for row in release.table("rejects").to_dicts() if row["reason"] == "withheld"]
    assert {"quotes", "sectors", "excerpts"} <= {row["table_name"] for row in rejects}
    assert {row["file_name"] for row in rejects} == {"0.txt"}
    assert release.made.rejected_documents == 0


def test_rows_stand_in_excerpts(seeds):
    excerpts = {row["excerpt_id"]: row for row in seeds.table("excerpts").to_dicts()}
    for name in ("figures", "sectors", "project_mentions"):
        for row in seeds.table(name).to_dicts():
            excerpt = excerpts[row["excerpt_id"]]
            assert excerpt["segments"][0]["start"] <= row["segments"][0]["start"] or len(excerpt["segments"]) > 1
            assert excerpt["article_id"] == row["article_id"]
