"""DOCX: paragraphs, tables, and what isn't the document's text."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from flows.read import Source, Unreadable, read
from flows.read.bounds import Bounds
from tests.read import samples

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def read_word(folder: Path, data: bytes, bounds: Bounds | None = None) -> Source | Unreadable:
    (folder / "a.docx").write_bytes(data)
    [found] = read([folder / "a.docx"], bounds=bounds or Bounds())
    return found


def part(body: str, head: str = "") -> bytes:
    xml = f'<?xml version="1.0"?>{head}<w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
    return samples.zipped({"word/document.xml": xml.encode()})


def test_paragraphs_and_title(tmp_path: Path) -> None:
    body = samples.text(5)
    found = read_word(tmp_path, samples.word(body.split("\n"), samples.TITLE))
    assert isinstance(found, Source)
    assert (found.raw, found.title) == (body, samples.TITLE)


def test_tables_in_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("表前。")
    table = document.add_table(2, 2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("指标", "数值", "产量", "12吨"), strict=True
    ):
        cell.text = text
    document.add_paragraph("表后。")
    stream = io.BytesIO()
    document.save(stream)
    assert getattr(read_word(tmp_path, stream.getvalue()), "raw", "") == "表前。\n指标\t数值\n产量\t12吨\n表后。"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\n丙"),
        ("<w:p><w:del><w:r><w:t>删</w:t></w:r></w:del><w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>", "增"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>甲</w:t></w:r></w:p>", "甲"),
        ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>", "甲"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控件"),
        (
            "<w:p><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Choice>"
            "<mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent></w:p>",
            "框\n",
        ),
    ],
    ids=["marks", "changes", "fields", "tab stops", "control", "box"],
)
def test_elements(tmp_path: Path, body: str, text: str) -> None:
    assert getattr(read_word(tmp_path, part(body)), "raw", None) == text


def test_what_is_no_document(tmp_path: Path) -> None:
    good = samples.word(["正文。"])
    bomb = part("&b;", "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>")
    deep = part("<w:p>" * 3000)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    cases = {bomb: "damaged", deep: "damaged", old: "encrypted", good[:300]: "damaged", part(""): "empty"}
    cases[samples.zipped({"other.xml": b"<a/>"})] = "damaged"
    for data, reason in cases.items():
        assert getattr(read_word(tmp_path, data), "reason", "") == reason
    assert getattr(read_word(tmp_path, good, Bounds(document_bytes=100)), "reason", "") == "too_large"


def test_a_part_that_unpacks_to_much(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (1 << 22))
    found = read_word(tmp_path, stream.getvalue(), Bounds(document_bytes=1 << 20))
    assert getattr(found, "reason", "") == "too_large"
