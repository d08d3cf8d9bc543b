"""A document's published sentences with the places of its rows, for the pages that show them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from flows.publish.site.marks import Excerpt, Row, find_marks
from flows.publish.site.views import VIEWS
from flows.text.passage import Span
from schemas import TABLES

NEIGHBOURS = 3
"""Raw characters (spaces, line ends) that may lie between two sentences that follow each other."""

FOLLOWS, PARAGRAPH, LEFT_OUT = 0, 1, 2
"""How an excerpt stands to the one before: directly after it, on a new line, with unpublished text between them."""


def document_texts(frames: dict[str, pl.DataFrame]) -> Iterator[dict[str, Any]]:
    """What the pages show of each document's text, in the order of `documents`.

    Args:
        frames: the release's tables.

    Yields:
        `document_id`; `articles`: id, title, genre, authors, date, publisher, region of each; `rows`: id and words of
        each row of the four tables; `excerpts`: number of the article, text, how it stands to the one before, and its
        marks as a flat list of row number, start, end.
    """
    articles = _by_document(frames["articles"])
    excerpts = _by_document(frames["excerpts"])
    mentions = _by_document(frames["project_mentions"])
    rows = {view.table: _by_document(frames[view.table]) for view in VIEWS}
    for document_id in frames["documents"]["document_id"]:
        own_articles = articles.get(document_id, [])
        names, places = _rows({name: found.get(document_id, []) for name, found in rows.items()}, mentions, document_id)
        yield {
            "document_id": document_id,
            "articles": [_article(article) for article in own_articles],
            "rows": names,
            "excerpts": _excerpts(own_articles, excerpts.get(document_id, []), places),
        }


def _by_document(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["document_id"], []).append(row)
    return found


def _article(row: dict[str, Any]) -> list[Any]:
    names = ("article_id", "title", "genre", "authors", "published_on", "publisher", "region_code")
    return [row[name] for name in names]


def _rows(
    rows: dict[str, list[dict[str, Any]]], mentions: dict[str, list[dict[str, Any]]], document_id: str
) -> tuple[list[list[str]], list[tuple[int, Row]]]:
    """Id and words of each row, and each of its places with the row's number; a project has one a mention."""
    names: list[list[str]] = []
    places: list[tuple[int, Row]] = []
    numbers: dict[str, int] = {}
    for view in VIEWS:
        key = TABLES[view.table].key
        for row in rows[view.table]:
            numbers[row[key]] = len(names)
            if "segments" in row:
                places.append((len(names), Row(row[view.main], _spans(row["segments"]))))
            names.append([row[key], row["speaker_name"] if view.table == "quotes" else row[view.main]])
    places += [
        (numbers[row["project_id"]], Row(row["mention_text"], _spans(row["segments"])))
        for row in mentions.get(document_id, [])
    ]
    return names, places


def _excerpts(
    articles: list[dict[str, Any]], excerpts: list[dict[str, Any]], places: list[tuple[int, Row]]
) -> list[list[Any]]:
    """Excerpts in reading order with their marks."""
    numbers = {article["article_id"]: number for number, article in enumerate(articles)}
    pieces = [_spans(article["segments"]) for article in articles]

    def reading_order(row: dict[str, Any]) -> tuple[int, int, int]:
        number, start = numbers[row["article_id"]], row["segments"][0]["start"]
        held = (place for place, (first, last) in enumerate(pieces[number]) if first <= start < last)
        return number, next(held, len(pieces[number])), start

    ordered = sorted(excerpts, key=reading_order)
    texts = [Excerpt(row["text"], _spans(row["segments"])) for row in ordered]
    marks: list[list[int]] = [[] for _ in texts]
    for mark in find_marks(texts, [row for _, row in places]):
        marks[mark.excerpt] += [places[mark.row][0], mark.start, mark.end]
    told: list[list[Any]] = []
    before: dict[int, int] = {}
    for row, text, own in zip(ordered, texts, marks, strict=True):
        article = numbers[row["article_id"]]
        gap = text.segments[0][0] - before.get(article, pieces[article][0][0])
        told.append([article, text.text, _standing(gap, is_first=article not in before), own])
        before[article] = text.segments[-1][1]
    return told


def _standing(gap: int, *, is_first: bool) -> int:
    if gap == 0 and not is_first:
        return FOLLOWS
    return PARAGRAPH if 0 <= gap <= NEIGHBOURS else LEFT_OUT


def _spans(segments: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple((segment["start"], segment["end"]) for segment in segments)
