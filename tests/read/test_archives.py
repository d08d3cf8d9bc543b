"""Members of archives, and what archives do to harm."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from flows.read import Source, Unreadable, read
from flows.read.bounds import Bounds
from tests.read import samples

TABLE = b"file_name,title,publisher,published_on,url,rights\na.txt,\xe9\xa2\x98\xe7\x9b\xae,,2025,,\ngone.txt,,,,,\n"
BODY = "今天上午，全市重点项目集中开工。".encode()


def reasons(documents: list[Source | Unreadable]) -> dict[str, str]:
    return {found.file_name: found.reason for found in documents if isinstance(found, Unreadable)}


def packed(kind: str, members: dict[str, bytes]) -> bytes:
    return samples.zipped(members) if kind == "zip" else samples.tarred(members)


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_members_with_their_metadata(tmp_path: Path, kind: str) -> None:
    inner = samples.jsonl(samples.rows(2))
    members = {"d/b.jsonl": inner, "d/a.txt": BODY, "d/documents.csv": TABLE, "d/.hidden.txt": BODY, "x.bin": b"?"}
    (tmp_path / f"z.{kind}").write_bytes(packed(kind, members))
    found = list(read([tmp_path]))
    assert [each.file_name for each in found if isinstance(each, Source)] == [
        f"z.{kind}!d/a.txt",
        f"z.{kind}!d/b.jsonl#r0",
        f"z.{kind}!d/b.jsonl#r1",
    ]
    assert reasons(found) == {f"z.{kind}!d/gone.txt": "absent", f"z.{kind}!x.bin": "unsupported_format"}
    assert next((each.title, each.published_on) for each in found if isinstance(each, Source)) == ("题目", "2025")


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_names_that_lead_out(tmp_path: Path, kind: str, name: str) -> None:
    (tmp_path / f"z.{kind}").write_bytes(packed(kind, {name: BODY, "good.txt": BODY}))
    found = list(read([tmp_path]))
    assert [each.file_name for each in found if isinstance(each, Source)] == [f"z.{kind}!good.txt"]
    assert list(reasons(found).values()) == ["unsafe_path"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == [f"z.{kind}"]


def test_links_and_devices_in_a_tar(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (
            ("soft.txt", tarfile.SYMTYPE),
            ("hard.txt", tarfile.LNKTYPE),
            ("pipe.txt", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "z.tar").write_bytes(stream.getvalue())
    assert reasons(list(read([tmp_path]))) == {
        "z.tar!hard.txt": "unsafe_path",
        "z.tar!pipe.txt": "unsupported_format",
        "z.tar!soft.txt": "unsafe_path",
    }


def test_links_in_a_zip_and_members_with_a_password(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", BODY)
    data = bytearray(stream.getvalue())
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 8] |= 1
    (tmp_path / "z.zip").write_bytes(bytes(data))
    assert reasons(list(read([tmp_path]))) == {"z.zip!link.txt": "unsafe_path", "z.zip!locked.txt": "encrypted"}


def test_names_in_gbk(tmp_path: Path) -> None:
    data = samples.zipped({"aaaa.txt": BODY}).replace(b"aaaa", "临江".encode("gbk"))
    (tmp_path / "z.zip").write_bytes(data)
    [found] = read([tmp_path])
    assert found.file_name == "z.zip!临江.txt"


def test_the_same_name_twice(tmp_path: Path) -> None:
    (tmp_path / "z.zip").write_bytes(samples.zipped({"a.txt": BODY, "b.txt": BODY}).replace(b"b.txt", b"a.txt"))
    found = list(read([tmp_path]))
    assert reasons(found) == {"z.zip!a.txt": "damaged"}
    assert len(found) == 2


def test_archives_in_archives(tmp_path: Path) -> None:
    data = BODY
    for depth in range(5):
        data = samples.zipped({"a.txt" if depth == 0 else "n.zip": data})
    (tmp_path / "z.zip").write_bytes(data)
    assert list(reasons(list(read([tmp_path]))).values()) == ["too_large"]
    (tmp_path / "z.zip").write_bytes(samples.zipped({"n.zip": samples.zipped({"a.txt": BODY})}))
    assert [each.file_name for each in read([tmp_path])] == ["z.zip!n.zip!a.txt"]


SMALL = Bounds(document_bytes=1 << 16, unpacked_free=1 << 20, unpacked_bytes=1 << 22, members=50)
NOISE = bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt.gz", gzip.compress(b"a" * (1 << 21))),
        ("a.jsonl.gz", gzip.compress(b"{}\n" * (1 << 20))),
        ("a.txt.zst", samples.zstd(b"a" * (1 << 21))),
        ("a.zip", samples.zipped({f"{n}.txt": b"a" * (1 << 16) for n in range(40)})),
        ("a.tgz", gzip.compress(samples.tarred({"a.txt": b"a" * (1 << 21)}))),
        ("many.zip", samples.zipped({f"{n}.txt": b"a" for n in range(60)})),
        ("many.tar", samples.tarred({f"{n}.txt": b"a" for n in range(60)})),
        ("same.parquet", samples.parquet([{"text": "字" * 20_000}] * 2000, 2000)),
    ],
)
def test_bombs(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z_after.txt").write_bytes(BODY)
    found = list(read([tmp_path], bounds=SMALL))
    assert "too_large" in reasons(found).values()
    assert found[-1].file_name == "z_after.txt"
    assert isinstance(found[-1], Source)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.txt.gz", "a.txt.zst", "a.tgz", "a.docx", "a.pdf", "a.parquet"])
@pytest.mark.parametrize("data", [b"", b"junk" * 100, NOISE], ids=["empty", "junk", "noise"])
def test_not_what_the_name_says(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    [found] = read([tmp_path])
    assert isinstance(found, Unreadable)
    assert found.reason in ("damaged", "empty", "truncated", "binary")
