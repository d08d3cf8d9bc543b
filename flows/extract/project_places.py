"""Where a project is: as the text writes it, and the region's code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.extract.project_edges import Places
from flows.extract.project_names import ProjectName
from flows.extract.regions import REGIONS, RegionMention
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.project_tables import MacroArea

_SENTENCE_START = re.compile(r".*[。！？\n]", re.DOTALL)
_BEFORE = re.compile(
    r"(?:位于|坐落于|坐落在|地处|落户|落户于|设在|在)(?P<place>[\u4e00-\u9fff（）]{2,16}?)(?:的|新?建设的?|举行的?|投资[^，。；]{0,16}|打造的?|部署|内)?$"
)
_AFTER = re.compile(
    r"(?:[^，。；：\n]{0,4}，)?(?:项目)?(?:正式)?(?:位于|坐落于|坐落在|地处|落户|落户于|选址|设在|在)(?P<place>[\u4e00-\u9fff]{2,16}?)"
    r"(?=[，。；、]|内|正式|开工|奠基|启动|举行|揭牌|建成|投产|签约|落成|竣工|投用|投入|点火|并网|于|集中|顺利|成功)"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村|半岛|岛)")
_AREA = re.compile(alternation(row.name for row in load(MacroArea, "macro_areas")))
_CLASS = re.compile(r"(?:特别行政区|省|(?:壮族|回族|维吾尔)?自治区|市)$")
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:镇|乡|街道|村)(?![庄民级])")
_ZONE = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:经济开发区|开发区|高新区|工业园区|园区|工业园|新区|镇|乡|街道|半岛)")
_TIME = re.compile(r"[年月日时]$|期间|背景|前提|基础上|过程|方面|领域|当天|现场|会上|中$")
_COMPANY = re.compile(r"[^，。；：、！？\n]{0,24}?(?:公司|集团|大学|学院)")


class Place(NamedTuple):
    """A place as written, and its code where it is known."""

    text: str
    code: str | None


def article_place(text: str, mentions: Sequence[RegionMention], region: str | None, projects: set[str]) -> Place | None:
    """How the article itself mostly names its region; a zone that is a project of the article is no place of others."""
    if region is None:
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
    if area := _AREA.match(text, name.start, name.end):
        return Place(area[0], regions[-1].code if regions else None)
    kept = [r for r in regions if r.start >= floor and (r.start, r.end) != (name.start, name.end)]
    if not kept:
        village = None if company else _VILLAGE.match(text, name.start, name.end)
        return Place(village[0], None) if village else None
    end = kept[-1].end
    if within := _ZONE.match(text, end, name.end - len(name.head)):
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
    if not regions and not town and not found["place"].endswith(("区", "园", "城", "港", "基地")):
        return None
    return Place(found["place"].removesuffix("内"), regions[-1].code if regions else None)


def place_of(text: str, name: ProjectName, places: Places, whole: Place | None) -> Place | None:
    """The place of a project: in its name, where 位于 or 在 puts it, in its sentence, else the article's."""
    if found := _in_name(text, name, places):
        return found if found.code else Place(found.text, whole.code if whole else None)
    if found := _governed(text, name, places):
        return found if found.code else Place(found.text, whole.code if whole else None)
    if name.type != "programme":
        low = max(0, name.start - 80)
        if start := _SENTENCE_START.match(text, low, name.start):
            low = start.end()
        for region in reversed(places.before(name.start, low)):
            if not _COMPANY.match(text, region.start, name.start):
                return Place(text[region.start : region.end], region.code)
    return whole
