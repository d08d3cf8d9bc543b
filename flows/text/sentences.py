"""Paragraphs and sentences as spans of a text."""

from __future__ import annotations

import re

from flows.text.passage import Span

_SENTENCE = re.compile(r"[^。！？；…\n ][^。！？；…\n]*(?:[。！？；…]+[”’）」』]*)?|[。！？；…]+[”’）」』]*")


def paragraphs(text: str) -> list[Span]:
    """Spans of the non-empty lines of a body text, in order."""
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of the sentences of `text[start:end]`; a closing quotation mark stays with its sentence."""
    return [match.span() for match in _SENTENCE.finditer(text, start, len(text) if end is None else end)]
