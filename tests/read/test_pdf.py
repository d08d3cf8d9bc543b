"""PDF: columns in reading order, paragraphs over columns and pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from reportlab.pdfgen import canvas

from flows.read import Source, Unreadable, read
from flows.read.bounds import Bounds
from flows.read.columns import Run, paragraphs
from flows.read.pdf import _UNIFIED
from tests.read import samples


def read_pdf(folder: Path, data: bytes, bounds: Bounds | None = None) -> Source | Unreadable:
    (folder / "a.pdf").write_bytes(data)
    [found] = read([folder / "a.pdf"], bounds=bounds or Bounds())
    return found


@pytest.mark.parametrize("indent", [True, False], ids=["indent", "space"])
@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_columns(tmp_path: Path, columns: int, indent: bool) -> None:
    body = samples.text(24)
    found = read_pdf(tmp_path, samples.pdf(body, columns, indent=indent))
    assert isinstance(found, Source)
    assert found.raw.replace("\n", "") == body.replace("\n", "")  # each character, in its place
    same = set(body.split("\n")) & set(found.raw.split("\n"))
    assert len(same) >= 0.9 * len(set(body.split("\n")))


def test_headline_over_columns_and_page_numbers(tmp_path: Path) -> None:
    body = samples.text(60)
    found = read_pdf(tmp_path, samples.pdf(body, 3, samples.TITLE, foot="临江日报 第{}页"))
    assert isinstance(found, Source)
    lines = found.raw.split("\n")
    assert lines[0] == samples.TITLE
    feet = [line for line in lines if line.startswith("临江日报 第")]
    assert len(feet) >= 2
    assert "".join(line for line in lines[1:] if line not in feet) == body.replace("\n", "")


def _column(texts: list[str], left: float, top: float, size: float = 10) -> list[Run]:
    return [
        Run(text, left, left + size * len(text), top - 15 * n - size, top - 15 * n, size)
        for n, text in enumerate(texts)
    ]


def test_regions_one_below_the_other() -> None:
    above = _column(["甲" * 10] * 4, 0, 700) + _column(["乙" * 10] * 4, 120, 700)
    headline = [Run("题" * 10, 0, 220, 590, 612, 22)]
    below = _column(["丙" * 10] * 4, 0, 570) + _column(["丁" * 10] * 4, 120, 570)
    assert paragraphs([above + headline + below]) == ["甲" * 40 + "乙" * 40, "题" * 10, "丙" * 40 + "丁" * 40]


def test_a_paragraph_ends_where_the_next_word_would_have_fit() -> None:
    lines = ["字" * 10, "字" * 9, "abcdefgh字字字字字", "字字"]
    assert len(paragraphs([_column(lines, 0, 700)])) == 2


def test_hanging_punctuation_closes_no_gutter() -> None:
    left = _column(["甲" * 10, "甲" * 10 + "，", "甲" * 10, "甲" * 10], 0, 700)
    right = _column(["乙" * 10] * 4, 112, 700)
    assert paragraphs([left + right]) == ["甲" * 20 + "，" + "甲" * 20 + "乙" * 40]


def test_what_is_no_text(tmp_path: Path) -> None:
    whole = samples.pdf(samples.text(3))
    assert getattr(read_pdf(tmp_path, samples.pdf("")), "reason", "") == "empty"
    assert getattr(read_pdf(tmp_path, whole[:200]), "reason", "") == "damaged"
    assert getattr(read_pdf(tmp_path, whole[:-3]), "reason", "") == "truncated"
    assert getattr(read_pdf(tmp_path, whole, Bounds(pdf_pages=0)), "reason", "") == "too_large"
    assert getattr(read_pdf(tmp_path, whole, Bounds(file_bytes=100)), "reason", "") == "too_large"
    assert getattr(read_pdf(tmp_path, whole, Bounds(document_bytes=10)), "reason", "") == "too_large"


def test_a_pdf_with_a_password(tmp_path: Path) -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, encrypt="secret")
    page.drawString(100, 100, "text")
    page.save()
    assert getattr(read_pdf(tmp_path, stream.getvalue()), "reason", "") == "encrypted"


@pytest.mark.parametrize(
    ("given", "title"), [("临江日报2025年3月2日", True), ("untitled", False), ("稿件.docx", False)]
)
def test_titles(tmp_path: Path, given: str, title: bool) -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream)
    page.setTitle(given)
    page.drawString(100, 100, "text")
    page.save()
    found = read_pdf(tmp_path, stream.getvalue())
    assert isinstance(found, Source)
    assert found.title == (given if title else None)


def test_a_turned_page_reads_the_same(tmp_path: Path) -> None:
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=(600, 400))
    page.setPageRotation(90)
    page.rotate(90)
    page.translate(0, -600)
    for line, text in enumerate(("first line of the text", "second line of the text")):
        page.drawString(50, 500 - 15 * line, text)
    page.save()
    found = read_pdf(tmp_path, stream.getvalue())
    assert isinstance(found, Source)
    assert found.raw.split() == ["first", "line", "of", "the", "text", "second", "line", "of", "the", "text"]


def test_radicals_become_the_characters_they_stand_for() -> None:
    assert "⽣产⼒".translate(_UNIFIED) == "生产力"
