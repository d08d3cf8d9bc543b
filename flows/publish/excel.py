"""One Excel workbook: a first sheet that explains, then a sheet a table.

No cell is ever a formula or a link: text that looks like one stays text.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.utility import xl_range

from flows.publish.sheet_rows import sheet_rows
from flows.publish.stored import Stored
from schemas import TABLES

ROW_LIMIT = 20_000
"""Most rows in a sheet: a workbook of more is slow to open; the format itself ends at 1,048,575 below the head."""

_SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
_END = "</sheetData>"
_COMPRESSION = 1
"""Of zlib's 1 to 9: higher ones take long for little."""


def write_workbook(version: str, tables: Stored, path: Path) -> None:
    """Write the workbook; the same rows give the same bytes.

    Xlsxwriter makes a workbook with heads alone; the rows are put into its sheets by columns, which is some twenty
    times faster than a cell at a time.

    Args:
        version: the release's version.
        tables: its tables; a sheet holds the first `ROW_LIMIT` rows, and the first sheet says where the others are.
        path: file to write.
    """
    with (
        ZipFile(_heads(version, tables)) as heads,
        ZipFile(path, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as book,
    ):
        sheets = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(tables, start=2)}
        for entry in heads.namelist():
            content = heads.read(entry)
            if entry not in sheets:
                with book.open(entry, "w") as file:  # by name: an entry that is opened so has no date
                    file.write(content)
                continue
            name = sheets[entry]
            text = _DIMENSION.sub(f'<dimension ref="{_range(name, tables.height(name))}"/>', content.decode("utf-8"))
            start, _, rest = text.rpartition(_END)
            with book.open(entry, "w", force_zip64=True) as sheet:
                sheet.write(start.encode("utf-8"))
                for rows in sheet_rows(TABLES[name], tables.slices(name), ROW_LIMIT):
                    sheet.write(rows.encode("utf-8"))
                sheet.write((_END + rest).encode("utf-8"))


def _range(name: str, height: int) -> str:
    return str(xl_range(0, 0, min(height, ROW_LIMIT), len(TABLES[name].columns) - 1))


def _heads(version: str, tables: Stored) -> BytesIO:
    """The workbook without rows."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, _SAFE)
    book.set_properties({"title": f"xinzhi {version}", "created": datetime(2000, 1, 1, tzinfo=UTC)})
    bold = book.add_format({"bold": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    _explain(book, version, tables, bold, wrap)
    for name in tables:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(TABLES[name].columns):
            sheet.set_column(number, number, 60 if column.name in ("text", "detail") else 18)
            sheet.write_string(0, number, column.name, bold)
        if tables.height(name):
            sheet.autofilter(_range(name, tables.height(name)))
    book.close()
    made.seek(0)
    return made


def _explain(book: Any, version: str, tables: Stored, bold: Any, wrap: Any) -> None:
    sheet = book.add_worksheet("about 说明")
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 4, 50, wrap)
    lines: list[tuple[str | int, ...]] = [(f"xinzhi 新质 {version}",), ("table 表", "rows 行数", "meaning", "含义")]
    for name in tables:
        height = tables.height(name)
        note, note_zh = _cut(height - ROW_LIMIT) if height > ROW_LIMIT else ("", "")
        lines.append((name, height, TABLES[name].description + note, TABLES[name].description_zh + note_zh))
    lines += [(), ("table 表", "column 列", "meaning", "含义", "example 例")]
    for name in tables:
        for column in TABLES[name].columns:
            lines.append((name, column.name, column.description, column.description_zh, column.example))
    for number, line in enumerate(lines):
        is_head = number == 0 or line[:1] == ("table 表",)
        for place, value in enumerate(line):
            if isinstance(value, int):
                sheet.write_number(number, place, value)
            else:
                sheet.write_string(number, place, value, bold if is_head else None)


def _cut(rows: int) -> tuple[str, str]:
    """What is said of rows that don't fit."""
    return (
        f" The sheet holds the first {ROW_LIMIT:,} rows; {rows:,} more are in parquet/, csv/ and the databases.",
        f"本表只列前 {ROW_LIMIT:,} 行；另有 {rows:,} 行见 parquet/、csv/ 与数据库文件。",
    )
