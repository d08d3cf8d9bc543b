"""Numeric expressions of a text: qualifier, number and unit, before it is asked what they measure."""

from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_letters
from typing import Final

from flows.extract import qualifiers
from flows.extract.counted import NEXT, unit_instead, unit_of, unit_of_list
from flows.extract.fractions import find_fractions
from flows.extract.masks import Masks, is_masked
from flows.extract.measure import Measure, place
from flows.extract.numbers import DIGITS, HAN_NUMERALS, small_integer
from flows.extract.numerals import Numeral, find_numerals, mantissa_of, numeral_at, read_numeral
from flows.extract.units import ONE, UnitMatch
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.figure_tables import CurrencySign

_TO: Final = re.compile("[—–~～至到-]{1,2}")
_TO_SIGNS: Final = frozenset("—–~～至到-")
_CODE: Final = re.compile("[A-Za-z_#@][-—./]?$|[0-9][-./+]$")
_CODE_ENDS: Final = frozenset("_#@-—./+").union(ascii_letters)
_TIMES: Final = re.compile("([0-9]+)[×xX*]$")
_TIMES_SIGNS: Final = frozenset("×xX*")
_CURRENCIES: Final = {row.sign: row.currency for row in load(CurrencySign, "currency_signs")}
_CURRENCY: Final = Endings(_CURRENCIES)
_CROWDED: Final = re.compile("[多余](?![少样种家个项次数年位元于])")
_MORE: Final = frozenset("多余")
_TENTHS: Final = re.compile("[一二三四五六七八九半](?=[，。；、）)的以左]|$)")
_RECORDS: Final = re.compile("[^，。；、]{0,6}[纪记]录")
_BELOW_ZERO: Final = "零下"
_REST: Final = re.compile(f"零?(?P<number>[0-9]{{1,2}}|[{HAN_NUMERALS}]{{1,3}})个?(?P<unit>分|秒|小时)钟?")
_PARTS: Final = {"天": ("小时", 24), "小时": ("分", 60), "分钟": ("秒", 60)}
_MANY: Final = 10_000
_ZERO: Final = frozenset("零〇○")
_NOT_AFTER: Final = frozenset("第每")  # ordinals; per thousand
_SCALES: Final = frozenset("万亿")
_SCALE_ENDS: Final = frozenset("百千万亿兆多余来几")
_NO_ORDER: Final = frozenset(("count", "duration"))


def find_measures(text: str, masks: Masks) -> list[Measure]:
    """Every numeric expression of `text` with a unit or what takes its place, in order; ranks aside.

    Args:
        text: the text.
        masks: what to leave out.
    """
    found: list[Measure] = []
    position = 0
    for match in find_numerals(text):
        start, end = match.span()
        if start < position:
            continue
        last, following = text[end - 1], text[end : end + 1]
        if following not in NEXT and last not in _SCALE_ENDS and not match["part"]:
            continue
        if masks.covers(start, end):
            continue
        if following != "%" and (last not in _SCALES or match["inside"] or not text[start].isdigit()):
            position = is_masked(text, start, following)
            if position:
                continue
        before = text[start - 1 : start]
        if (
            before in _NOT_AFTER
            or text[start] in _ZERO
            or (before in _CODE_ENDS and _CODE.search(text, max(0, start - 2), start))
        ):
            continue
        numeral = read_numeral(text, match)
        measure = _measure(text, numeral) if numeral else None
        if measure:
            position = measure.end
            if not masks.names(measure.start, measure.end, measure.dimension):
                found.append(measure)
    fractions = find_fractions(text)
    return sorted([*found, *fractions], key=place) if fractions else found


def _measure(text: str, numeral: Numeral) -> Measure | None:
    """The expression around a numeral, None when nothing says what it counts."""
    unit = unit_of(text, numeral)
    end = unit.end if unit else numeral.end
    if text[end : end + 1] in _TO_SIGNS:
        to = _TO.match(text, end)
        second = numeral_at(text, to.end()) if to else None
        ranged = _range(text, numeral, unit, second) if second else None
        if ranged:
            return ranged
    if unit is None:
        unit = unit_instead(text, numeral)
    elif unit.unit == "个" and numeral.value % 1:
        unit = unit_of_list(text, numeral, end) or unit  # 4.5个和1.3个百分点
    return _finish(text, numeral, unit) if unit else None


def _range(text: str, low: Numeral, low_unit: UnitMatch | None, high: Numeral) -> Measure | None:
    unit = unit_of(text, high)
    if unit is None or (low_unit and low_unit.unit != unit.unit):
        return None
    value, mantissa = low.value, mantissa_of(text, high)
    if not low_unit and value < _MANY and mantissa and value < mantissa:
        value = value * high.value / mantissa  # 30至50亿: the scale is said once
    if value >= high.value:
        return None
    ranged = Numeral(low.start, high.end, value, high.value, high.qualifier, high.kind)
    return _finish(text, ranged, unit)


def _finish(text: str, numeral: Numeral, unit: UnitMatch) -> Measure:
    """The expression of a numeral and its unit, with the words around them that belong to it."""
    start, end = numeral.start, unit.end
    dimension, rule, qualifier, code = unit.dimension, unit.rule, numeral.qualifier, unit.unit
    value, value_max = numeral.value, numeral.value_max
    if unit.scale is not ONE:
        value *= unit.scale
    if rule == "number_half":
        value += Decimal("0.5")
    if dimension == "duration":
        if text.startswith("半", end) and rule != "number_half":
            value, end = value + Decimal("0.5"), end + 1
        if text[end - 2 : end - 1] == "多":
            qualifier = "more_than"
        rest = _REST.match(text, end) if code in _PARTS and value_max is None else None
        if rest and rest["unit"] == _PARTS[code][0]:  # 8小时30分
            value += Decimal(small_integer(rest["number"]) or 0) / _PARTS[code][1]
            end = rest.end()
    elif text[end - 1] == "成" and code == "%":
        value, value_max = value * 10, value_max * 10 if value_max is not None else None
        tenth = _TENTHS.match(text, end)
        if tenth:  # 九成八, 九成半
            value, end = value + DIGITS.get(tenth[0], 5), end + 1
    elif text[end - 1] == "番":
        value = Decimal(2) ** int(value)
    elif dimension == "temperature" and text[start - 2 : start] == _BELOW_ZERO:
        value, value_max, start = -value, -value_max if value_max is not None else None, start - 2
    times = _TIMES.search(text, max(0, start - 4), start) if text[start - 1 : start] in _TIMES_SIGNS else None
    if times:
        value, start = value * int(times[1]), times.start()
    if dimension == "money":
        sign = _CURRENCY.start(text, start)
        if sign < start:
            code, start = _CURRENCIES[text[sign:start]], sign
    if qualifier == "exact" and text[end : end + 1] in _MORE and _CROWDED.match(text, end):
        qualifier, end = "more_than", end + 1
    if text.startswith("级", end) and dimension not in _NO_ORDER:
        qualifier, end, rule = "order", end + 1, "order"
    later = qualifiers.after(text, end)
    if later and not (later.qualifier == "at_most" and later.at == end + 1 and dimension != "duration"):
        qualifier, end = later.qualifier, later.at
    earlier = qualifiers.before(text, start, bare=numeral.kind == "bare")
    if earlier and unit.name == "项" and _RECORDS.match(text, end):
        earlier = None  # 超2项世界纪录: they are broken, not more than two
    if earlier:
        start = earlier.at
        if not (later and earlier.qualifier == "at_most"):  # 控制在3%左右
            qualifier = earlier.qualifier
    elif numeral.kind == "bare" and qualifier == "exact":
        qualifier = "order"
    return Measure(start, end, numeral.start, value, value_max, code, dimension, qualifier, rule)
