"""What reading hands on: one raw text a document."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One document as read.

    Attributes:
        file_name: name of the file, with the row's id after `#` where one file holds many documents.
        raw: text as decoded, before any cleaning, line ends as they are. Offsets count in it.
        encoding: the encoding that decoded it, by its Python codec name.
        title, publisher, published_on, url, rights: metadata from beside or inside the file, None where unknown.
    """

    file_name: str
    raw: str
    encoding: str
    title: str | None = None
    publisher: str | None = None
    published_on: str | None = None
    url: str | None = None
    rights: str | None = None

    @property
    def document_id(self) -> str:
        """Stable id: `d` and 12 hex digits of the raw text's SHA-256."""
        return "d" + hashlib.sha256(self.raw.encode("utf-8", "surrogatepass")).hexdigest()[:12]
