"""Documents to the rows of all tables: the stages up to the four extractors, then ids and links.

Ids are a prefix and 16 hex digits of a hash over document, kind and raw offsets: they survive rebuilds and neighbours.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Final

from flows.excerpts import Excerpts
from flows.extract.regions import article_region
from flows.extract.rows import Figure, Project, Quote, SectorMention, Spans
from flows.frames import frame
from flows.layout.article import Article
from flows.read.source import Source
from flows.reference import load
from flows.reference.figure_tables import Unit
from flows.stages import GROUP, STAGES, Document, Row, Rows, forget, through
from flows.text.passage import Span
from schemas import TABLES

DEFAULT_PUBLICATION: Final = "excerpt"
"""What may be published of a document that doesn't say."""

_HOME: Final = ("file_name", "document_id", "article_id")

_ID: Final = len(_HOME)
"""Place of the id in what `_Writer.row` returns."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "documents": (
        *("file_name", "document_id", "title", "publisher", "published_on", "url", "rights", "publication"),
        *("encoding", "script", "character_count", "noise_count", "noise_kinds", "article_count"),
    ),
    "articles": (
        *(*_HOME, "title", "authors", "genre", "publisher", "published_on", "region_code", "character_count"),
        *("warnings", "segments"),
    ),
    "excerpts": (*_HOME, "excerpt_id", "segments", "text"),
    "quotes": (*Quote._fields, *_HOME, "quote_id", "segments", "text", "parent_quote_id"),
    "projects": (*Project._fields, *_HOME, "project_id", "mentions", "investment_cny", "capacity_value"),
    "figures": (
        *(*Figure._fields, *_HOME, "figure_id", "segments", "figure_text", "excerpt_id", "quote_id", "project_id"),
        *("value", "value_max", "value_si", "value_cny"),
    ),
    "sectors": (*SectorMention._fields, *_HOME, "sector_mention_id", "segments", "sector_text", "excerpt_id"),
    "project_mentions": (*_HOME, "project_mention_id", "segments", "mention_text", "project_id", "excerpt_id"),
}
"""What the values of a row are, by table: what an extractor found, then what is added here. The later of two with one
name is the column; what is no column of the table has served its turn."""


def tabulate(source: Source) -> dict[str, list[dict[str, Any]]]:
    """Rows of one document by table, with their columns by name; without those that other documents settle.

    Raises:
        Exception: the defect that it met.
    """
    (found,) = tabulate_all([source])
    if isinstance(found, Exception):
        raise found
    schemas = {name: TABLES[name].polars_schema for name in found}
    told = {name: {c: t for c, t in schema.items() if c in COLUMNS[name]} for name, schema in schemas.items()}
    return {name: frame(COLUMNS[name], rows, told[name]).to_dicts() for name, rows in found.items()}


def tabulate_all(sources: Sequence[Source]) -> Iterator[Rows | Exception]:
    """Rows of each document in every table of `schemas.ROW_TABLES`, or the defect that it met."""
    for first in range(0, len(sources), GROUP):
        documents = [Document(source) for source in sources[first : first + GROUP]]
        through((*STAGES, _tabulate), documents)
        forget()
        yield from (document.error or document.rows for document in documents)


def _tabulate(document: Document) -> None:
    source, cleaned = document.source, document.cleaned
    document.rows["documents"].append((
        source.file_name,
        document.document_id,
        source.title,
        source.publisher,
        source.published_on,
        source.url,
        source.rights,
        source.publication or DEFAULT_PUBLICATION,
        source.encoding,
        cleaned.script,
        len(source.raw),
        sum(cleaned.noise.values()),
        sorted(cleaned.noise.items()),
        len(document.articles),
    ))  # fmt: skip
    seen: set[str] = set()
    for number in range(len(document.articles)):
        _add_article(document, number, seen)


class _Writer:
    """What the rows of one article share: their home, and what comes of the spans of its body that they stand at.

    Args:
        document: the document.
        article: its article.
        spans: places of all the article's rows.
        seen: ids of the document's rows up to here.
    """

    def __init__(self, document: Document, article: Article, spans: Sequence[Span], seen: set[str]) -> None:
        self._cleaned = document.cleaned
        self._body = article.body
        self._document_id = document.document_id
        self._seen = seen
        self.whole = article.body.segments(0, len(article.body))
        self.home: Row = (document.source.file_name, self._document_id, self._id("a", self.whole))
        self._sentences = Excerpts(article.body.text, spans, document.source.publication == "full")
        self.excerpts = [self.row("e", (span,)) for span in self._sentences.spans]

    def place(self, prefix: str, spans: Spans) -> tuple[str, list[Span]]:
        """Id of a row and its segments in the raw text."""
        segments = self._body.segments(*spans[0])
        for start, end in spans[1:]:
            segments += self._body.segments(start, end)
        return self._id(prefix, segments), segments

    def row(self, prefix: str, spans: Spans) -> Row:
        """Home, id, segments and text of a row."""
        row_id, segments = self.place(prefix, spans)
        return (*self.home, row_id, segments, self._cleaned.slices(segments))

    def excerpt_id(self, spans: Spans) -> str:
        """Id of the excerpt in which a row begins."""
        row_id: str = self.excerpts[self._sentences.holding(spans[0][0])][_ID]
        return row_id

    def _id(self, prefix: str, segments: Sequence[Span]) -> str:
        """Stable id; rows of one kind at the same place are told apart by their order."""
        place = f"{self._document_id}:{prefix}:" + ";".join([f"{start}-{end}" for start, end in segments])
        key, number = place, 0
        while (row_id := prefix + hashlib.sha256(key.encode()).hexdigest()[:16]) in self._seen:
            number += 1
            key = f"{place}#{number}"
        self._seen.add(row_id)
        return row_id


def _add_article(document: Document, number: int, seen: set[str]) -> None:
    article, rows = document.articles[number], document.rows
    quotes, figures = document.quotes[number], document.figures[number]
    sectors, projects = document.sectors[number], document.projects[number]
    places: list[Spans] = [quote.spans for quote in quotes]
    places += [figure.spans for figure in figures]
    places += [sector.spans for sector in sectors]
    places += [project.mentions for project in projects]
    writer = _Writer(document, article, [span for spans in places for span in spans], seen)
    found = (
        article.title,
        article.authors,
        article.genre,
        article.publisher,
        article.published_on,
        article_region(article),
        len(article.body),
        article.warnings,
        writer.whole,
    )
    rows["articles"].append(writer.home + found)
    rows["excerpts"] += writer.excerpts
    quote_ids = _add_quotes(rows["quotes"], writer, quotes)
    project_ids = _add_projects(rows, writer, projects)
    _add_figures(rows["figures"], writer, figures, _holders(figures, quotes, quote_ids), _sized(projects, project_ids))
    rows["sectors"] += [s + writer.row("s", s.spans) + (writer.excerpt_id(s.spans),) for s in sectors]


def _add_quotes(rows: list[Row], writer: _Writer, quotes: Sequence[Quote]) -> list[str]:
    """Add the quotes; their ids."""
    told = [writer.row("q", quote.spans) for quote in quotes]
    ids: list[str] = [row[_ID] for row in told]
    for quote, row in zip(quotes, told, strict=True):
        rows.append(quote + row + (None if quote.parent is None else ids[quote.parent],))
    return ids


def _add_projects(rows: Rows, writer: _Writer, projects: Sequence[Project]) -> list[str]:
    """Add the projects and their mentions; the projects' ids."""
    ids: list[str] = []
    for project in projects:
        project_id, segments = writer.place("p", project.mentions)
        ids.append(project_id)
        investment, capacity = project.investment_cny, project.capacity_value
        numbers = (None if investment is None else float(investment), None if capacity is None else float(capacity))
        rows["projects"].append(project + writer.home + (project_id, segments) + numbers)
        for span in project.mentions:
            keys = (project_id, writer.excerpt_id((span,)))
            rows["project_mentions"].append(writer.row("m", (span,)) + keys)
    return ids


def _add_figures(
    rows: list[Row], writer: _Writer, figures: Sequence[Figure], held: Sequence[str | None], sized: dict[int, str]
) -> None:
    factors = _factors()
    for number, figure in enumerate(figures):
        value, value_max, unit = figure.value, figure.value_max, figure.unit
        factor = factors.get((unit, figure.dimension))
        keys = (writer.excerpt_id(figure.spans), held[number], sized.get(number))
        numbers = (
            float(value),
            None if value_max is None else float(value_max),
            None if factor is None else float(value * factor),
            float(value) if unit == "CNY" else None,
        )
        rows.append(figure + writer.row("f", figure.spans) + keys + numbers)


def _holders(figures: Sequence[Figure], quotes: Sequence[Quote], ids: Sequence[str]) -> list[str | None]:
    """Id of the innermost quote that holds each figure; a nested quote is the shorter one."""
    places = sorted(
        ((start, end, number) for number, quote in enumerate(quotes) for start, end in quote.spans),
        key=lambda place: place[1] - place[0],
    )
    starts = [figure.spans[0][0] for figure in figures]
    held: list[str | None] = [None] * len(figures)
    order = sorted(range(len(starts)), key=starts.__getitem__)
    for start, end, number in places:
        low = bisect_left(order, start, key=starts.__getitem__)
        for position in order[low : bisect_left(order, end, key=starts.__getitem__)]:
            held[position] = held[position] or ids[number]
    return held


def _sized(projects: Sequence[Project], ids: Sequence[str]) -> dict[int, str]:
    return {number: row_id for row_id, project in zip(ids, projects, strict=True) for number in project.figures}


@cache
def _factors() -> dict[tuple[str, str], Decimal]:
    return {(unit.unit, unit.dimension): unit.factor for unit in load(Unit, "units") if unit.base_unit}
