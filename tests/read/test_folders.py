"""Files, folders, the metadata beside them, and what can't be read there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.read import REASONS, ReadError, Source, Unreadable, metadata, raw_text, read
from flows.read.bounds import Bounds
from tests.read import samples

HEADER = "file_name,title,publisher,published_on,url,rights\n"


def names(documents: list[Source | Unreadable]) -> list[str]:
    return [document.file_name for document in documents]


def reasons(documents: list[Source | Unreadable]) -> dict[str, str]:
    return {document.file_name: document.reason for document in documents if isinstance(document, Unreadable)}


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    samples.write(
        tmp_path, {name: "今天开会。".encode() for name in ("b.txt", "a/z.txt", "a/y.md", ".hidden.txt", "c.TXT")}
    )
    assert names(list(read([tmp_path]))) == ["a/y.md", "a/z.txt", "b.txt", "c.TXT"]


def test_metadata_stands_beside_the_files(tmp_path: Path) -> None:
    table = HEADER + '甲.txt,"题目,有逗号",临江日报,2024,https://a.example/1,临江日报版权所有\n乙.txt,,,,,\n'
    samples.write(
        tmp_path, {"甲.txt": "正文。".encode(), "乙.txt": "正文。".encode(), "documents.csv": table.encode("gbk")}
    )
    second, first = sorted(read([tmp_path]), key=lambda found: found.file_name)
    assert isinstance(first, Source)
    assert isinstance(second, Source)
    assert (first.title, first.published_on, first.rights) == ("题目,有逗号", "2024", "临江日报版权所有")
    assert (second.title, second.publisher) == (None, None)
    [alone] = read([tmp_path / "甲.txt"])
    assert alone == first


def test_metadata_knows_better_than_a_page_but_not_than_a_row(tmp_path: Path) -> None:
    table = HEADER + "a.html,表中题目,,,,\na.jsonl,表中题目,表中报纸,,,CC-BY\n"
    files = {
        "documents.csv": table.encode(),
        "a.html": samples.page(samples.text()),
        "a.jsonl": samples.jsonl(samples.rows(1)),
    }
    samples.write(tmp_path, files)
    page, row = read([tmp_path])
    assert isinstance(page, Source)
    assert isinstance(row, Source)
    assert (page.title, page.publisher) == ("表中题目", "临江日报")
    assert (row.title, row.publisher, row.rights) == ("第0条", "临江日报", "CC-BY")


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (HEADER + "gone.txt,题,,,,\n", {"gone.txt": "absent"}),
        ("name,title\na.txt,题\n", {"documents.csv": "bad_metadata"}),
        (HEADER + "a.txt,题,多,出,来,的,格\n", {"documents.csv": "bad_metadata"}),
        (HEADER + "a.txt,题,,,,\na.txt,又一题,,,,\n", {"documents.csv": "bad_metadata"}),
        (HEADER + "a.txt,题,,昨天,,\n", {"documents.csv": "bad_metadata"}),
        (HEADER + ",题,,,,\n", {"documents.csv": "bad_metadata"}),
        (HEADER + 'a.txt,"没有关上的引号,,,,\n', {"documents.csv": "bad_metadata"}),
        ("\0\0\0", {"documents.csv": "bad_metadata"}),
    ],
)
def test_wrong_metadata_is_told_and_documents_are_read(tmp_path: Path, table: str, found: dict[str, str]) -> None:
    samples.write(tmp_path, {"a.txt": "正文。".encode(), "documents.csv": table.encode()})
    documents = list(read([tmp_path]))
    assert reasons(documents) == found
    assert "a.txt" in names(documents)


def test_what_is_no_document_is_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("别处的文件。", encoding="utf-8")
    folder = tmp_path / "in"
    samples.write(
        folder, {"a.txt": "正文。".encode(), "b.xyz": b"?", "c": b"?", "empty.txt": b"", "blank.txt": b" \n\n"}
    )
    (folder / "link.txt").symlink_to(outside)
    (folder / "inside.txt").symlink_to(folder / "a.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "nowhere.txt")
    os.mkfifo(folder / "pipe.txt")
    documents = list(read([folder, tmp_path / "nothing.txt"]))
    assert reasons(documents) == {
        "b.xyz": "unsupported_format",
        "blank.txt": "empty",
        "broken.txt": "vanished",
        "c": "unsupported_format",
        "empty.txt": "empty",
        "link.txt": "unsafe_path",
        "loop": "unsafe_path",
        "nothing.txt": "vanished",
        "pipe.txt": "unsupported_format",
    }
    assert [found.file_name for found in documents if isinstance(found, Source)] == ["a.txt", "inside.txt"]
    assert all(found.reason in REASONS and found.detail for found in documents if isinstance(found, Unreadable))


@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_a_table_that_is_no_file_of_the_folder(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "in"
    samples.write(folder, {"a.txt": "正文。".encode()})
    if kind == "pipe":
        os.mkfifo(folder / "documents.csv")
    elif kind == "folder":
        (folder / "documents.csv").mkdir()
    else:
        (tmp_path / "secret").write_text(HEADER + "a.txt,题,,,,\n", encoding="utf-8")
        (folder / "documents.csv").symlink_to(tmp_path / "secret")
    found = list(read([folder]))
    assert reasons(found) == {"documents.csv": "unsafe_path"}
    assert [(each.file_name, each.title) for each in found if isinstance(each, Source)] == [("a.txt", None)]


def test_many_faults_end_the_file(tmp_path: Path) -> None:
    samples.write(tmp_path, {"a.jsonl": b"{}\n" * 100, "b.txt": "正文。".encode()})
    found = list(read([tmp_path], bounds=Bounds(faults=20)))
    assert [getattr(each, "reason", "text") for each in found] == ["missing_column"] * 20 + ["too_large", "text"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("正文。", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(list(read([tmp_path]))) == {"a.txt": "no_permission"}


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(samples.jsonl(samples.rows(2)))
    documents = read([path])
    first = next(documents)
    with path.open("ab") as stream:
        stream.write(b"\n")
    assert isinstance(first, Source)
    assert reasons(list(documents)) == {"a.jsonl": "changed"}


def test_names_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xb8\xca\xcb\xe0.txt")).write_text("正文。", encoding="utf-8")
    [found] = read([tmp_path])
    assert found.file_name.encode() == rb"\xb8\xca\xcb\xe0.txt"


def test_a_document_has_a_bound(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("字" * 2000, encoding="utf-8")
    assert reasons(list(read([tmp_path], bounds=Bounds(document_bytes=5000)))) == {"a.txt": "too_large"}


def test_raw_text_is_what_offsets_count(tmp_path: Path) -> None:
    samples.write(tmp_path, {"a.txt": "\ufeff甲\r\n乙".encode(), "a.jsonl": samples.jsonl(samples.rows(2))})
    assert raw_text(tmp_path / "a.txt") == "甲\r\n乙"
    assert raw_text(tmp_path / "a.jsonl#r1") == samples.text(2, 1)
    samples.write(tmp_path, {"b.jsonl": samples.jsonl([{"id": "1", "text": "正文。", "published_on": "昨天"}])})
    assert raw_text(tmp_path / "b.jsonl#1") == raw_text(tmp_path / "b.jsonl") == "正文。"
    for path, reason in (("a.jsonl", "many_documents"), ("a.jsonl#r9", "absent"), ("b.txt", "vanished")):
        with pytest.raises(ReadError) as raised:
            raw_text(tmp_path / path)
        assert raised.value.reason == reason


def test_ids_hang_on_the_text_alone(tmp_path: Path) -> None:
    samples.write(tmp_path, {"a.txt": "正文。".encode(), "b.txt": "正文。".encode("gbk"), "c.txt": "正文！".encode()})
    a, b, c = (found.document_id for found in read([tmp_path]) if isinstance(found, Source))
    assert a == b != c


def test_folders_deeper_than_the_interpreter_stack(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(150):
        deep = deep / "d"
    samples.write(deep, {"a.txt": "正文。".encode()})
    assert [found.file_name for found in read([tmp_path])] == ["d/" * 150 + "a.txt"]


def test_many_files_given_one_by_one_read_the_table_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = HEADER + "".join(f"{n}.txt,题{n},,,,\n" for n in range(50))
    samples.write(tmp_path, {"documents.csv": table.encode(), **{f"{n}.txt": "正文。".encode() for n in range(50)}})
    calls: list[str] = []
    parse = metadata.parse
    monkeypatch.setattr(metadata, "parse", lambda data, name: calls.append(name) or parse(data, name))
    found = list(read([tmp_path / f"{n}.txt" for n in range(50)]))
    assert [each.title for each in found if isinstance(each, Source)] == [f"题{n}" for n in range(50)]
    assert len(calls) == 1
