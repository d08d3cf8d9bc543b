"""What stands before a name and is cut off: a town, an address, an authority, a description."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_brands import brand
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Edge, plain
from flows.extract.project_heads import Head, Heads
from flows.extract.project_regions import Places

_HAN: Final = r"\u4e00-\u9fff"
_AUTHORITIES: Final = cue_words("authority")
_WORKS: Final = ("工程", "项目")
_QUOTED: Final = 24
"""Characters of a quotation before its head at most."""
_OPENED: Final = re.compile(r"“(?=[^“”，。；：、！？\n《》]*$)")
"""The opening mark of a quotation that goes on."""
_LOCATIVES: Final = frozenset(cue_words("locative"))
_TOWN: Final = re.compile(rf"[{_HAN}]{{2,5}}?(?:{cue('town')}(?![委民庄])|开发区|高新区|经开区)")


def whole_quotation(text: str, edge: Edge, head: Head) -> Edge:
    """The edge behind the opening mark where a name fills a quotation: the verbs in it are its own."""
    opening = _OPENED.search(text, max(0, head.start - _QUOTED), head.start)
    if opening is None or opening.end() >= edge.start:
        return edge
    start = opening.end()
    return Edge(start, start, text[start : head.start], edge.strict, False, "")


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


def _after_label(text: str, edge: Edge, head: Head, heads: Heads, places: Places) -> Edge:
    """The edge behind a description that ends in 工程 or 项目: 国家重点水利工程|凤凰山水库, 某省水利工程|石门水库."""
    if heads.ends.isdisjoint(range(edge.start + 4, head.start - 1)):
        return edge
    regions = places.inside(edge.start, head.start)
    inner = regions[0].end if regions and regions[0].start == edge.start else edge.start
    for end in range(edge.start + 4, head.start - 1):
        if end not in heads.ends or end in heads.inner:
            continue
        start = inner if text.endswith(_WORKS, inner, end) else edge.start
        if plain(text[start:end]) == end - start:
            return edge.cut(end)
    return edge


def trimmed(text: str, edge: Edge, head: Head, heads: Heads, places: Places) -> Edge:
    """The edge behind what the text puts before a name: its town and address, then its authority or description."""
    edge = _after_address(text, _after_place(text, edge, head, places), head, places)
    return _after_body(text, edge, head) if head.kind == "programme" else _after_label(text, edge, head, heads, places)
