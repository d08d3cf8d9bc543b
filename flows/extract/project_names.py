"""Where the names of projects stand in a text."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_brands import brand
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Edge, left_edge, plain
from flows.extract.project_evidence import MAYBE, confidence_of, evidence_of
from flows.extract.project_filters import is_no_name, is_no_project
from flows.extract.project_gates import LISTS_ON, LONGEST, may_name
from flows.extract.project_heads import Head, Heads
from flows.extract.project_name import ProjectName
from flows.extract.project_regions import Places
from flows.extract.project_setting import Setting, is_labelled, setting_of
from flows.extract.project_verbs import Verb, starts, verb_after, verb_before
from flows.extract.word_scan import words_of
from flows.reference import load
from flows.reference.project_tables import MacroArea, ProperName

_AUTHORITIES: Final = cue_words("authority")
_BRANCH: Final = re.compile(
    r"(?:工程)?(?:后续|[东西中南北]线|[一二三四五]线)?(?:[东西中南北]段)?(?:[一二三四五]期)?(?:工程(?!师)|项目)?"
)
"""Branch and phase behind the name of a system of works: 东水西送|中线一期工程."""
_TELLING: Final = 6
_TELLING_PLANT: Final = 4
"""Least characters of a description that tell of one facility where the text says that it was set up."""
_PROPER: Final = load(ProperName, "project_proper_names")
_HAN: Final = r"\u4e00-\u9fff"
_PHASE: Final = re.compile(
    r"(?:（?(?:[一二三四五六七八九]|首|第[一二三四五六七八九])(?:、[二三四五])?期(?:工程|项目)?）?"
    r"|（?[一二三四]阶段(?:工程|项目)?）?)"
)
_STARTS_PHASE: Final = frozenset("（一二三四五六七八九首第")
_SECTION: Final = re.compile(
    rf"扩区|[{_HAN}]{{2,4}}片区|[{_HAN}]{{2,4}}[至到—-][{_HAN}]{{2,5}}段|[东南西北中]段|[{_HAN}]{{2,3}}(?<![阶时路地工])段"
)
_PLACED_SECTION: Final = re.compile(rf"[{_HAN}]{{2,9}}?(?<![阶时路地工])段")
"""A part of a line that begins with a place: 重庆开州|段."""
_SECTION_REACH: Final = 14
"""Characters from a head to the end of its part at most."""
_AREAS: Final = frozenset(row.name for row in load(MacroArea, "macro_areas"))
_SEAT: Final = 10
"""Characters of a place in parentheses at most."""
_QUOTED: Final = 24
_OPENED: Final = re.compile(r"“(?=[^“”，。；：、！？\n《》]*$)")
"""The opening mark of a quotation that goes on."""
_DASH: Final = re.compile(r"[—―─]{2}")
_OPENING: Final = frozenset("“‘")
_BUILT: Final = frozenset(("venue", "placed"))
"""Kinds of heads that name a project only where its building is spoken of, or in a list."""
_QUOTED_PART: Final = re.compile(rf"“[{_HAN}\d+·]{{3,14}}”")
_LAUNCHED: Final = re.compile(
    rf"(?=[^，。；\n]*(?:“[{_HAN}]{{0,3}}[\d百千万双三]|”、?“))(?:“[{_HAN}\d+·]{{3,14}}”、?)+(?=[，。；\n])"
)
"""Several campaigns, or one with a number in it: one quotation alone may be a slogan."""
_LAUNCHES: Final = tuple(word + done for word in cue_words("launch") for done in ("", "了"))
_QUOTED_PHASE: Final = re.compile(rf"“[{_HAN}\dA-Za-z]{{2,10}}”[二三四五]期(?:工程|项目)?")
_LOCATIVES: Final = frozenset(cue_words("locative"))
_TOWN: Final = re.compile(rf"[{_HAN}]{{2,5}}?(?:{cue('town')}(?![委民庄])|开发区|高新区|经开区)")
_JOINT: Final = re.compile(r"”?(?:、|和|与|及|以及|，)(?:[^，。；：、！？\n]{0,8}[级的])?[“‘]?")


def find_names(text: str, heads: Heads, places: Places) -> list[ProjectName]:
    """Names with a head noun and known proper names, the outer one where they nest, in order."""
    names: list[ProjectName] = []
    free = heads.free
    for at, head in enumerate(free):
        gap_before = head.start - names[-1].end if names else len(text)
        gap_after = free[at + 1].start - head.end if at + 1 < len(free) else len(text)
        if may_name(text, head, gap_before, gap_after):
            name = _name(text, head, places, heads, names[-1] if names else None)
            if name is not None:
                names.append(name)
    names.extend(_proper_names(text))
    names.extend(_quoted(text))
    return _without_descriptions(text, outermost(_lifted(text, names)))


def _without_descriptions(text: str, names: list[ProjectName]) -> list[ProjectName]:
    """The names without the descriptions that a dash joins to the name itself: 沿江高速通道——东海大桥."""
    starts = {name.start for name in names}
    return [
        name
        for name in names
        if name.kind == "programme"
        or name.evidence >= {"region", "long_stem"}
        or not (dash := _DASH.match(text, name.end)) or dash.end() not in starts
    ]


def _after_place(text: str, edge: Edge, head: Head, places: Places) -> Edge:
    """The edge behind a town or zone that 在 or 位于 names before the name: 设在河口镇|东海电池二期."""
    if edge.stop not in _LOCATIVES or not (town := _TOWN.match(text, edge.start, head.start)):
        return edge
    at = town.end()
    regions = places.inside(at, head.start)
    if not (regions and regions[0].start == at) and not brand(text, at, head.start):
        return edge
    return edge.cut(at)


def _after_address(text: str, edge: Edge, head: Head, places: Places) -> Edge:
    """The edge behind an address of several divisions where a proper name follows: 甲省乙市丙区|南山基地."""
    at, levels = edge.start, 0
    inside = places.inside(edge.start, head.start)
    if len(inside) < 2:
        return edge
    for region in inside:
        if region.start != at or text[region.end - 1] not in "省市区县州旗盟":
            break
        at, levels = region.end, levels + 1
    if levels < 2 or (head.start - at) - plain(text[at : head.start]) < 2:
        return edge
    return edge.cut(at)


def _after_body(text: str, edge: Edge, head: Head) -> Edge:
    """The edge behind an authority whose campaign a quotation names: 某某部|“百日”专项行动."""
    quote = text.find("“", edge.start + 2, head.start)
    return edge.cut(quote) if quote > 0 and text.endswith(_AUTHORITIES, edge.start, quote) else edge


def _after_label(text: str, edge: Edge, head: Head, heads: Heads) -> Edge:
    """The edge behind a description that ends in 工程 or 项目: 国家重点水利工程|凤凰山水库."""
    if heads.ends.isdisjoint(range(edge.start + 4, head.start - 1)):
        return edge
    for end in range(edge.start + 4, head.start - 1):
        if end in heads.ends and end not in heads.inner and plain(text[edge.start : end]) == end - edge.start:
            return edge.cut(end)
    return edge


def _whole_quotation(text: str, edge: Edge, head: Head) -> Edge:
    """The edge behind the opening mark where a name fills a quotation: the verbs in it are its own."""
    opening = _OPENED.search(text, max(0, head.start - _QUOTED), head.start)
    if opening is None or opening.end() >= edge.start:
        return edge
    start = opening.end()
    return Edge(start, start, text[start : head.start], edge.strict, False, "")


def _edge(text: str, head: Head, places: Places, heads: Heads) -> Edge | None:
    """The left edge of the name that ends in a head; None where nothing or a class stands before it."""
    edge = left_edge(text, head.start, head.kind, places, heads.ends)
    if head.kind == "programme" and text.startswith("”", head.end):
        edge = _whole_quotation(text, edge, head)
    if (edge.plural or edge.start >= head.start) and text[edge.start - 1 : edge.start] not in _OPENING:
        return None
    edge = _after_address(text, _after_place(text, edge, head, places), head, places)
    return _after_body(text, edge, head) if head.kind == "programme" else _after_label(text, edge, head, heads)


def _end(text: str, head: Head, places: Places) -> tuple[int, bool]:
    """End of the name, its phase or section included, and whether it has a section."""
    if head.kind == "programme":
        return head.end, False
    phase = _PHASE.match(text, head.end) if text[head.end : head.end + 1] in _STARTS_PHASE else None
    if phase is not None:
        return phase.end(), False
    if branch := _seat(text, head.end, places):
        return branch, False
    section = _section(text, head.end, places)
    return (section.end(), True) if section else (head.end, False)


def _confidence(
    text: str, head: Head, edge: Edge, end: int, evidence: frozenset[str], setting: Setting, before: Verb | None
) -> float:
    """As `confidence_of`, with what the verb of setting up and the list around a description add."""
    kind = head.kind
    confidence = confidence_of(head, edge, evidence, setting)
    if not confidence and setting.builds and len(edge.content) >= 2 and kind in ("specific", "named", "zone"):
        confidence = MAYBE
    set_up = before is not None and before.distance <= 1 and before.builds
    finished = set_up and before is not None and (before.status == "commissioned" or head.type == "institute")
    if confidence in (0, MAYBE) and finished and kind in ("specific", "venue"):
        least = _TELLING_PLANT if head.type in ("plant", "institute") else _TELLING
        confidence = 0.5 if len(edge.content) >= least else confidence
    if not confidence and kind == "programme" and len(edge.content) >= _TELLING and starts(text, end):
        confidence = 0.6
    if confidence == MAYBE and evidence >= {"stem", "proper"} and is_labelled(text, end):
        confidence = 0.5
    return confidence


def _name(text: str, head: Head, places: Places, heads: Heads, previous: ProjectName | None) -> ProjectName | None:
    """The name that ends in a head, or None where the phrase names no project."""
    kind = head.kind
    edge = _edge(text, head, places, heads)
    if edge is None:
        return None
    end, section = _end(text, head, places)
    quoted = text[edge.start - 1 : edge.start] in _OPENING and text[end : end + 1] in ("”", "’")
    if end - edge.start > LONGEST or is_no_name(text, edge, head, end, quoted):
        return None
    listed = previous is not None and _JOINT.fullmatch(text, previous.end, edge.start) is not None
    before = previous.before if listed and previous else verb_before(text, edge.outer)
    after = verb_after(text, end)
    if listed and previous and previous.rule == "launched":
        edge.strict = True
    setting = setting_of(text, edge, end, before, after, quoted, kind)
    if kind in _BUILT and not (setting.builds or listed or text[end : end + 1] in LISTS_ON):
        return None
    evidence = evidence_of(text, edge, head, places, heads, setting.acronym) | ({"section"} if section else set())
    if text.startswith("（", head.end) and text[end - 1] == "）" and end < head.end + _SEAT + 2:
        evidence |= {"region"}
    confidence = _confidence(text, head, edge, end, evidence, setting, before)
    if not confidence or (edge.stop == "等" and not (kind == "programme" and previous)):
        return None
    if is_no_project(text, edge, head, end, evidence, setting, before, places):
        return None
    start = edge.start
    if quoted:
        start, end = start - 1, end + 1
    rule = "launched" if edge.strict and kind == "programme" else f"{kind}_head"
    return ProjectName(start, end, None, head.noun, head.type, kind, evidence, before, after, confidence, rule)


def _seat(text: str, start: int, places: Places) -> int:
    """Where a place in parentheses right behind a head ends: 某创新中心（东山）; 0 for none."""
    close = text.find("）", start + 1, start + _SEAT + 2) if text[start : start + 1] == "（" else -1
    placed = close > 0 and (places.covers(start + 1, close) or text[start + 1 : close] in _AREAS)
    return close + 1 if placed else 0


def _section(text: str, end: int, places: Places) -> re.Match[str] | None:
    """The part of a line or zone named behind it."""
    window = text[end : end + _SECTION_REACH]
    if "段" not in window and "区" not in window:
        return None
    if found := _SECTION.match(text, end):
        return found
    found = _PLACED_SECTION.match(text, end)
    regions = places.inside(end, found.end()) if found else []
    return found if regions and regions[0].start == end else None


def _lifted(text: str, names: list[ProjectName]) -> list[ProjectName]:
    """The names with those that are only perhaps specific kept where a surer one stands next to them in a list."""
    kept = []
    for at, name in enumerate(names):
        if name.confidence == MAYBE:
            # Names that nest follow each other, so the neighbour in the list may be the second next.
            before = any(_joined(text, other, name) for other in names[max(0, at - 3) : at])
            if not before and not any(_joined(text, name, other) for other in names[at + 1 : at + 4]):
                continue
            name = name.but(confidence=0.5)
        kept.append(name)
    return kept


def _joined(text: str, left: ProjectName, right: ProjectName) -> bool:
    """Whether two names stand side by side in a list, one of them sure."""
    sure = max(left.confidence, right.confidence) > MAYBE
    return sure and left.end < right.start and _JOINT.fullmatch(text, left.end, right.start) is not None


def _proper_end(text: str, number: int, end: int) -> int:
    """The end of a known name, of works with their branch and phase."""
    if _PROPER[number].type != "infrastructure":
        return end
    branch = _BRANCH.match(text, end)
    return branch.end() if branch else end


def _proper_names(text: str) -> list[ProjectName]:
    return [
        _bare(text, start, _proper_end(text, k, end), _PROPER[k].type, "proper", 0.7, "proper_name")
        for k, start, end in words_of(text).proper_names
    ]


def _quoted(text: str) -> list[ProjectName]:
    """Campaigns and facilities named by quotation marks alone: 实施“百村提质”, “蓝鲸一号”二期."""
    found: list[ProjectName] = []
    opening = text.find("“")
    while opening >= 0:
        match = _LAUNCHED.match(text, opening) if text.endswith(_LAUNCHES, 0, opening) else None
        if match is not None:
            parts = _QUOTED_PART.finditer(text, *match.span())
            found.extend([_bare(text, *part.span(), "programme", "programme", 0.6, "launched") for part in parts])
        opening = text.find("“", match.end() if match else opening + 1)
    if "期" in text:
        found.extend(
            [
                _bare(text, *match.span(), "other", "proper", 0.6, "quoted_phase")
                for match in _QUOTED_PHASE.finditer(text)
            ]
        )
    return found


def _bare(text: str, start: int, end: int, type_: str, kind: str, confidence: float, rule: str) -> ProjectName:
    """A name without a head noun."""
    before, after = verb_before(text, start), verb_after(text, end)
    return ProjectName(start, end, None, "", type_, kind, frozenset({"quote"}), before, after, confidence, rule)


def outermost(names: list[ProjectName]) -> list[ProjectName]:
    """The names without those inside longer ones, in order."""
    if len(names) < 2:
        return names
    kept: list[ProjectName] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end, n.kind == "item", n.label is None)):
        if kept and name.start == kept[-1].end and kept[-1].kind == "generic":
            # A description that ends in 工程, and the name itself right behind it: 高速控制性工程|乌江特大桥.
            kept[-1] = name
        elif not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif name.end > kept[-1].end:
            # Two heads with different left edges (东海基地|建设工程): the later head names the whole.
            kept[-1] = name.but(start=min(name.start, kept[-1].start))
    return kept
