"""Rows of a table as the XML of a spreadsheet's sheet (ECMA-376, part 1, 18.3.1), made by columns, not by cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from flows.publish.csv import lists_as_json
from schemas import Table

CELL_LIMIT = 32_767
"""Characters that a cell holds."""

_ROWS_AT_ONCE = 10_000

_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n"] + ["\ufffe", "\uffff"]
"""Characters that XML can't hold or, the carriage return, would change; a spreadsheet writes their numbers."""

_ESCAPES = {char: f"_x{ord(char):04X}_" for char in _CONTROLS} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_LOOKS_ESCAPED = r"_(x[0-9a-fA-F]{4}_)"


def sheet_rows(table: Table, frames: Iterable[pl.DataFrame], limit: int) -> Iterator[str]:
    """XML of the first rows, without references: a cell stands where its turn is.

    Args:
        table: the table.
        frames: its rows.
        limit: most rows.

    Yields:
        Many `<row>` elements at a time. No cell is a formula or a link.
    """
    cells = [_cell(column.name, column.dtype) for column in table.columns]
    row = pl.concat_str(pl.lit("<row>"), *cells, pl.lit("</row>"))
    for frame in frames:
        rows = lists_as_json(table, frame.head(limit))
        limit -= rows.height
        for some in rows.iter_slices(_ROWS_AT_ONCE):
            yield "".join(some.select(row).to_series())
        if not limit:
            return


def _cell(name: str, dtype: pl.DataType) -> pl.Expr:
    value = pl.col(name)
    if dtype.is_numeric():
        written = pl.format("<c><v>{}</v></c>", value)
        if dtype.is_float():
            written = pl.when(value.is_finite()).then(written).otherwise(pl.lit('<c t="e"><v>#NUM!</v></c>'))
        return pl.when(value.is_not_null()).then(written).otherwise(pl.lit("<c/>"))
    text = value.str.slice(0, CELL_LIMIT).str.replace_all(_LOOKS_ESCAPED, "_x005F_${1}")
    text = text.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))
    written = pl.format('<c t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>', text)
    return written.fill_null("<c/>")
