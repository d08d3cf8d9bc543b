"""Where a project is: as the text writes it, and the region's code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from flows.extract.project_brands import brand_with_region
from flows.extract.project_cues import cue
from flows.extract.project_name import ProjectName
from flows.extract.project_regions import Places
from flows.extract.regions import REGIONS, RegionMention, article_region
from flows.extract.words import alternation
from flows.layout.article import Article
from flows.reference import load
from flows.reference.project_tables import MacroArea

_SENTENCE_START: Final = re.compile(r".*[。！？\n]", re.DOTALL)
_HAN: Final = r"\u4e00-\u9fff"
_BEFORE: Final = re.compile(
    rf"{cue('site')}(?P<place>[{_HAN}（）]{{2,16}}?)(?:的|{cue('within')}[^，。；]{{0,16}}|内)?$"
)
_AFTER: Final = re.compile(
    rf"(?:[^，。；：\n]{{0,4}}，)?(?:项目)?(?:正式)?{cue('site')}(?P<place>[{_HAN}]{{2,16}}?)"
    rf"(?=[，。；、内于]|{cue('opening')}|{cue('event')}|{cue('adverb')})"
)
_TOWN: Final = re.compile(rf"[{_HAN}]{{2,4}}?(?:{cue('town')}|半?岛)")
_AREA: Final = re.compile(alternation(row.name for row in load(MacroArea, "macro_areas")))
_CLASS: Final = re.compile(r"(?:特别行政区|省|(?:壮族|回族|维吾尔)?自治区|市)$")
_VILLAGE: Final = re.compile(rf"[{_HAN}]{{2,4}}?{cue('town')}(?![庄民级])")
_ZONE: Final = re.compile(rf"[{_HAN}]{{2,4}}?{cue('zone')}")
_TIME: Final = re.compile(rf"[年月日时中]$|{cue('occasion')}")
_COMPANY: Final = re.compile(rf"[^，。；：、！？\n]{{0,24}}?{cue('organisation')}")
_HEADING: Final = 16
_HEADING_REACH: Final = 800
"""Characters of a heading at most, and how far above a project it still holds."""
_SHARE: Final = 0.6
"""Least share of an article's places that lie in its region's province where it is about that region alone."""
_KINDS_OF_PLACE: Final = ("区", "园", "城", "港", "基地")


class Place:
    """A place as written, and its code where it is known."""

    __slots__ = ("code", "text")

    def __init__(self, text: str, code: str | None) -> None:
        self.text = text
        self.code = code


class Whole:
    """The place of an article, worked out where a project needs it.

    Args:
        article: the article.
        places: its region mentions.
        projects: the names of its projects.
    """

    __slots__ = ("_article", "_is_known", "_place", "_places", "_projects")

    def __init__(self, article: Article, places: Places, projects: frozenset[str]) -> None:
        self._article = article
        self._places = places
        self._projects = projects
        self._is_known = False
        self._place: Place | None = None

    def place(self) -> Place | None:
        """The place; None where the article goes through several."""
        if not self._is_known:
            article = self._article
            region = article_region(article)
            self._place = _article_place(article.body.text, self._places.mentions, region, self._projects)
            self._is_known = True
        return self._place


def _article_place(
    text: str, mentions: Sequence[RegionMention], region: str | None, projects: frozenset[str]
) -> Place | None:
    """How the article names the one region that it is about.

    None where it goes through several: a project's place is then looked for nearer by. A zone that is a project of the
    article is no place of others.
    """
    if region is None or _SHARE * len(mentions) > sum(m.code[:2] == region[:2] for m in mentions):
        return None
    names = Counter(
        text[m.start : m.end]
        for m in mentions
        if m.code == region and m.name not in projects and text[m.start : m.end] not in projects
    )
    if not names:
        return Place(_CLASS.sub("", REGIONS[region].name), region)
    if REGIONS[region].level == "province":
        return Place(min(names, key=lambda name: (len(name), name)), region)
    return Place(max(names, key=lambda name: (names[name], -text.find(name))), region)


def _in_name(text: str, name: ProjectName, places: Places) -> Place | None:
    regions = places.inside(name.start, name.end)
    company = _COMPANY.match(text, name.start, name.end)
    floor = company.end() if company else name.start
    if regions and regions[0].start == name.start:
        floor += len(brand_with_region(text, name.start, regions[0].end, name.end) or "")
    if area := _AREA.match(text, name.start, name.end):
        return Place(area[0], regions[-1].code if regions else None)
    kept = [r for r in regions if r.start >= floor and (r.start, r.end) != (name.start, name.end)]
    kept = [r for r in kept if r.code[:2] == kept[0].code[:2] or r.start <= kept[0].end + 1]
    if not kept:
        village = None if company else _VILLAGE.match(text, name.start, name.end)
        return Place(village[0], None) if village else None
    end = kept[-1].end
    if within := _ZONE.match(text, end, max(end, text.rfind(name.head, name.start, name.end))):
        end = within.end()
    elif len(kept) > 1 and all(text[a.end : b.start] in ("", "至", "到", "—", "-") for a, b in pairwise(kept)):
        return Place(text[kept[0].start : end], kept[-1].code)
    return Place("".join(text[r.start : r.end] for r in kept[:-1]) + text[kept[-1].start : end], kept[-1].code)


def _governed(text: str, name: ProjectName, places: Places) -> Place | None:
    """The place that 位于 or 在 names right before the project or right after it."""
    low = max(0, name.start - 30)
    found = _BEFORE.search(text, low, name.start)
    if found is None:
        found = _AFTER.match(text, name.end, min(len(text), name.end + 32))
    if found is None or _TIME.search(found["place"]):
        return None
    start, end = found.span("place")
    regions = places.inside(start, end)
    town = _TOWN.search(found["place"])
    if not regions and not town and not found["place"].endswith(_KINDS_OF_PLACE):
        return None
    place = found["place"].removesuffix("内")
    if regions and not place.endswith(_KINDS_OF_PLACE) and not (town and place.endswith(town[0])):
        # 在东海省南山市|听取…汇报
        place = text[start : regions[-1].end]
    return Place(place, regions[-1].code if regions else None)


def _lies_in(code: str | None, province: str) -> bool:
    return code is not None and province.endswith("0000") and code[:2] == province[:2] and code != province


def _headed(text: str, start: int, places: Places) -> Place | None:
    """The place that the heading above a passage names: a short line, not far up."""
    for region in reversed(places.before(start, start - _HEADING_REACH)):
        line = text.rfind("\n", 0, region.start) + 1
        end = text.find("\n", region.end)
        if 0 <= end < start and end - line <= _HEADING and text[end - 1] not in "。！？；，、：":
            return Place(text[region.start : region.end], region.code)
    return None


def _seat(text: str, name: ProjectName, places: Places) -> Place | None:
    """The county or city that the name of the company begins with: 东海省南山县某公司|码头."""
    company = _COMPANY.match(text, name.start, name.end)
    regions = places.inside(name.start, company.end()) if company else []
    if not regions or regions[0].start != name.start or REGIONS[regions[-1].code].level == "province":
        return None
    return Place(text[regions[0].start : regions[-1].end], regions[-1].code)


def place_of(
    text: str,
    name: ProjectName,
    mentions: Sequence[ProjectName],
    places: Places,
    whole: Whole,
    blank: str,
) -> Place | None:
    """The place of a project: in its name, where 位于 or 在 puts it, in its sentence, else the article's.

    Args:
        text: the text.
        name: the project's fullest mention.
        mentions: all of them.
        places: region mentions.
        whole: the article's place.
        blank: the text with the names of projects blanked out: a place in one name of a list is that one's.
    """
    found = _in_name(text, name, places)
    told = (_governed(text, mention, places) for mention in ((name, *mentions) if found is None else (name,)))
    governed = next((place for place in told if place is not None), None)
    # 位于淮安高新区的江苏…项目: the nearer place tells more than the province in the name.
    if found is None or (governed is not None and found.code is not None and _lies_in(governed.code, found.code)):
        found = governed
    if found is not None:
        if found.code is None and (around := whole.place()):
            return Place(found.text, around.code)
        return found
    if name.type != "programme":
        low = max(0, name.start - 80)
        if start := _SENTENCE_START.match(text, low, name.start):
            low = start.end()
        for region in reversed(places.before(name.start, low)):
            others = name.kind == "item" and blank[region.start] == "\0"
            if not others and not _COMPANY.match(text, region.start, name.start):
                return Place(text[region.start : region.end], region.code)
    if place := _seat(text, name, places):
        return place
    if place := _headed(text, name.start, places) or whole.place():
        return place
    near = places.before(name.start, text.rfind("\n", 0, name.start) + 1)
    return Place(text[near[-1].start : near[-1].end], near[-1].code) if near else None
