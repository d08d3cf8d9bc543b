"""Organisations of a release: those that speak, whose people speak, and that run projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from flows.extract.region_names import CHAINS, REGIONS
from flows.link.organisation_names import (
    expand_country,
    is_generic,
    local_level,
    normalise,
    office_of,
    organisation_type,
    place_of,
    split,
)
from flows.link.rows import article_facts, fullest, row_id, span_of
from schemas import TABLES

_COUNTED = ("own_quote_count", "member_quote_count", "project_count")


@dataclass(slots=True)
class _Organisation:
    region: str | None
    forms: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    dates: set[str | None] = field(default_factory=set)


class Organisations:
    """The organisations that a release's quotes and projects name.

    Names are one organisation where they are equal after normalisation. A body without its place (市委) is that of
    the article's region; where the article has none, and for words that mean some organisation (公司), there is no
    organisation.

    Attributes:
        facts: date and region code of each article.

    Args:
        frames: tables of the release.
    """

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self._frames = frames
        self.facts = article_facts(frames)
        self._found: dict[str, _Organisation] = {}
        # A name is read once for all articles of a region, however often it is written.
        self._keys: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._shown: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        quotes = frames["quotes"]
        own = quotes.filter(pl.col("speaker_kind") == "organisation").with_columns(_n=pl.col("speaker_name"))
        for count, rows in zip(
            _COUNTED,
            (
                own,
                quotes.filter(pl.col("speaker_organisation").is_not_null()).with_columns(_n="speaker_organisation"),
                frames["projects"].filter(pl.col("operator").is_not_null()).with_columns(_n="operator"),
            ),
            strict=True,
        ):
            for document, article, raw in rows.select("document_id", "article_id", "_n").iter_rows():
                self._add(count, document, article, raw)

    @cached_property
    def _offices(self) -> frozenset[str]:
        """What follows countries' full names in the release."""
        quotes, projects = self._frames["quotes"], self._frames["projects"]
        columns = (quotes["speaker_name"], quotes["speaker_organisation"], projects["operator"])
        raws = {raw for column in columns for raw in column.drop_nulls().unique().to_list()}
        return frozenset(office for raw in raws for name in split(raw) if (office := office_of(normalise(name))))

    def normal(self, name: str) -> str:
        """Name as it is compared in this release."""
        return expand_country(normalise(name), self._offices)

    def keys(self, raw: str | None, article_id: str) -> tuple[str, ...]:
        """What tells the organisations that a field lists from all others.

        Args:
            raw: the field as written.
            article_id: its article.

        Returns:
            A key for each organisation; none for words that mean some organisation.
        """
        if raw is None:
            return ()
        home = self.facts[article_id][1]
        if (raw, home) not in self._keys:
            self._keys[raw, home] = tuple(self._read(raw, home))
        return self._keys[raw, home]

    def _read(self, raw: str, home: str | None) -> Iterator[str]:
        for name in split(raw):
            normal = self.normal(name)
            if is_generic(normal):
                continue
            level = local_level(normal)
            if level is None:
                yield normal
            elif home is not None:
                region = next((code for code in CHAINS[home] if REGIONS[code].level == level), None)
                if region:
                    yield f"{normal}@{region}"

    def ids(self, raw: str | None, article_id: str) -> list[str]:
        """Ids of the organisations that a field lists."""
        return [self._id(key) for key in self.keys(raw, article_id)]

    def _id(self, key: str) -> str:
        if key not in self._ids:
            self._ids[key] = row_id("o", key)
        return self._ids[key]

    def region(self, organisation_id: str | None) -> str | None:
        """Region of an organisation by its id."""
        return None if organisation_id is None else self._regions.get(organisation_id)

    @cached_property
    def _regions(self) -> dict[str, str | None]:
        return {self._id(key): organisation.region for key, organisation in self._found.items()}

    def _add(self, count: str, document_id: str, article_id: str, raw: str) -> None:
        for name in split(raw):
            for key in self.keys(name, article_id):
                if key not in self._found:
                    normal, _, local = key.partition("@")
                    self._found[key] = _Organisation(local or place_of(normal))
                found = self._found[key]
                found.forms[self.shown(name)] += 1
                found.counts[count] += 1
                found.documents.add(document_id)
                found.dates.add(self.facts[article_id][0])

    def shown(self, raw: str) -> str:
        """A field as it is shown: as written, but for what normalisation cuts off in front of a name."""
        if raw not in self._shown:
            pairs = [(name, self.normal(name)) for name in split(raw)]
            self._shown[raw] = "、".join(normal if name.endswith(normal) else name for name, normal in pairs)
        return self._shown[raw]

    def table(self) -> pl.DataFrame:
        """Table `organisations`, sorted by its key."""
        rows = []
        for key, found in self._found.items():
            name = fullest(found.forms) or key
            first, last = span_of(found.dates)
            rows.append(
                {
                    "organisation_id": self._id(key),
                    "name": name,
                    "other_names": sorted(set(found.forms) - {name}),
                    "organisation_type": organisation_type(name),
                    "region_code": found.region,
                    **{count: found.counts[count] for count in _COUNTED},
                    "document_count": len(found.documents),
                    "first_seen": first,
                    "last_seen": last,
                }
            )
        return TABLES["organisations"].frame(sorted(rows, key=lambda row: str(row["organisation_id"])))
