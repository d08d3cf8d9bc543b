"""Lists whose items are projects: 甲、乙二期、丙等项目."""

from __future__ import annotations

import re

from flows.extract.project_edges import Places, left_edge, masked, plain, vague
from flows.extract.project_names import ProjectName
from flows.extract.project_verbs import verb_after, verb_before

_LIST_END = re.compile(
    r"(?P<items>[^，。；：！？\n]{4,120}?)等(?P<count>(?:\d+|[一二三四五六七八九十两]+)[余多]?(?:个|项|大))?"
    r"(?P<label>[^，。；：、！？“”\n等]{0,10}?)(?P<head>项目|工程|专项行动|行动)(?=[^\u4e00-\u9fff]|[^组部库师化])"
)
_SHARED = re.compile(r"(?P<items>[^，。；：！？\n等]{4,60}、)(?P<last>[^，。；：、！？\n]{4,24}?)(?P<head>专项行动|行动|工程|计划)(?=[，。；：、！？\n和及])")
_SPLIT = re.compile(r"、|以及|和(?![\u4e00-\u9fff]?林格尔)|及")
_MARKED = re.compile(r"\d|[一二三四五六首]期|[A-Za-z“]|公司|集团")


def find_listed(text: str, places: Places) -> list[ProjectName]:
    """Items of lists that end in 等项目, 等23个项目, 等工程, whose items have no head of their own."""
    names: list[ProjectName] = []
    for found in _LIST_END.finditer(text):
        start, stop = found.span("items")
        cover = masked(text[start:stop])
        cuts = [0, *(m.end() for m in _SPLIT.finditer(cover)), len(cover) + 1]
        spans = [(start + a, start + b - 1) for a, b in zip(cuts, cuts[1:], strict=False)]
        if len(spans) < 2 and not found["count"]:
            continue
        first = left_edge(text, spans[0][1], "generic", places, frozenset())
        spans[0] = (first.start, spans[0][1])
        items = [(a, b) for a, b in spans if 2 <= b - a <= 24]
        if len(items) < len(spans):
            continue
        before, after = verb_before(text, items[0][0]), verb_after(text, found.end())
        builds = (before is not None and before.status != "operating") or (after is not None and after.distance < 8)
        marked = [bool(_MARKED.search(text[a:b]) or places.inside(a, b)) for a, b in items]
        proper = all(b - a - plain(text[a:b]) >= 2 for a, b in items)
        if not (any(marked) or (found["count"] and proper)) or not (builds or found["count"]):
            continue
        tail = "" if found["count"] else found["head"]
        for a, b in items:
            piece = text[a:b]
            if vague(piece) < len(piece):
                names.append(
                    ProjectName(
                        a, b, tail, found["head"], "other", "item", frozenset(), before, after, 0.6, "listed_item"
                    )
                )
    return names
