"""What a page shows of each table; titles and meanings come from `schemas`."""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """A table's page.

    Attributes:
        table: name of the table and of its page.
        main: column whose words a row is known by.
        shown: columns of the page's table, in order; the others stand in a row's details.
        filters: columns that can be chosen from; `province` and `year` are read off the region and the document.
    """

    table: str
    main: str
    shown: tuple[str, ...]
    filters: tuple[str, ...]


VIEWS = (
    View(
        "quotes",
        "text",
        ("text", "speaker_name", "speaker_role", "speaker_organisation", "mode", "year"),
        ("mode", "speaker_kind", "year"),
    ),
    View(
        "figures",
        "figure_text",
        ("figure_text", "value", "indicator", "subject", "province", "period", "status"),
        ("dimension", "status", "change", "province", "year"),
    ),
    View(
        "sectors",
        "sector_text",
        ("sector_text", "sector_code", "tier", "tier_basis", "province", "year"),
        ("tier", "sector_code", "province", "year"),
    ),
    View(
        "projects",
        "project_name",
        ("project_name", "project_type", "status", "province", "operator", "investment_cny", "capacity_value", "year"),
        ("project_type", "status", "province", "sector_code", "year"),
    ),
)
"""Pages of tables, in the order of the menu."""
