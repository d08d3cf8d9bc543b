"""Plain text and Markdown: the text as decoded is the raw text."""

from __future__ import annotations

from flows.read.encoding import decode
from flows.read.item import Item
from flows.read.source import Source


def read(item: Item) -> Source:
    """Read one text."""
    text, encoding = decode(item.content(item.bounds.document_bytes))
    return Source(item.file_name, text, encoding)
