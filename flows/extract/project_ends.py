"""Where the name of a project ends behind its head: phase, section, place, branch."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_heads import Head
from flows.extract.project_regions import Places
from flows.reference import load
from flows.reference.project_tables import MacroArea, ProperName

_PROPER: Final = load(ProperName, "project_proper_names")
_HAN: Final = r"\u4e00-\u9fff"
_PHASE: Final = re.compile(
    r"(?:（?(?:[一二三四五六七八九]|首|第[一二三四五六七八九])(?:、[二三四五])?期(?:工程|项目)?）?"
    r"|（?[一二三四]阶段(?:工程|项目)?）?)"
)
_STARTS_PHASE: Final = frozenset("（一二三四五六七八九首第")
_SECTION: Final = re.compile(
    rf"扩区|[{_HAN}]{{2,4}}片区|[{_HAN}]{{2,4}}[至到—-][{_HAN}]{{2,5}}段|[东南西北中]段|(?!的)[{_HAN}]{{2,3}}(?<![阶时路地工])段"
)
_PLACED_SECTION: Final = re.compile(rf"[{_HAN}]{{2,9}}?(?<![阶时路地工])段")
"""A part of a line that begins with a place: 重庆开州|段."""
_SECTION_REACH: Final = 14
"""Characters from a head to the end of its part at most."""
_BRANCH: Final = re.compile(
    r"(?:工程(?!师))?(?:后续|[东西中南北]线|[一二三四五]线)?(?:[东西中南北]段)?(?:[一二三四五]期)?(?:工程(?!师)|项目)?"
)
"""Branch and phase behind the name of a system of works: 东水西送|中线一期工程."""
_OWN_NAME: Final = re.compile(rf"“[{_HAN}A-Za-z\d]{{1,7}}[号星]”")
"""The name that a description carries behind it: 采油平台|“海山一号”."""
_AREAS: Final = frozenset(row.name for row in load(MacroArea, "macro_areas"))
_SEAT: Final = 10
"""Characters of a place in parentheses at most."""


def end_of(text: str, head: Head, places: Places) -> tuple[int, bool]:
    """End of the name, its phase or section included, and whether it has a section."""
    if head.kind == "programme":
        return head.end, False
    phase = _PHASE.match(text, head.end) if text[head.end : head.end + 1] in _STARTS_PHASE else None
    if phase is not None:
        return phase.end(), False
    mark = text[head.end : head.end + 1]
    if mark == "（" and (seat := seat_end(text, head.end, places)):
        return seat, False
    if mark == "“" and head.kind != "generic" and (own := _OWN_NAME.match(text, head.end)):
        return own.end(), False
    section = _section(text, head.end, places)
    return (section.end(), True) if section else (head.end, False)


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


def seat_end(text: str, start: int, places: Places) -> int:
    """Where the parentheses behind a head end that hold its place: 某创新中心（东山）, 某工程（东山段）; 0 for none."""
    close = text.find("）", start + 1, start + _SEAT + 2)
    stop = close - 1 if text[close - 1] == "段" else close
    placed = close > 0 and (places.covers(start + 1, stop) or text[start + 1 : stop] in _AREAS)
    return close + 1 if placed else 0


def proper_end(text: str, number: int, end: int) -> int:
    """The end of a known name, of works with their branch and phase.

    Args:
        text: the text.
        number: the name's row in the table.
        end: where the name itself ends.
    """
    if _PROPER[number].type != "infrastructure":
        return end
    branch = _BRANCH.match(text, end)
    return branch.end() if branch else end
