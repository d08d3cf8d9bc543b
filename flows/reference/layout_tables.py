"""Row types of the reference tables that layout rules read."""

from __future__ import annotations

from typing import NamedTuple


class Furniture(NamedTuple):
    """A kind of line that belongs to the page, not to an article.

    Attributes:
        scope: `line` (the whole line is furniture) or `tail` (the line and all after it, up to the next article).
        kind: name of the kind, used in counts.
        pattern: regular expression that matches the whole line, over clean text.
        example: a line that it matches.
    """

    scope: str
    kind: str
    pattern: str
    example: str


class FurniturePart(NamedTuple):
    """Words at the start or the end of a paragraph that are not body: datelines, bylines, editors' names.

    Attributes:
        scope: `start` or `end` of the paragraph.
        kind: name of the kind, used in counts.
        pattern: regular expression of the part, over clean text.
        example: a paragraph with such a part.
        kept: the paragraph without it.
    """

    scope: str
    kind: str
    pattern: str
    example: str
    kept: str


class BylineSurname(NamedTuple):
    """A Chinese surname; `kind` is `single` or `compound`."""

    surname: str
    kind: str


TABLES: dict[str, type[NamedTuple]] = {
    "furniture": Furniture,
    "furniture_parts": FurniturePart,
    "byline_surnames": BylineSurname,
}
