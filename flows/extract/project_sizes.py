"""A project's investment and capacity, taken from the article's figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from flows.extract.project_cues import cue
from flows.extract.rows import Figure
from flows.text.passage import Span

_REACH: Final = 140
_AHEAD: Final = 60
_INVESTMENT: Final = re.compile(rf"{cue('investment')}{cue('investment_tail')}*$")
_PARTIAL: Final = re.compile(rf"{cue('partial')}[^，。；]{{0,8}}投资")
_OTHERS: Final = re.compile(rf"\d[余多]?[个项]|{cue('others')}")
_PREVIOUS: Final = re.compile(r"[该本此]?(?:项目|工程)")
"""What a clause begins with that speaks of the project named before it."""
_OUTPUT: Final = re.compile(cue("output"))
_LISTED: Final = frozenset("、和及等")
_DIMENSIONS: Final = frozenset(("mass", "power", "energy", "data", "volume", "data_rate", "count", "area", "length"))


class Size:
    """Investment in CNY, capacity with its unit, and the figures that they were taken from."""

    __slots__ = ("capacity_unit", "capacity_value", "figures", "investment_cny")

    def __init__(
        self,
        investment_cny: Decimal | None,
        capacity_value: Decimal | None,
        capacity_unit: str | None,
        figures: tuple[int, ...],
    ) -> None:
        self.investment_cny = investment_cny
        self.capacity_value = capacity_value
        self.capacity_unit = capacity_unit
        self.figures = figures


NO_SIZE: Final = Size(None, None, None, ())


def size_of(text: str, span: Span, floor: int, ceiling: int, figures: Sequence[Figure], starts: Sequence[int]) -> Size:
    """The size of the project named at `span`.

    Args:
        text: the article's text.
        span: a mention of the project.
        floor: end of the project mention before, `ceiling`: start of the one after: figures beyond are others'.
        ceiling: see `floor`.
        figures: the article's figures, in order.
        starts: where they start.
    """
    start, end = span
    low = max(floor, start - _AHEAD)
    low = max(low, text.rfind("。", low, start) + 1, text.rfind("\n", low, start) + 1)
    high = min(ceiling, end + _REACH)
    line_end = text.find("\n", end, high)
    if text[end : end + 1] in _LISTED:
        high = end
    elif line_end >= 0:
        high = line_end
    if bisect_left(starts, low) == bisect_left(starts, max(high, end)):
        return NO_SIZE
    investment: tuple[int, Decimal] | None = None
    capacity: tuple[int, Decimal, str] | None = None
    inside = range(bisect_left(starts, start), bisect_left(starts, end))
    after = range(bisect_left(starts, end), bisect_left(starts, high))
    before = range(bisect_left(starts, low), bisect_left(starts, start))
    for at in (*inside, *reversed(before), *after):
        figure = figures[at]
        is_money = figure.unit == "CNY" and investment is None
        if not is_money and (capacity is not None or figure.dimension not in _DIMENSIONS):
            continue
        ahead = text[max(0, figure.spans[0][0] - 14) : figure.spans[0][0]]
        if at in before and _PREVIOUS.match(text, max(low, text.rfind("，", low, figure.spans[0][0]) + 1)):
            continue
        if at in after and (
            _OTHERS.search(text, end, figure.spans[0][0]) or text.startswith("的", figure.spans[-1][1])
        ):
            continue
        if is_money and _INVESTMENT.search(ahead) and not _PARTIAL.search(ahead):
            investment = (at, figure.value)
        elif capacity is None and figure.dimension in _DIMENSIONS and (at in inside or _OUTPUT.search(ahead)):
            capacity = (at, figure.value, figure.unit)
    used = tuple(sorted(part[0] for part in (investment, capacity) if part))
    return Size(
        investment[1] if investment else None,
        capacity[1] if capacity else None,
        capacity[2] if capacity else None,
        used,
    )
