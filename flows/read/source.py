"""What reading hands on: one raw text a document, or why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One document as read.

    Attributes:
        file_name: path below the folder that was read (the bare name for a file); `corpus.jsonl#ID` for a row of a
            corpus, `archive.zip!inner/name.txt` for a member of an archive.
        raw: text as decoded, before any cleaning, line ends as they are. Offsets count in it, in characters
            (code points) from 0. A byte-order mark is no part of it: offset 0 is the character after the mark.
        encoding: the encoding that decoded it, by its Python codec name.
        title, publisher, published_on, url, rights: metadata from beside or inside the file, None where unknown.
        publication: how much of the text may be published, one of `schemas.fields.PUBLICATION`; None where not said.
    """

    file_name: str
    raw: str
    encoding: str
    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None
    url: str | None = None
    rights: str | None = None
    publication: str | None = None

    @property
    def document_id(self) -> str:
        """Stable id: `d` and 12 hex digits of the raw text's SHA-256."""
        return "d" + hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A document, or a part of a source, that can't be read. Nothing is left out in silence.

    Attributes:
        file_name: as in `Source`.
        reason: short code, one of `REASONS`.
        detail: one sentence for a person: what, where, remedy.
    """

    file_name: str
    reason: str
    detail: str


class ReadError(Exception):
    """Raised inside a format where it can't go on; the reader turns it into `Unreadable`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


REASONS: dict[str, str] = {
    "absent": "documents.csv names a file that isn't there",
    "bad_metadata": "documents.csv, or a row of it, can't be understood",
    "bad_row": "a row of a corpus is damaged",
    "binary": "the content isn't text",
    "changed": "the file was written to while it was read",
    "damaged": "the file isn't whole, or not what its name says",
    "empty": "there is no text",
    "encrypted": "a password is needed",
    "missing_column": "a corpus, or a row of it, has no text column",
    "no_permission": "the system doesn't let it be read",
    "too_large": "a bound on size, ratio or number is passed",
    "truncated": "the content ends in the middle",
    "undecodable": "no known encoding fits the bytes",
    "unsafe_path": "a path or link leads out of the folder or archive",
    "unsupported_format": "no reader for this kind of file",
    "vanished": "the path isn't there (any more)",
}
"""Every reason of `Unreadable` and what it means."""
