"""Where rows stand in the excerpts, found from raw offsets and the published texts alone.

An excerpt's text is what cleaning left of its raw segments. Where nothing was cleaned away, raw offsets give the place
in the text directly. Elsewhere the row's own words are looked for in the stretch where they can stand.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.text.passage import Span

PROBES = (12, 6, 3)
"""Characters of a row's text that are looked for at each of its ends: fewer where the sentence has not so many."""


class Excerpt(NamedTuple):
    """A published sentence."""

    text: str
    segments: tuple[Span, ...]


class Row(NamedTuple):
    """A row's words and their raw places."""

    text: str
    segments: tuple[Span, ...]


class Mark(NamedTuple):
    """`[start, end)` of row `row` in excerpt `excerpt`, in code points of the excerpt's text."""

    excerpt: int
    row: int
    start: int
    end: int


class _Piece(NamedTuple):
    """A raw segment of an excerpt; `before` counts the raw characters of the excerpt's earlier segments."""

    start: int
    end: int
    excerpt: int
    before: int


def find_marks(excerpts: Sequence[Excerpt], rows: Sequence[Row]) -> list[Mark]:
    """Marks of a document's rows in its excerpts.

    Args:
        excerpts: the document's excerpts, in any order; their raw segments don't overlap.
        rows: the document's rows.

    Returns:
        Marks by row, then excerpt; none for a row that stands in no excerpt.
    """
    pieces: list[_Piece] = []
    for number, excerpt in enumerate(excerpts):
        before = 0
        for start, end in excerpt.segments:
            pieces.append(_Piece(start, end, number, before))
            before += end - start
    pieces.sort()
    starts = [piece.start for piece in pieces]
    found: list[Mark] = []
    for number, row in enumerate(rows):
        spans: dict[int, list[Span]] = {}
        for segment in row.segments:
            for piece in _overlapping(pieces, starts, segment):
                span = _place(excerpts[piece.excerpt], piece, segment, row)
                if span[0] < span[1]:
                    spans.setdefault(piece.excerpt, []).append(span)
        for excerpt_number in sorted(spans):
            found += [Mark(excerpt_number, number, start, end) for start, end in _joined(spans[excerpt_number])]
    return found


def _overlapping(pieces: Sequence[_Piece], starts: Sequence[int], segment: Span) -> Iterable[_Piece]:
    first = max(bisect_right(starts, segment[0]) - 1, 0)
    for piece in pieces[first:]:
        if piece.start >= segment[1]:
            return
        if piece.end > segment[0]:
            yield piece


def _place(excerpt: Excerpt, piece: _Piece, segment: Span, row: Row) -> Span:
    """Place of a row's segment in the text of an excerpt's piece; in proportion where its words can't tell."""
    raw_length = sum(end - start for start, end in excerpt.segments)
    lost = raw_length - len(excerpt.text)
    start = piece.before + max(segment[0] - piece.start, 0)
    end = piece.before + min(segment[1], piece.end) - piece.start
    if not lost:
        return start, end
    opens = segment == row.segments[0] and segment[0] >= piece.start
    closes = segment == row.segments[-1] and segment[1] <= piece.end
    if opens and closes and (whole := _nearest(excerpt.text, row.text, start, lost, raw_length)) is not None:
        return whole, whole + len(row.text)
    scale = len(excerpt.text) / raw_length
    places = (round(start * scale), round(end * scale))
    for size in reversed(PROBES):  # the longest that is found has the last word
        head, tail = row.text[:size], row.text[-size:]
        first = _nearest(excerpt.text, head, start, lost, raw_length) if opens else None
        last = _nearest(excerpt.text, tail, end - len(tail), lost, raw_length) if closes else None
        places = (places[0] if first is None else first, places[1] if last is None else last + len(tail))
    return places


def _nearest(text: str, words: str, raw_place: int, lost: int, raw_length: int) -> int | None:
    """Where `words` begin nearest to where they should, at most `lost` characters before their raw place."""
    expected = raw_place * len(text) / raw_length
    places = []
    place = text.find(words, max(raw_place - lost, 0))
    while place != -1 and place <= raw_place:
        places.append(place)
        place = text.find(words, place + 1)
    return min(places, key=lambda p: abs(p - expected), default=None)


def _joined(spans: list[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap put together."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
