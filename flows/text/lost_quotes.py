"""Quotation marks that a character set lacked, each left as a question mark.

Where no question can be asked (behind a colon, behind a full stop) stands the proof that a text lost its marks. Then
each question mark of ASCII gets the part it fits best: opening, closing, a question, something else that was lost. The
parts of a paragraph are chosen together, at the least cost. A text without proof gives back short pairs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import NamedTuple

from flows.text.shifted import Edit

_HAN = r"\u3400-\u9fff"
_ASKS = r"[吗呢么何怎哪谁几否吧啥]|还是|多少|(.)不\1|有没有"
_ASKING = re.compile(_ASKS)
_CLAUSE = 12
_SHORT_PAIR = re.compile(
    rf"(?<![^{_HAN}A-Za-z0-9“?\n])\?([^，。！？；,;!?\r\n]{{1,30}})\?(?![^{_HAN}A-Za-z0-9，。、；）?\r\n])"
)
_PROOF = re.compile(rf"(?<=[：，、；:,;])\?(?=[{_HAN}《A-Za-z0-9])|(?<=[。…])\?")
_PARAGRAPH_END = re.compile(r"(?:(?<=[。！？…；：）》】])|(?<=[。！？…]\?))[\r\n]+|[\r\n]+(?=\s)|[\u2003\u3000]{2,}")
_MARKS = "，。、；：！？…—,;:!"
_STOPS = "。！？!"
_WORD = re.compile(rf"[{_HAN}A-Za-z0-9]\?")
_ENDS = "。！？…，,!?"
_CLAUSES = re.compile("[，。；,;]")
_NEVER = 99
_UNCLOSED = 4
_LOST = 5
_INNER = 1
_BREAK = 2
_QUESTION, _ASKED, _IS_WIDE = 4, 2, 2
_KEPT = 8
"""Number of readings that are gone on with, so that time is linear."""
_MOST = 400
"""Most question marks in a paragraph that are read; what has more is no text."""
_FAR = 400
"""Characters before a closing mark in which a clause's end is looked for."""


def lost_quotes(raw: str, taken: Set[int]) -> list[Edit]:
    """Edits that put quotation marks back, as `flows.text.noise.edits` gives them.

    Args:
        raw: the text.
        taken: places that other rules change.
    """
    if not any(match.start() not in taken for match in _PROOF.finditer(raw)):
        return list(_short_pairs(raw, taken))
    edits: list[Edit] = []
    start = 0
    for end in [*(match.start() for match in _PARAGRAPH_END.finditer(raw)), len(raw)]:
        places = [match.start() for match in re.finditer(r"\?", raw[start:end])]
        places = [start + place for place in places if start + place not in taken]
        if 0 < len(places) <= _MOST:
            edits.extend(_fitted(raw, places, start, end))
        start = end
    return edits


def _short_pairs(raw: str, taken: Set[int]) -> Iterator[Edit]:
    """Pairs of question marks around words that ask nothing."""
    for match in _SHORT_PAIR.finditer(raw):
        start, end = match.span()
        if (
            taken.isdisjoint(range(start, end))
            and not _ASKING.search(match[1])
            and not _ASKING.search(raw, max(start - _CLAUSE, 0), start)
        ):
            yield start, start + 1, "lost_quotation_mark", "“"
            yield end - 1, end, "lost_quotation_mark", "”"


class _Reading(NamedTuple):
    """A way to read a paragraph's question marks so far.

    Attributes:
        cost: what it costs.
        parts: the mark that each one stands for, empty for none.
        depth: number of pairs that are open.
        opened: place of the outer opening mark.
    """

    cost: int
    parts: tuple[str, ...]
    depth: int
    opened: int


def _fitted(raw: str, places: list[int], start: int, end: int) -> Iterator[Edit]:
    """The cheapest parts for the question marks of one paragraph."""
    readings = [_Reading(0, (), 0, start)]
    has_wide = "？" in raw
    for place in places:
        before = raw[place - 1] if place > start else ""
        after = raw[place + 1] if place + 1 < end else ""
        asks = _ASKING.search(raw, max(place - _CLAUSE, start), place) is not None
        kept, opens = min(_question(before, after, asks, has_wide), _LOST), _opening(before, after)
        best: dict[tuple[int, int], _Reading] = {}
        for cost, parts, depth, opened in readings:
            choices = [_Reading(cost + kept, (*parts, ""), depth, opened)]
            closes = _NEVER if before == "?" and parts[-1:] in (("“",), ("‘",)) else _closing(before, after)
            if depth == 0:
                choices.append(_Reading(cost + opens, (*parts, "“"), 1, place))
            elif depth == 1:
                choices.append(_Reading(cost + closes + _uneven(raw, opened, place), (*parts, "”"), 0, start))
                inner = _INNER + (_BREAK if before and before in _STOPS else 0)
                choices.append(_Reading(cost + opens + inner, (*parts, "‘"), 2, opened))
            else:
                within = places[max(number for number, part in enumerate(parts) if part == "‘")]
                closes += _BREAK if _CLAUSES.search(raw, max(within, place - _FAR), place) else 0
                choices.append(_Reading(cost + closes, (*parts, "’"), 1, opened))
            for choice in choices:
                if choice[2:] not in best or choice < best[choice[2:]]:
                    best[choice[2:]] = choice
        readings = sorted(best.values())[:_KEPT]
    ended = [reading._replace(cost=reading.cost + reading.depth * _UNCLOSED) for reading in readings]
    for place, part in zip(places, min(ended).parts, strict=True):
        if part:
            yield place, place + 1, "lost_quotation_mark", part


def _uneven(raw: str, opened: int, place: int) -> int:
    """What it costs to pair these two: sentences in marks stand between other marks, single words need none."""
    last = raw[place - 1]
    if last not in _ENDS:
        return _BREAK if _CLAUSES.search(raw, max(opened, place - _FAR), place) else 0
    return _BREAK if last in _STOPS and _WORD.match(raw, opened - 1) else 0


@lru_cache(1024)
def _opening(before: str, after: str) -> int:
    if not after or after in "，。、；：！？…）》”’,;:!) \r\n":
        return _NEVER
    return 0 if not before or before in "：，、；。—（《】:,; \u3000\r\n" else 1


@lru_cache(1024)
def _closing(before: str, after: str) -> int:
    if not before or before in "：、（《“:( ":
        return _NEVER
    return 0 if before in "。！？…，?" or not after or after in "，。、；：！？）》,;:!)\r\n" else 1


@lru_cache(1024)
def _question(before: str, after: str, asks: bool, has_wide: bool) -> int:
    """What it costs to take it for a question mark, which writers of wide ones seldom set."""
    if not before or before in _MARKS or (after and after in "，、；：。！"):
        return _NEVER
    return (_ASKED if asks else _QUESTION) + (_IS_WIDE if has_wide else 0)
