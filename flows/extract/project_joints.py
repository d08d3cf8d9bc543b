"""Where a conjunction parts two names that have one head between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.extract.project_regions import Places

Token = tuple[int, int, str]
"""Start and end of a stop in a clause, and its kind (`ProjectStop.kind`)."""
_AREA_ENDS: Final = frozenset("区域")


def parts_places(clause: str, tokens: Sequence[Token], start: int, end: int, offset: int, places: Places) -> bool:
    """Whether a conjunction parts two names: 甲县某宾馆和|乙县某商业街, 某监管区域与|自贸试验区.

    Args:
        clause: what stands before a head.
        tokens: the clause's stops.
        start: where the conjunction starts in the clause.
        end: where it ends.
        offset: where the clause starts in the text.
        places: region mentions of the text.
    """
    if clause[start - 1] in _AREA_ENDS and not places.before(offset + start, offset + start - 2):
        return True
    if not places.starts(offset + end):
        return False
    low = max((stop for _, stop, kind in tokens if stop <= start and kind != "join"), default=0)
    regions = places.inside(offset + low, offset + start)
    return bool(regions) and regions[-1].end < offset + start
