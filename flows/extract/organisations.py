"""Names of companies, institutions and agencies in running text."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import ahocorasick_rs

from flows.extract.lexicon import Lexicon, guarded_trie
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.link_tables import Country
from flows.reference.quote_tables import OrganisationEnding, OrganisationPart
from flows.reference.sector_tables import Region
from flows.text.passage import Span

_LONGEST_NAME: Final = 30
_DEPARTMENT: Final = 14
"""Longest part, in characters, between an organisation and its department (市场监测 in 商务厅市场监测处)."""

# Characters that end a name to the left: particles, prepositions, pronouns and conjunctions.
_LONGEST_BEFORE_REGION: Final = 4
_SHORTEST_REGION: Final = 2
_STOPS: Final = (
    "的了在是为与和及或由从向对把被将到于以等让使给跟同并而也都就还又其该此这那各每某据经至自因若但说称均已即"
)
_HAN: Final = r"\u3400-\u9fff"


@cache
def _rules() -> tuple[ahocorasick_rs.AhoCorasick, tuple[OrganisationEnding, ...], re.Pattern[str], re.Pattern[str]]:
    endings = load(OrganisationEnding, "organisation_endings")
    parts = load(OrganisationPart, "organisation_parts")
    automaton = ahocorasick_rs.AhoCorasick(
        [row.ending for row in endings],
        matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
        implementation=ahocorasick_rs.Implementation.ContiguousNFA,
    )
    inner = guarded_trie(row.part[::-1] for row in parts if row.kind == "inner")
    leftwards = re.compile(f"(?:{inner}|[{_HAN}A-Za-z0-9·）（](?<![{_STOPS}]))*")
    openers = re.compile(guarded_trie(row.part for row in parts if row.kind == "opener"))
    return automaton, endings, leftwards, openers


def starts_with_verb(text: str, start: int, end: int) -> bool:
    """Whether a clause begins with a verb or opener (祝贺, 根据), so that what follows isn't its subject."""
    return _rules()[3].match(text, start, end) is not None


@cache
def organisation_endings() -> Endings:
    """Words that end names of organisations, for looking leftwards."""
    return Endings(row.ending for row in load(OrganisationEnding, "organisation_endings") if row.type != "none")


@cache
def _learned_endings() -> Endings:
    """Endings of institutions whose parts may be called after a country (某研究院美国研究所)."""
    kinds = ("academia", "association")
    return Endings(row.ending for row in load(OrganisationEnding, "organisation_endings") if row.type in kinds)


@cache
def regions() -> Lexicon:
    """Names of provinces and prefectures, full and short, and full names of counties."""
    names: set[str] = set()
    for row in load(Region, "regions"):
        names.add(row.name)
        if row.level != "county":
            names.add(short_region(row.name))
    return Lexicon(name for name in names if len(name) >= _SHORTEST_REGION)


@cache
def countries() -> Lexicon:
    """Names of countries."""
    return Lexicon(row.name for row in load(Country, "countries") if len(row.name) > 1)


def after_headline(text: str, begin: int, end: int) -> int:
    """Where a name goes on that a headline without a mark at its end stands before (某地拦截无人机某国国防部).

    That is at the last country in it, unless what stands before can be part of the name.
    """
    if end - begin <= _LONGEST_BEFORE_REGION:
        return begin
    found = countries().spans(text, begin, end)
    if not found:
        return begin
    at, stop = found[-1]
    if text[stop : stop + 1] == "际":
        return begin  # 某德国际机场
    if at - begin < _LONGEST_BEFORE_REGION or text[at - 1] in "驻对、（":
        return begin
    return begin if _learned_endings().start(text, at, begin) < at else at


_AUTONOMOUS_REGION: Final = re.compile("(内蒙古|西藏|新疆|广西|宁夏).*自治区")
_AUTONOMOUS: Final = re.compile("自治[州县]$")
_REGION_KIND: Final = re.compile("(?:省|市|县|盟|地区|特别行政区|自治县|自治州)$")
_PEOPLES: Final = re.compile(".{1,3}族$")
_LEVELS: Final = re.compile("中共|国家|中国")


def short_region(name: str) -> str:
    """A region's name without its kind: 湖南省 → 湖南, 湘西土家族苗族自治州 → 湘西."""
    if autonomous := _AUTONOMOUS_REGION.fullmatch(name):
        return autonomous[1]
    short = _REGION_KIND.sub("", name)
    if _AUTONOMOUS.search(name):
        short = short[:2] if len(short) > 4 else _PEOPLES.sub("", short) or short
    return short if len(short) > 1 else name


def _left(text: str, start: int, floor: int) -> int:
    """Where the name begins whose ending starts at `start`."""
    _, _, leftwards, openers = _rules()
    window = text[max(floor, start - _LONGEST_NAME) : start]
    match = leftwards.match(window[::-1])
    begin = start - (match.end() if match else 0)
    # an unpaired bracket is no part of the name
    while begin < start and text[begin] in "）·":
        begin += 1
    opening = text.rfind("（", begin, start)
    if opening >= 0 and "）" not in text[opening:start]:
        begin = opening + 1
    while begin < start and (match := openers.match(text, begin, start)):
        begin = match.end()
    begin = after_headline(text, begin, start)
    known = regions()
    stop = min(begin + _LONGEST_BEFORE_REGION, start - _SHORTEST_REGION) + 1
    for region in range(begin, stop):
        if known.end(text, region, start) > region:
            # what stands before a region's name is seldom part of an organisation's, unless it is 中共 or 国家
            is_part = region == begin or text[region - 1] == "（" or _LEVELS.fullmatch(text, begin, region)
            return begin if is_part else region
    return begin


def find_organisations(text: str) -> list[Span]:
    """Spans of the names of companies, institutions and agencies, a department with its organisation, in order."""
    automaton, endings, _, _ = _rules()
    spans: list[Span] = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if endings[index].type == "none" or (text[end : end + 1] in ("长", "员")):  # 处长, 委员: a post
            continue
        floor = spans[-1][1] if spans else 0
        begin = _left(text, start, floor)
        if spans and begin == floor and end - floor <= _DEPARTMENT and endings[index].type != "place":
            spans[-1] = (spans[-1][0], end)
        elif (
            start - begin >= 2
            or (begin < start and end - begin >= 4)
            or ((endings[index].alone or end - start > 5) and begin == start)
        ):
            spans.append((begin, end))
    return spans
