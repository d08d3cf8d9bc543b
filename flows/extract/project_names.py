"""Where the names of projects stand in a text."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_cues import cue_words
from flows.extract.project_edges import Edge, left_edge
from flows.extract.project_ends import end_of, proper_end, seat_end
from flows.extract.project_evidence import MAYBE, confidence_of, evidence_of
from flows.extract.project_filters import is_no_name, is_no_project
from flows.extract.project_gates import LISTS_ON, LONGEST, may_name
from flows.extract.project_heads import Head, Heads
from flows.extract.project_name import ProjectName
from flows.extract.project_regions import Places
from flows.extract.project_setting import Setting, is_labelled, setting_of
from flows.extract.project_trims import trimmed, whole_quotation
from flows.extract.project_verbs import Verb, starts, verb_after, verb_before
from flows.extract.word_scan import words_of
from flows.reference import load
from flows.reference.project_tables import ProperName

_TELLING: Final = 6
_TELLING_PLANT: Final = 4
"""Least characters of a description that tell of one facility where the text says that it was set up."""
_PROPER: Final = load(ProperName, "project_proper_names")
_HAN: Final = r"\u4e00-\u9fff"
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
        or not (dash := _DASH.match(text, name.end))
        or dash.end() not in starts
    ]


def _edge(text: str, head: Head, places: Places, heads: Heads) -> Edge | None:
    """The left edge of the name that ends in a head; None where nothing or a class stands before it."""
    edge = left_edge(text, head.start, head.kind, places, heads.ends)
    if head.kind == "programme" and text.startswith("”", head.end):
        edge = whole_quotation(text, edge, head)
    if (edge.plural or edge.start >= head.start) and text[edge.start - 1 : edge.start] not in _OPENING:
        return None
    return trimmed(text, edge, head, heads, places)


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
    end, section = end_of(text, head, places)
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
    if text.startswith("（", head.end) and end == seat_end(text, head.end, places):
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


def _proper_names(text: str) -> list[ProjectName]:
    return [
        _bare(text, start, proper_end(text, k, end), _PROPER[k].type, "proper", 0.7, "proper_name")
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
