"""The rows that extractors return. Spans are half-open offsets into the article's body text.

The tables' columns and their meaning are defined in `schemas/`; these types carry the values there.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from flows.text.passage import Span

Spans = tuple[Span, ...]
Tier = Literal["traditional", "emerging", "future", "pillar"]


class Quote(NamedTuple):
    """One stretch of speech attributed to one source (CODEBOOK.md, Quotes)."""

    spans: Spans
    mode: str
    speaker_kind: str
    speaker_name: str
    speaker_role: str | None
    speaker_organisation: str | None
    cue: str | None
    occasion: str | None
    said_on: str | None
    parent: int | None
    """Index, in the article's list of quotes, of the quote that this one stands in."""
    confidence: float
    rule: str


class Figure(NamedTuple):
    """One numeric expression that states something (CODEBOOK.md, Figures)."""

    spans: Spans
    value: Decimal
    value_max: Decimal | None
    unit: str
    dimension: str
    qualifier: str
    indicator: str | None
    subject: str | None
    period: str | None
    status: str
    change: str
    confidence: float
    rule: str
    comparison: str | None = None
    """What a change is measured against: `yoy`, `mom`, or the base period in ISO form."""
    region_code: str | None = None
    """GB/T 2260 code of the region that the subject names."""


class SectorMention(NamedTuple):
    """One mention of an industry (CODEBOOK.md, Sectors)."""

    spans: Spans
    sector_code: str
    tier: Tier | None
    tier_basis: Literal["stated", "taxonomy"] | None
    region_code: str | None
    confidence: float
    rule: str


class Project(NamedTuple):
    """One project of an article with all its mentions (CODEBOOK.md, Projects)."""

    mentions: Spans
    """Spans of the mentions, in order; the fullest is at index `fullest`."""
    fullest: int
    project_name: str
    project_type: str
    status: str
    region_code: str | None
    place: str | None
    operator: str | None
    sector_code: str | None
    investment_cny: Decimal | None
    capacity_value: Decimal | None
    capacity_unit: str | None
    expected_on: str | None
    figures: tuple[int, ...]
    """Indices, in the article's list of figures, of those that size the project (investment, capacity)."""
    confidence: float
    rule: str
