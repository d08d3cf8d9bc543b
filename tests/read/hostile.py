"""Files made to do harm, and mutations of good ones."""

from __future__ import annotations

import gzip
import io
import random
import tarfile
import zipfile
from collections.abc import Callable

import pyarrow
from pyarrow import parquet

from flows.read import REASONS, Source, Unreadable
from tests.read import samples

BUGS = ("AttributeError", "TypeError", "IndexError", "KeyError", "NameError", "AssertionError", "RecursionError")
"""Errors that a damaged file mustn't be blamed for."""


def proper(found: Source | Unreadable) -> None:
    """See that a document is a text, or has a reason that a person understands and that blames no defect on the file.

    Raises:
        AssertionError: it isn't.
    """
    if isinstance(found, Unreadable):
        assert found.reason in REASONS
        assert found.detail
        assert not any(bug in found.detail for bug in BUGS), found.detail
    else:
        assert found.raw.strip()
        assert "\0" not in found.raw
        found.raw.encode()


BODY = "今天上午，全市重点项目集中开工，总投资120亿元。"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _word_part(xml: str) -> bytes:
    return samples.zipped({"word/document.xml": xml.encode()})


def _laughs(levels: int) -> str:
    """A document type whose last entity stands for ten to the power of its levels."""
    entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, levels))
    return f"<!DOCTYPE d [<!ENTITY l0 'ha'>{entities}]>"


def _tar_of_links() -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind, target in (
            ("up.txt", tarfile.SYMTYPE, "../../etc/passwd"),
            ("root.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard.txt", tarfile.LNKTYPE, "/etc/passwd"),
            ("null.txt", tarfile.CHRTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            archive.addfile(info)
    return stream.getvalue()


def _tar_with_a_long_name() -> bytes:
    """A header that claims a name of 60 MB, and has it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        info = tarfile.TarInfo("././@LongLink")
        info.type, info.size = tarfile.GNUTYPE_LONGNAME, 60 << 20
        archive.addfile(info, io.BytesIO(b"n" * info.size))
    return gzip.compress(stream.getvalue(), 1)


def _no_rows() -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": pyarrow.array([], pyarrow.string())}), stream)
    return stream.getvalue()


def _zip_with_a_password() -> bytes:
    data = bytearray(samples.zipped({"word/document.xml": b"<d/>"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _zip_with_a_nameless_member() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("a")
        info.filename = ""
        archive.writestr(info, BODY)
    return stream.getvalue()


def _zip_in_itself(depth: int) -> bytes:
    data = samples.zipped({"a.txt": BODY.encode()})
    for _ in range(depth):
        data = samples.zipped({"a.zip": data, "b.zip": data})
    return data


def _gigabyte(tarred: bool = False) -> bytes:
    """One megabyte that unpacks to a thousand: a text, or the one member of an archive."""
    info = tarfile.TarInfo("a.txt")
    info.size = 1 << 30
    return (gzip.compress(info.tobuf()) if tarred else b"") + gzip.compress(b"a" * (16 << 20)) * 64


def _quine_of_members() -> bytes:
    """Members of which all have the same bytes of the file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", b"a" * (1 << 22))
        for number in range(1, 300):
            info = zipfile.ZipInfo(f"{number}.txt")
            first = archive.filelist[0]
            info.header_offset, info.compress_type = first.header_offset, first.compress_type
            info.CRC, info.compress_size, info.file_size = first.CRC, first.compress_size, first.file_size
            archive.filelist.append(info)
    return stream.getvalue()


def crafted(long_line: int = 2 << 20) -> dict[str, tuple[bytes, frozenset[str]]]:
    """Hostile files by name, with the reasons that they may end in; a text among these means that it may be read.

    Args:
        long_line: bytes of the files that are one line.
    """
    line = (BODY * (long_line // len(BODY.encode()) + 1)).encode()
    row = b'{"text": "' + line + b'"}\n'
    good = samples.jsonl(samples.rows(2))
    made: dict[str, tuple[bytes, set[str]]] = {
        "line.txt": (line, {"text", "too_large"}),
        "line.jsonl": (good + row + good, {"text", "too_large"}),
        "line.csv": (b"text\n" + line, {"text", "too_large"}),
        "line.html": (b"<p>" + line, {"text", "too_large"}),
        "quote.csv": (b'text\n"' + line, {"bad_row", "too_large"}),
        "nul.txt": (BODY.encode() + b"\0" * 999, {"binary"}),
        "utf16le.txt": ((BODY * 20).encode("utf-16-le"), {"text"}),
        "utf16be.txt": ((BODY * 20).encode("utf-16-be"), {"text"}),
        "utf32.txt": ((BODY * 20).encode("utf-32-le"), {"binary", "undecodable"}),
        "latin.txt": (("Straßenbahnhaltestelle für Fußgänger " * 50).encode("latin-1"), {"undecodable"}),
        "mixed.txt": (BODY.encode() * 3 + BODY.encode("gbk") * 3, {"undecodable", "truncated"}),
        "high.txt": (bytes(range(128, 256)) * 50, {"undecodable", "truncated"}),
        "escape.txt": (f"\x1b]0;owned\x07{BODY}\x1b[2J\u202e".encode(), {"text", "binary"}),
        "bomb.txt.gz": (gzip.compress(b"a" * (40 << 20)), {"too_large"}),
        "bomb.jsonl.zst": (samples.zstd(b"{}\n" * (20 << 20)), {"missing_column", "too_large"}),
        "rows.jsonl": (b"{}\n" * 50_000, {"missing_column", "too_large"}),
        "gigabyte.txt.gz": (_gigabyte(), {"too_large"}),
        "gigabyte.tgz": (_gigabyte(tarred=True), {"too_large"}),
        "gigabyte.jsonl.zst": (samples.zstd(b" " * (16 << 20)) * 64, {"too_large"}),
        "bomb.tgz": (gzip.compress(samples.tarred({"a.txt": b"a" * (40 << 20)})), {"too_large"}),
        "bomb.zip": (samples.zipped({f"{n}.txt": b"a" * (4 << 20) for n in range(9)}), {"too_large", "text"}),
        "same.zip": (_quine_of_members(), {"too_large", "text", "damaged"}),
        "deep.zip": (_zip_in_itself(5), {"too_large"}),
        "twice.txt.gz": (gzip.compress(gzip.compress(b"a" * (40 << 20))), {"binary", "too_large"}),
        "many.txt.gz.gz": (gzip.compress(gzip.compress(BODY.encode())), {"text"}),
        "bomb.parquet": (samples.parquet([{"text": "字" * 200_000}] * 300, 300), {"too_large", "text"}),
        "bomb.docx": (_word_part(f"<d>{' ' * (40 << 20)}</d>"), {"too_large"}),
        "names.tgz": (_tar_with_a_long_name(), {"too_large"}),
        "paths.zip": (samples.zipped({name: BODY.encode() for name in ("../a.txt", "/a.txt", "..\\b.txt", "C:/c.txt")}),
                      {"unsafe_path"}),
        "paths.tar": (samples.tarred({name: BODY.encode() for name in ("../a.txt", "/a.txt", "b/../../c.txt")}),
                      {"unsafe_path"}),
        "nameless.zip": (_zip_with_a_nameless_member(), {"unsupported_format"}),
        "links.tar": (_tar_of_links(), {"unsafe_path", "unsupported_format"}),
        "locked.docx": (_zip_with_a_password(), {"encrypted"}),
        "laughs.docx": (_word_part(f"{_laughs(9)}<d>&l8;</d>"), {"damaged"}),
        "external.docx": (_word_part('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'), {"damaged"}),
        "deep.docx": (_word_part(f"<w:document xmlns:w='{WORD}'>{'<w:p>' * 99_999}"), {"damaged"}),
        "laughs.html": (f"{_laughs(9)}<p>&l8;。</p>".encode(), {"text", "damaged"}),
        "external.html": (b'<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>&x;.</p>', {"text", "damaged"}),
        "deep.html": (b"<div>" * 150_000 + BODY.encode(), {"text", "damaged", "empty"}),
        "tags.html": (b"<i>" * 300_000, {"too_large"}),
        "rows.html": (b"<table>" + f"<tr><td>{BODY}".encode() * 3_000, {"text"}),
        "attributes.html": (b"<p " + b" ".join(b"a%d=b" % n for n in range(50_000)) + b">" + BODY.encode(),
                            {"too_large"}),
        "deep.jsonl": (b"[" * 200_000 + b"\n" + b'{"text":' * 99_999 + b"\n", {"bad_row"}),
        "numbers.jsonl": (b'{"text": ' + b"9" * 99_999 + b"}\n", {"bad_row"}),
        "surrogate.jsonl": (b'{"text": "a\\ud800b"}\n', {"undecodable"}),
        "keys.jsonl": (b"{" + b",".join(b'"%d":1' % n for n in range(99_999)) + b"}\n", {"missing_column"}),
        "columns.csv": (b"text," * 99_999 + b"id\n" + b"a," * 99_999 + b"b\n", {"text", "bad_row"}),
        "quotes.csv": (b"text\n" + b'"a\n' * 9_999, {"text", "bad_row"}),
        "head.csv": (b"text\n", {"empty"}),
        "blank.jsonl": (b"\n \n\n", {"empty"}),
        "none.parquet": (_no_rows(), {"empty"}),
        "hidden.zip": (samples.zipped({".a.txt": b"a", "__MACOSX/b.txt": b"b"}), {"empty"}),
        "nothing.zip": (b"PK\x05\x06" + bytes(18), {"empty"}),
        "nothing.tar": (bytes(10_240), {"empty", "damaged"}),
        "pages.pdf": (_pdf_of_pages(99_999), {"damaged", "truncated", "too_large", "empty"}),
        "loop.pdf": (_pdf_that_loops(), {"damaged", "truncated", "empty"}),
    }  # fmt: skip
    return {name: (data, frozenset(reasons)) for name, (data, reasons) in made.items()}


def _pdf(objects: list[str]) -> bytes:
    """A PDF of these objects, numbered from 1, the first the catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return body + f"{head}startxref\n{len(body)}\n%%EOF\n".encode()


def _pdf_of_pages(count: int) -> bytes:
    """A PDF that claims many pages and shows one again and again."""
    kids = "3 0 R " * 3_000
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return _pdf(["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>", page])


def _pdf_that_loops() -> bytes:
    """A PDF whose tree of pages holds itself, with a page that draws itself."""
    form = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>\nstream\n/F Do\n"
    form += "endstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Contents 4 0 R>>"
    return _pdf(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[2 0 R 3 0 R]>>", page, form])


Mutation = Callable[[bytes, random.Random], bytes]


def zeros_between(data: bytes, pick: random.Random) -> bytes:
    """As UTF-16 without a mark would have it: a zero behind each byte of a part."""
    start = pick.randrange(len(data))
    end = min(len(data), start + pick.randrange(1, 400))
    return data[:start] + b"".join(bytes((byte, 0)) for byte in data[start:end]) + data[end:]


def encoded_again(data: bytes, pick: random.Random) -> bytes:
    """A part read as one encoding and written in another."""
    start = pick.randrange(len(data))
    part = data[start : start + pick.randrange(1, 600)]
    text = part.decode(pick.choice(("utf-8", "gb18030", "latin-1")), "replace")
    return data[:start] + text.encode(pick.choice(("utf-8", "gb18030", "utf-16-le")), "replace") + data[start + 600 :]


def twice(data: bytes, pick: random.Random) -> bytes:
    """A part many times over."""
    start = pick.randrange(len(data))
    return data[:start] + data[start : start + pick.randrange(1, 300)] * pick.choice((2, 20, 200)) + data[start:]


def without_line_ends(data: bytes, _: random.Random) -> bytes:
    """All on one line."""
    return data.replace(b"\n", b"")


def huge_number(data: bytes, pick: random.Random) -> bytes:
    """A length or place as large as it gets."""
    at = pick.randrange(len(data))
    width = pick.choice((2, 4, 8))
    return data[:at] + pick.choice((b"\xff", b"\x7f", b"\x00")) * width + data[at + width :]


def bad_line(data: bytes, pick: random.Random) -> bytes:
    """One line in the middle replaced by junk."""
    lines = data.split(b"\n")
    lines[pick.randrange(len(lines))] = pick.choice((b"\xff\xfe\xfd", b'{"text": 1', b'"', b"\0", b"[]", b"," * 99))
    return b"\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (
    *samples.DAMAGES,
    zeros_between,
    encoded_again,
    twice,
    without_line_ends,
    huge_number,
    bad_line,
)
