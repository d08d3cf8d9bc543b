"""Lists whose items are projects without a head of their own: 甲、乙二期、丙等项目."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.project_cues import cue
from flows.extract.project_edges import left_edge, masked, nominal_end, plain, vague
from flows.extract.project_name import ProjectName
from flows.extract.project_regions import Places
from flows.extract.project_verbs import verb_after, verb_before
from flows.extract.word_scan import words_of
from flows.text.passage import Span

_LIST_END: Final = re.compile(
    r"等(?P<count>(?:\d+|[一二三四五六七八九十两]+)[余多]?(?:个|项|大))?"
    rf"(?P<label>[^，。；：、！？“”\n等]{{0,10}}?)(?P<head>{cue('listed_head')})(?![组部库师化])"
)
_FIELD: Final = "领域"
"""What makes the items of a list fields of projects, not projects: 等五大领域15个项目."""
_SPLIT: Final = re.compile(r"、|以及|(?<!乌兰布)和(?!林格尔)|及")
_START: Final = re.compile(r".*[，。；：！？\n]", re.DOTALL)
_LONGEST: Final = 120
"""Characters before 等 in which a list's items may stand."""
_NUMERALS: Final = "零一二三四五六七八九十"
_COUNTED: Final = re.compile(
    rf"(?P<count>[二三四五六七八九十2-9])(?<=[^\d、第].)[个大座条]"
    rf"(?P<label>[\u4e00-\u9fff]{{0,12}}?{cue('counted_head')}(?:{cue('listed_head')})?)(?![组部库师化])"
)
_DIGIT: Final = re.compile(r"\d")
_HEAD_END: Final = re.compile(rf"{cue('listed_head')}$")
_STEM: Final = 5
"""Characters of a stem at most."""
_MARKED: Final = re.compile(r"\d|[一二三四五六首]期|[A-Za-z“]|公司|集团")


def _items(text: str, start: int, stop: int, places: Places) -> list[Span] | None:
    """Spans of the items between two offsets, the verb before the first cut off; None where one is no name."""
    cover = masked(text[start:stop])
    cuts = [0, *(m.end() for m in _SPLIT.finditer(cover))]
    ends = [*(m.start() for m in _SPLIT.finditer(cover)), len(cover)]
    spans = [(start + a, start + b) for a, b in zip(cuts, ends, strict=True) if b > a]
    if not spans:
        return None
    # Verbs stand before the first item, at times before others too (加强甲和推进乙等工程).
    edges = [left_edge(text, b, "generic", places, frozenset()) for _, b in spans]
    if any(edge.plural for edge in edges):
        return None
    spans = [(max(a, edge.start), b) for (a, b), edge in zip(spans, edges, strict=True)]
    return spans if all(2 <= b - a <= 24 for a, b in spans) else None


def find_listed(text: str, places: Places) -> list[ProjectName]:
    """Items of lists that end in 等项目, 等23个项目, 等工程.

    Where the list is counted (等23个项目) its items are names as they stand; else they are descriptions that the
    shared head completes (柔性显示项目), and one of them must bear the mark of a single project: a place, a size,
    a phase, a company.
    """
    names: list[ProjectName] = []
    for found in _LIST_END.finditer(text):
        low = max(0, found.start() - _LONGEST)
        if start := _START.match(text, low, found.start()):
            low = start.end()
        items = _items(text, low, found.start(), places)
        if items is None or (len(items) < 2 and not found["count"]) or _FIELD in found["label"]:
            continue
        before, after = verb_before(text, items[0][0]), verb_after(text, found.end())
        builds = (before is not None and before.status != "operating") or (after is not None and after.distance < 8)
        marked = any(_MARKED.search(text[a:b]) or places.inside(a, b) for a, b in items)
        proper = all(b - a - plain(text[a:b]) >= 2 for a, b in items)
        if not (marked or (found["count"] and proper)) or not (builds or found["count"]):
            continue
        for a, b in items:
            piece = text[a:b]
            if vague(piece) < len(piece):
                label = None if found["count"] else piece + found["head"]
                names.append(
                    ProjectName(
                        a, b, label, found["head"], "other", "item", frozenset(), before, after, 0.6, "listed_item"
                    )
                )
    return names


def _stems(text: str, name: ProjectName, places: Places, ends: frozenset[int]) -> list[ProjectName]:
    """Facilities named by their stems alone before the one that carries the head: 甲山、乙河、丙湖|实验室."""
    stem = text[name.start : name.end - len(name.head)] if text.endswith(name.head, name.start, name.end) else ""
    low = max(0, name.start - _LONGEST)
    if start := _START.match(text, low, name.start):
        low = start.end()
    items = _items(text, low, name.start - 1, places) or []
    if len(items) < 2 or not 2 <= len(stem) <= _STEM or any(b - a > _STEM for a, b in items):
        return []
    # 某机场、某高铁、某滨海快线: facilities with heads of their own.
    if not ends.isdisjoint(b for _, b in items):
        return []
    if name.kind not in ("specific", "named") or not all(_is_stem(text, a, b, places) for a, b in items[1:]):
        return []
    return [name.but(start=a, end=b, label=text[a:b] + name.head, confidence=0.6, rule="shared_head") for a, b in items]


def _is_stem(text: str, start: int, end: int, places: Places) -> bool:
    """Whether it is a proper word or a place, no facility of its own."""
    return end - start - plain(text[start:end]) >= 2 or places.covers(start, end)


def find_counted(text: str, places: Places) -> list[ProjectName]:
    """Items before as many of a class (甲地、乙地、丙地三个风电基地项目): each names one with the class word."""
    names: list[ProjectName] = []
    floor = 0
    for at in words_of(text).counts:
        found = _COUNTED.match(text, at) if at >= floor else None
        if found is None:
            continue
        floor = found.end()
        low = max(0, found.start() - _LONGEST)
        if start := _START.match(text, low, found.start()):
            low = start.end()
        count = found["count"]
        number = int(count) if count.isdigit() else _NUMERALS.index(count)
        items = _items(text, low, found.start(), places)
        if items is None or len(items) != number or any(b - a > _STEM + 1 for a, b in items):
            continue
        if not all(_is_stem(text, a, b, places) and not _DIGIT.search(text, a, b) for a, b in items):
            continue
        head = _HEAD_END.search(found["label"])
        before, after = verb_before(text, items[0][0]), verb_after(text, found.end())
        for a, b in items:
            label, noun = text[a:b] + found["label"], head[0] if head else ""
            names.append(
                ProjectName(a, b, label, noun, "other", "item", frozenset(), before, after, 0.6, "counted_item")
            )
    return names


def find_shared(text: str, names: Sequence[ProjectName], places: Places) -> list[ProjectName]:
    """Programmes that share the head of the next in a list: 实施甲转型、乙赋能专项行动 names 甲转型专项行动 too."""
    shared: list[ProjectName] = []
    ends = frozenset(name.end for name in names)
    for name in names:
        if text[name.start - 1 : name.start] != "、":
            continue
        if name.kind != "programme":
            shared.extend(_stems(text, name, places, ends))
            continue
        edge = left_edge(text, name.start - 1, "programme", places, frozenset())
        start, stop = edge.start, name.start - 1
        if edge.strict and stop - start >= 4 and nominal_end(text[start:stop]):
            label = text[start:stop] + name.head
            shared.append(name.but(start=start, end=stop, label=label, confidence=0.6, rule="shared_head"))
    return shared
