"""Row types of the reference tables that quote rules read."""

from __future__ import annotations

from typing import NamedTuple

TABLES: dict[str, type[NamedTuple]] = {}
