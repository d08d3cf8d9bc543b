"""PDF with a text layer: characters with their boxes, put into reading order by `columns`."""

from __future__ import annotations

import ctypes
import io
import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from flows.read.columns import Run, paragraphs
from flows.read.item import Item
from flows.read.source import ReadError, Source

_GAP = 0.8  # a gap of this many character heights parts two runs
_TAIL = 4096  # bytes in which the mark of the end stands; some servers add a few after it
_UNMAPPED_SHARE = 0.1
_UNMAPPED = re.compile("[\0\ufffe\uffff\ufffd\ue000-\uf8ff]")
_HAN = re.compile("[一-鿿]")
_MADE_BY_PROGRAM = re.compile(r"\.(?:docx?|wps|pdf|indd|fit|pptx?|xlsx?|html?)$", re.IGNORECASE)


# Fonts often name a character by its radical or compatibility form, which looks the same and is found by no search.
_UNIFIED = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))}


class _Glyph(NamedTuple):
    """A character with its box, in points, heights upwards."""

    character: str
    left: float
    bottom: float
    right: float
    top: float


def _turned(glyph: _Glyph, rotation: int) -> _Glyph:
    """A glyph as the reader of a rotated page sees it."""
    character, left, bottom, right, top = glyph
    if rotation == 90:
        return _Glyph(character, bottom, -right, top, -left)
    if rotation == 180:
        return _Glyph(character, -right, -top, -left, -bottom)
    if rotation == 270:
        return _Glyph(character, -top, left, -bottom, right)
    return glyph


def _glyphs(text_page: Any) -> Iterator[_Glyph]:
    """Characters of a page as PDFium has them; blanks and line ends that it made up have no box."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for index in range(text_page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text_page.raw, index))
        if character not in "\r\n" and raw.FPDFText_GetLooseCharBox(text_page.raw, index, ctypes.byref(box)):
            yield _Glyph(character, box.left, box.bottom, box.right, box.top)


def _lost(page: Any, text_page: Any) -> list[tuple[float, float, float]]:
    """Text objects that PDFium leaves out, each as the left and right end of its base line and its height.

    It does so with a font that neither the file nor the system has, whose characters have no box: single characters,
    and lines that are the same as one just before.
    """
    from pypdfium2 import raw

    objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
    foreign = [found for found in objects if not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(found.raw))]
    if not foreign:
        return []
    taken = {
        ctypes.addressof(found.contents)
        for index in range(text_page.count_chars())
        if (found := raw.FPDFText_GetTextObject(text_page.raw, index))
    }
    lost = [found.get_bounds() for found in foreign if ctypes.addressof(found.raw.contents) not in taken]
    return [(left, right, bottom) for left, bottom, right, _ in lost]


def _found_again(data: bytes, number: int, lost: list[tuple[float, float, float]]) -> Iterator[_Glyph]:
    """Lost characters as pdfminer has them: 50 times slower than PDFium, but it needs no fonts."""
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTChar, LTContainer

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    lines: defaultdict[int, list[tuple[float, float]]] = defaultdict(list)
    for left, right, height in lost:
        lines[round(height)].append((left - 1, right + 1))

    def walk(container: Any) -> Iterator[_Glyph]:
        for element in container:
            if isinstance(element, LTChar):
                text, (left, height) = element.get_text(), element.matrix[4:]
                if text.strip() and any(start < left < end for start, end in lines[round(height)]):
                    unmapped = text.startswith("(cid:")
                    yield _Glyph("\ufffe" if unmapped else text, element.x0, element.y0, element.x1, element.y1)
            elif isinstance(element, LTContainer):
                yield from walk(element)

    try:
        for page in extract_pages(io.BytesIO(data), page_numbers=[number], laparams=None):
            yield from walk(page)
    except Exception as error:  # pdfminer meets damages with errors of all kinds
        what = f"characters of page {number + 1} are lost ({error})"
        raise ReadError("damaged", f"{what}; fetch it again, or open it and print it to a new PDF") from error


def _runs(glyphs: Iterable[_Glyph], limit: int) -> list[Run]:
    """Glyphs put together as long as each goes on in the line of the one before."""
    runs: list[Run] = []
    text: list[str] = []
    left = bottom = right = top = size = 0.0
    count = 0

    def close() -> None:
        if "".join(text).strip():
            runs.append(Run("".join(text).rstrip(" "), left, right, bottom, top, size))
        text.clear()

    for glyph in glyphs:
        count += 1
        if count > limit:
            raise ReadError("too_large", f"more than {limit:,} characters; split it")
        height = glyph.top - glyph.bottom
        if glyph.right <= glyph.left or height <= 0:
            if text:
                text.append(glyph.character)
            continue
        if text:
            same_line = abs(glyph.bottom + glyph.top - bottom - top) < 0.8 * size and height < 2 * size
            if same_line and glyph.character == text[-1] and abs(glyph.right - right) < 0.1 * height:
                continue  # drawn twice to look bold
            if not same_line or glyph.left - right > _GAP * size or glyph.right < right - _GAP * size:
                close()
        if text:
            left, bottom = min(left, glyph.left), min(bottom, glyph.bottom)
            right, top = max(right, glyph.right), max(top, glyph.top)
            size = max(size, height)
        elif glyph.character == " ":
            continue
        else:
            _, left, bottom, right, top = glyph
            size = height
        text.append(glyph.character)
    close()
    return runs


def _place(glyph: _Glyph) -> tuple[str, int, int]:
    """A character and roughly where it stands."""
    return glyph.character, round(glyph.left), round(glyph.bottom / 4)


def _page_runs(document: Any, data: bytes, number: int, limit: int) -> list[Run]:
    page = document[number]
    rotation = page.get_rotation()
    text_page = page.get_textpage()
    glyphs = list(_glyphs(text_page))
    if lost := _lost(page, text_page):
        there = set(map(_place, glyphs))
        again = _found_again(data, number, lost)
        glyphs.extend(glyph for glyph in again if _place(glyph) not in there)  # what is there was drawn twice, for bold
    return _runs((_turned(glyph, rotation) for glyph in glyphs), limit)


def read(item: Item) -> Source:
    """Read one document."""
    import pypdfium2

    data = item.content(item.bounds.file_bytes)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("encrypted", "it has a password; save it without one") from None
        raise ReadError("damaged", f"it's no whole PDF ({error}); fetch it again") from None
    try:
        count = len(document)
        if b"%%EOF" not in data[-_TAIL:]:  # PDFium mends such a file in silence, with the pages that are left
            raise ReadError("truncated", "its end is missing; fetch it again")
        if count > item.bounds.pdf_pages:
            raise ReadError("too_large", f"more than {item.bounds.pdf_pages:,} pages; split it")
        pages: list[list[Run]] = []
        left = item.bounds.document_bytes
        for number in range(count):
            try:
                pages.append(_page_runs(document, data, number, left))
            except pypdfium2.PdfiumError as error:
                raise ReadError("damaged", f"page {number + 1} can't be read ({error}); fetch it again") from None
            left -= sum(len(run.text) for run in pages[-1])
        title = str(document.get_metadata_value("Title") or "").strip()
    finally:
        document.close()
    text = "\n".join(paragraphs(pages)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if not text.strip():
        raise ReadError("empty", f"no text layer on its {count} pages; it's a scan, run OCR on it first")
    if len(_UNMAPPED.findall(text)) > _UNMAPPED_SHARE * len(text):
        raise ReadError("undecodable", "its fonts don't tell which characters they draw; run OCR on it")
    return Source(item.file_name, text.replace("\0", "").translate(_UNIFIED), "utf-8", title=_title(title))


def _title(title: str) -> str | None:
    """The title of the properties, where it's one: programs put file names there."""
    return title if _HAN.search(title) and not _MADE_BY_PROGRAM.search(title) else None
