"""Numerals as they stand in a text, with their vague parts: 十几, 50多万, 数百, 三四十, 三分之一."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from flows.extract.numbers import (
    DIGITS,
    FINANCIAL,
    HAN_DIGITS,
    HAN_NUMERALS,
    HAN_SCALES,
    SCALES,
    parse_number,
    split_sequence,
)
from flows.extract.qualifiers import INSIDE
from flows.extract.units import is_name
from flows.reference import load
from flows.reference.figure_tables import NumeralWord


class Numeral:
    """A numeral of a text.

    Attributes:
        start, end: span, vague parts included.
        value: its value; of a percentage, the percent.
        value_max: the upper value of 三四十 and the like.
        qualifier: what its vague parts say, else `exact`.
        kind: `plain`, `bare` (only a scale: 百, 万亿), `percent` (百分之五, 三分之一) or `permille` (千分之二).
    """

    __slots__ = ("end", "kind", "qualifier", "start", "value", "value_max")

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal,
        value_max: Decimal | None,
        qualifier: str,
        kind: str,
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.value_max = value_max
        self.qualifier = qualifier
        self.kind = kind


_H: Final = HAN_NUMERALS
_SCALE: Final = HAN_SCALES
_POINT: Final = f"[点·．][{HAN_DIGITS}]+[万亿兆]*"
_NUMERAL: Final = re.compile(
    rf"""[0-9{_H}几数{FINANCIAL}](?:
      (?<=[0-9])(?:\d{{0,2}}(?:[,，]\d{{3}})+(?!\d)|\d*)(?:\.\d+[{_SCALE}]*|(?:[{_SCALE}]+(?:\d+(?![\d.]*(?:[年月：:%/+岁-]|日(?![元圆])))[{_SCALE}]*)?)?)
    | (?<=[几数])[十百千万亿]+
    | (?<=[{FINANCIAL}])[{FINANCIAL}万亿零]+
    | (?<=[{_H}])(?:(?<!一)|(?=[{_H}成倍番]|分之|点[{HAN_DIGITS}]|个半|个多[月小]))
      [{_H}]*(?:(?P<part>分之(?:\d+(?:\.\d+)?|[{_H}]+(?:{_POINT})?))|{_POINT})?
    )
    (?P<inside>[多余来几][{_SCALE}]*)?""",
    re.VERBOSE,
)
_WORDS: Final = frozenset(
    row.word for row in load(NumeralWord, "numeral_words") if row.word[0] == "百" and len(row.word) == 2
)
_BACK: Final = frozenset("千百兆")
_DIGITS: Final = re.compile(f"[0-9{HAN_DIGITS}{''.join(DIGITS)}]")
_NAME_LENGTHS: Final = (4, 3, 2, 1)
_HUNDRED: Final = Decimal(100)
_MYRIAD: Final = 10_000
_ARABIC: Final = frozenset("0123456789")
_PLAIN_ENDS: Final = _ARABIC | frozenset("万亿")
_SINGLE: Final = {char: Decimal(DIGITS[char]) for char in HAN_DIGITS}
_ALIKE: Final = 20  # numbers of a list that share a scale are of one size


def find_numerals(text: str) -> Iterator[re.Match[str]]:
    """Every numeral of a text, unread, in order."""
    return _NUMERAL.finditer(text)


def numeral_at(text: str, position: int) -> Numeral | None:
    """The numeral that begins at `position`."""
    match = _NUMERAL.match(text, position)
    return read_numeral(text, match) if match else None


def read_numeral(text: str, match: re.Match[str]) -> Numeral | None:
    """Value and vague parts of a numeral found, None when it has no exact sense."""
    start, end = match.span()
    inside = match["inside"] or ""
    if not inside:  # the most frequent forms have no vague parts and give none back
        first = text[start]
        if first in _ARABIC and text[end - 1] in _PLAIN_ENDS:
            value = parse_number(text[start:end])
            return Numeral(start, end, value, None, "exact", "plain") if value is not None else None
        if end - start == 1 and first in _SINGLE:
            return Numeral(start, end, _SINGLE[first], None, "exact", "plain")
    body = text[start : end - len(inside)]
    if "分之" in body:
        return _fraction(start, end - len(inside), body)
    qualifier = INSIDE[inside[0]] if inside else "exact"
    if inside[:1] == "来" and body[-1:] not in _SCALE:
        inside, qualifier, end = "", "exact", start + len(body)
    scale = inside[1:]
    if body[0] in "几数":
        body, qualifier = body[1:], "order"
    elif not inside or scale:
        kept = _give_back(text, end, scale or body)
        end -= len(scale or body) - len(kept)
        if scale:
            scale = kept
        else:
            body = kept
    if not body:
        return None
    pair = None if inside else split_sequence(body)
    if pair:
        low, high = parse_number(pair[0]), parse_number(pair[1])
        return (
            Numeral(start, end, low, high, "approximately", "plain") if low is not None and high is not None else None
        )
    value = parse_number(body + scale)
    if value is None:
        return None
    kind = "plain" if _DIGITS.search(body) or body[0] == "十" else "bare"
    if kind == "bare" and any(SCALES[one] > SCALES[two] for one, two in pairwise(body)):
        return None  # 亿万, 千百: a manner of speaking
    return Numeral(start, end, value, None, qualifier, kind)


def _give_back(text: str, end: int, run: str) -> str:
    """The numeral without a last 千, 百 or 兆 that begins a unit (千瓦, 百帕, 兆瓦)."""
    last = run[-1:]
    if len(run) > 1 and text[end - 1 : end + 1] in _WORDS:
        return run[:-1]
    if run in SCALES and text[end : end + 1] in ("米", "克"):
        return run if text[end - 2 : end - 1] in ("过", "超", "上", "近", "破", "逾", "达") else ""
    if last not in _BACK:
        return run
    given = next((length for length in _NAME_LENGTHS if is_name(text[end - 1 : end + length])), 0)
    if not given or any(is_name(text[end : end + length]) for length in _NAME_LENGTHS if length > given):
        return run  # 三千克拉
    if text[end : end + 1] == "米" and len(run) > 1 and run[-2] in HAN_NUMERALS and run[-2] not in "万亿":
        return run  # 三千米 is three thousand metres, 5千米 five kilometres
    return run[:-1]


def _fraction(start: int, end: int, body: str) -> Numeral | None:
    below, above = body.split("分之", 1)
    denominator, numerator = parse_number(below), parse_number(above)
    if not denominator or numerator is None:
        return None
    if denominator == 1000:
        return Numeral(start, end, numerator, None, "exact", "permille")
    return Numeral(
        start,
        end,
        numerator if denominator == _HUNDRED else numerator * _HUNDRED / denominator,
        None,
        "exact",
        "percent",
    )


def mantissa_of(text: str, numeral: Numeral) -> Decimal | None:
    """The number before the scale at its end: 50 of 50亿."""
    body = text[numeral.start : numeral.end].rstrip("万亿兆千百多余")
    match = numeral_at(body, 0)
    return match.value if match and match.end == len(body) else None


def shared_scale(text: str, numeral: Numeral, last: Numeral) -> Decimal:
    """What the last number's scale adds to one before it: 3、5和8亿元, 110万、120万和130万亿元."""
    own, mantissa = mantissa_of(text, numeral), mantissa_of(text, last)
    if not own or not mantissa or not mantissa / _ALIKE <= own <= mantissa * _ALIKE:
        return Decimal(1)
    scale, full = numeral.value / own, last.value / mantissa
    return full / scale if scale == 1 or (scale == _MYRIAD and full == _MYRIAD**3) else Decimal(1)
