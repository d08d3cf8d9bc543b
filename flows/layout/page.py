"""Lines of a page and what each is."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from flows.layout.bylines import byline_names, credit_of, is_affiliation
from flows.layout.dates import is_date_line
from flows.layout.furniture import furniture_kind, start_of_body, tail_kind
from flows.text.clean import Clean
from flows.text.lines import TERMINAL

Kind = Literal["furniture", "tail", "source", "affiliation", "byline", "caption", "heading", "text"]

HEADING_LONGEST = 64
"""Longest line, in characters, that may be a title."""

BROKEN_OFF_LEAST = 12
"""Shortest line, in characters, that counts as broken off where it ends in no mark."""

_LINE = re.compile(r"\S[^\n]*")
_MARKUP = re.compile(r"#{1,6} +")
_CLOSED = "。；，、："
_SALUTATION_LONGEST = 9


class Line(NamedTuple):
    """A non-empty line of the clean text, without the blanks around it.

    Attributes:
        start, end: span in the clean text; marks of a Markdown heading are left out.
        text: the line.
        kind: what it is.
        furniture: kind of furniture, for furniture and tails.
        is_marked: whether Markdown marks it as a heading.
        number: its place among the lines.
    """

    start: int
    end: int
    text: str
    kind: Kind
    furniture: str | None = None
    is_marked: bool = False
    number: int = 0


def breaks_off(line: Line) -> bool:
    """Whether a line of text ends in the middle of a sentence."""
    return line.kind == "text" and line.text[-1] not in TERMINAL and len(line.text) >= BROKEN_OFF_LEAST


def lines_of(clean: Clean) -> list[Line]:
    """The non-empty lines of a clean text; of a text with forced line breaks the whole paragraphs."""
    if clean.is_wrapped:
        found = [(start, clean.text[start:end]) for start, end in _paragraphs(clean)]
    else:
        found = [(match.start(), match[0].rstrip()) for match in _LINE.finditer(clean.text)]
    return [_classified(start, text, number) for number, (start, text) in enumerate(found)]


def _paragraphs(clean: Clean) -> list[tuple[int, int]]:
    text = clean.text
    soft = {begin for begin, end in clean.gaps if text.count("\n", begin, end) == 1 and begin}
    spans: list[tuple[int, int]] = []
    goes_on = False
    for match in _LINE.finditer(text):
        end = match.start() + len(match[0].rstrip())
        spans.append((spans.pop()[0] if goes_on else match.start(), end))
        goes_on = end in soft
    return spans


def _classified(start: int, text: str, number: int) -> Line:
    is_marked = False
    if text[0] == "#" and (mark := _MARKUP.match(text)):
        start, text, is_marked = start + mark.end(), text[mark.end() :] or "#", True
    end = start + len(text)
    kind: Kind = "text"
    furniture: str | None = None
    if furniture := tail_kind(text):
        kind = "tail"
    elif len(text) > HEADING_LONGEST and text[-1] == "。":
        kind = "text"
    elif furniture := furniture_kind(text):
        kind = "furniture"
    elif is_affiliation(text):
        kind = "affiliation"
    elif is_date_line(text):
        kind = "source"
    elif byline_names(text) is not None:
        kind = "byline"
    elif credit_of(text):
        kind = "caption"
    elif start_of_body(text) == len(text):
        kind = "source"
    elif is_heading(text):
        kind = "heading"
    return Line(start, end, text, kind, furniture, is_marked, number)


def is_heading(text: str) -> bool:
    """Whether a line may be a title or a heading: short, and no sentence."""
    if len(text) > HEADING_LONGEST or text[-1] in _CLOSED or "。" in text:
        return False
    return not (text[-1] == "！" and len(text) <= _SALUTATION_LONGEST)
