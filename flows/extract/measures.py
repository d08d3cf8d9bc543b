"""Numeric expressions of a text: qualifier, number and unit, before it is asked what they measure."""

from __future__ import annotations

import re
from decimal import Decimal
from string import ascii_letters
from typing import NamedTuple

from flows.extract import qualifiers
from flows.extract.masks import Masks, is_masked
from flows.extract.numbers import DIGITS
from flows.extract.numerals import Numeral, find_numerals, mantissa_of, numeral_at, read_numeral, shared_scale
from flows.extract.units import FIRST, UnitMatch, is_lookalike, match_unit
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.figure_tables import CountedNoun, CurrencySign, FractionWord


class Measure(NamedTuple):
    """A numeric expression.

    Attributes:
        start, end: span with qualifier and unit.
        number: where the numeral starts.
        value, value_max: in `unit`; `value_max` of a range.
        unit: canonical.
        dimension: of CODEBOOK.md's list, before growth and shares are told apart.
        qualifier: of CODEBOOK.md's list.
        rule: name of the pattern.
    """

    start: int
    end: int
    number: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    dimension: str
    qualifier: str
    rule: str


def _nouns(kind: str) -> re.Pattern[str]:
    words = (row.noun for row in load(CountedNoun, "counted_nouns") if row.kind == kind)
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_DIRECT, _DIVISION = _nouns("direct"), _nouns("division")
_NOUN_FIRSTS = frozenset(r.noun[0] for r in load(CountedNoun, "counted_nouns") if r.kind in ("direct", "division"))
_PERSON, _THING = _nouns("person"), _nouns("scale")
_WORDS = {row.word: row for row in load(FractionWord, "fraction_words")}
_WORD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_SLASH = re.compile(r"(?<![\d./-])([1-9]\d?)/([1-9]\d?)(?![\d./-])")
_PHRASE = re.compile("[^，。；：、！？（）“”《》\n]{0,10}")
_TO = re.compile("[—–~～至到-]{1,2}")
_CODE = re.compile("[A-Za-z_#@][-—./]?$|[0-9][-./+]$")
_CODE_ENDS = frozenset("_#@-—./+").union(ascii_letters)
_TIMES = re.compile("([0-9]+)[×xX*]$")
_TIMES_SIGNS = ("×", "x", "X", "*")
_CURRENCIES = {row.sign: row.currency for row in load(CurrencySign, "currency_signs")}
_CURRENCY = Endings(_CURRENCIES)
_LARGE = re.compile("大(?=[一-龥“])")
_CONGRESS = re.compile("[党共]的?$")
_CROWDED = re.compile("[多余](?![少样种家个项次数年位元于])")
_HALF = re.compile("(?:个半|半个)(?=小时|月|钟头|学期|世纪)")
_VAGUE = frozenset(("count", "duration", "length"))  # 百人, 百年, 百里: no figures without more
_TENTHS = re.compile("[一二三四五六七八九半](?=[，。；、）的以左]|$)")
_SHARED = re.compile("[、和与及](?=.)")
_CLAUSE = re.compile("[^，。；：！？\n]*$")
_VISITS = re.compile("人次")
_NEAR = 16
_MANY = 10_000
_MOST = 12  # 二十大 and the like are congresses
_PLACES = frozenset("前后")
_BELOW_ZERO = "零下"
_HAS = "有"
_LIST = 6
_ZERO = frozenset("零〇○")
_NOT_AFTER = frozenset("第每")  # ordinals; per thousand


_SCALES = frozenset("万亿")
_SCALE_ENDS = frozenset("百千万亿兆多余来几")
_NEXT = (
    FIRST | frozenset(row.noun[0] for row in load(CountedNoun, "counted_nouns")) | frozenset("大级半—–~～至到-、和与及")
)
"""Characters of which one must follow a number that is a figure."""


class _Unit(NamedTuple):
    unit: str
    dimension: str
    end: int
    rule: str
    scale: Decimal = Decimal(1)


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
        if (last not in _SCALE_ENDS and following not in _NEXT and not match["part"]) or masks.covers(start, end):
            continue
        if following != "%" and (last not in _SCALES or match["inside"] or not text[start].isdigit()):
            position = is_masked(text, start)
            if position:
                continue
        if (
            text[start - 1 : start] in _NOT_AFTER
            or text[start] in _ZERO
            or (text[start - 1 : start] in _CODE_ENDS and _CODE.search(text, max(0, start - 2), start))
        ):
            continue
        numeral = read_numeral(text, match)
        measure = _measure(text, numeral) if numeral else None
        if measure:
            position = measure.end
            if not masks.names(measure.start, measure.end, measure.dimension):
                found.append(measure)
    found.extend(_fraction_words(text))
    return sorted(found)


def _measure(text: str, numeral: Numeral) -> Measure | None:
    """The expression around a numeral, None when nothing says what it counts."""
    first = _unit(text, numeral)
    to = _TO.match(text, first.end if first else numeral.end)
    second = numeral_at(text, to.end()) if to else None
    if second:
        ranged = _range(text, numeral, first, second)
        if ranged:
            return ranged
    if first and first.unit == "个" and numeral.value % 1:
        first = _of_list(text, numeral._replace(end=first.end)) or first  # 4.5个和1.3个百分点
    if first is None:
        first = _named(text, numeral) or _of_list(text, numeral) or _of_people(text, numeral)
    return _finish(text, numeral, first) if first else None


def _unit(text: str, numeral: Numeral) -> _Unit | None:
    """What stands right after the numeral: a unit, or the noun itself."""
    if numeral.kind in ("percent", "permille"):
        return _Unit("%" if numeral.kind == "percent" else "‰", "share", numeral.end, "fraction")
    following = text[numeral.end : numeral.end + 1]
    noun = _DIRECT.match(text, numeral.end) if following in _NOUN_FIRSTS else None
    if not noun and following in _NOUN_FIRSTS and text[numeral.start].isdigit():  # 西北五省（区） is a name
        noun = _DIVISION.match(text, numeral.end)
    if noun:
        return _Unit("个", "count", numeral.end, "number_noun")
    half = _HALF.match(text, numeral.end) if following in ("个", "半") else None
    if half:
        unit = match_unit(text, half.end(), numeral.start)
        return _Unit(unit.unit, unit.dimension, unit.end, "number_half") if unit else None
    unit = match_unit(text, numeral.end, numeral.start)
    if unit:
        return _Unit(unit.unit, unit.dimension, unit.end, "number_unit") if _is_unit(text, numeral, unit) else None
    return None


def _is_unit(text: str, numeral: Numeral, unit: UnitMatch) -> bool:
    if unit.name in ("名", "位") and text[numeral.start - 1 : numeral.start] in ("前", "后"):
        return False
    if numeral.kind != "bare" or numeral.qualifier != "exact" or qualifiers.before(text, numeral.start, True):
        return True
    if unit.dimension == "duration" and text.startswith(_HAS, numeral.start - 1):
        return True  # 已有百年历史
    return unit.dimension not in _VAGUE or text.startswith("级", unit.end)


def _range(text: str, low: Numeral, low_unit: _Unit | None, high: Numeral) -> Measure | None:
    unit = _unit(text, high)
    if unit is None or (low_unit and low_unit.unit != unit.unit):
        return None
    value, mantissa = low.value, mantissa_of(text, high)
    if not low_unit and value < _MANY and mantissa and value < mantissa:
        value = value * high.value / mantissa  # 30至50亿: the scale is said once
    if value >= high.value:
        return None
    ranged = Numeral(low.start, high.end, value, high.value, high.qualifier, high.kind)
    return _finish(text, ranged, unit)


def _named(text: str, numeral: Numeral) -> _Unit | None:
    """What takes a unit's place: N大, 百亿级, N万 and a noun."""
    end = numeral.end
    large = _LARGE.match(text, end) if numeral.value < _MANY and not is_lookalike(text, end) else None
    if large:
        is_congress = numeral.value > _MOST or _CONGRESS.search(text, max(0, numeral.start - 2), numeral.start)
        is_place = text[numeral.start - 1 : numeral.start] in _PLACES  # 前三大
        return (
            None
            if is_congress or is_place or numeral.kind == "bare"
            else _Unit("个", "count", large.end(), "number_large")
        )
    if numeral.value < _MANY and numeral.kind != "bare":
        return None
    if text.startswith("级", end):
        return _Unit("CNY", "money", end, "order") if numeral.value >= 10**8 else None
    if numeral.kind == "bare" and numeral.qualifier == "exact" and not qualifiers.before(text, numeral.start, True):
        return None  # 万难, 亿万
    phrase = _PHRASE.match(text, end)
    if phrase and _PERSON.search(text, end, phrase.end()):
        return _Unit("人", "count", end, "number_person")
    if phrase and _THING.match(text, end):
        return _Unit("家", "count", end, "number_noun")
    return None


def _of_people(text: str, numeral: Numeral) -> _Unit | None:
    """People counted before the number (参保人数达1.8亿), else perhaps money: without a unit."""
    if numeral.value < (_MANY if numeral.kind != "bare" else _MANY**2 * 100):
        return None
    left = _CLAUSE.search(text, max(0, numeral.start - _NEAR), numeral.start)
    if left and _PERSON.search(left[0]):
        return _Unit("人次" if _VISITS.search(left[0]) else "人", "count", numeral.end, "number_person")
    return _Unit("", "money", numeral.end, "number_only")


def _of_list(text: str, numeral: Numeral) -> _Unit | None:
    """The unit that the last of several numbers states for all: 8.1、7.5和6个百分点."""
    end = numeral.end
    for _ in range(_LIST):
        sign = _SHARED.match(text, end)
        following = numeral_at(text, sign.end()) if sign and text[sign.end()].isdigit() else None
        if following is None or is_masked(text, following.start):
            return None
        unit = _unit(text, following)
        if unit:
            scale = shared_scale(text, numeral, following)
            return unit._replace(end=numeral.end, rule="shared_unit", scale=scale)
        end = following.end
    return None


def _finish(text: str, numeral: Numeral, unit: _Unit) -> Measure:
    start, end = numeral.start, unit.end
    value, value_max, qualifier, code = numeral.value * unit.scale, numeral.value_max, numeral.qualifier, unit.unit
    rule = unit.rule
    if rule == "number_half" or (text[end : end + 1] == "半" and unit.dimension == "duration"):
        value += Decimal("0.5")
        end += rule != "number_half"
    if text[end - 1 : end] == "成" and code == "%":
        value, value_max = value * 10, value_max * 10 if value_max is not None else None
        tenth = _TENTHS.match(text, end)
        if tenth:  # 九成八, 九成半
            value, end = value + DIGITS.get(tenth[0], 5), end + 1
    if text[end - 1 : end] == "番":
        value = Decimal(2) ** int(value)
    if unit.dimension == "temperature" and text[start - 2 : start] == _BELOW_ZERO:
        value, value_max, start = -value, -value_max if value_max is not None else None, start - 2
    times = _TIMES.search(text, max(0, start - 4), start) if text[start - 1 : start] in _TIMES_SIGNS else None
    if times:
        value, start = value * int(times[1]), times.start()
    sign = _CURRENCY.start(text, start) if unit.dimension == "money" else start
    if sign < start:
        code, start = _CURRENCIES[text[sign:start]], sign
    if unit.dimension == "duration" and text[end - 2 : end - 1] == "多":
        qualifier = "more_than"
    if qualifier == "exact" and _CROWDED.match(text, end):
        qualifier, end = "more_than", end + 1
    if text.startswith("级", end) and unit.dimension not in ("count", "duration"):
        qualifier, end, rule = "order", end + 1, "order"
    later = qualifiers.after(text, end)
    if later and not (later.qualifier == "at_most" and later.at == end + 1 and unit.dimension != "duration"):
        end = later.at
        qualifier = later.qualifier
    earlier = qualifiers.before(text, start, numeral.kind == "bare")
    if earlier:
        start = earlier.at
        if not (later and earlier.qualifier == "at_most"):  # 控制在3%左右
            qualifier = earlier.qualifier
    elif numeral.kind == "bare" and qualifier == "exact":
        qualifier = "order"
    return Measure(start, end, numeral.start, value, value_max, code, unit.dimension, qualifier, rule)


def _fraction_words(text: str) -> list[Measure]:
    found = []
    for match in _WORD.finditer(text):
        row = _WORDS[match[0]]
        earlier = qualifiers.before(text, match.start(), False)
        start = earlier.at if earlier else match.start()
        qualifier = earlier.qualifier if earlier else row.qualifier
        dimension = "share" if row.unit == "%" else "change_rate"
        found.append(
            Measure(start, match.end(), match.start(), row.value, None, row.unit, dimension, qualifier, "fraction_word")
        )
    if "/" in text:
        found.extend(_slash_fractions(text))
    return found


def _slash_fractions(text: str) -> list[Measure]:
    """Shares such as 近3/4的企业; not the days and codes that look alike."""
    found = []
    for match in _SLASH.finditer(text):
        above, below = int(match[1]), int(match[2])
        earlier = qualifiers.before(text, match.start(), False)
        later = qualifiers.after(text, match.end())
        if above >= below or not (earlier or later or text.startswith("的", match.end())):
            continue
        start, end = earlier.at if earlier else match.start(), later.at if later else match.end()
        qualifier = (later or earlier).qualifier if later or earlier else "exact"  # type: ignore[union-attr]
        value = Decimal(above) * 100 / below
        found.append(Measure(start, end, match.start(), value, None, "%", "share", qualifier, "fraction_slash"))
    return found
