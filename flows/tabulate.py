"""Documents to the rows of all tables: the stages up to the four extractors, then ids and links.

Ids are a prefix and 16 hex digits of a hash over document, kind and raw offsets: they survive rebuilds and neighbours.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from flows.excerpts import Excerpts
from flows.extract.regions import article_region
from flows.extract.rows import Figure, Project, Quote, SectorMention, Spans
from flows.layout.article import Article
from flows.read.source import Source
from flows.reference import load
from flows.reference.figure_tables import Unit
from flows.stages import GROUP, STAGES, Document, Rows, forget, through
from flows.text.clean import Clean
from flows.text.passage import Span

DEFAULT_PUBLICATION = "excerpt"
"""What may be published of a document that doesn't say."""

T = TypeVar("T")

_Place = tuple[str, list[Span]]
"""Id of a row and its segments in the raw text."""


def tabulate(source: Source) -> Rows:
    """Rows of a document in every table of `schemas.ROW_TABLES`."""
    (found,) = tabulate_all([source])
    if isinstance(found, Exception):
        raise found
    return found


def tabulate_all(sources: Sequence[Source]) -> Iterator[Rows | Exception]:
    """Rows of each document, or the defect that it met."""
    for first in range(0, len(sources), GROUP):
        documents = [Document(source) for source in sources[first : first + GROUP]]
        through((*STAGES, _tabulate), documents)
        forget()
        yield from (document.error or document.rows for document in documents)


def _tabulate(document: Document) -> None:
    source, cleaned = document.source, document.cleaned
    document_id = source.document_id
    document.rows["documents"].append(
        {
            "document_id": document_id,
            "file_name": source.file_name,
            "title": source.title,
            "publisher": source.publisher,
            "published_on": source.published_on,
            "url": source.url,
            "rights": source.rights,
            "publication": source.publication or DEFAULT_PUBLICATION,
            "encoding": source.encoding,
            "script": cleaned.script,
            "character_count": len(source.raw),
            "noise_count": sum(cleaned.noise.values()),
            "noise_kinds": [{"kind": kind, "count": count} for kind, count in sorted(cleaned.noise.items())],
            "article_count": len(document.articles),
        }
    )
    seen: set[str] = set()
    for number, article in enumerate(document.articles):
        _add_article(document, number, _Writer(source, document_id, cleaned, article, seen))


class _Writer:
    """What the rows of one article share: ids, segments and texts."""

    def __init__(self, source: Source, document_id: str, cleaned: Clean, article: Article, seen: set[str]) -> None:
        self.source = source
        self.cleaned = cleaned
        self.article = article
        self._seen = seen
        self.home = {"document_id": document_id}
        self.whole = article.body.segments(0, len(article.body))
        self.home["article_id"] = self.id("a", self.whole)

    def segments(self, spans: Spans) -> list[Span]:
        body = self.article.body
        if len(spans) == 1:
            return body.segments(*spans[0])
        return [segment for start, end in spans for segment in body.segments(start, end)]

    def id(self, prefix: str, segments: Sequence[Span]) -> str:
        """Stable id; rows of one kind at the same place are told apart by their order."""
        place = f"{self.home['document_id']}:{prefix}:{';'.join(f'{start}-{end}' for start, end in segments)}"
        number = 0
        while True:
            key = f"{place}#{number}" if number else place
            row_id = prefix + hashlib.sha256(key.encode()).hexdigest()[:16]
            if row_id not in self._seen:
                self._seen.add(row_id)
                return row_id
            number += 1

    def places(self, prefix: str, spans: Iterable[Spans]) -> list[_Place]:
        """Id and segments of each row of a kind."""
        places = []
        for each in spans:
            segments = self.segments(each)
            places.append((self.id(prefix, segments), segments))
        return places

    def keep(self, excerpts: Excerpts) -> list[_Place]:
        """Take in the article's excerpts; their places."""
        places = self.places("e", [(span,) for span in excerpts.spans])
        self._excerpts = excerpts
        self._excerpt_ids = [row_id for row_id, _ in places]
        return places

    def excerpt_id(self, spans: Spans) -> str:
        """Id of the excerpt in which a row begins."""
        return self._excerpt_ids[self._excerpts.holding(spans[0][0])]


def _add_article(document: Document, number: int, writer: _Writer) -> None:
    article, rows = writer.article, document.rows
    quotes, figures = document.quotes[number], document.figures[number]
    sectors, projects = document.sectors[number], document.projects[number]
    rows["articles"].append(
        writer.home
        | {
            "title": article.title,
            "authors": list(article.authors),
            "genre": article.genre,
            "publisher": article.publisher,
            "published_on": article.published_on,
            "region_code": article_region(article),
            "character_count": len(article.body),
            "warnings": list(article.warnings),
            "segments": _structs(writer.whole),
        }
    )
    quote_places = writer.places("q", [quote.spans for quote in quotes])
    project_places = writer.places("p", [project.mentions for project in projects])
    quote_ids, project_ids = ([row_id for row_id, _ in found] for found in (quote_places, project_places))
    places: list[Spans] = [quote.spans for quote in quotes]
    places += [figure.spans for figure in figures]
    places += [sector.spans for sector in sectors]
    places += [project.mentions for project in projects]
    rows["excerpts"] += _excerpts(writer, [span for spans in places for span in spans])
    rows["quotes"] += _quotes(writer, quotes, quote_places)
    rows["projects"] += _projects(writer, projects, project_places)
    rows["project_mentions"] += _mentions(writer, projects, project_ids)
    rows["figures"] += _figures(writer, figures, _holders(figures, quotes, quote_ids), _sized(projects, project_ids))
    rows["sectors"] += _sectors(writer, sectors)


def _excerpts(writer: _Writer, places: Iterable[Span]) -> list[dict[str, Any]]:
    excerpts = Excerpts(writer.article.body.text, places, whole=writer.source.publication == "full")
    return _rows(writer, "excerpt_id", writer.keep(excerpts), excerpts.spans, "text", lambda _: {})


def _quotes(writer: _Writer, quotes: Sequence[Quote], places: Sequence[_Place]) -> list[dict[str, Any]]:
    return _rows(writer, "quote_id", places, quotes, "text", lambda q: {
        "mode": q.mode,
        "speaker_kind": q.speaker_kind,
        "speaker_name": q.speaker_name,
        "speaker_role": q.speaker_role,
        "speaker_organisation": q.speaker_organisation,
        "cue": q.cue,
        "occasion": q.occasion,
        "said_on": q.said_on,
        "parent_quote_id": None if q.parent is None else places[q.parent][0],
        "confidence": q.confidence,
        "rule": q.rule,
    })  # fmt: skip


def _figures(
    writer: _Writer, figures: Sequence[Figure], quote_ids: Sequence[str | None], project_ids: dict[int, str]
) -> list[dict[str, Any]]:
    places = writer.places("f", [figure.spans for figure in figures])
    factors = _factors()
    rows = _rows(writer, "figure_id", places, figures, "figure_text", lambda f: {
        "value": float(f.value),
        "value_max": None if f.value_max is None else float(f.value_max),
        "unit": f.unit,
        "dimension": f.dimension,
        "value_si": float(f.value * factors[f.unit, f.dimension]) if (f.unit, f.dimension) in factors else None,
        "value_cny": float(f.value) if f.unit == "CNY" else None,
        "qualifier": f.qualifier,
        "indicator": f.indicator,
        "subject": f.subject,
        "region_code": f.region_code,
        "period": f.period,
        "status": f.status,
        "change": f.change,
        "comparison": f.comparison,
        "excerpt_id": writer.excerpt_id(f.spans),
        "confidence": f.confidence,
        "rule": f.rule,
    })  # fmt: skip
    for number, row in enumerate(rows):
        row["quote_id"] = quote_ids[number]
        row["project_id"] = project_ids.get(number)
    return rows


def _sectors(writer: _Writer, sectors: Sequence[SectorMention]) -> list[dict[str, Any]]:
    places = writer.places("s", [sector.spans for sector in sectors])
    return _rows(writer, "sector_mention_id", places, sectors, "sector_text", lambda s: {
        "sector_code": s.sector_code,
        "tier": s.tier,
        "tier_basis": s.tier_basis,
        "region_code": s.region_code,
        "excerpt_id": writer.excerpt_id(s.spans),
        "confidence": s.confidence,
        "rule": s.rule,
    })  # fmt: skip


def _projects(writer: _Writer, projects: Sequence[Project], places: Sequence[_Place]) -> list[dict[str, Any]]:
    return [
        writer.home
        | {
            "project_id": row_id,
            "project_name": p.project_name,
            "project_type": p.project_type,
            "status": p.status,
            "region_code": p.region_code,
            "place": p.place,
            "operator": p.operator,
            "sector_code": p.sector_code,
            "investment_cny": None if p.investment_cny is None else float(p.investment_cny),
            "capacity_value": None if p.capacity_value is None else float(p.capacity_value),
            "capacity_unit": p.capacity_unit,
            "expected_on": p.expected_on,
            "mentions": _structs(segments),
            "confidence": p.confidence,
            "rule": p.rule,
        }
        for (row_id, segments), p in zip(places, projects, strict=True)
    ]


def _mentions(writer: _Writer, projects: Sequence[Project], ids: Sequence[str]) -> list[dict[str, Any]]:
    found = [(row_id, span) for row_id, project in zip(ids, projects, strict=True) for span in project.mentions]
    places = writer.places("m", [(span,) for _, span in found])
    return _rows(writer, "project_mention_id", places, found, "mention_text", lambda m: {
        "project_id": m[0],
        "excerpt_id": writer.excerpt_id((m[1],)),
    })  # fmt: skip


def _rows(
    writer: _Writer,
    key: str,
    places: Sequence[_Place],
    found: Sequence[T],
    text_column: str,
    columns: Callable[[T], dict[str, Any]],
) -> list[dict[str, Any]]:
    home, slices = writer.home, writer.cleaned.slices
    return [
        {key: row_id, **home, text_column: slices(segments), "segments": _structs(segments), **columns(item)}
        for (row_id, segments), item in zip(places, found, strict=True)
    ]


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


def _structs(segments: Iterable[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in segments]


@cache
def _factors() -> dict[tuple[str, str], Decimal]:
    return {(unit.unit, unit.dimension): unit.factor for unit in load(Unit, "units") if unit.base_unit}
