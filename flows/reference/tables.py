"""The registry of reference tables: every TSV file of `seeds/reference/` and its row type."""

from __future__ import annotations

from typing import NamedTuple

from flows.reference import figure_tables, layout_tables, project_tables, quote_tables, sector_tables

TABLES: dict[str, type[NamedTuple]] = {
    **layout_tables.TABLES,
    **quote_tables.TABLES,
    **figure_tables.TABLES,
    **sector_tables.TABLES,
    **project_tables.TABLES,
}
"""Every table by name. A new table is one file, one row type and one line in the stage's registry."""
