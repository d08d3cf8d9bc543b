"""The site's own words in both languages: `assets/words.tsv` and, for values of columns, `assets/values.tsv`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

ASSETS = Path(__file__).parent / "assets"
"""What is shipped as it is, and the tables of words."""


class Said(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


@cache
def words() -> dict[str, Said]:
    """Texts of the pages by key."""
    return {key: Said(en, zh) for key, en, zh in _lines("words.tsv", 3)}


@cache
def values() -> dict[str, dict[str, Said]]:
    """How a column's coded values are said, by column and value."""
    said: dict[str, dict[str, Said]] = {}
    for column, value, en, zh in _lines("values.tsv", 4):
        said.setdefault(column, {})[value] = Said(en, zh)
    return said


def _lines(name: str, width: int) -> list[list[str]]:
    lines = (ASSETS / name).read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    for number, line in enumerate(cells, start=2):
        if len(line) != width or not all(line):
            raise ValueError(f"{name}, line {number}: {width} filled cells expected, not {line}")
    return cells
