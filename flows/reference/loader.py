"""Strict reading of reference tables."""

from __future__ import annotations

import typing
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

Row = TypeVar("Row", bound=NamedTuple)

_INSTALLED = Path(__file__).parent / "data"
_CHECKOUT = Path(__file__).parents[2] / "seeds" / "reference"


class TableError(ValueError):
    """A reference table that can't be read; the message names file, line and remedy."""


def path_of(name: str) -> Path:
    """Path of the table `name`: inside the installed package, else in the checkout."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
    return folder / f"{name}.tsv"


def _tuple(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("expected 0 or 1")
    return text == "1"


def _optional(text: str) -> str | None:
    return text or None


_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: _flag,
    Decimal: Decimal,
    tuple[str, ...]: _tuple,
    str | None: _optional,
}


@cache
def load(row_type: type[Row], name: str) -> tuple[Row, ...]:
    """Read a table.

    Args:
        row_type: a NamedTuple whose fields are the columns, of type `str`, `str | None` (empty is None), `int`,
            `bool` (0 or 1), `Decimal` or `tuple[str, ...]` (parts between `|`).
        name: the table's name, without `.tsv`.

    Raises:
        TableError: a missing file, a header that differs from the fields, a line that doesn't parse, a line twice.
    """
    path = path_of(name)
    if not path.is_file():
        raise TableError(f"{path}: reference table not found; reinstall xinzhi or restore the file")
    lines = path.read_text(encoding="utf-8").split("\n")
    fields = typing.get_type_hints(row_type)
    if lines[0].split("\t") != list(fields):
        raise TableError(f"{path}:1: columns are {lines[0].split(chr(9))}, expected {list(fields)}")
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line and number == len(lines):
            break
        cells = line.split("\t")
        if len(cells) != len(fields):
            raise TableError(f"{path}:{number}: {len(cells)} cells, expected {len(fields)}; check the tabs")
        if line in seen:
            raise TableError(f"{path}:{number}: same as line {seen[line]}; remove one")
        seen[line] = number
        values = []
        for (field, kind), cell in zip(fields.items(), cells, strict=True):
            try:
                values.append(_PARSERS[kind](cell))
            except (ValueError, InvalidOperation) as error:
                raise TableError(f"{path}:{number}: column {field}: {cell!r}: {error}") from error
        rows.append(row_type(*values))
    return tuple(rows)
