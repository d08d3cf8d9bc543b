"""Row types of the reference tables that sector and region rules read."""

from __future__ import annotations

from typing import NamedTuple


class Region(NamedTuple):
    """An administrative division of GB/T 2260.

    Attributes:
        code: six digits.
        name: full name (青海省, 海西蒙古族藏族自治州).
        level: `province`, `prefecture` or `county`.
        parent: code of the division above, None for a province.
    """

    code: str
    name: str
    level: str
    parent: str | None


TABLES: dict[str, type[NamedTuple]] = {
    "regions": Region,
}
