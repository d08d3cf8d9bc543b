"""Articles from invented text, and their quotes in a form that is easy to compare."""

from typing import NamedTuple

from flows.extract.quotes import extract_quotes
from flows.extract.rows import Quote
from flows.layout.article import Article, Genre
from flows.text.clean import clean
from flows.text.lines import joined


class Said(NamedTuple):
    mode: str
    name: str
    cue: str | None
    spans: tuple[str, ...]


def article(text: str, genre: Genre = "report", head: str = "", published_on: str | None = None) -> Article:
    return Article(body=joined(clean(text)), genre=genre, head=head, published_on=published_on)


def quotes_of(text: str, genre: Genre = "report", head: str = "", published_on: str | None = None) -> list[Quote]:
    return extract_quotes(article(text, genre, head, published_on))


def said(text: str, genre: Genre = "report", head: str = "") -> list[Said]:
    source = article(text, genre, head)
    body = source.body.text
    return [
        Said(row.mode, row.speaker_name, row.cue, tuple(body[start:end] for start, end in row.spans))
        for row in extract_quotes(source)
    ]
