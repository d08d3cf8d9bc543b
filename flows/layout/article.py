"""What layout hands to extraction: articles in reading order."""

from __future__ import annotations

from typing import Literal, NamedTuple

from flows.text.passage import Passage, Span

Genre = Literal["report", "interview", "dialogue", "opinion", "note", "caption"]


class Article(NamedTuple):
    """One article of a document.

    Attributes:
        body: the body alone, paragraphs apart by one line feed, broken lines joined, headings inside it kept.
        genre: CODEBOOK.md, Articles.
        title: title with its kicker and subtitle as CODEBOOK's examples have it, or None.
        head: every line of the article that is not body (kicker, title, subtitle, byline, dateline, affiliation of
            the author), joined by line feeds: speakers and regions are looked up here, nothing is extracted from it.
        authors: names from bylines and credits.
        published_on: ISO date as far as known (`2024`, `2024-03`, `2024-03-05`), or None. From the document's
            metadata, else its dateline, else the year that the text itself names as 今年's.
        publisher: newspaper or site, or None.
        warnings: what layout could not settle.
        head_segments: raw segments of the head's lines and of the dateline and credit cut off the body's ends.
    """

    body: Passage
    genre: Genre = "report"
    title: str | None = None
    head: str = ""
    authors: tuple[str, ...] = ()
    published_on: str | None = None
    publisher: str | None = None
    warnings: tuple[str, ...] = ()
    head_segments: tuple[Span, ...] = ()
