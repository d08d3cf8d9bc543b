"""Fragments of a broken page, and how well one goes on in another."""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from typing import NamedTuple

from flows.layout.completion import completion
from flows.layout.page import Line, breaks_off
from flows.layout.pairs import left_closed, left_open, paired
from flows.layout.sequences import START, background, folded, seam
from flows.layout.words import HAN, any_of, person_name
from flows.text.lines import TERMINAL

SUSPICIOUS_START = -1.5
"""A paragraph whose first characters score lower than this begins in the middle of a sentence."""

_USUAL_START = 0.8
"""Between a closed line and one that scores lower than this other text may lie."""

_BETTER = 0.5
"""How much better a line must go on a broken-off one than open a paragraph for a break before it."""

_GOES_ON = 1
"""Before so many lines, those that go on best on a broken-off one, a break is looked for in any case."""

NEVER_FIRST = "，。、；：”’）》】！？％%"
"""Marks that no paragraph begins with."""

_NOT_WORDS = re.compile(r"\W|\d")
_TURN = re.compile(rf"[{HAN}·]{{2,6}}：")
_TURN_START = 2.0
"""A turn's label opens a paragraph however rare its first characters are."""
_NUMBER_CUT = 3.0
_YEAR_CUT = 7.0
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d年")
_IMPOSSIBLE = -6.0
_RARE = 6.0
"""Natural log of a pair's rareness from which on it tells a topic."""
_RARENESS_POWER = 1.5
TOPIC_WEIGHT = 30.0
TOPIC_MOST = 5.0
_BACKWARDS = 4.0
_ADJACENT = 0.5
_NEXT_PARAGRAPH = 3.0
_UNDER_HEADING = 5.0
_FRESH = 1.0
_STRAY = -2.5
_WORD = 0.4
"""Weight of a dictionary word across the seam."""
_SAME_SPEAKER = 3.0
_OTHER_SPEAKER = -2.0
_NUMERALS = "一二三四五六七八九"
_ORDINAL = re.compile(r"第?(?P<number>[一二三四五六七八九])(?:是|，|要)")
_LISTED = 2.0
_UNLISTED = -6.0
_SPEAKER = re.compile(rf"(?:^|[。，；：？！”、\n]|在)(?P<name>{person_name()})(?:{any_of('speech_verb')}|看来)")
_CROSSINGS = ((2, 2), (3, 1), (1, 3), (2, 1), (1, 2))


@dataclass(frozen=True, slots=True)
class Fragment:
    """Lines that stand together in the source and belong together.

    Attributes:
        lines: its lines.
        draft: index of the draft that it was found in.
        is_first: whether it follows the draft's head.
        follows: whether it stands directly behind the fragment before it.
    """

    lines: tuple[Line, ...]
    draft: int
    is_first: bool
    follows: bool

    @property
    def text(self) -> str:
        """The lines, joined by line feeds."""
        return "\n".join(line.text for line in self.lines)


def opening(text: str) -> float:
    """How usual a text is as the beginning of a paragraph, or of a turn in a dialogue."""
    usual = seam(START, folded(text[:8]))
    return max(usual, _TURN_START) if _TURN.match(text) else usual


def continuation(before: str, after: str) -> float:
    """How well a text goes on in another, both as they stand in the page; from about -6 to 8."""
    if before[-1].isdigit() and after[0].isdigit():
        return _YEAR_CUT if _YEAR.search(before[-8:] + after[:8], max(len(before[-8:]) - 3, 0)) else _NUMBER_CUT
    if before[-1] in "。！？；…" and after[0] in NEVER_FIRST:
        return _IMPOSSIBLE
    behind = folded(after[:8])
    ahead = folded(before[-8:])
    # A stray character at a column's top may belong to another article.
    value = max(
        seam(ahead, behind) + _WORD * completion(before, after),
        seam(ahead, behind[1:]) + _WORD * completion(before, after[1:]) + _STRAY,
    )
    return max(value, opening(after)) if before[-1] in TERMINAL else value


def is_torn(line: Line, following: Line) -> bool:
    """Whether a line breaks off and the one behind it does not go on with it."""
    return breaks_off(line) and continuation(line.text[-8:], following.text[:8]) < SUSPICIOUS_START


def is_half_sentence(line: Line) -> bool:
    """Whether a short line that might be a heading reads like the beginning of a paragraph: a clause, and more."""
    return "，" in line.text and opening(line.text) > _USUAL_START


def is_fresh_start(text: str) -> bool:
    """Whether a text may begin a paragraph."""
    return text[0] not in NEVER_FIRST and opening(text) >= SUSPICIOUS_START


def _is_break(line: Line, following: Line) -> bool:
    """Whether between two lines of one draft other text may lie, by these lines alone."""
    if breaks_off(line):
        return True
    if following.kind != "text":
        return False
    if line.kind == "heading":
        return not line.is_marked
    return following.text[0] in NEVER_FIRST or opening(following.text) < _USUAL_START


def _halves(runs: Sequence[Sequence[Line]]) -> set[int]:
    """Numbers of the lines that go on best on each of the page's broken-off lines, though each may open a paragraph."""
    lines = [line for run in runs for line in run]
    ends = [line for line in lines if breaks_off(line) or (line.kind == "heading" and not line.is_marked)]
    texts = [line for run in runs for line in run[1:] if line.kind == "text"]
    usual = [max(opening(line.text), _USUAL_START) for line in texts]
    found: set[int] = set()
    for end in ends:
        ranked = [
            (continuation(end.text[-8:], line.text) - u, line.number) for line, u in zip(texts, usual, strict=True)
        ]
        found.update(number for value, number in ranked if value > _BETTER)
        if breaks_off(end):
            found.update(number for _, number in nlargest(_GOES_ON, ranked))
    return found


def fragments_of(bodies: Sequence[Sequence[Sequence[Line]]]) -> list[Fragment]:
    """The bodies of a page's drafts, cut wherever they may have been broken."""
    halves = _halves([piece for pieces in bodies for piece in pieces])
    fragments: list[Fragment] = []
    for draft, pieces in enumerate(bodies):
        is_first = True
        for piece in pieces:
            run: list[Line] = []
            for line in piece:
                if run and (line.number in halves or _is_break(run[-1], line)):
                    fragments.append(Fragment(tuple(run), draft, is_first, not is_first))
                    run, is_first = [], False
                run.append(line)
            if run:
                fragments.append(Fragment(tuple(run), draft, is_first, not is_first))
                is_first = False
    return fragments


def _pairs(text: str) -> Counter[str]:
    words = _NOT_WORDS.sub("", text)
    return Counter(words[i : i + 2] for i in range(len(words) - 1))


@cache
def _rareness(pair: str) -> float:
    return math.pow(max(0.0, background(pair) - _RARE), _RARENESS_POWER)


def _topics(texts: Sequence[str]) -> list[list[float]]:
    """Likeness of each two texts by the rare character pairs that they share, less the page's median."""
    size = len(texts)
    counts = [_pairs(text) for text in texts]
    spread = Counter(pair for pairs in counts for pair in pairs)
    rare = {pair: _rareness(pair) for pair in spread}
    weights = [{p: rare[p] * (1 + math.log(n)) for p, n in pairs.items() if rare[p]} for pairs in counts]
    shared = [{p: w for p, w in row.items() if spread[p] > 1} for row in weights]
    told = {p: math.log((size + 1) / n) / rare[p] for p, n in spread.items() if n > 1 and rare[p]}
    norms = [math.sqrt(math.fsum(row.values())) or 1.0 for row in weights]
    likeness = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i):
            both = shared[i].keys() & shared[j].keys()
            value = math.fsum(shared[i][p] * shared[j][p] * told[p] for p in both) / (norms[i] * norms[j])
            likeness[i][j] = likeness[j][i] = value
    middle = statistics.median([likeness[i][j] for i in range(size) for j in range(i)] or [0.0])
    return [[value - middle for value in row] for row in likeness]


def _crossing(before: str, after: str, page: str) -> int:
    """Bonus where the characters across the seam stand together elsewhere in the page: a name or term was cut."""
    for left, right in _CROSSINGS:
        across = before[-left:] + after[:right]
        if len(across) == left + right and not _NOT_WORDS.search(across) and across in page:
            return left + right - 2
    return 0


def _next_in_list(before: str, after: str) -> float:
    """Bonus where a text begins with the number behind one of the other (`…一是…` and `二是…`), else a malus.

    A numbered item never goes on with a broken-off sentence.
    """
    match = _ORDINAL.match(after)
    if not match:
        return 0.0
    if before[-1] not in TERMINAL:
        return _UNLISTED
    if match["number"] == _NUMERALS[0]:
        return 0.0
    form = after.partition(match["number"])
    earlier = form[0] + _NUMERALS[_NUMERALS.index(match["number"]) - 1] + form[2][:1]
    return _LISTED if earlier in before else _UNLISTED


def _speakers(text: str) -> frozenset[str]:
    return frozenset(match["name"] for match in _SPEAKER.finditer(text))


def same_speaker(one: frozenset[str], other: frozenset[str]) -> float:
    """Bonus where the same person speaks in two fragments that follow each other, malus where others do."""
    if not one or not other:
        return 0.0
    return _SAME_SPEAKER if one & other else _OTHER_SPEAKER


class Scores(NamedTuple):
    """What is known of a page's fragments, each two of them.

    Attributes:
        seams: score of each fragment (row) going on in each other (column) by what stands at the seam and where; `-inf`
            where it can't.
        likeness: likeness of each two by topic, 0 for what the page's texts share on the average.
        speakers: who speaks in each.
    """

    seams: list[list[float]]
    likeness: list[list[float]]
    speakers: list[frozenset[str]]

    def joins(self) -> list[list[float]]:
        """Score of each fragment going on in each other, neighbours alone looked at."""
        return [
            [
                seam + min(TOPIC_WEIGHT * like, TOPIC_MOST) + same_speaker(one, other)
                for seam, like, other in zip(seams, alike, self.speakers, strict=True)
            ]
            for seams, alike, one in zip(self.seams, self.likeness, self.speakers, strict=True)
        ]


def scores(fragments: Sequence[Fragment], heads: Sequence[str]) -> Scores:
    """Scores of the fragments in the order of the source.

    Args:
        fragments: the page's fragments.
        heads: head of each fragment's draft where the fragment is the first of it, else empty.
    """
    texts = [fragment.text for fragment in fragments]
    topics = _topics([head + "\n" + text for head, text in zip(heads, texts, strict=True)])
    page = "\n".join([*texts, *heads])
    speakers = [_speakers(text) for text in texts]
    opened = [left_open(f.lines[-1].text) if breaks_off(f.lines[-1]) else "" for f in fragments]
    closed = [left_closed(f.lines[0].text) for f in fragments]
    size = len(texts)
    matrix = [[-math.inf] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            if i == j or (j < i and fragments[i].draft == fragments[j].draft):
                continue
            value = continuation(texts[i], texts[j])
            value += _crossing(texts[i], texts[j], page) + paired(opened[i], closed[j])
            if j != i + 1 or not fragments[j].follows:
                value += _next_in_list(texts[i], texts[j])
            if j < i:
                value -= _BACKWARDS
            elif j == i + 1 and fragments[j].follows:
                last = fragments[i].lines[-1]
                fresh = is_fresh_start(texts[j])
                if breaks_off(last) or (last.kind == "heading" and (not fresh or is_half_sentence(last))):
                    value += _ADJACENT
                else:
                    value += _UNDER_HEADING if last.kind == "heading" else _NEXT_PARAGRAPH
                    value += _FRESH if fresh else 0.0
            matrix[i][j] = value
    return Scores(matrix, topics, speakers)
