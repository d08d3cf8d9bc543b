"""One group of mentions for each project of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.project_edges import plain
from flows.extract.project_name import ProjectName
from flows.reference import load
from flows.reference.project_tables import ProperName

_MARKS: Final = re.compile(r"[“”‘’《》\s]")
_ASIDE: Final = re.compile(r"（[^（）]*）")
_PHASE: Final = re.compile(r"[一二三四五六七八九首]期|[一二三四]阶段")
_LEADING_PHASE: Final = re.compile(r"[一二三四五六七八九首]期")
_TAIL: Final = re.compile(r"(?:建设)?(?:项目|工程)$")
_LINE: Final = re.compile(
    r"(?P<ends>.+?)(?P<kind>(?P<rail>(?:(?:城际|客运|高速)?铁路|客运专线|高铁|城际))|高速(?:公路)?|段)"
)
"""A line's name: its ends, or a character of each (东山至南河|高铁, 东南|高铁)."""
_OF_LINE: Final = re.compile(r".{1,6}?(?:铁路|高铁|高速(?:公路)?)")
_TO: Final = re.compile("[至到—]")
_WORKS: Final = "工程"
_GENERIC: Final = ("项目", "工程")
_CANONICAL: Final[dict[str, str]] = {
    _MARKS.sub("", row.name): row.project for row in load(ProperName, "project_proper_names")
}


def _key(name: str) -> str:
    key = _MARKS.sub("", name)
    return _CANONICAL.get(key, key)


def _within(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in their order."""
    at = 0
    for character in short:
        at = long.find(character, at) + 1
        if not at:
            return False
    return True


def _shortens(short: str, long: str) -> bool:
    """Whether a line's short name takes a character of each of its ends: 东南高铁 of 东山至南河高速铁路."""
    if not _TO.search(long):
        return False
    if short.endswith("段") and long.endswith("段"):
        # 南北高铁东山至南河段, 南北高铁东南段
        line = _OF_LINE.match(long)
        if line is None or not short.startswith(line[0]):
            return False
        short, long = short[line.end() :], long[line.end() :]
    line, full = _LINE.fullmatch(short), _LINE.fullmatch(long)
    if not line or not full or (line["rail"] is None) is not (full["rail"] is None):
        return False
    towns = _TO.split(full["ends"])
    return len(line["ends"]) == len(towns) and all(
        character in town for character, town in zip(line["ends"], towns, strict=True)
    )


def _same(full: str, other: str, head: str) -> bool:
    """Whether two names are of one project.

    They are where they are equal but for marks and a trailing 项目, where one is the other's tail or takes a
    character of each of its ends, and where one is the other with words left out, from the same start to the same
    head (第2条生产线, 第2条薄膜生产线).
    """
    if _PHASE.findall(full) != _PHASE.findall(other):
        return False
    short, long = sorted((_TAIL.sub("", full), _TAIL.sub("", other)), key=len)
    if short == long or (len(short) >= 4 and long.endswith(short)) or _shortens(short, long):
        return True
    if head == _WORKS and len(short) >= 2 and long.startswith(short) and plain(short) == 0:
        # 引渭工程, 引渭供水工程: the fuller name adds only what is built.
        return plain(long[len(short) :]) == len(long) - len(short)
    ends_alike = long.endswith(head or "\0") or (head in _GENERIC and short[-2:] == long[-2:])
    return len(short) >= 5 and short[:2] == long[:2] and ends_alike and _within(short, long)


def merge(text: str, names: Sequence[ProjectName]) -> list[list[ProjectName]]:
    """Groups of mentions, each in order, the groups by their first mention.

    A mention that begins with its phase (二期项目) joins the last project of that phase.
    """
    groups: list[list[ProjectName]] = []
    keys: list[str] = []
    for name in names:
        key = _key(name.label or text[name.start : name.end])
        phase = _LEADING_PHASE.match(key) if name.head in _GENERIC else None
        for at in range(len(keys) - 1, -1, -1) if phase else range(len(keys)):
            if (phase and phase[0] in keys[at]) or _same(keys[at], key, name.head):
                groups[at].append(name)
                if len(key) > len(keys[at]) and not phase:
                    keys[at] = key
                break
        else:
            groups.append([name])
            keys.append(key)
    return groups
