"""The stages from a document's raw text to what its articles hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flows.extract.figures import extract_figures
from flows.extract.projects import extract_projects
from flows.extract.quotes import extract_quotes
from flows.extract.region_mentions import find_regions
from flows.extract.regions import region_of
from flows.extract.rows import Figure, Project, Quote, SectorMention
from flows.extract.sectors import extract_sectors
from flows.extract.word_scan import remembered
from flows.layout import articles_of
from flows.layout.article import Article
from flows.read.source import Source
from flows.text.clean import Clean, clean
from schemas import ROW_TABLES

Row = tuple[Any, ...]
"""A row's values, in the order of `flows.tabulate.COLUMNS`."""

Rows = dict[str, list[Row]]
"""Rows by table."""


class Document:
    """A document on its way through the stages.

    Attributes:
        source: as read.
        document_id: the source's, made once.
        error: what a stage raised; no further stage gets the document then.
        cleaned: its clean text, after the first stage.
        articles: its articles, after the first stage.
        quotes, figures, sectors, projects: what each article holds, after its stage.
        rows: its rows, after the last.
    """

    cleaned: Clean
    articles: list[Article]
    quotes: list[list[Quote]]
    figures: list[list[Figure]]
    sectors: list[list[SectorMention]]
    projects: list[list[Project]]

    def __init__(self, source: Source) -> None:
        self.source = source
        self.document_id = source.document_id
        self.error: Exception | None = None
        self.rows: Rows = {name: [] for name in ROW_TABLES}


Stage = Callable[[Document], None]


def lay_out(document: Document) -> None:
    """Clean the text and find its articles."""
    document.cleaned = clean(document.source.raw)
    document.articles = articles_of(document.cleaned, document.source)


def find_quotes(document: Document) -> None:
    """Find the quotes of each article."""
    document.quotes = [extract_quotes(article) for article in document.articles]


def find_places(document: Document) -> None:
    """Find what the later stages all ask for: the places that each article names, and other words of the same scan."""
    for article in document.articles:
        find_regions(article.body.text)


def find_figures(document: Document) -> None:
    """Find the figures of each article."""
    document.figures = [extract_figures(article) for article in document.articles]


def find_sectors(document: Document) -> None:
    """Find the sector mentions of each article."""
    document.sectors = [extract_sectors(article) for article in document.articles]


def find_projects(document: Document) -> None:
    """Find the projects of each article, which figures size and sectors class."""
    found = zip(document.articles, document.figures, document.sectors, strict=True)
    document.projects = [extract_projects(article, figures, sectors) for article, figures, sectors in found]


GROUP = 512
"""Documents that go through the stages together: enough for the gain, few enough that what stages share is kept."""

STAGES: tuple[Stage, ...] = (lay_out, find_quotes, find_places, find_figures, find_sectors, find_projects)
"""In order."""


def forget() -> None:
    """Let go of the texts that stages have remembered for each other."""
    for memory in (remembered, find_regions, region_of):
        memory.cache_clear()


def through(stages: Sequence[Stage], documents: Sequence[Document]) -> None:
    """Send documents through stages, one stage after another.

    A stage's rules and tables stay in the processor's caches this way: a fifth faster than document by document.
    A defect that one document meets stops no other; it is the document's `error`.
    """
    for stage in stages:
        for document in documents:
            if document.error is None:
                try:
                    stage(document)
                except Exception as error:  # whoever takes the document tells of it
                    document.error = error
