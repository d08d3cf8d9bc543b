"""`datapackage.json`: the release as a Data Package (version 2), so that tools know tables, types and keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from flows.publish.provenance import (
    KEYWORDS,
    LICENCE,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    RIGHTS,
    RIGHTS_ZH,
    code_version,
    libraries,
)
from flows.publish.stored import Stored
from schemas import TABLES, Table
from schemas.registry import SCHEMA_VERSION, Column

_TYPES = {"String": "string", "Int64": "integer", "Float64": "number"}


def write_datapackage(version: str, tables: Stored, path: Path) -> None:
    """Write the descriptor.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "xinzhi",
        "title": "xinzhi 新质",
        "description": "Quotes, figures, sectors and projects from China's regional press. "
        "地方报刊中的引语、数据、行业与项目。",
        "version": version.removeprefix("v"),
        "schemaVersion": SCHEMA_VERSION,
        "licenses": [
            {"name": LICENCE, "title": f"{LICENCE_TITLE}. {RIGHTS} {RIGHTS_ZH}", "path": LICENCE_ADDRESS},
        ],
        "contributors": [{"title": "The xinzhi contributors", "roles": ["creator"]}],
        "sources": _sources(tables),
        "code": {"version": code_version(), "libraries": libraries()},
        "keywords": KEYWORDS,
        "resources": [_resource(TABLES[name], tables.height(name)) for name in tables],
    }
    path.write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sources(tables: Stored) -> list[dict[str, Any]]:
    """Publishers with the number of their documents and what is known of the rights."""
    return [
        {"title": publisher or "unknown publisher", "documentCount": count, "rights": rights or "unknown"}
        for publisher, rights, count in tables.publishers().iter_rows()
    ]


def _resource(table: Table, height: int) -> dict[str, Any]:
    keys = []
    for column in table.columns:
        if column.references:
            target, key = column.references.split(".")
            reference = {"resource": "" if target == table.name else target, "fields": [key]}
            keys.append({"fields": [column.name], "reference": reference})
    return {
        "name": table.name,
        "type": "table",
        "path": f"csv/{table.name}.csv",
        "title": f"{table.title} {table.title_zh}",
        "description": f"{table.description} {table.description_zh}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "rowCount": height,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": [table.key],
            "foreignKeys": keys,
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": not column.nullable}
    if column.allowed:
        constraints["enum"] = list(column.allowed)
    return {
        "name": column.name,
        "type": _TYPES.get(str(column.dtype), "array"),
        "title": f"{column.title} {column.title_zh}",
        "description": f"{column.description} {column.description_zh}",
        "example": column.example,
        "constraints": constraints,
    }
