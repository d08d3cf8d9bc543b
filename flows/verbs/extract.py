"""`xinzhi extract`: the rows of a file on the screen."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from flows.verbs.screen import printable, sources_of

WHAT = "Print the rows of a file, without a release."
EXAMPLE = "xinzhi extract page.txt --json"

COLUMNS_SHOWN = {
    "quotes": ("speaker_name", "speaker_role", "cue", "mode", "text"),
    "figures": ("figure_text", "value", "unit", "indicator", "subject", "period", "status"),
    "sectors": ("sector_text", "sector_code", "tier", "region_code"),
    "projects": ("project_name", "project_type", "status", "place", "investment_cny"),
}
"""Columns that fit on a screen."""


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("file", type=Path, metavar="FILE", help="file, folder or corpus")
    verb.add_argument("--json", action="store_true", help="one JSON object a row, every column, its table's name first")


def run(options: Namespace) -> int:
    """Print a table for each of the four, or JSON lines of every table."""
    from rich.console import Console

    from flows.tabulate import tabulate

    sources, lost = sources_of(options.file)
    console = Console()
    for source in sources:
        rows = tabulate(source)
        if options.json:
            for name, found in rows.items():
                for row in found:
                    print(_printable_json({"table": name} | row))
        else:
            for name in COLUMNS_SHOWN:
                console.print(_screen(source.file_name, name, rows[name]))
    return 1 if lost else 0


def _screen(file_name: str, name: str, rows: list[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    screen = Table(title=Text(printable(f"{file_name}: {len(rows)} {name}")), title_justify="left")
    for column in COLUMNS_SHOWN[name]:
        screen.add_column(column, overflow="fold")
    for row in rows:
        screen.add_row(*(Text(_cell(row[column])) for column in COLUMNS_SHOWN[name]))
    return screen


def _printable_json(row: dict[str, Any]) -> str:
    """A row as JSON, with what a terminal must not get (controls, direction marks) escaped."""
    text = json.dumps(row, ensure_ascii=False)
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return printable(f"{value:,.10g}" if isinstance(value, float) else str(value))
