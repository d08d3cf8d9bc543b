"""DOCX: paragraphs and tables in their order, one line each, and the title of its properties.

Read straight from the archive's XML as a stream: python-docx takes the whole file into memory without a bound and
skips the text of boxes and content controls.
"""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.parsers import expat

from flows.read.item import Item
from flows.read.source import ReadError, Source

_WORD = ("wordprocessingml/2006/main", "wordprocessingml/main")
_CHUNK = 1 << 16
_DEPTH = 500
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_LEFT_OUT = {"del", "moveFrom", "instrText", "pPr", "rPr", "Fallback"}
# What was deleted, codes of fields, properties (which hold tab stops), and the second form of a text box.


class _Words:
    """Takes a part's elements as they come and keeps its lines, or the text of its title."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.title = ""
        self._paragraphs: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._left_out = 0
        self._names: list[str] = []

    def start(self, tag: str, _: dict[str, str]) -> None:
        """An element begins."""
        space, _sep, name = tag.rpartition("}")
        if len(self._names) > _DEPTH:
            raise ReadError("damaged", f"its XML is nested more than {_DEPTH} deep; save it again")
        self._names.append(name)
        self._left_out += name in _LEFT_OUT
        if self._left_out or not space.endswith(_WORD):
            return
        if name == "p":
            self._paragraphs.append([])
        elif name == "tr":
            self._rows.append([])
        elif name in _MARKS and self._paragraphs:
            self._paragraphs[-1].append(_MARKS[name])

    def end(self, tag: str) -> None:
        """An element ends."""
        space, _, name = tag.rpartition("}")
        self._names.pop()
        if not self._left_out and space.endswith(_WORD) and name in ("p", "tr"):
            if name == "p":
                line = "".join(self._paragraphs.pop())
            else:
                line = "\t".join(cell for cell in self._rows.pop() if cell)
            (self._rows[-1] if self._rows else self.lines).append(line)
        self._left_out -= name in _LEFT_OUT

    def text(self, data: str) -> None:
        """Characters."""
        if self._left_out or not self._names:
            return
        if self._names[-1] == "t" and self._paragraphs:
            self._paragraphs[-1].append(data)
        elif self._names[-1] == "title":
            self.title += data


def _no_document_type(*_: object) -> None:
    raise ReadError("damaged", "its XML declares a document type, which Word never writes; save it again")


def _words(part: IO[bytes], limit: int) -> _Words:
    """One part within its bounds. Entities, which bombs are made of, need a document type: it is refused."""
    words = _Words()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = words.start
    parser.EndElementHandler = words.end
    parser.CharacterDataHandler = words.text
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.buffer_text = True
    read = 0
    while chunk := part.read(_CHUNK):
        read += len(chunk)
        if read > limit:
            raise ReadError("too_large", f"its text part has more than {limit:,} bytes; split the document")
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return words


def read(item: Item) -> Source:
    """Read one document."""
    data = item.content(item.bounds.file_bytes)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("encrypted", "it has a password or is an old .doc; save it as .docx without one")
    limit = item.bounds.document_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            with archive.open("word/document.xml") as part:
                text = "\n".join(_words(part, limit).lines)
            title = ""
            if "docProps/core.xml" in archive.namelist():
                with archive.open("docProps/core.xml") as part:
                    title = _words(part, limit).title.strip()
    except RuntimeError as error:  # of zipfile, for a part with a password
        raise ReadError("encrypted", f"{error}; save it without a password") from None
    except (zipfile.BadZipFile, KeyError, expat.ExpatError, NotImplementedError) as error:
        raise ReadError("damaged", f"it's no whole Word document ({error}); save or fetch it again") from None
    return Source(item.file_name, text, "utf-8", title=title or None)
