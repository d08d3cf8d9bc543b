"""Dates and periods of a text, resolved by the day of publication to the ISO forms of CODEBOOK.md."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import Final

from flows.extract.numbers import small_integer
from flows.reference import load
from flows.reference.figure_tables import PeriodTerm


class Period:
    """A period that a text names.

    Attributes:
        start, end: span of the expression.
        iso: `2024`, `2024-03`, `2024-03-05`, `2024-Q1`, `2024-H1` or two of them with a slash; `--03` and `--03-05`
            where the year is not known; None where the text names a period that can't be told (today, undated).
    """

    __slots__ = ("end", "iso", "start")

    def __init__(self, start: int, end: int, iso: str | None) -> None:
        self.start = start
        self.end = end
        self.iso = iso


_TERMS: Final = load(PeriodTerm, "period_terms")
_OFFSET: Final = {t.term: (t.kind, int(t.value)) for t in _TERMS if t.kind in ("year", "month", "day")}
_PAIR: Final = {t.term: tuple(t.value.split("/")) for t in _TERMS if t.kind in ("part", "plan", "holiday")}
_LEAP: Final = 2000
_SHORT: Final = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}


def _any_of(kind: str) -> str:
    words = sorted((t.term for t in _TERMS if t.kind == kind), key=len, reverse=True)
    return "|".join(map(re.escape, words))


def _named(kind: str) -> str:
    """Names in quotation marks, and bare ones of three characters and more (十四五; but not 十五 or 五一)."""
    bare = "|".join(t.term for t in _TERMS if t.kind == kind and len(t.term) > 2)
    return f"“(?:{_any_of(kind)})”" + (f"|{bare}" if bare else "")


_TO: Final = "[—–~～至到-]{1,2}"
_MONTH: Final = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = "(?:[12][0-9]|3[01]|0?[1-9]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_HAN_YEAR: Final = "[一二][〇○零一二三四五六七八九]{3}"
_ROC_YEAR: Final = "(?<=民国)[0-9]{2,3}|1[01][0-9](?=年[0-9]{1,2}月|年[度底第])|一[一〇○][〇○零一二三四五六七八九]"

_YEAR: Final = re.compile(
    rf"""(?P<from>(?:19|20)\d\d)年?{_TO}(?P<to>(?:19|20)\d\d)年
    |(?<!\d)(?P<year>(?:19|20)\d\d|{_HAN_YEAR})年(?!代)
    |(?<![\d一二三四五六七八九十百〇○])(?P<roc>{_ROC_YEAR})年
    |(?P<word>{_any_of("year")})""",
    re.VERBOSE,
)
_PART: Final = re.compile(
    rf"""(?P<m1>{_MONTH})月?份?{_TO}(?P<m2>{_MONTH})月(?![0-9一二三四五六七八九十])
    |(?P<month>{_MONTH})月(?![球亮饼])(?:(?P<day>{_DAY})[日号](?:{_TO}(?:(?P<month2>{_MONTH})月)?(?P<day2>{_DAY})[日号])?)?
    |前(?P<first>{_MONTH}|两)个?月
    |(?P<part>{_any_of("part")})
    |(?P<holiday>“?(?:{_any_of("holiday")})”?)(?=假|长|黄|小|期)""",
    re.VERBOSE,
)
_OTHER: Final = re.compile(
    rf"""(?P<plan>{_named("plan")})(?P<end>时?期?末|收官)?
    |(?P<word>{_any_of("month")}|{_any_of("day")})(?:(?<=月)(?P<of>{_DAY})[日号])?
    |(?:过去|近|这)(?P<years>[一两二三四五六七八九十]|10|[2-9])年(?![前级])
    |(?P<day>[12][0-9]|3[01]|[1-9]|[二三]?十[一二三四五六七八九]?)日(?![内游龄均元本利租供产处发]|{_TO})""",
    re.VERBOSE,
)
_SINCE: Final = re.compile("[^，。；、]{0,14}以来")
_JOIN: Final = re.compile("[度的，]?")
_BARE: Final = [
    term.term for term in _TERMS if term.kind != "holiday" and not (term.kind == "plan" and len(term.term) < 3)
]
_NAMES: Final = tuple(_BARE)
_FIRSTS: Final = frozenset(term[0] for term in _BARE if not term[0].isdigit())
_SECONDS: Final = "".join(sorted({term[1] for term in _BARE}))
_QUOTED: Final = "".join(sorted({term.term[0] for term in _TERMS if term.kind in ("plan", "holiday")}))
_HAN: Final = "〇○零一二三四五六七八九十两"
_OTHER_SIGNS: Final = frozenset(f"{_HAN}前过近这“")
_SIGNS: Final = "".join(sorted(_FIRSTS | _OTHER_SIGNS))
# The first character alone tells most places apart, so it comes first and what may follow it is asked after.
_TRIGGER: Final = re.compile(
    rf"""[0-9{_SIGNS}](?:
      (?<=[0-9])(?:(?:[0-9]{{2,3}}|(?<=民国[0-9])[0-9])(?=年)|[0-9]{{0,3}}(?=[月日季]|{_TO}))
    | (?<=[{_HAN}])(?:[{_HAN}]{{2,3}}(?=年)|[{_HAN}]{{0,3}}(?=[月日季]|{_TO}))
    | (?<=[{"".join(sorted(_FIRSTS))}])(?=[{_SECONDS}])
    | (?<=“)(?=[{_QUOTED}]) | (?<=过)去
    | (?<=前)(?=[0-9一二两三四五六七八九十]) | (?<=[近这])(?=[0-9一两二三四五六七八九十])
    )""",
    re.VERBOSE,
)
_COMPARED: Final = re.compile("[比较与同于]$")
_INSIDE: Final = frozenset("0123456789.一二三四五六七八九十第数几个")


def resolve_period(text: str, published_on: str | None) -> str | None:
    """The first date or period of `text` in ISO form.

    Args:
        text: an expression or a clause: `今年前三季度`, `3月5日上午`, `“十四五”期间`, `昨日`.
        published_on: day, month or year of publication in ISO form, or None.

    Returns:
        The forms of `Period.iso`. Without a year in the text and a day of publication the year is left out
        (`--03-05`); what only the day of publication could resolve is None.
    """
    return next((period.iso for period in find_periods(text, published_on)), None)


def find_periods(
    text: str, published_on: str | None, start: int = 0, end: int | None = None, year: int | None = None
) -> list[Period]:
    """Every date and period of `text[start:end]`, in order.

    Args:
        text: any text.
        published_on: as in `resolve_period`.
        start: where to begin.
        end: where to end.
        year: the year that a bare month or quarter at the beginning belongs to, where the text before has said so.
    """
    end = len(text) if end is None else end
    today = _date_parts(published_on)
    found: list[Period] = []
    position = start
    while True:
        trigger = _TRIGGER.search(text, position, end)
        if not trigger:
            return found
        at = trigger.start()
        if text[at] not in _OTHER_SIGNS and text[at] in _FIRSTS and not text.startswith(_NAMES, at):
            position = at + 1
            continue
        period = _period_at(text, at, end, today, year)
        if period is None:
            position = at + 1
            continue
        found.append(period)
        position = period.end
        if period.iso and period.iso[:4].isdigit() and not _COMPARED.search(text, max(0, at - 1), at):
            year = int(period.iso[:4])


@cache
def _date_parts(published_on: str | None) -> tuple[int | None, int | None, int | None]:
    parts = [int(part) for part in re.findall(r"\d+", published_on or "")[:3]]
    year, month, day = [*parts, None, None, None][:3]
    return year, month, day


def _period_at(
    text: str, at: int, end: int, today: tuple[int | None, int | None, int | None], context: int | None
) -> Period | None:
    match = _YEAR.match(text, at, end)
    if match:
        if match["from"]:
            return Period(at, match.end(), f"{match['from']}/{match['to']}")
        year = _year_of(match, today[0])
        part = _PART.match(text, _JOIN.match(text, match.end(), end).end(), end)  # type: ignore[union-attr]
        stop = part.end() if part else match.end()
        iso = _part_iso(part, year) if part else (str(year) if year else None)
        since = _SINCE.match(text, stop, end)
        if since and iso and not match["word"]:
            now = _today_iso(today, iso.count("-"))
            return Period(at, since.end(), f"{iso}/{now}" if now and now > iso else iso)
        return Period(at, stop, iso)
    if text[at - 1 : at] in _INSIDE and at:
        return None
    part = _PART.match(text, at, end)
    if part:
        return Period(at, part.end(), _part_iso(part, context or _year_near(part, today)))
    match = _OTHER.match(text, at, end)
    if not match:
        return None
    return Period(at, match.end(), _other_iso(match, today))


def _year_of(match: re.Match[str], this_year: int | None) -> int | None:
    if match["word"]:
        return this_year + _OFFSET[match["word"]][1] if this_year else None
    number = small_integer(match["year"] or match["roc"])
    return number + 1911 if number and match["roc"] else number


def _year_near(part: re.Match[str], today: tuple[int | None, int | None, int | None]) -> int | None:
    """Year of a month or quarter without one: the last such month, unless it lies within half a year ahead."""
    year, this_month, _ = today
    if year is None or this_month is None:
        return year
    first = part["month"] or part["m1"]
    if first:
        month = small_integer(first)
    else:
        pair = _PAIR.get((part["part"] or part["holiday"] or "").strip("“”"), ("1", "1"))
        month = int(pair[0].split("-")[0])
    return year - 1 if month and month > this_month + 6 else year


def _part_iso(part: re.Match[str], year: int | None) -> str:
    prefix = str(year) if year else "-"
    if part["m1"]:
        return _months(prefix, small_integer(part["m1"]), small_integer(part["m2"]))
    if part["first"]:
        return _months(prefix, 1, 2 if part["first"] == "两" else small_integer(part["first"]))
    if part["part"]:
        first, last = _PAIR[part["part"]]
        if (first, last) == ("1", "9"):
            return f"{prefix}-Q1/{prefix}-Q3"
        return _months(prefix, int(first), int(last))
    if part["holiday"]:
        first, last = _PAIR[part["holiday"].strip("“”")]
        return f"{prefix}-{first}/{prefix}-{last}"
    month = small_integer(part["month"]) or 1
    if not part["day"]:
        return f"{prefix}-{month:02d}"
    first = _day_iso(prefix, month, small_integer(part["day"]) or 1)
    if not part["day2"]:
        return first
    month2 = small_integer(part["month2"]) if part["month2"] else None
    return f"{first}/{_day_iso(prefix, month2 or month, small_integer(part['day2']) or 1)}"


def _day_iso(prefix: str, month: int, day: int) -> str:
    """The day's ISO form; of a day that the month doesn't have, the month's."""
    length = monthrange(int(prefix) if prefix.isdigit() else _LEAP, month)[1]
    return f"{prefix}-{month:02d}-{day:02d}" if day <= length else f"{prefix}-{month:02d}"


def _months(prefix: str, first: int | None, last: int | None) -> str:
    if first is None or last is None or first == last:
        return f"{prefix}-{first or last:02d}"
    if (first, last) == (1, 12):
        return prefix
    if (first, last) in _SHORT:
        return f"{prefix}-{_SHORT[first, last]}"
    return f"{prefix}-{first:02d}/{prefix}-{last:02d}"


def _other_iso(match: re.Match[str], today: tuple[int | None, int | None, int | None]) -> str | None:
    year, month, day = today
    if match["plan"]:
        first, last = _PAIR[match["plan"].strip("“”")]
        return last if match["end"] else f"{first}/{last}"
    if year is None:
        return None
    if match["years"]:
        count = 10 if match["years"] == "10" else small_integer(match["years"]) or 1
        is_over = month is not None and month <= 3
        last_year = year - 1 if is_over else year
        if count == 1:
            return str(last_year) if is_over else None
        return f"{last_year - count + 1}/{last_year}"
    if month is None:
        return None
    if match["word"]:
        kind, offset = _OFFSET[match["word"]]
        if kind == "month":
            index = year * 12 + month - 1 + offset
            iso = f"{index // 12:04d}-{index % 12 + 1:02d}"
            return f"{iso}-{small_integer(match['of']):02d}" if match["of"] else iso
        return _shift(year, month, day, offset)
    named = small_integer(match["day"])
    if named is None or day is None:
        return None
    if named > day + 7:  # the 28th in a text of the 5th: of the month before
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year:04d}-{month:02d}-{named:02d}"


def _shift(year: int, month: int, day: int | None, offset: int) -> str | None:
    if day is None:
        return None
    try:
        return (date(year, month, day) + timedelta(days=offset)).isoformat()
    except (ValueError, OverflowError):
        return None


def _today_iso(today: tuple[int | None, int | None, int | None], dashes: int) -> str | None:
    known = [part for part in today if part is not None][: dashes + 1]
    if not known:
        return None
    return "-".join([f"{known[0]:04d}", *(f"{part:02d}" for part in known[1:])])
