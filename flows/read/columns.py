"""Runs of characters on a page to paragraphs in reading order.

A page is cut into bands where no run crosses a height, bands with a common gutter form a region, a region is cut at
its gutters into columns (recursively: a column may hold columns again), and the lines of a column become paragraphs
by indent, short lines, distance and size. A paragraph goes on over columns and pages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_GUTTER = 0.6  # narrowest space between columns, in character heights
_COLUMN = 4.0  # narrowest column
_INDENT = 0.9
_SHORT = 0.6  # a line ends its paragraph where the next one's first word would have fit and left this much
_WORD = re.compile(r"[（(“‘《「『【\[]*(?:[\w.%/@:+\-](?<![一-鿿])|[(）)])*.?[，。、；：？！）)”’》」』】\]…]*")
_APART = 1.35  # distance to the line before, in usual distances
_SIZES = 1.15  # ratio of sizes from which two lines are of different kinds
_HEADLINE = 1.25
_PAGE_NUMBER = re.compile(r"[\s\-—–·•/第页頁]*\d{1,4}[\s\-—–·•/第页頁]*(?:\d{1,4}[\s页頁]*)?")
_LEVELS = 8
_BLANK = 0.5
_HANGING = frozenset("，。、；：？！）”’》」』】,.;:?!)")


class Run(NamedTuple):
    """Characters in a row, as far as no gap parts them.

    Attributes:
        text: the characters.
        left, right, bottom, top: box, in points, heights upwards.
        size: height of a character, in points.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float


class Line(NamedTuple):
    """A line of a column.

    Attributes:
        text: its characters.
        indent, lack: distance of its ends from the column's edges, in character heights.
        apart: distance to the line before in the column, in usual distances; 0 for the first one.
        size: height of a character.
        top: height of its upper edge on the page.
    """

    text: str
    indent: float
    lack: float
    apart: float
    size: float
    top: float


def _size(runs: Sequence[Run]) -> float:
    """Size of most characters."""
    weights: Counter[float] = Counter()
    for run in runs:
        weights[round(run.size, 1)] += len(run.text)
    return max(weights, key=lambda size: (weights[size], size))


def _groups(spans: Iterable[tuple[float, float, Run]], space: float) -> list[list[Run]]:
    """Runs in groups along an axis, between which there is at least `space` that no run covers."""
    groups: list[list[Run]] = []
    end = 0.0
    for low, high, run in sorted(spans):
        if not groups or low - end >= space:
            groups.append([])
            end = high
        groups[-1].append(run)
        end = max(end, high)
    return groups


def _ink(run: Run) -> float:
    """Right end of a run without punctuation that hangs over the edge of its column."""
    hangs = run.text[-1:] in _HANGING and len(run.text) > 1
    return run.right - run.size if hangs else run.right


def _split(runs: Sequence[Run]) -> list[list[Run]]:
    """The columns of a region, from the left; one where no gutter is clear."""
    size = _size(runs)
    groups = _groups(((run.left, _ink(run), run) for run in runs), _GUTTER * size)
    columns: list[list[Run]] = []
    for group in groups:
        width = max(run.right for run in group) - min(run.left for run in group)
        if columns and width < _COLUMN * size:
            columns[-1].extend(group)
        else:
            columns.append(group)
    if len(columns) > 1 and max(r.right for r in columns[0]) - min(r.left for r in columns[0]) < _COLUMN * size:
        narrow = columns.pop(0)
        columns[0][:0] = narrow
    return columns


def _regions(runs: Sequence[Run]) -> list[list[Run]]:
    """Parts of a page from the top, each with its own columns."""
    size = _size(runs)
    bands = _groups(((-run.top, -run.bottom, run) for run in runs), 0.0)
    regions: list[list[Run]] = []
    columns = 0
    for band in bands:
        count = len(_split(band))
        headline = min(run.size for run in band) >= _HEADLINE * size
        if regions and columns and not headline:
            merged = regions[-1] + band
            left = len(_split(merged))
            if left >= columns and (left > 1 or count == 1):
                regions[-1], columns = merged, left
                continue
        regions.append(list(band))
        columns = 0 if headline and count == 1 else count
    return regions


def _columns(runs: Sequence[Run], level: int = 0) -> list[list[Run]]:
    """Leaves of the page in reading order."""
    regions = _regions(runs)
    leaves: list[list[Run]] = []
    for region in regions:
        columns = _split(region)
        if len(columns) == 1 or level == _LEVELS:
            leaves.append(region)
        else:
            for column in columns:
                leaves.extend(_columns(column, level + 1))
    return leaves


def _edge(ends: Sequence[float], size: float) -> float:
    """Right edge of a column: where a fifth of its lines end, or more do; punctuation may hang over it."""
    ordered = sorted(ends, reverse=True)
    for end in ordered:
        if sum(end - size / 2 <= other <= end for other in ordered) * 5 >= len(ordered):
            return end
    return ordered[0]


def _row_text(row: Sequence[Run]) -> str:
    """Runs of one line, with a blank where there is a gap."""
    parts = [row[0].text]
    for before, run in pairwise(row):
        parts.append(" " if run.left - before.right > _BLANK * run.size else "")
        parts.append(run.text)
    return "".join(parts).rstrip(" ")


def _lines(runs: Sequence[Run]) -> list[Line]:
    """Lines of a column from the top."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-(run.top + run.bottom), run.left)):
        middle = (run.top + run.bottom) / 2
        if rows and rows[-1][0].bottom < middle < rows[-1][0].top:
            rows[-1].append(run)
        else:
            rows.append([run])
    left = min(run.left for run in runs)
    right = _edge([max(run.right for run in row) for row in rows], _size(runs))
    tops = [max(run.top for run in row) for row in rows]
    steps = [above - below for above, below in pairwise(tops)]
    usual = median(steps) if steps else 1.0
    lines: list[Line] = []
    for number, row in enumerate(rows):
        row.sort(key=lambda run: run.left)
        size = _size(row)
        lines.append(
            Line(
                _row_text(row),
                (row[0].left - left) / size,
                (right - row[-1].right) / size,
                steps[number - 1] / usual if number and usual else 0.0,
                size,
                tops[number],
            )
        )
    return lines


def _continues(before: Line, line: Line) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    if max(before.size, line.size) > _SIZES * min(before.size, line.size):
        return False
    if line.text.startswith(("　", "\t")):
        return False
    word = _WORD.match(line.text)
    width = sum(0.55 if character < "\u2000" else 1.0 for character in word.group()) if word else 1.0
    return before.lack < width + _SHORT and line.indent < _INDENT and line.apart < _APART


def _joined(before: str, after: str) -> str:
    """Two lines of a paragraph; words of Latin script get their blank back."""
    blank = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalnum() and after[:1].isalpha()
    return f"{before} {after}" if blank else before + after


def _furniture(pages: Sequence[Sequence[Line]]) -> set[tuple[int, int]]:
    """Page and line numbers of running heads and page numbers: first or last lines that come again, or a number."""
    edges: list[tuple[int, int, str]] = []
    for page, lines in enumerate(pages):
        by_height = sorted(range(len(lines)), key=lambda number: -lines[number].top)
        for number in {*by_height[:2], *by_height[-2:]}:
            edges.append((page, number, re.sub(r"\d+", "0", lines[number].text.strip())))  # noqa: PERF401
    again = Counter(text for _, text in {(page, text) for page, _, text in edges})
    return {
        (page, number)
        for page, number, text in edges
        if (again[text] > 1 and len(pages) > 1) or _PAGE_NUMBER.fullmatch(pages[page][number].text)
    }


def paragraphs(pages: Iterable[Sequence[Run]]) -> list[str]:
    """Paragraphs of a document in reading order.

    Args:
        pages: the runs of each page.

    Returns:
        paragraphs; running heads and page numbers stand alone, after the paragraph that goes on over the page.
    """
    laid_out = [[line for leaf in _columns(runs) for line in _lines(leaf)] for runs in pages if runs]
    furniture = _furniture(laid_out)
    done: list[str] = []
    waiting: list[str] = []
    before: Line | None = None
    for page, lines in enumerate(laid_out):
        for number, line in enumerate(lines):
            if (page, number) in furniture:
                waiting.append(line.text)
            elif before is not None and _continues(before, line):
                done[-1] = _joined(done[-1], line.text)
                before = line
            else:
                done.extend(waiting)
                waiting.clear()
                done.append(line.text)
                before = line
    return done + waiting
