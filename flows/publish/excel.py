"""One Excel workbook: a first sheet that explains, then a sheet a table.

No cell is ever a formula or a link: text that looks like one stays text.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from schemas import TABLES

ROW_LIMIT = 1_048_575
"""Rows that a sheet holds below its head."""

CELL_LIMIT = 32_767
"""Characters that a cell holds."""

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
    "constant_memory": True,
}


def write_workbook(version: str, frames: dict[str, pl.DataFrame], path: Path) -> None:
    """Write the workbook; the same rows give the same bytes.

    Args:
        version: the release's version.
        frames: its tables.
        path: file to write.
    """
    book = xlsxwriter.Workbook(path, _SAFE)
    book.set_properties({"title": f"xinzhi {version}", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    cut = {name: frame.height - ROW_LIMIT for name, frame in frames.items() if frame.height > ROW_LIMIT}
    _explain(book, version, frames, cut, bold, wrap)
    for name, frame in frames.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(TABLES[name].columns):
            sheet.set_column(number, number, 60 if column.name in ("text", "detail") else 18)
            sheet.write_string(0, number, column.name, bold)
        if frame.height:
            sheet.autofilter(0, 0, min(frame.height, ROW_LIMIT), frame.width - 1)
        for number, row in enumerate(frame.head(ROW_LIMIT).iter_rows(), start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value)
    book.close()


def _explain(
    book: Any, version: str, frames: dict[str, pl.DataFrame], cut: dict[str, int], bold: Any, wrap: Any
) -> None:
    sheet = book.add_worksheet("about 说明")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 4, 50, wrap)
    lines: list[tuple[Any, ...]] = [(f"xinzhi 新质 {version}",), ("table 表", "rows 行数", "meaning", "含义")]
    for name, frame in frames.items():
        note = f" {cut[name]:,} rows did not fit this sheet; they are in parquet/ and csv/." if name in cut else ""
        lines.append((name, frame.height, TABLES[name].description + note, TABLES[name].description_zh))
    lines += [(), ("table 表", "column 列", "meaning", "含义", "example 例")]
    for name in frames:
        for column in TABLES[name].columns:
            lines.append((name, column.name, column.description, column.description_zh, column.example))
    for number, line in enumerate(lines):
        is_head = number == 0 or line[:1] == ("table 表",)
        for place, value in enumerate(line):
            if is_head:
                sheet.write_string(number, place, str(value), bold)
            else:
                _write(sheet, number, place, value)


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if value is None:
        return
    if isinstance(value, int | float):
        sheet.write_number(row, column, value)
        return
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    sheet.write_string(row, column, text[:CELL_LIMIT])
