"""The registry of tables. A new table is one model and one line here."""

from __future__ import annotations

from functools import cached_property
from typing import Any, NamedTuple

import pandera.polars as pa
import polars as pl

from schemas.aggregates import InvestmentByRegion, SectorsByRegion, SpeakersByRegion
from schemas.columns import series
from schemas.dimensions import FunctionalZones, Regions, SectorTaxonomy, Units
from schemas.figures import Figures
from schemas.links import Organisations, ProjectClusters, Speakers
from schemas.projects import ProjectMentions, Projects
from schemas.quotes import Quotes
from schemas.sectors import Sectors
from schemas.sources import Articles, Documents, Excerpts, Rejects

SCHEMA_VERSION = "1.3.0"
"""Version of the tables' columns: a column removed or renamed is a major step, a new one a minor step."""


class Column(NamedTuple):
    """A column as its model declares it."""

    name: str
    dtype: pl.DataType
    nullable: bool
    title: str
    title_zh: str
    description: str
    description_zh: str
    example: str
    key: bool
    references: str | None
    unit: str | None
    allowed: tuple[str, ...]


class Table:
    """A table: its model and what is read off it.

    Args:
        name: name of the table and of its files.
        model: pandera model, the definition.
    """

    def __init__(self, name: str, model: type[pa.DataFrameModel]) -> None:
        self.name = name
        self.model = model

    def __repr__(self) -> str:
        return f"Table({self.name!r})"

    @cached_property
    def schema(self) -> pa.DataFrameSchema:
        """The model as a pandera schema."""
        return self.model.to_schema()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Columns in order."""
        return tuple(_column(name, declared) for name, declared in self.schema.columns.items())

    @cached_property
    def polars_schema(self) -> dict[str, pl.DataType]:
        """Polars types by column."""
        return {column.name: column.dtype for column in self.columns}

    @property
    def key(self) -> str:
        """Name of the primary key."""
        return next(column.name for column in self.columns if column.key)

    @property
    def title(self) -> str:
        """Title in English."""
        return str(self.schema.title)

    @property
    def description(self) -> str:
        """Description in English."""
        return str(self.schema.description)

    @property
    def title_zh(self) -> str:
        """Title in Chinese."""
        return str((self.model.Config.metadata or {})["title_zh"])

    @property
    def description_zh(self) -> str:
        """Description in Chinese."""
        return str((self.model.Config.metadata or {})["description_zh"])

    def frame(self, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """Rows as a frame with the table's columns and types; all rows have the same keys, columns without one are null."""
        told = rows[0].keys() if rows else {}
        columns = {
            name: [row[name] for row in rows] if name in told else [None] * len(rows) for name in self.polars_schema
        }
        return pl.DataFrame([series(name, dtype, columns[name]) for name, dtype in self.polars_schema.items()])


def _column(name: str, declared: Any) -> Column:
    said = declared.metadata
    allowed = next((check.statistics["allowed_values"] for check in declared.checks if check.name == "isin"), ())
    return Column(
        name=name,
        dtype=declared.dtype.type,
        nullable=declared.nullable,
        title=declared.title,
        title_zh=said["title_zh"],
        description=declared.description,
        description_zh=said["description_zh"],
        example=said["example"],
        key=said["key"],
        references=said["references"],
        unit=said["unit"],
        allowed=tuple(allowed),
    )


TABLES: dict[str, Table] = {
    name: Table(name, model)
    for name, model in {
        "documents": Documents,
        "articles": Articles,
        "excerpts": Excerpts,
        "quotes": Quotes,
        "projects": Projects,
        "figures": Figures,
        "sectors": Sectors,
        "project_mentions": ProjectMentions,
        "speakers": Speakers,
        "organisations": Organisations,
        "project_clusters": ProjectClusters,
        "sectors_by_region": SectorsByRegion,
        "investment_by_region": InvestmentByRegion,
        "speakers_by_region": SpeakersByRegion,
        "regions": Regions,
        "functional_zones": FunctionalZones,
        "sector_taxonomy": SectorTaxonomy,
        "units": Units,
        "rejects": Rejects,
    }.items()
}
"""Every table by name: rows of documents, what links them across documents, dimensions, rejects."""

ROW_TABLES = ("documents", "articles", "excerpts", "quotes", "projects", "figures", "sectors", "project_mentions")
"""Tables whose rows come from one document each, in the order in which they are checked."""
