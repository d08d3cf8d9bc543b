"""Phrases that look like the name of a project and are none: what something is to be, institutions that act, events."""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Edge, Places
from flows.extract.project_heads import Head
from flows.extract.project_setting import Setting
from flows.extract.project_verbs import Verb
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.project_tables import ProjectBlocker

_ROWS = load(ProjectBlocker, "project_blockers")
_ALWAYS = ("battle", "war", "crime", "contract")
_BLOCKERS = {
    kind: AhoCorasick([row.word for row in _ROWS if row.reason in reasons])
    for kind, reasons in {
        "generic": (*_ALWAYS, "sport"),
        "programme": (*_ALWAYS, "abstract"),
        "": _ALWAYS,
    }.items()
}
_PLAN = tuple(row.word for row in _ROWS if row.reason == "plan")
_CAMPAIGN = re.compile(alternation(row.word for row in _ROWS if row.reason == "campaign") + "+")
_BATTLE = re.compile(alternation(row.word for row in _ROWS if row.reason == "battle"))
_PREDICATE = re.compile(rf"(?<![成设造图]){cue('predicate')}(?:[^，。；：！？\n]{{0,24}}的)?{cue('superlative')}*$")
_MADE_INTO = re.compile(rf"{cue('made_into')}(?:[^，。；：！？\n]{{0,12}}、)*为?$")
"""What works are to become: 打造成民心|工程."""
_EPITHET = 4
_ROUTE = re.compile(rf"{cue('route')}[^。；：\n]{{0,30}}$")
"""A line links it: a place on the way, no project of the text."""
_MODIFIES = re.compile(rf"的|{cue('superlative')}")
"""What follows a name that only qualifies the predicate: 是某大桥|的一部分, 是某工程|首个节点."""
_PREDICATE_LIST = re.compile(rf"是[^，。；：！？\n]{{2,36}}{cue('stature')}[、和与]$")
_PLURAL_LIST = re.compile(rf"{cue('many')}[^，。；：！？\n]{{0,16}}、$")
_SLOGAN = re.compile(rf"{cue('scope')}[^，。；：！？、\n]{{0,14}}{cue('grade')}的?$")
_POSITIONING = re.compile(cue("positioning"))
_COUNTRY = re.compile(cue("country"))
_AFFILIATION = re.compile(rf"[^，。；：、！？\n的]{{0,16}}?{cue('title')}")
_COUNT_AFTER = re.compile(
    rf"{cue('count_verb')}*(?:\d[\d,.]*[万亿千百]?[余多]?|[一二两三四五六七八九十])(?:[个家座条处项所](?!子)|亩)"
)
_EVENT = re.compile(rf"[^，。；\n]{{0,4}}{cue('event')}")
_FRAGMENT = re.compile(r"项目|工程|(?:[一二三四五首]期|配套)$")
"""What a mention of a part starts with or is (项目边坡|工程, 一期|工程): no name of its own."""
_PART = re.compile(rf"{cue('part')}$")
"""What ends the mention of a part of a named project (某高铁全线主体|工程)."""
_LOCATIVES = frozenset(cue_words("locative"))
_APPOSED = re.compile(rf"(?:性|{cue('class')})$")
"""What ends a description that a dash and the name itself follow (控制性|工程——某大桥)."""
_BOOK = 40


def is_no_name(text: str, edge: Edge, head: Head, end: int, quoted: bool) -> bool:
    """Whether the phrase alone tells that it names no project: a count, a book title, a sport, a campaign."""
    if edge.plural and not (quoted and head.row.kind in ("programme", "generic")):
        return True
    # “一号工程”: a head that is a name of its own in quotation marks.
    alone = quoted and edge.start == head.start and head.row.kind == "programme" and head.end - head.start >= 4
    if edge.start >= head.start and not alone:
        return True
    if (
        text[end : end + 1] == "》"
        or _COUNT_AFTER.match(text, end)
        or (head.row.kind == "generic" and (_FRAGMENT.match(edge.content) or _PART.search(edge.content)))
    ):
        return True
    if head.row.kind == "generic" and text.startswith("——", end) and _APPOSED.search(edge.content):
        return True
    low = max(0, head.start - _BOOK)
    if text.rfind("《", low, head.start) > text.rfind("》", low, head.start):
        return True
    if head.row.kind == "programme" and (_CAMPAIGN.fullmatch(edge.content) or edge.content.endswith(_PLAN)):
        return True
    blockers = _BLOCKERS.get(head.row.kind, _BLOCKERS[""])
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
    kind, start = head.row.kind, edge.start
    if _BATTLE.search(text, max(0, start - 24), min(len(text), end + 24)):
        return True
    lead = text[max(0, start - 40) : start]
    if kind == "programme":
        return not (setting.quoted or evidence & {"region", "organisation"}) and _MADE_INTO.search(lead) is not None
    unmarked = not evidence & {"region", "organisation", "number"}
    if kind == "generic" and unmarked and len(edge.content) <= _EPITHET and _MADE_INTO.search(lead):
        return True
    if (kind in ("named", "venue") or head.row.type == "platform") and _EVENT.match(text, end):
        return True
    if kind in ("zone", "specific") and not setting.builds and _ROUTE.search(lead):
        return True
    if any(pattern.search(lead) for pattern in (_PREDICATE_LIST, _SLOGAN, _PLURAL_LIST)):
        return True
    if _AFFILIATION.match(text, end):
        return True
    # 是在建的某高铁: the verb of building makes it one thing, not what something is.
    building = edge.stop == "的" and before is not None and before.builds and before.distance == 1
    if not building and _PREDICATE.search(lead) and not _MODIFIES.match(text, end):
        return True
    stated = kind == "specific" and head.row.type == "zone" and "proper" in evidence
    if (
        _COUNTRY.match(edge.content)
        and not stated
        and "region" not in evidence
        and before
        and _POSITIONING.match(before.word)
    ):
        return True
    if head.row.head.endswith("新城") and not setting.builds and places.covers(start, end):
        return True
    if kind == "zone" and edge.stop in _LOCATIVES and not setting.builds:
        return True
    if len(edge.content) < 2 and "region" not in evidence:
        return True
    marked = evidence & {"region", "organisation", "letters", "number"}
    return setting.quoted and not marked and not (setting.builds and head.row.type in ("park", "zone"))
