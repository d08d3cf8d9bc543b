"""Ranks: 全球第六个, 居全国第3位, 首台, 第一大, 前十."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from flows.extract.masks import Masks
from flows.extract.measure import Measure
from flows.extract.numbers import HAN_NUMERALS
from flows.extract.numerals import numeral_at
from flows.extract.units import UNITS
from flows.reference import load
from flows.reference.figure_tables import RankTerm

_ROWS: Final = load(RankTerm, "rank_terms")
_COUNTED: Final = {name for unit in UNITS if unit.dimension == "count" and not unit.context for name in unit.names}
_NOT_FIRST: Final = frozenset("人名口批期届席次班部项轮代层级本场副页字段节对顿步季重")


def _any_of(kind: str) -> str:
    return "|".join(sorted((row.term for row in _ROWS if row.kind == kind), key=len, reverse=True))


_SCOPE: Final = f"(?:{_any_of('scope')}|[一-龥]{{1,3}}[省市区县州])"
_BEFORE: Final = re.compile(f"(?P<verb>{_any_of('verb')})?(?P<scope>{_SCOPE}{{0,2}})(?:的|范围内|中)?$")
_LISTED: Final = re.compile("(?P<verb>排名)(?P<scope>[^，。；：、]{1,16})$")
_LEAD: Final = re.compile(f"(?:{_any_of('scope')})(?:的)?$")
_COUNTED_FIRST: Final = "".join(sorted({name[0] for name in _COUNTED}))
_SIGN: Final = re.compile(
    f"[第前后首](?:(?<!首)(?=[0-9{HAN_NUMERALS}])|(?<=首)(?<![元匪群部魁党]首)(?=[{_COUNTED_FIRST}]))"
)
_YEARLY: Final = re.compile("“?[^，。；：“”]{1,14}?(?:日|节|宣传月|宣传周)(?=[”，。；！、\n]|$)")  # 第10个世界读书日
_PLACE: Final = re.compile("[位名]")
_LIMIT: Final = re.compile("[名位强]|(?=[，。；、）])")
_FIRST: Final = re.compile("|".join(sorted((n for n in _COUNTED if n not in _NOT_FIRST), key=len, reverse=True)))
_AFTER_VERB: Final = frozenset(("", *"，。；、！）\n"))
_AFTER_SCOPE: Final = _AFTER_VERB | frozenset("”的")
_AFTER_RANK: Final = _AFTER_SCOPE | frozenset("位名")
_SERIAL: Final = 1000  # 第100万台 counts what was made
_WINDOW: Final = 14


def find_ranks(text: str, masks: Masks) -> list[Measure]:
    """Every rank of `text`, in order.

    Args:
        text: the text.
        masks: what to leave out.
    """
    found: list[Measure] = []
    for sign in _SIGN.finditer(text):
        at = sign.start()
        if masks.covers(at, at + 1):
            continue
        mark = sign[0]
        rank = _ordinal(text, at) if mark == "第" else _first(text, at) if mark == "首" else _limit(text, at)
        if rank:
            found.append(rank)
    return found


def _rank(start: int, end: int, number: int, value: Decimal, qualifier: str, rule: str) -> Measure:
    return Measure(start, end, number, value, None, "rank", "rank", qualifier, rule)


def _ordinal(text: str, at: int) -> Measure | None:
    numeral = numeral_at(text, at + 1)
    value, end = (numeral.value, numeral.end) if numeral else (Decimal(1), at + 2)
    if numeral is None and text[at + 1 : at + 2] != "一":
        return None
    if numeral and (numeral.kind != "plain" or numeral.value != int(numeral.value)):
        return None
    is_large = text.startswith("大", end)
    classifier = _FIRST.match(text, end)
    if not is_large and not classifier and text[end : end + 1] not in _AFTER_RANK:
        return None
    if value >= _SERIAL and classifier and numeral:
        return Measure(at, classifier.end(), at, value, None, classifier[0], "count", "exact", "serial")
    before = _BEFORE.search(text, max(0, at - _WINDOW), at)
    if not before or not (before["verb"] or before["scope"]):
        before = _LISTED.search(text, max(0, at - 2 * _WINDOW), at)
    verb, scope = (before["verb"], before["scope"]) if before else (None, "")
    start = before.start() if before and (verb or scope) else at
    if is_large:
        return _rank(start, end + 1, at, value, "exact", "rank_large")
    if _PLACE.match(text, end):
        return _rank(start, end + 1, at, value, "exact", "rank_place") if verb or scope else None
    if classifier and _YEARLY.match(text, classifier.end()):
        return None
    if scope and classifier:
        return _rank(start, classifier.end(), at, value, "exact", "rank_of")
    follow = text[end : end + 1]
    if (scope and follow in _AFTER_SCOPE) or (verb and follow in _AFTER_VERB):
        return _rank(start, end, at, value, "exact", "rank_plain")
    return None


def _first(text: str, at: int) -> Measure | None:
    classifier = _FIRST.match(text, at + 1)
    if not classifier:
        return None
    lead = _LEAD.search(text, max(0, at - _WINDOW), at)
    return _rank(lead.start() if lead else at, classifier.end(), at, Decimal(1), "exact", "rank_first")


def _limit(text: str, at: int) -> Measure | None:
    numeral = numeral_at(text, at + 1)
    if not numeral or numeral.value > 1000:
        return None
    limit = _LIMIT.match(text, numeral.end)
    before = _BEFORE.search(text, max(0, at - _WINDOW), at) if limit else None
    if not limit or not before or not (before["verb"] or before["scope"]):
        return None
    return _rank(before.start(), limit.end(), at, numeral.value, "at_most", "rank_limit")
