"""`croissant.json`: the release for machine learning tools (MLCommons Croissant 1.0), over its Parquet files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from flows.publish.checksums import file_sha256
from flows.publish.provenance import KEYWORDS, LICENCE_ADDRESS, RIGHTS
from flows.publish.stored import Stored
from schemas import TABLES, Table
from schemas.ddl import told
from schemas.registry import Column

_TYPES: dict[pl.DataType, str] = {pl.String(): "sc:Text", pl.Int64(): "sc:Integer", pl.Float64(): "sc:Float"}

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification gives."""


def write_croissant(version: str, tables: Stored, path: Path) -> None:
    """Write the descriptor.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write, beside the folder `parquet`.
    """
    number, month = version.removeprefix("v"), version[1:8].replace(".", "-")
    said = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "xinzhi",
        "alternateName": "新质",
        "description": "Quotes, figures, sectors and projects from China's regional press, every row with the place "
        f"of its characters in the source. 地方报刊中的引语、数据、行业与项目，每一行都可回查到原文字符。 {RIGHTS}",
        "license": LICENCE_ADDRESS,
        "version": number,
        "datePublished": month,
        "creator": {"@type": "sc:Organization", "name": "The xinzhi contributors"},
        "citeAs": f"The xinzhi contributors: xinzhi, version {number}",
        "inLanguage": "zh",
        "keywords": KEYWORDS,
        "distribution": [_file(name, tables.path(name)) for name in tables],
        "recordSet": [_records(TABLES[name]) for name in tables],
    }
    path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _file(name: str, path: Path) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "contentUrl": f"parquet/{name}.parquet",
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": file_sha256(path),
    }


def _records(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": told(table),
        "key": {"@id": f"{table.name}/{table.key}"},
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, Any]:
    """A column. What it refers to is said in words: mlcroissant 1.1 fails at a table with several references."""
    name = f"{table.name}/{column.name}"
    source = {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}}
    field: dict[str, Any] = {"@type": "cr:Field", "@id": name, "name": column.name, "description": _described(column)}
    if isinstance(column.dtype, pl.List):
        field["repeated"] = True
        if isinstance(column.dtype.inner, pl.Struct):
            parts = {part.name: _TYPES[part.dtype] for part in column.dtype.inner.fields}  # type: ignore[index]
            return field | {"subField": [_part(name, part, kind, source) for part, kind in parts.items()]}
    return field | {"dataType": _TYPES[_scalar(column.dtype)], "source": source}


def _part(parent: str, name: str, kind: str, source: dict[str, Any]) -> dict[str, Any]:
    """A member of the structs in a list."""
    return {
        "@type": "cr:Field",
        "@id": f"{parent}/{name}",
        "name": name,
        "dataType": kind,
        "repeated": True,
        "source": source | {"transform": {"jsonPath": f"$[*].{name}"}},
    }


def _described(column: Column) -> str:
    """What a column means, and what it refers to."""
    return told(column) + (f" Refers to {column.references}." if column.references else "")


def _scalar(dtype: pl.DataType) -> pl.DataType:
    return dtype.inner if isinstance(dtype, pl.List) else dtype  # type: ignore[return-value]
