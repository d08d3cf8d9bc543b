"""The same project across documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

import polars as pl

from flows.extract.region_names import CHAINS, REGIONS
from flows.link.organisations import Organisations
from flows.link.project_names import ProjectName, read_name, short_lines, similarity
from flows.link.rows import SHARE, Unions, fullest, most_common, row_id, span_of
from schemas import TABLES

ALIKE = 0.75
"""Similarity from which two names that differ are one project's, where both hold a proper name and regions agree."""

_WINDOW = 20
"""Neighbours in the order of keys that a key is compared with inside its block: keeps the work near-linear."""

_DESCRIPTION = 4
_LONG_DESCRIPTION = 8
"""Characters from which a description without a proper name is one project inside a county, and inside a province."""

_YEARS = 2
"""Years of silence after which the same description is another project."""

_PROGRAMME = 6
"""Characters from which a programme's name without a proper name is one programme."""

_NAME = 3
"""Position of the name in a row."""


class Row(NamedTuple):
    """A row of `projects` as far as clusters need it, with its name read and its organisation's key.

    `mentions` is their number; `region` the code of the name's place where it tells more than the row's; `date` the
    article's or the document's, `home` the code of the article's region.
    """

    project_id: str
    document_id: str
    article_id: str
    project_name: str
    project_type: str
    status: str
    region: str | None
    operator: str | None
    sector_code: str | None
    investment_cny: float | None
    capacity_value: float | None
    capacity_unit: str | None
    expected_on: str | None
    mentions: int
    name: ProjectName
    operator_key: str | None
    date: str | None
    home: str | None


PROJECT_COLUMNS = [
    {"region": "region_code"}.get(field, field)
    for field in Row._fields
    if field not in ("mentions", "name", "operator_key", "date", "home")
]
"""Columns of `projects` that clusters are made from, besides the number of mentions."""


def cluster_projects(
    frames: dict[str, pl.DataFrame], organisations: Organisations
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Table `project_clusters`, sorted by its key, and `project_cluster_id` of each project.

    Rows are one project where their names' keys are equal and the region agrees (see `_same_key`), or where both names
    hold a proper name, lie in one block (province, first two characters of the key) and their `similarity` is at least
    `ALIKE`. Phases, numbers and directions are part of the key: two phases are never one. Names that only describe
    (循环利用项目) are one across documents only inside one place.

    Args:
        frames: what `flows.link.needed` returned of all tables.
        organisations: the release's organisations.
    """
    rows = _rows(frames, organisations)
    sets: Unions[str] = Unions(row.project_id for row in rows)
    keys: defaultdict[tuple[str, bool], list[Row]] = defaultdict(list)
    for row in rows:
        keys[row.name.key, row.project_type == "programme"].append(row)
    for group in keys.values():
        for same in _same_key(group):
            for row in same:
                sets.join(same[0].project_id, row.project_id)
    _join_alike(sets, rows)
    _join_short_lines(sets, rows)

    clusters: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        clusters[sets.root(row.project_id)].append(row)
    ids = {root: row_id("c", root) for root in clusters}
    made = [_row(ids[root], members, organisations) for root, members in clusters.items()]
    table = TABLES["project_clusters"].frame(sorted(made, key=lambda row: str(row["project_cluster_id"])))
    filled = [ids[sets.root(project_id)] for project_id in frames["projects"]["project_id"].to_list()]
    return table, pl.DataFrame({"project_cluster_id": filled}, schema={"project_cluster_id": pl.String()})


def _rows(frames: dict[str, pl.DataFrame], organisations: Organisations) -> list[Row]:
    told_of = frames["projects"].select(*PROJECT_COLUMNS, "mentions")
    rows = []
    same: dict[str, str] = {}  # most cells say what others say: one object for each text is enough
    for some in told_of.iter_slices(SHARE):
        for cells in some.join(organisations.facts, on="article_id", how="left").iter_rows():
            *row, date, home = (same.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in cells)
            told = Row._make((*row, read_name(row[_NAME]), None, date, home))
            place = told.name.region
            rows.append(
                told._replace(
                    region=place if place and _is_deeper(place, told.region) else told.region,
                    operator_key=next(iter(organisations.keys(told.operator, home)), None),
                )
            )
    rows.sort(key=attrgetter("project_id"))
    return rows


def _is_deeper(code: str, other: str | None) -> bool:
    """Whether a name's place says more than the row's region, or another thing."""
    return other is None or code not in CHAINS[other]


def _province(code: str | None) -> str | None:
    return CHAINS[code][-1] if code else None


def _same_key(rows: list[Row]) -> Iterable[list[Row]]:
    """Rows of one key, and all programmes or none, by project.

    - Nationally known projects and lines that cross borders are one everywhere.
    - Named ones, and a place with the noun for what it has one of, are one inside a province; rows without a region
      belong to it where there is one province. So are programmes in quotation marks, which are one everywhere as soon
      as one document names them without a region.
    - Programmes by a description of some length are one among those without a region, and inside a province.
    - Other descriptions are one inside a county or prefecture, long ones inside a province, with the same operator and
      capacity.
    - Programmes and other things that are only described are one as long as documents go on to name them.
    """
    first: ProjectName = rows[0].name
    if first.is_proper or (first.is_named and first.is_line):
        return [rows]
    is_programme = rows[0].project_type == "programme"
    is_quoted = is_programme and any(row.name.is_quoted for row in rows)
    by_province: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        by_province[_province(row.region)].append(row)
    if is_quoted and None in by_province:
        return [rows]
    if first.is_named or is_quoted or first.is_placed:
        if len(by_province) == 2 and None in by_province:
            return [rows]
        return by_province.values()
    if is_programme:
        return _by_time(by_province.values()) if first.length >= _PROGRAMME else []
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        code = row.region
        if code is None or first.length < _DESCRIPTION:
            continue
        if REGIONS[code].level == "province" and first.length < _LONG_DESCRIPTION:
            continue
        groups[code, row.operator_key, row.capacity_value, row.capacity_unit].append(row)
    return _by_time(groups.values())


def _by_time(groups: Iterable[list[Row]]) -> Iterable[list[Row]]:
    """The groups, cut where they are silent for more than `_YEARS`; undated rows go with the earliest."""
    for group in groups:
        last: int | None = None
        part: list[Row] = []
        for row in sorted(group, key=lambda row: (row.date or "", row.project_id)):
            year = int(row.date[:4]) if row.date and row.date[0].isdecimal() else None
            if last is not None and year is not None and year - last > _YEARS:
                yield part
                part = []
            part.append(row)
            last = year or last
        yield part


def _join_alike(sets: Unions[str], rows: list[Row]) -> None:
    """Join rows of named projects whose keys differ a little, block by block."""
    blocks: defaultdict[tuple[str | None, str, bool], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        name: ProjectName = row.name
        if name.is_named and not name.is_proper:
            block = (_province(row.region), name.key[:2], row.project_type == "programme")
            blocks[block].setdefault(name.key, row)
    for by_key in blocks.values():
        ordered = [by_key[key] for key in sorted(by_key)]
        for at, row in enumerate(ordered):
            for other in ordered[at + 1 : at + 1 + _WINDOW]:
                if similarity(row.name, other.name) >= ALIKE and not _differ(row, other):
                    sets.join(row.project_id, other.project_id)


def _join_short_lines(sets: Unions[str], rows: list[Row]) -> None:
    """Join a line by its two ends (东平至南山高铁) with the one line of the release that may be its short form."""
    by_key: dict[str, Row] = {row.name.key: row for row in rows if row.name.is_line}
    full: defaultdict[str, set[str]] = defaultdict(set)
    for key in by_key:
        for short in short_lines(key) & by_key.keys():
            full[short].add(key)
    shorts = Counter(key for keys in full.values() for key in keys)
    for short, keys in full.items():
        if len(keys) == 1 and shorts[key := next(iter(keys))] == 1 and _near(by_key[short], by_key[key]):
            sets.join(by_key[short].project_id, by_key[key].project_id)


def _near(one: Row, other: Row) -> bool:
    """Whether both lines run through one province, as far as both are told."""
    return None in (one.region, other.region) or _province(one.region) == _province(other.region)


def _differ(one: Row, other: Row) -> bool:
    """Whether operators or capacities are both told and unlike."""
    operators = (one.operator_key, other.operator_key)
    sizes = [(row.capacity_value, row.capacity_unit) for row in (one, other)]
    return (None not in operators and operators[0] != operators[1]) or (
        sizes[0][0] is not None and sizes[1][0] is not None and sizes[0] != sizes[1]
    )


def _row(cluster_id: str, members: list[Row], organisations: Organisations) -> dict[str, Any]:
    # By date, undated first, so that the last that tells something is the latest.
    ordered = sorted(members, key=lambda row: (row.date or "", row.project_id))
    names = [row.project_name for row in members]
    operator = most_common([row.operator for row in members if row.operator])
    home = next((row for row in ordered if row.operator == operator), None) if operator else None
    operator_ids = organisations.ids(operator, home.home) if home else []
    told = [row for row in ordered if row.status != "unspecified"]
    history = sorted({(row.date, row.status) for row in told if row.date})
    sized = next((row for row in reversed(ordered) if row.capacity_value is not None), None)
    first, last = span_of(row.date for row in members)
    name = fullest(names)
    return {
        "project_cluster_id": cluster_id,
        "project_name": name,
        "other_names": sorted(set(names) - {name}),
        "project_type": most_common([row.project_type for row in members]),
        "region_code": most_common([row.region for row in members if row.region]),
        "operator": operator,
        "operator_id": operator_ids[0] if operator_ids else None,
        "sector_code": most_common([row.sector_code for row in members if row.sector_code]),
        "status": told[-1].status if told else "unspecified",
        "status_history": history,
        "investment_cny": _latest(ordered, "investment_cny"),
        "capacity_value": sized.capacity_value if sized else None,
        "capacity_unit": sized.capacity_unit if sized else None,
        "expected_on": _latest(ordered, "expected_on"),
        "mention_count": sum(row.mentions for row in members),
        "document_count": len({row.document_id for row in members}),
        "first_seen": first,
        "last_seen": last,
    }


def _latest(ordered: list[Row], column: str) -> Any:
    return next((getattr(row, column) for row in reversed(ordered) if getattr(row, column) is not None), None)
