"""One row is one document; a damaged row costs itself."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.read import Source, Unreadable, read
from flows.read.bounds import Bounds
from tests.read import samples

WRITERS = {"jsonl": samples.jsonl, "csv": samples.csv_bytes, "parquet": samples.parquet}


def read_bytes(
    folder: Path, name: str, data: bytes, columns: dict[str, str] | None = None, bounds: Bounds | None = None
) -> list[Source | Unreadable]:
    (folder / name).write_bytes(data)
    return list(read([folder / name], columns, bounds or Bounds()))


def outcome(documents: list[Source | Unreadable]) -> list[str]:
    return [found.reason if isinstance(found, Unreadable) else found.raw for found in documents]


@pytest.mark.parametrize("ending", WRITERS)
def test_rows(tmp_path: Path, ending: str) -> None:
    values = samples.rows(5)
    found = read_bytes(tmp_path, f"a.{ending}", WRITERS[ending](values))
    assert [source.file_name for source in found] == [f"a.{ending}#r{n}" for n in range(5)]
    assert outcome(found) == [value["text"] for value in values]
    assert isinstance(found[4], Source)
    assert (found[4].title, found[4].published_on, found[4].url) == ("第4条", "2025-03-02", None)


@pytest.mark.parametrize("ending", WRITERS)
def test_columns_of_another_name(tmp_path: Path, ending: str) -> None:
    values = [{"编号": n, "内容": "今天开会。", "标题": "题目"} for n in range(2)]
    columns = {"id": "编号", "text": "内容", "title": "标题"}
    first, second = read_bytes(tmp_path, f"a.{ending}", WRITERS[ending](values), columns)
    assert (first.file_name, second.file_name) == (f"a.{ending}#0", f"a.{ending}#1")
    assert isinstance(first, Source)
    assert (first.raw, first.title) == ("今天开会。", "题目")


@pytest.mark.parametrize("ending", WRITERS)
def test_no_text_column(tmp_path: Path, ending: str) -> None:
    [found] = read_bytes(tmp_path, f"a.{ending}", WRITERS[ending]([{"id": "1", "content": "今天开会。"}]))
    assert isinstance(found, Unreadable)
    assert found.reason == "missing_column"
    assert "content" in found.detail
    assert "--columns" in found.detail


@pytest.mark.parametrize("ending", WRITERS)
def test_empty_and_long_rows(tmp_path: Path, ending: str) -> None:
    texts = ["今天开会。", "", "字" * 3000, "明天开会。"]
    data = WRITERS[ending]([{"id": n, "text": text} for n, text in enumerate(texts)])
    found = read_bytes(tmp_path, f"a.{ending}", data, bounds=Bounds(document_bytes=2000))
    assert outcome(found) == ["今天开会。", "empty", "too_large", "明天开会。"]


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    data = '{"text": "一。"}\n\n{"text": "二。", "title": ["不是题目"], "published_on": 2024}\n'.encode()
    first, second = read_bytes(tmp_path, "a.jsonl", data)
    assert (first.file_name, second.file_name) == ("a.jsonl#1", "a.jsonl#3")
    assert isinstance(second, Source)
    assert (second.title, second.published_on) == (None, "2024")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "bad_row"),
        (b'{"text": "\xe4\xb8"}', "bad_row"),
        (b'["list"]', "bad_row"),
        (b'{"text": 5}', "bad_row"),
        (b'{"text": "\\ud800"}', "undecodable"),
        (b'{"text": "a\\u0000b"}', "binary"),
        (b'{"text": null}', "missing_column"),
        (b"[" * 50_000, "bad_row"),
        (b'{"text": ' + b"9" * 5000 + b"}", "bad_row"),
    ],
)
def test_a_bad_line_in_the_middle(tmp_path: Path, line: bytes, reason: str) -> None:
    good = samples.jsonl(samples.rows(2)).splitlines()
    found = read_bytes(tmp_path, "a.jsonl", b"\n".join([good[0], line, good[1]]))
    assert [getattr(each, "reason", "") for each in found] == ["", reason, ""]


@pytest.mark.parametrize("codec", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_encodings_of_corpora(tmp_path: Path, ending: str, codec: str) -> None:
    values = samples.rows(40)
    found = read_bytes(tmp_path, f"a.{ending}", WRITERS[ending](values).decode().encode(codec))
    assert outcome(found) == [value["text"] for value in values]
    assert {source.encoding for source in found if isinstance(source, Source)} == {codec}


def test_a_bad_byte_in_a_gbk_corpus(tmp_path: Path) -> None:
    lines = samples.jsonl(samples.rows(5)).decode().encode("gbk").splitlines()
    lines[2] = lines[2][:40] + b"\xff" + lines[2][40:]
    found = read_bytes(tmp_path, "a.jsonl", b"\n".join(lines))
    assert [getattr(each, "reason", "") for each in found] == ["", "", "bad_row", "", ""]


@pytest.mark.parametrize(
    ("row", "bad"),
    [
        ("r9,只有两格", 1),
        ("r9,多,了,一,格,子", 1),
        ('r9,"没有关上的引号,题,2025,报', 1),
        ('r9,"引号"之后,题,2025,报', 1),
        ('r9,"跨行的\n第二行，"之后\n第三行",题,2025,报', 1),
    ],
)
def test_a_bad_csv_row_costs_itself(tmp_path: Path, row: str, bad: int) -> None:
    values = samples.rows(4)
    whole = samples.csv_bytes(values).decode().split("\r\nr2,")
    found = read_bytes(tmp_path, "a.csv", f"{whole[0]}\r\n{row}\r\nr2,{whole[1]}".encode())
    assert [each.raw for each in found if isinstance(each, Source)] == [value["text"] for value in values]
    assert [each.reason for each in found if isinstance(each, Unreadable)] == ["bad_row"] * bad


def test_a_damaged_row_group_costs_its_rows(tmp_path: Path) -> None:
    values = samples.rows(6)
    data = bytearray(samples.parquet(values, group=2))
    group = pq.ParquetFile(pa.BufferReader(bytes(data))).metadata.row_group(1).column(1)
    start = group.dictionary_page_offset or group.data_page_offset
    data[start : start + 60] = bytes(60)
    found = read_bytes(tmp_path, "a.parquet", bytes(data))
    assert [each.file_name[-2:] for each in found if isinstance(each, Source)] == ["r0", "r1", "r4", "r5"]
    assert [each.reason for each in found if isinstance(each, Unreadable)] == ["damaged"]


def test_a_parquet_text_column_of_another_type(tmp_path: Path) -> None:
    [found] = read_bytes(tmp_path, "a.parquet", samples.parquet([{"text": 5}]))
    assert getattr(found, "reason", "") == "missing_column"


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize(("packing", "pack"), [("gz", gzip.compress), ("zst", samples.zstd)])
def test_packed_corpora(tmp_path: Path, ending: str, packing: str, pack: object) -> None:
    values = samples.rows(3)
    assert callable(pack)
    found = read_bytes(tmp_path, f"a.{ending}.{packing}", pack(WRITERS[ending](values)))
    assert outcome(found) == [value["text"] for value in values]
    assert found[0].file_name == f"a.{ending}.{packing}#r0"


@pytest.mark.parametrize(("packing", "pack"), [("gz", gzip.compress), ("zst", samples.zstd)])
def test_what_stands_before_the_cut_is_read(tmp_path: Path, packing: str, pack: object) -> None:
    assert callable(pack)
    values = [{"id": n, "text": samples.text(3, n)} for n in range(600)]
    found = read_bytes(tmp_path, f"a.jsonl.{packing}", pack(samples.jsonl(values))[:-1500])
    sources = [each for each in found if isinstance(each, Source)]
    assert len(sources) > 50
    assert outcome(found)[: len(sources)] == [value["text"] for value in values][: len(sources)]
    assert getattr(found[-1], "reason", "") in ("truncated", "damaged")
    assert found[-1].file_name == f"a.jsonl.{packing}"


def test_a_corpus_is_a_stream(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", 1) as stream:
        stream.write(json.dumps({"text": "今天开会。"}).encode() + b"\n")
        stream.write(b"broken\n" * 400_000)
    assert isinstance(next(read([path])), Source)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "jsonl.gz", "csv.zst"])
def test_an_empty_corpus(tmp_path: Path, ending: str) -> None:
    [found] = read_bytes(tmp_path, f"a.{ending}", b"")
    assert getattr(found, "reason", "") in ("empty", "damaged", "truncated")


def test_a_column_that_we_do_not_have(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"txt.*choose from id, text"):
        read_bytes(tmp_path, "a.jsonl", b"{}", {"txt": "content"})


@pytest.mark.parametrize(
    ("given", "published_on"),
    [
        ("2025-03-02T08:00:00+08:00", "2025-03-02"),
        ("2025年3月2日 10:00", "2025-03-02"),
        ("20250302", "2025-03-02"),
        ("2025/3", "2025-03"),
        ("2025", "2025"),
        (2025, "2025"),
        (None, None),
        ("", None),
    ],
)
def test_dates(tmp_path: Path, given: object, published_on: str | None) -> None:
    [found] = read_bytes(tmp_path, "a.jsonl", samples.jsonl([{"text": "今天开会。", "published_on": given}]))
    assert isinstance(found, Source)
    assert found.published_on == published_on


def test_dates_of_parquet(tmp_path: Path) -> None:
    values = [{"text": "今天开会。", "published_on": kind} for kind in (date(2025, 3, 2), date(2024, 1, 1))]
    found = read_bytes(tmp_path, "a.parquet", samples.parquet(values))
    assert [getattr(each, "published_on", "") for each in found] == ["2025-03-02", "2024-01-01"]


@pytest.mark.parametrize("ending", WRITERS)
def test_what_is_no_date_is_told_once(tmp_path: Path, ending: str) -> None:
    values = [{"id": f"r{n}", "text": "今天开会。", "published_on": "20䀲5"} for n in range(3)]
    note, *found = read_bytes(tmp_path, f"a.{ending}", WRITERS[ending](values))
    assert isinstance(note, Unreadable)
    assert (note.file_name, note.reason) == (f"a.{ending}#r0", "bad_metadata")
    assert [(each.published_on, each.raw) for each in found if isinstance(each, Source)] == [(None, "今天开会。")] * 3
