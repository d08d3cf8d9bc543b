"""One group of mentions for each project of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.project_names import ProjectName

_MARKS = re.compile(r"[“”‘’（）《》\s]")
_PHASE = re.compile(r"[一二三四五六七八九首]期|[一二三四]阶段")
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)$")


def _key(name: str) -> str:
    return _MARKS.sub("", name)


def _same(full: str, other: str) -> bool:
    """Whether two names are of one project: equal but for marks and a trailing 项目, or one the other's tail."""
    if _PHASE.findall(full) != _PHASE.findall(other):
        return False
    short, long = sorted((_TAIL.sub("", full), _TAIL.sub("", other)), key=len)
    return short == long or (len(short) >= 4 and long.endswith(short))


def merge(text: str, names: Sequence[ProjectName]) -> list[list[ProjectName]]:
    """Groups of mentions, each in order, the groups by their first mention."""
    groups: list[list[ProjectName]] = []
    keys: list[str] = []
    for name in names:
        key = _key(text[name.start : name.end])
        for at, known in enumerate(keys):
            if _same(known, key):
                groups[at].append(name)
                if len(key) > len(known):
                    keys[at] = key
                break
        else:
            groups.append([name])
            keys.append(key)
    return groups
