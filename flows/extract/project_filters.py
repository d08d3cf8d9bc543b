"""Phrases that look like the name of a project and are none: what something is to be, institutions that act, events."""

from __future__ import annotations

import re
from typing import Final

from ahocorasick_rs import AhoCorasick

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Edge
from flows.extract.project_gates import blockers, is_counted
from flows.extract.project_heads import Head
from flows.extract.project_regions import Places
from flows.extract.project_setting import Setting
from flows.extract.project_verbs import Verb
from flows.extract.words import alternation, holds_any
from flows.reference import load
from flows.reference.project_tables import ProjectBlocker

_ROWS: Final = load(ProjectBlocker, "project_blockers")
_BLOCKERS: Final = {kind: AhoCorasick(words) for kind, words in blockers().items()}
_PLAN: Final = tuple(row.word for row in _ROWS if row.reason == "plan")
_CAMPAIGN: Final = re.compile(alternation(row.word for row in _ROWS if row.reason == "campaign") + "+")
_BATTLE: Final = re.compile(alternation(row.word for row in _ROWS if row.reason == "battle"))
_PREDICATE: Final = re.compile(
    rf"(?<![成设造图]){cue('predicate')}(?:[^，。；：！？\n]{{0,24}}的)?{cue('superlative')}*$"
)
_PREDICATES: Final = cue_words("predicate")
_MADE_INTO: Final = re.compile(rf"{cue('made_into')}(?:[^，。；：！？\n]{{0,12}}、)*为?$")
"""What works are to become: 打造成民心|工程."""
_MAKING: Final = cue_words("made_into")
_ROUTES: Final = cue_words("route")
"""Words of the two patterns: where none stands, the pattern is spared."""
_EPITHET: Final = 4
_ROUTE: Final = re.compile(rf"{cue('route')}[^。；：\n]{{0,30}}$")
"""A line links it: a place on the way, no project of the text."""
_MODIFIES: Final = re.compile(rf"的|{cue('superlative')}")
"""What follows a name that only qualifies the predicate: 是某大桥|的一部分, 是某工程|首个节点."""
_PREDICATE_LIST: Final = re.compile(rf"是[^，。；：！？\n]{{2,36}}{cue('stature')}[、和与]$")
_PLURAL_LIST: Final = re.compile(rf"{cue('many')}[^，。；：！？\n]{{0,16}}、$")
_SLOGAN: Final = re.compile(rf"{cue('scope')}[^，。；：！？、\n]{{0,14}}{cue('grade')}的?$")
_JOINTS: Final = frozenset("、和与")
_GRADES: Final = tuple(word + joint for word in cue_words("grade") for joint in ("", "的"))
_POSITIONING: Final = re.compile(cue("positioning"))
_COUNTRY: Final = re.compile(cue("country"))
_AFFILIATION: Final = re.compile(rf"[^，。；：、！？\n的]{{0,16}}?{cue('title')}")
_TREATIES: Final = cue_words("treaty")
"""Heads that name a treaty where no place of the country stands before them: 亚太|自贸区."""
_FITTED: Final = re.compile(rf"(?:[和与及][^，。；：、\n]{{2,10}}?)?的?{cue('fitting')}")
"""What is done to a part, not to a facility: 防护装置|和辅助设施安装."""
_SUMMITS: Final = cue_words("summit")
"""What a description begins with that stands for a name given elsewhere: 最大|燃气电厂, 首座|4F机场."""
_QUOTE_TAIL: Final = re.compile(r"[^，。；“”\n]{1,10}”")
"""What follows a phrase that is only the first part of a quotation: “山谷文化+酒店|休闲”."""
_BODY_REACH: Final = 30
_BODY_LIST: Final = re.compile(
    rf"(?:[、和与及][^，。；：\n]{{2,12}}){{0,2}}等[^，。；：、\n]{{0,4}}{cue('body_class')}"
)
"""What sums up a list of organisations: 某项目|等机构."""
_TITLES: Final = cue_words("title")
_AFFILIATION_REACH: Final = 16 + max(map(len, cue_words("title")))
_EVENT: Final = re.compile(rf"[^，。；\n]{{0,4}}{cue('event')}")
_FRAGMENT: Final = re.compile(r"项目|工程|(?:[一二三四五首]期|配套)$")
"""What a mention of a part starts with or is (项目边坡|工程, 一期|工程): no name of its own."""
_PARTS: Final = cue_words("part")
"""What ends the mention of a part of a named project (某高铁全线主体|工程)."""
_LOCATIVES: Final = frozenset(cue_words("locative"))
_APPOSED: Final = re.compile(rf"(?:性|{cue('class')})$")
"""What ends a description that a dash and the name itself follow (控制性|工程——某大桥)."""


def is_no_name(text: str, edge: Edge, head: Head, end: int, quoted: bool) -> bool:
    """Whether the phrase alone tells that it names no project: a count, a book title, a sport, a campaign."""
    if edge.plural and not (quoted and head.kind in ("programme", "generic")):
        return True
    # “一号工程”: a head that is a name of its own in quotation marks.
    alone = quoted and edge.start == head.start and head.kind == "programme" and head.end - head.start >= 4
    if edge.start >= head.start and not alone:
        return True
    if text[end : end + 1] == "》" or is_counted(text, end):
        return True
    if head.kind == "generic" and (_FRAGMENT.match(edge.content) or edge.content.endswith(_PARTS)):
        return True
    if head.kind == "generic" and text.startswith("——", end) and _APPOSED.search(edge.content):
        return True
    if head.kind == "programme" and (_CAMPAIGN.fullmatch(edge.content) or edge.content.endswith(_PLAN)):
        return True
    blockers = _BLOCKERS.get(head.kind, _BLOCKERS[""])
    return bool(blockers.find_matches_as_indexes(edge.content))


def is_no_project(
    text: str,
    edge: Edge,
    head: Head,
    end: int,
    evidence: frozenset[str],
    setting: Setting,
    before: Verb | None,
    places: Places,
) -> bool:
    """Whether the words around the phrase tell that it names no project.

    Args:
        text: the text.
        edge: the phrase's left edge.
        head: its head.
        end: its end.
        evidence: what makes it specific.
        setting: how the text speaks of it.
        before: the status verb before it.
        places: region mentions.
    """
    kind, start = head.kind, edge.start
    if _BATTLE.search(text, max(0, start - 24), end + 24):
        return True
    lead = text[max(0, start - 40) : start]
    made_into = holds_any(lead, _MAKING) and _MADE_INTO.search(lead) is not None
    if kind == "programme":
        return not (setting.quoted or evidence & {"region", "organisation"}) and made_into
    unmarked = not evidence & {"region", "organisation", "number"}
    if kind == "generic" and unmarked and len(edge.content) <= _EPITHET and made_into:
        return True
    if head.noun in _TREATIES and "region" not in evidence:
        return True
    marked = evidence & {"region", "organisation", "letters", "number"}
    if not marked and "quote" not in evidence and _FITTED.match(text, end):
        return True
    superlative = kind != "generic" and edge.outer < start and text[edge.outer : start].startswith(_SUMMITS)
    if superlative and "proper" not in evidence and not evidence & {"region", "organisation", "quote"}:
        return True
    if not evidence & {"region", "letters"} and text[start - 1 : start] == "“" and _QUOTE_TAIL.match(text, end):
        return True
    if "等" in text[end : end + _BODY_REACH] and _BODY_LIST.match(text, end):
        return True
    told = (
        {"region", "organisation", "quote"}
        if kind in ("venue", "named")
        else {"region", "organisation", "quote", "proper"}
    )
    if kind != "generic" and made_into and not evidence & told:
        return True
    if (kind in ("named", "venue") or head.type == "platform") and _EVENT.match(text, end):
        return True
    if kind in ("zone", "specific") and not setting.builds and holds_any(lead, _ROUTES) and _ROUTE.search(lead):
        return True
    if lead[-1:] in _JOINTS and (_PREDICATE_LIST.search(lead) or _PLURAL_LIST.search(lead)):
        return True
    if lead.endswith(_GRADES) and _SLOGAN.search(lead):
        return True
    if holds_any(text[end : end + _AFFILIATION_REACH], _TITLES) and _AFFILIATION.match(text, end):
        return True
    # 是在建的某高铁: the verb of building makes it one thing, not what something is.
    building = edge.stop == "的" and before is not None and before.builds and before.distance == 1
    predicated = not building and holds_any(lead, _PREDICATES) and _PREDICATE.search(lead)
    if predicated and not _MODIFIES.match(text, end):
        return True
    stated = kind == "specific" and head.type == "zone" and "proper" in evidence
    if (
        _COUNTRY.match(edge.content)
        and not stated
        and "region" not in evidence
        and before
        and _POSITIONING.match(before.word)
    ):
        return True
    if head.noun.endswith("新城") and not setting.builds and places.covers(start, end):
        return True
    if kind == "zone" and edge.stop in _LOCATIVES and not setting.builds:
        return True
    if len(edge.content) < 2 and "region" not in evidence:
        return True
    return (
        setting.quoted
        and not marked
        and not (setting.builds and (head.type in ("park", "zone") or "long_stem" in evidence))
    )
