"""Numerals to exact values: Arabic, Chinese, financial and positional ones, and any mixture of them.

Sources of the rules: METHODS.md C (threads 12-22) and `number_rules.tsv` of the project's material.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import pairwise
from typing import Final

from flows.reference import load
from flows.reference.figure_tables import Numeral

_ROWS: Final = load(Numeral, "numerals")
DIGITS: Final = {row.char: int(row.value) for row in _ROWS if row.kind in ("digit", "zero", "financial")}
SCALES: Final = {row.char: int(row.value) for row in _ROWS if row.kind in ("scale", "financial_scale")}
_TENS: Final = {row.char: int(row.value) for row in _ROWS if row.kind == "tens"}
_ZERO: Final = frozenset(row.char for row in _ROWS if row.kind == "zero")

HAN_DIGITS: Final = "".join(row.char for row in _ROWS if row.kind in ("digit", "zero"))
"""Characters of digits, zero included."""

HAN_SCALES: Final = "".join(row.char for row in _ROWS if row.kind == "scale")
"""Characters of scales: 十, 百, …"""

HAN_NUMERALS: Final = "".join(row.char for row in _ROWS if not row.kind.startswith("financial"))
"""Every character that a Chinese numeral may hold, but for its point and the forms of cheques."""

FINANCIAL: Final = "".join(row.char for row in _ROWS if row.kind.startswith("financial"))
"""Characters of the forms that cheques use (壹佰); ordinary words hold them too (陆地), so never one alone."""

ARABIC: Final = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
"""Arabic digits with thousands separators and decimals."""

_TOKEN: Final = re.compile(rf"(?P<arabic>{ARABIC})|(?P<point>[点·．.])|(?P<han>.)", re.DOTALL)
_SIMPLE: Final = re.compile(f"([0-9]{{1,12}}(?:[.][0-9]{{1,6}})?)([{''.join(SCALES)}]?)")
_BIG: Final = 10_000


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | None:
    """Value of a numeral without sign, unit or vague parts.

    Args:
        text: such as `1.08万`, `3万4000`, `一千二百亿`, `两万五`, `三六二八`, `二六·六亿`, `百`.

    Returns:
        The exact value, or None when `text` is no numeral.
    """
    simple = _SIMPLE.fullmatch(text)
    if simple:
        number = Decimal(simple[1])
        return number * SCALES[simple[2]] if simple[2] else number
    with localcontext() as context:
        context.prec = 60
        return _parse(text)


def _parse(text: str) -> Decimal | None:
    top = high = middle = section = Decimal(0)  # what is closed by 兆, by 亿, by 万; hundreds and below
    number: Decimal | None = None
    fraction: Decimal | None = None  # weight of the next decimal after a point
    last_scale, last_kind = 0, ""
    for token in _TOKEN.finditer(text):
        piece = token[0]
        if token["arabic"]:
            if last_kind in ("digit", "arabic", "point"):
                return None
            number, fraction, last_kind = Decimal(re.sub("[,，]", "", piece)), None, "arabic"
        elif token["point"]:
            if number is None or fraction is not None or last_kind not in ("digit", "zero"):
                return None
            fraction, last_kind = Decimal("0.1"), "point"
        elif piece in DIGITS:
            digit = DIGITS[piece]
            if last_kind == "arabic":
                return None
            if fraction is not None:
                number = (number or Decimal(0)) + digit * fraction
                fraction /= 10
            elif last_kind == "digit" or (last_kind == "zero" and number is not None):
                number = (number or Decimal(0)) * 10 + digit
            elif piece in _ZERO and last_kind in ("", "scale"):
                number = None if last_kind == "scale" else Decimal(0)
                last_kind, last_scale = "zero", 0
                continue
            else:
                number = Decimal(digit)
            last_kind = "digit"
        elif piece in _TENS:
            section, last_kind, last_scale = section + _TENS[piece], "scale", 10
        elif piece in SCALES:
            scale = SCALES[piece]
            if last_kind == "point":
                return None
            if scale < _BIG:
                section += (Decimal(1) if number is None else number) * scale
            else:
                below = section + (number or 0)
                if scale == SCALES["万"]:
                    middle += (below if below or last_kind not in ("", "scale") else Decimal(1)) * scale
                elif scale == SCALES["亿"]:
                    below += middle
                    high, middle = high + (below or Decimal(1)) * scale, Decimal(0)
                else:
                    below += middle + high
                    top, middle, high = top + (below or Decimal(1)) * scale, Decimal(0), Decimal(0)
                section = Decimal(0)
            number, fraction, last_kind, last_scale = None, None, "scale", scale
        else:
            return None
    if last_kind in ("", "point"):
        return None
    if number is not None and last_scale >= 100 and _is_short_form(text):
        number = number * last_scale / 10  # 两万五, 一百二: the digit counts tenths of the scale before it
    return top + high + middle + section + (number or 0)


def _is_short_form(text: str) -> bool:
    return len(text) > 2 and text[-1] in DIGITS and text[-2] in SCALES and not any(c.isascii() for c in text)


@lru_cache(maxsize=4096)
def split_sequence(text: str) -> tuple[str, str] | None:
    """The two numerals of two neighbouring digits (三四十 → 三十, 四十), None without such a pair."""
    for index, (one, two) in enumerate(pairwise(text)):
        if one not in DIGITS or two not in DIGITS or one in _ZERO:
            continue
        step = DIGITS[two] - DIGITS[one]
        after = text[index + 2 : index + 3]
        if after in DIGITS or text[max(index - 1, 0) : index] in DIGITS or (step != 1 and (step, one) != (2, "三")):
            return None
        return text[:index] + one + text[index + 2 :], text[:index] + two + text[index + 2 :]
    return None


def small_integer(text: str) -> int | None:
    """Value of a short numeral as an integer, None if it is no whole number."""
    value = parse_number(text) if text else None
    return int(value) if value is not None and value == int(value) else None
