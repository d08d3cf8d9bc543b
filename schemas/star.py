"""Views for analysts: each fact table joined with what its keys stand for."""

from __future__ import annotations

from typing import NamedTuple

from schemas.ddl import references, told
from schemas.dialects import Names, quoted
from schemas.registry import TABLES

FACTS = ("quotes", "figures", "sectors", "projects", "project_mentions")
"""Tables with a view of their own."""

SHOWN = {
    "documents": ("file_name", "title", "publisher", "published_on", "url"),
    "articles": ("title", "genre", "published_on", "region_code"),
    "excerpts": ("text",),
    "quotes": ("speaker_name", "speaker_role", "speaker_organisation"),
    "projects": ("project_name", "project_type", "status"),
    "speakers": ("organisation_id", "region_code"),
    "organisations": ("name", "organisation_type"),
    "project_clusters": ("project_name", "status", "document_count"),
    "regions": ("name", "level"),
    "sector_taxonomy": ("name_zh", "name_en", "sector_group"),
    "units": ("base_unit",),
}
"""What a view shows of the tables that are referred to; a key among it is followed in its turn."""

PROVINCE = "province"
"""A region's name at the first level, which maps in BI tools want."""


class Shown(NamedTuple):
    """A column of a view: its name, its SQL, what it means."""

    name: str
    sql: str
    about: str


class Join(NamedTuple):
    """A table that is joined: its name, the name that it has in the query, SQL of the condition."""

    target: str
    role: str
    condition: str


class View(NamedTuple):
    """A view: name of the fact table and of the view, what one row is, columns, joins."""

    table_name: str
    name: str
    about: str
    columns: list[Shown]
    joins: list[Join]

    def select(self, names: Names) -> str:
        """The view's query over tables named by `names`."""
        columns = ",\n".join(f"  {column.sql} AS {quoted(column.name)}" for column in self.columns)
        joins = "\n".join(f"LEFT JOIN {names(j.target)} AS {quoted(j.role)} ON {j.condition}" for j in self.joins)
        return f"SELECT\n{columns}\nFROM {names(self.table_name)} AS {quoted(self.table_name)}\n{joins}"


def views() -> list[View]:
    """The views, one a fact table."""
    return [_view(name) for name in FACTS]


def _view(table_name: str) -> View:
    table = TABLES[table_name]
    columns = [Shown(c.name, f"{quoted(table_name)}.{quoted(c.name)}", told(c)) for c in table.columns]
    joins: list[Join] = []
    _follow(table_name, table_name, "", columns, joins)
    if table_name == "figures":  # a unit's key is made of two columns
        key = '"figures"."unit" || \':\' || "figures"."dimension"'
        joins.append(_join("units", "unit", "unit_id", key))
        columns += _shown("units", "unit", {c.name for c in columns})
    about = f"{table.title} with what the keys stand for. {table.title_zh}，附各键所指的内容。"
    return View(table_name, f"{table_name}_joined", about, columns, joins)


def _follow(table_name: str, alias: str, prefix: str, columns: list[Shown], joins: list[Join]) -> None:
    """Add the joins and columns of a table's keys, and of the keys among what is shown of their targets."""
    for column, target, key in references(TABLES[table_name]):
        if target == table_name or target not in SHOWN or (prefix and column not in SHOWN[table_name]):
            continue
        role = prefix + column.rsplit("_", 1)[0]
        joins.append(_join(target, role, key, f"{quoted(alias)}.{quoted(column)}"))
        columns += _shown(target, role, {c.name for c in columns})
        if target == "regions":
            province = f"{role}_{PROVINCE}"
            code = f"substr({quoted(role)}.\"region_code\", 1, 2) || '0000'"
            joins.append(_join("regions", province, "region_code", code))
            columns.append(Shown(province, f'{quoted(province)}."name"', "Name of the province. 省级行政区名称。"))
        else:
            _follow(target, role, f"{role}_", columns, joins)


def _join(target: str, role: str, key: str, value: str) -> Join:
    return Join(target, role, f"{quoted(role)}.{quoted(key)} = {value}")


def _shown(target: str, role: str, taken: set[str]) -> list[Shown]:
    table = TABLES[target]
    shown = []
    for column in table.columns:
        name = f"{role}_{column.name.removeprefix(role.rsplit('_', 1)[-1] + '_')}"  # speaker_name, not speaker_speaker_name
        if column.name in SHOWN[target] and name not in taken:
            shown.append(Shown(name, f"{quoted(role)}.{quoted(column.name)}", told(column)))
    return shown
