"""What a numeral counts: the unit right after it, or the word that takes a unit's place."""

from __future__ import annotations

import re
from typing import Final

from flows.extract import qualifiers
from flows.extract.masks import is_masked
from flows.extract.numerals import Numeral, numeral_at, shared_scale
from flows.extract.units import FIRST, UnitMatch, is_lookalike, match_unit
from flows.reference import load
from flows.reference.figure_tables import CountedNoun

_NOUNS: Final = load(CountedNoun, "counted_nouns")


def _nouns(kind: str) -> re.Pattern[str]:
    words = (row.noun for row in _NOUNS if row.kind == kind)
    return re.compile("|".join(sorted(words, key=len, reverse=True)))


_DIRECT, _DIVISION = _nouns("direct"), _nouns("division")
_NOUN_FIRSTS: Final = frozenset(row.noun[0] for row in _NOUNS if row.kind in ("direct", "division"))
_PERSON, _THING = _nouns("person"), _nouns("scale")
_PHRASE: Final = re.compile("[^，。；：、！？（）“”《》\n]{0,10}")
_LARGE: Final = re.compile("大(?:(?P<unit>类(?![别型])|项(?!目))|(?=[一-龥“]))")
_CONGRESS: Final = re.compile("[党共]的?$")
_HALF: Final = re.compile("(?:个半|半个)(?=小时|月|钟头|学期|世纪)")
_HALF_FIRSTS: Final = frozenset("个半")
_VAGUE: Final = frozenset(("count", "duration", "length"))  # 百人, 百年, 百里: no figures without more
_SHARED: Final = re.compile("[、和与及](?=.)")
_CLAUSE: Final = re.compile("[^，。；：！？\n]*$")
_VISITS: Final = re.compile("人次")
_NEAR: Final = 16
_MANY: Final = 10_000
_HUGE: Final = 10_000_000_000
_MOST: Final = 12  # 二十大 and the like are congresses
_PLACES: Final = frozenset("前后")
_HELD: Final = frozenset("名位")
_HAS: Final = "有"
_LIST: Final = 6

NEXT: Final = FIRST | frozenset(row.noun[0] for row in _NOUNS) | frozenset("大级半—–~～至到-、和与及")
"""Characters of which one must follow a number that is a figure, unless the number ends in a scale."""


def unit_of(text: str, numeral: Numeral) -> UnitMatch | None:
    """What stands right after the numeral: a unit, or the noun itself."""
    end = numeral.end
    if numeral.kind == "percent" or numeral.kind == "permille":
        return UnitMatch("%" if numeral.kind == "percent" else "‰", "share", "", end, "fraction")
    following = text[end : end + 1]
    if following in _NOUN_FIRSTS:
        # A division after Chinese numerals is a name (西北五省).
        noun = _DIRECT.match(text, end) or (text[numeral.start].isdigit() and _DIVISION.match(text, end))
        if noun:
            return UnitMatch("个", "count", "", end, "number_noun")
    half = _HALF.match(text, end) if following in _HALF_FIRSTS else None
    if half:
        unit = match_unit(text, half.end(), numeral.start)
        if unit:
            unit.rule = "number_half"
        return unit
    unit = match_unit(text, end, numeral.start)
    return unit if unit and _is_unit(text, numeral, unit) else None


def _is_unit(text: str, numeral: Numeral, unit: UnitMatch) -> bool:
    if unit.name in _HELD and text[numeral.start - 1 : numeral.start] in _PLACES:
        return False
    if numeral.kind != "bare" or numeral.qualifier != "exact" or qualifiers.before(text, numeral.start, bare=True):
        return True
    if unit.dimension == "duration" and text.startswith(_HAS, numeral.start - 1):
        return True  # 已有百年历史
    is_thing = unit.dimension == "count" and len(unit.name) > 1 and numeral.value >= _MANY  # 千万机架
    return is_thing or unit.dimension not in _VAGUE or text.startswith("级", unit.end)


def unit_instead(text: str, numeral: Numeral) -> UnitMatch | None:
    """What takes a unit's place: words around the number that say what it counts."""
    return _named(text, numeral) or unit_of_list(text, numeral, numeral.end) or _of_people(text, numeral)


def _named(text: str, numeral: Numeral) -> UnitMatch | None:
    """What stands after the number in a unit's place: N大, 百亿级, N万 and a noun."""
    end = numeral.end
    large = _LARGE.match(text, end) if numeral.value < _MANY and not is_lookalike(text, end) else None
    if large:
        is_congress = numeral.value > _MOST or _CONGRESS.search(text, max(0, numeral.start - 2), numeral.start)
        is_place = text[numeral.start - 1 : numeral.start] in _PLACES  # 前三大
        if is_congress or is_place or numeral.kind == "bare":
            return None
        return UnitMatch(large["unit"] or "个", "count", "", large.end(), "number_large")
    if numeral.value < _MANY and numeral.kind != "bare":
        return None
    if text.startswith("级", end):
        return UnitMatch("CNY", "money", "", end, "order") if numeral.value >= 10**8 else None
    is_exact = numeral.kind == "bare" and numeral.qualifier == "exact"
    if is_exact and not qualifiers.before(text, numeral.start, bare=True):
        return None  # 万难, 亿万
    phrase = _PHRASE.match(text, end)
    if phrase and _PERSON.search(text, end, phrase.end()):
        return UnitMatch("人", "count", "", end, "number_person")
    if phrase and _THING.match(text, end):
        return UnitMatch("家", "count", "", end, "number_noun")
    return None


def _of_people(text: str, numeral: Numeral) -> UnitMatch | None:
    """People counted before the number (参保人数达1.8亿), else perhaps money: without a unit."""
    if numeral.value < (_MANY if numeral.kind != "bare" else _HUGE):
        return None
    left = _CLAUSE.search(text, max(0, numeral.start - _NEAR), numeral.start)
    if left and _PERSON.search(left[0]):
        return UnitMatch("人次" if _VISITS.search(left[0]) else "人", "count", "", numeral.end, "number_person")
    return UnitMatch("", "money", "", numeral.end, "number_only")


def unit_of_list(text: str, numeral: Numeral, at: int) -> UnitMatch | None:
    """The unit that the last of several numbers states for all: 8.1、7.5和6个百分点.

    Args:
        text: the text.
        numeral: the number.
        at: where it ends, a unit that it has been given included.
    """
    end = at
    for _ in range(_LIST):
        sign = _SHARED.match(text, end)
        following = numeral_at(text, sign.end()) if sign and text[sign.end()].isdigit() else None
        if following is None or is_masked(text, following.start):
            return None
        unit = unit_of(text, following)
        if unit:
            scale = shared_scale(text, numeral, following)
            unit.end, unit.rule, unit.scale = at, "shared_unit", scale
            return unit
        end = following.end
    return None
