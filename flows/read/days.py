"""Dates as files state them, to ISO form."""

from __future__ import annotations

import re
from datetime import date

_FULL = re.compile(r"(?<!\d)((?:19|20)[0-9]{2})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)[0-9]{2})[-/]?([01][0-9])[-/]?([0-3][0-9])(?!\d)")
_MONTH = re.compile(r"((?:19|20)[0-9]{2})\s*[-/.年]\s*(1[0-2]|0?[1-9])月?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年?")


def day_in(text: str) -> str | None:
    """The first date in a text, as YYYY-MM-DD."""
    for found in (*_FULL.finditer(text), *_COMPACT.finditer(text)):
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            continue
    return None


def stated_day(text: str) -> str | None:
    """A date of publication as metadata give it, as YYYY-MM-DD, YYYY-MM or YYYY; None where it's none."""
    if day := day_in(text):
        return day
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{int(month[2]):02}"
    year = _YEAR.fullmatch(text)
    return year[1] if year else None
