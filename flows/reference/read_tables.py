"""Row types of the reference tables that reading looks at."""

from __future__ import annotations

from typing import NamedTuple


class CommonCharacter(NamedTuple):
    """A character that Chinese press uses often: how a decoding is told from mojibake.

    Attributes:
        simplified: the character.
        traditional: its traditional forms where they differ.
        per_million: occurrences in a million characters of press text, counted in news and work reports.
    """

    simplified: str
    traditional: tuple[str, ...]
    per_million: int


class PageMark(NamedTuple):
    """A name or word by which a part of a web page, or a fact about it, is known.

    Attributes:
        kind: `main` and `main_tag` hold the text, `furniture` and `furniture_tag` don't; `block_tag` ends a
            line; `title_meta`, `date_meta`
            and `publisher_meta` are names of meta elements, best first; `source_label` stands before the publisher;
            `site_tail` and `publisher_ending` are ends of the site's name in a window's title.
        mark: the name in lower case, or the word.
        note: where it's found.
    """

    kind: str
    mark: str
    note: str


TABLES: dict[str, type[NamedTuple]] = {"common_characters": CommonCharacter, "page_marks": PageMark}
