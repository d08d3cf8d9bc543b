"""Units after a number: names to canonical units, longest name first, compound units with a slash."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from flows.reference import load
from flows.reference.figure_tables import Unit, UnitLookalike

UNITS: Final[tuple[Unit, ...]] = load(Unit, "units")

ONE: Final = Decimal(1)
CONTEXT: Final = 14
"""Characters on each side of a number in which a context word of its unit may stand."""

_LATIN: Final = re.compile("[A-Za-z0-9]")
_PER_SIGNS: Final = frozenset("/每")
_PER: Final = re.compile(r"/(?=[^0-9])|每(?=[^一-龥]?[吨公千克斤亩度平立人头升天日年秒股户分小])")


class UnitMatch:
    """A unit found in a text.

    Attributes:
        unit: canonical, `A/B` for a compound.
        dimension: of CODEBOOK.md's list.
        name: as written; empty where something else takes a unit's place.
        end: offset of its end.
        rule: how it was found.
        scale: what the number is multiplied with besides (3、5和8亿元).
    """

    __slots__ = ("dimension", "end", "name", "rule", "scale", "unit")

    def __init__(
        self,
        unit: str,
        dimension: str,
        name: str,
        end: int,
        rule: str = "number_unit",
        scale: Decimal = ONE,
    ) -> None:
        self.unit = unit
        self.dimension = dimension
        self.name = name
        self.end = end
        self.rule = rule
        self.scale = scale


class _Name(NamedTuple):
    """A unit's name: whether it ends in a Latin letter, and its readings, those that need a context word first."""

    is_latin: bool
    readings: list[tuple[Unit, re.Pattern[str] | None]]


def _names() -> dict[str, _Name]:
    table: dict[str, _Name] = {}
    for unit in UNITS:
        context = re.compile("|".join(map(re.escape, unit.context))) if unit.context else None
        for name in unit.names:
            known = table.setdefault(name, _Name(name[-1].isascii() and name[-1].isalpha(), []))
            known.readings.append((unit, context))
    for known in table.values():
        known.readings.sort(key=lambda reading: reading[1] is None)
    return table


_NAMES: Final = _names()
_LOOKALIKES: Final = frozenset(row.word for row in load(UnitLookalike, "unit_lookalikes"))

FIRST: Final = frozenset(name[0] for name in _NAMES)
"""Characters that a unit's name may begin with."""


def _lengths() -> dict[str, tuple[int, ...]]:
    """Lengths of the names that begin so, the longest first: by two characters, and by one for names of one."""
    table: dict[str, set[int]] = {first: {1} for first in FIRST if first in _NAMES}
    for name in _NAMES:
        if len(name) > 1:
            table.setdefault(name[:2], {1} if name[0] in _NAMES else set()).add(len(name))
    return {begin: tuple(sorted(lengths, reverse=True)) for begin, lengths in table.items()}


_LENGTHS: Final = _lengths()


def is_name(text: str) -> bool:
    """Whether `text` is the name of a unit in some context."""
    return text in _NAMES


def is_lookalike(text: str, at: int) -> bool:
    """Whether a word stands at `at` that only begins as a unit or 大 does."""
    return text[at : at + 2] in _LOOKALIKES or text[at : at + 3] in _LOOKALIKES


def match_unit(text: str, at: int, number_start: int) -> UnitMatch | None:
    """The unit whose name begins at `at`.

    Args:
        text: the text.
        at: where the number ends.
        number_start: where it starts: context words are looked for on both sides of the number.
    """
    found = _simple(text, at, number_start)
    if found is None:
        return None
    per = _PER.match(text, found.end) if text[found.end : found.end + 1] in _PER_SIGNS else None
    if not per:
        return found
    below = _simple(text, per.end(), number_start, is_below=True)
    if below is None:
        return found
    dimension = found.dimension if found.dimension == "money" else "other"
    if found.dimension == "length" and below.dimension == "duration":
        dimension = "speed"
    return UnitMatch(f"{found.unit}/{below.unit}", dimension, text[at : below.end], below.end)


def _simple(text: str, at: int, number_start: int, *, is_below: bool = False) -> UnitMatch | None:
    """The unit at `at`; below a slash (吨/日) no context is needed."""
    for length in _LENGTHS.get(text[at : at + 2]) or _LENGTHS.get(text[at : at + 1], ()):
        name = text[at : at + length]
        known = _NAMES.get(name)
        if known is None or (length == 1 and is_lookalike(text, at)):
            continue
        end = at + length
        if known.is_latin and _LATIN.match(text, end):
            continue
        for unit, context in known.readings:
            if context is None or is_below or context.search(text, max(0, number_start - CONTEXT), end + CONTEXT):
                return UnitMatch(unit.unit, unit.dimension, name, end)
    return None
