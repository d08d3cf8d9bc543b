"""What makes a phrase with a project's head the name of one project, and how sure that is."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_brands import brand, known_company
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import PAREN, QUOTE, Edge, plain, vague
from flows.extract.project_heads import Head, Heads
from flows.extract.project_regions import Places
from flows.extract.project_setting import Setting
from flows.extract.words import alternation, holds_any
from flows.reference import load
from flows.reference.project_tables import MacroArea, ProjectContent

MAYBE: Final = 0.4
"""Confidence of a name that counts only beside a surer one in a list."""

_CAPACITY: Final = re.compile(
    # The set comes first, so that the engine skips to it.
    r"[\d年一二三四五六七八九十百千万亿](?:(?<=\d)(?![\d.]*[万亿]?[人名年月日个天次元级层轮])|(?<=年)产"
    r"|(?<=[一二三四五六七八九十百千万亿])[一二三四五六七八九十百千万亿]*(?:吨|千瓦|兆瓦|吉瓦|亩|公里))"
)
_PLAN_QUOTE: Final = re.compile(r"“十[一二三四五六]五”")
_MONEY: Final = re.compile(r"[\d.]+[万亿]元")
_GRADE: Final = re.compile(r"[\d.]+[余多]?[万亿千百]+[余多]?(?:亩|吨|公里|平方米|立方米|千瓦|米)?|[0-9A-Za-z]+级?")
"""Amounts and grades: no words that are a name's own."""
_LATIN: Final = re.compile(r"[0-9A-Za-z]")
_LETTER: Final = re.compile(r"[A-Za-z]")
_AREA: Final = re.compile(r"[东西南北中]部|华[东南北中]|[东西][南北]")
_WIDE: Final = re.compile(
    r"[东南西北中]{1,2}部(?:地区)?|" + alternation(row.name for row in load(MacroArea, "macro_areas"))
)
"""Parts of the country: lines there are a class (中西部|铁路)."""
_SET: Final = re.compile(r"[二三四五六七八九十两]+大")
_CLASSES: Final = cue_words("class")
_TOWN: Final = re.compile(r"[\u4e00-\u9fff]{2,3}[镇乡村]")
_LINE: Final = re.compile(cue("line"))
_RANKS: Final = cue_words("rank")
_CLASS_START: Final = re.compile(cue("class_start"))
_PHASED: Final = re.compile(".{2}(?<!第)[一二三四五六]期$")
_ORGANISATIONS: Final = cue_words("organisation")
_COUNTRY: Final = cue_words("country")
_WORKS: Final = cue_words("works")
_PURPOSES: Final = tuple(row.word for row in load(ProjectContent, "project_content_words") if row.type == "programme")
_OWNERS: Final = tuple(f"{word}的" for word in cue_words("company"))
_LABEL_START: Final = re.compile(r"领域|方面")
_TELLING: Final = frozenset(("computing", "storage", "power"))
_MANY: Final = frozenset(("infrastructure", "power", "other"))
"""Types of facilities that texts speak of as a class (污水管网, 燃煤机组) more than as one."""
_AROUND: Final = 100
"""Characters before a zone in which the place that it belongs to is named."""
_LONG_HEAD: Final = 4
"""Characters of a programme's head that says half of what it is for (知识|创新工程)."""
_STATE: Final = "国家"
_DESIGNATED: Final = 6
"""Least characters of the description of a zone that the state designates (国家渔业开放综合|示范区)."""
_NEEDS_MENTION: Final = frozenset(("platform", "other", "institute"))


def evidence_of(text: str, edge: Edge, head: Head, places: Places, heads: Heads, acronym: bool) -> frozenset[str]:
    """What makes a name specific.

    `quote` a quoted part; `owned` 某公司的 before it; `region` a place in it, `local` one below a province; `number`
    a size; `letters`; `organisation` a company; `national` 国家 and the like; `inner` a facility inside it; `works`
    a verb of building before the head; `set` 十大; `stem` two characters that say what it is, `long_stem` three;
    `proper` two characters beyond the words for products and the like, `own` three, or two and a town or village;
    `long` four characters beside the place; `around` a place not far before a zone.
    """
    content, start = edge.content, edge.start
    regions = places.inside(start, head.start)
    at = regions[0].end if regions and regions[0].start == start else start
    bare = content
    for region in reversed(regions):
        bare = bare[: region.start - start] + bare[region.end - start :]
    is_quoted = QUOTE in content
    if is_quoted or PAREN in content:
        bare = bare.replace(QUOTE, "").replace(PAREN, "")
    residual = len(bare) - vague(bare)
    is_latin = _LATIN.search(content) is not None
    words = _GRADE.sub("", bare) if is_latin else bare
    proper = len(words) - plain(words)
    inner = not heads.inner.isdisjoint(range(start + 3, head.start + 1))
    telling = (head.type in _TELLING or head.kind == "generic") and head.end - head.start >= 4
    described = content + head.noun[:-2] if head.kind == "generic" else content
    found: set[str] = set()
    if head.type == "zone" and places.before(start, start - _AROUND):
        found.add("around")
    if is_quoted and _PLAN_QUOTE.search(text, start, head.start) is None:
        found.add("quote")
    if regions:
        found.add("region")
        if not any(region.code.endswith("0000") for region in regions):
            found.add("local")
    elif _AREA.match(content) is not None:
        found.add("region")
    if _CAPACITY.search(content) is not None:
        found.add("number")
    if acronym or (is_latin and _LETTER.search(content) is not None):
        found.add("letters")
    if (
        holds_any(content, _ORGANISATIONS)
        or known_company(text, at, head.start) is not None
        or brand(text, at, head.start) is not None
    ):
        found.add("organisation")
    if holds_any(content, _COUNTRY):
        found.add("national")
    if edge.stop == "的" and text.endswith(_OWNERS, 0, start):
        found.add("owned")
    if inner:
        found.add("inner")
    if residual >= 2 or inner or telling:
        found.add("stem")
    if residual >= 3:
        found.add("long_stem")
    # A line's two ends in a character each may hold one that is a plain word elsewhere (京东|铁路).
    if proper >= 2 or (proper == 1 and len(bare) == 2 and _LINE.match(head.noun) is not None):
        found.add("proper")
    if proper >= 3 or (proper == 2 and _TOWN.match(bare) is not None):
        found.add("own")
    if len(bare) >= 4:
        found.add("long")
    if _SET.match(content) is not None:
        found.add("set")
    if described.endswith(_WORKS):
        found.add("works")
    return frozenset(found)


def confidence_of(head: Head, edge: Edge, evidence: frozenset[str], setting: Setting) -> float:
    """How sure a phrase is the name of one project: 0 for none, `MAYBE` where a list must decide."""
    kind = head.kind
    strong = bool(evidence & {"quote", "region", "organisation"})
    if "set" in evidence and kind in ("specific", "programme") and evidence & {"national", "stem"}:
        return 0.6
    if kind == "generic":
        return _generic(edge, evidence, setting, strong)
    if kind == "programme":
        return _programme(head, edge, evidence, setting, strong)
    if kind == "specific":
        return _specific(head, edge, evidence, setting, strong)
    if kind == "placed":
        named = (strong or ("proper" in evidence and not setting.quoted)) and not edge.content.endswith(_CLASSES)
        return (0.75 if setting.builds else MAYBE) if named else 0.0
    if kind == "named":
        if _WIDE.fullmatch(edge.content):
            return 0.0
        if strong or evidence & {"number", "proper"}:
            return 0.75 if setting.builds or evidence & {"section", "owned"} else MAYBE
        if evidence >= {"owned", "stem"}:
            return 0.55
        if "national" in evidence:
            return 0.6 if setting.builds and "stem" in evidence else MAYBE
        return 0.0
    if kind == "zone":
        if strong or "proper" in evidence:
            return 0.7 if setting.builds else 0.5 if setting.told else MAYBE
        return MAYBE if "national" in evidence else 0.0
    if strong or "proper" in evidence or (setting.happens and "stem" in evidence):
        return 0.6 if setting.builds else MAYBE
    return MAYBE if "stem" in evidence else 0.0


def _generic(edge: Edge, evidence: frozenset[str], setting: Setting, strong: bool) -> float:
    if edge.content.endswith(_RANKS) and "number" not in evidence:
        return 0.0
    if "stem" in evidence and (strong or "number" in evidence):
        return 0.9
    if edge.content.endswith(_CLASSES) and "number" not in evidence:
        return 0.0
    if evidence & {"quote", "number"} or evidence >= {"region", "long", "works"}:
        return 0.75
    if "proper" in evidence and _PHASED.search(edge.content):
        return 0.6
    if _CLASS_START.match(edge.content) and "works" not in evidence:
        return 0.0
    if evidence >= {"proper", "long_stem"} and setting.told:
        return 0.55
    short = "proper" not in evidence and len(edge.content) < 4
    if "stem" in evidence and ((setting.builds and not short) or "inner" in evidence or evidence >= {"long", "works"}):
        return 0.6
    return MAYBE if "long_stem" in evidence else 0.0


def _programme(head: Head, edge: Edge, evidence: frozenset[str], setting: Setting, strong: bool) -> float:
    purpose = edge.content.endswith(_PURPOSES)
    if _MONEY.match(edge.content):
        return 0.0
    if _LABEL_START.match(edge.content):
        return 0.0
    described = len(edge.content) >= 3 or (len(edge.content) == 2 and len(head.noun) >= _LONG_HEAD)
    if edge.strict and described and (edge.stop != "等" or "stem" in evidence):
        return 0.75
    if "quote" in evidence or setting.quoted:
        return 0.7
    if len(edge.content) < 4:
        return 0.0
    if head.noun.endswith("计划"):
        return 0.6 if purpose else 0.0
    if head.noun.endswith("基金") and setting.happens and "stem" in evidence:
        return 0.6
    if purpose or (setting.governed and strong) or (evidence >= {"stem"} and (setting.governed or strong)):
        return 0.6
    return 0.0


def _specific(head: Head, edge: Edge, evidence: frozenset[str], setting: Setting, strong: bool) -> float:
    kind = head.type
    if strong and evidence & {"stem", "quote", "long", "national", "letters"}:
        return 0.85
    if evidence & {"quote", "organisation", "number", "letters", "local"}:
        return 0.7 if setting.builds else 0.55
    if "proper" in evidence:
        told = (
            setting.builds or (setting.governed and "own" in evidence)
            if kind == "platform"
            else setting.told or kind not in _NEEDS_MENTION or evidence >= {"own", "national"}
        )
        return 0.65 if setting.builds else 0.5 if told else MAYBE
    if "stem" in evidence and kind != "platform":
        # 加强排水管网建设, 新建康复医院: what is only described is one thing where its building happens.
        # 推进海洋经济示范区建设: the zones that a policy wants are a class, unless the text is about a place.
        single = "around" in evidence if kind == "zone" else kind not in _MANY
        sure = setting.builds and (single or setting.happens or "national" in evidence)
        return 0.65 if sure else MAYBE
    if setting.happens and evidence & {"long", "region"}:
        return 0.55
    if kind == "zone" and setting.builds and edge.content.startswith(_STATE) and len(edge.content) >= _DESIGNATED:
        return 0.55
    return MAYBE if evidence & {"national", "region"} else 0.0
