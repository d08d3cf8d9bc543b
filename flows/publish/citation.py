"""`CITATION.cff`: how to cite the release (Citation File Format 1.2.0)."""

from __future__ import annotations

import json
from pathlib import Path

from flows.publish.provenance import KEYWORDS, LICENCE
from flows.publish.stored import Stored
from schemas.registry import SCHEMA_VERSION


def write_citation(version: str, tables: Stored, path: Path) -> None:
    """Write the file.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write.
    """
    said = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "If you use these data, please cite them as below, with the version.",
        "title": "xinzhi 新质: quotes, figures, sectors and projects from China's regional press",
        "version": version.removeprefix("v"),
        "authors": [{"name": "The xinzhi contributors"}],
        "abstract": "What China's regional press says about new quality productive forces: who said what, which "
        "numbers were given, which industries were named, which projects can be tracked. Every row points to the "
        f"characters of its source. {tables.height('documents')} documents, schema {SCHEMA_VERSION}.",
        "keywords": KEYWORDS,
        "license": LICENCE,
    }
    # A JSON value is a YAML value.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in said.items()]
    path.write_text("".join(lines), encoding="utf-8")
