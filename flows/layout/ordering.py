"""From a first order of a page's fragments to a better one, judged by whole articles and not only by neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import pairwise
from operator import itemgetter

from flows.layout.fragments import same_speaker

Chain = tuple[int, ...]
"""Fragments of one article in reading order."""

_NEAREST = 5
"""Only the best continuations of a fragment, forwards or backwards, are tried."""
_LONGEST_MOVED = 3
_DOUBT = 7.0
"""Counts like some 50 characters that are neither like nor unlike: one neighbour says less than several."""
_LEAST_GAIN = 1e-6
_MOST_ROUNDS = 60


@dataclass(slots=True)
class Page:
    """What is known of a page's fragments.

    Attributes:
        seams: score of each fragment (row) going on in each other (column), by what stands at the seam.
        beginnings: score of an article's beginning with each fragment.
        ends: score of an article's ending with each.
        likeness: likeness of each two by topic, 0 for what the page's texts share on the average.
        weights: how much each tells of its article's topic: the root of its length.
        speakers: who speaks in each.
        weight, most: what a unit of likeness counts, and the most that it counts for one fragment.
        weighted: `likeness` times the weight of the other fragment; nothing for a fragment itself.
        told: how much each fragment of an article speaks of what the others do, in whatever order they stand.
        known: scores of the articles that were asked for.
    """

    seams: Sequence[Sequence[float]]
    beginnings: Sequence[float]
    ends: Sequence[float]
    likeness: Sequence[Sequence[float]]
    weights: Sequence[float]
    speakers: Sequence[frozenset[str]]
    weight: float
    most: float
    weighted: list[list[float]] = field(init=False)
    told: dict[frozenset[int], dict[int, float]] = field(default_factory=dict)
    known: dict[Chain, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Weigh the likeness of each fragment (row) to each other (column)."""
        self.weighted = [
            [0.0 if i == j else alike * weight for j, (alike, weight) in enumerate(zip(row, self.weights, strict=True))]
            for i, row in enumerate(self.likeness)
        ]

    def score(self, chain: Chain) -> float:
        """Score of an article made of these fragments."""
        if not chain:
            return 0.0
        found = self.known.get(chain)
        if found is None:
            found = self.beginnings[chain[0]] + self.ends[chain[-1]]
            found += math.fsum(self.seams[i][j] for i, j in pairwise(chain))
            if len(chain) > 1:
                found += math.fsum(self._belonging(chain))
            # A short fragment in which nobody speaks may stand between two that the same person speaks in.
            voices = [voice for i in chain if (voice := self.speakers[i])]
            found += math.fsum(same_speaker(*pair) for pair in pairwise(voices))
            self.known[chain] = found
        return found

    def _belonging(self, chain: Chain) -> list[float]:
        """How much each fragment but the first speaks of what the rest of its article speaks of."""
        together = frozenset(chain)
        found = self.told.get(together)
        if found is None:
            members = itemgetter(*chain)
            told = math.fsum(members(self.weights)) + _DOUBT
            found = self.told[together] = {}
            for i in chain:
                mean = math.fsum(members(self.weighted[i])) / (told - self.weights[i])
                found[i] = max(-self.most, min(self.weight * mean, self.most))
        return [found[i] for i in chain[1:]]


def improved(chains: Sequence[Chain], page: Page) -> list[Chain]:
    """The chains after all exchanges of tails and moves of pieces that raise the score of the page."""
    best = [chain for chain in chains if chain]
    near = _near(page.seams)
    for _ in range(_MOST_ROUNDS):
        gain, change = max(_changes(best, page, near), default=(0.0, {}), key=lambda found: found[0])
        if gain < _LEAST_GAIN:
            break
        best = [chain for k, old in enumerate([*best, ()]) if (chain := change.get(k, old))]
    return best


def _near(seams: Sequence[Sequence[float]]) -> set[tuple[int, int]]:
    size = len(seams)
    rows = {(i, j) for i in range(size) for j in nlargest(_NEAREST, range(size), key=lambda j: seams[i][j])}
    columns = {(i, j) for j in range(size) for i in nlargest(_NEAREST, range(size), key=lambda i: seams[i][j])}
    return {(i, j) for i, j in rows | columns if seams[i][j] > -math.inf}


def _changes(
    chains: Sequence[Chain], page: Page, near: set[tuple[int, int]]
) -> Iterator[tuple[float, dict[int, Chain]]]:
    """Gain of each change that makes a likely new join, and the chains that it changes."""
    every = [*chains, ()]
    place = {fragment: (k, at) for k, chain in enumerate(chains) for at, fragment in enumerate(chain)}
    for i, j in near:
        (p, a), (q, b) = place[i], place[j]
        if p == q and b == a + 1:
            continue
        if p != q:
            one, other = every[p], every[q]
            yield _gain(page, every, {p: one[: a + 1] + other[b:], q: other[:b] + one[a + 1 :]})
            joined, rest, tail = one[: a + 1] + other[b:], other[:b], one[a + 1 :]
            yield _gain(page, every, {p: joined, q: rest, len(chains): tail})
            for r, third in enumerate(chains):
                if tail and r not in (p, q) and (third[-1], tail[0]) in near:
                    yield _gain(page, every, {p: joined, q: rest, r: third + tail})
        for length in range(1, _LONGEST_MOVED + 1):
            yield from _moves(page, every, (p, a), (q, b), length)
    for k, chain in enumerate(chains):
        for at in range(1, len(chain)):
            yield _gain(page, every, {k: chain[:at], len(chains): chain[at:]})


def _moves(
    page: Page, every: Sequence[Chain], left: tuple[int, int], right: tuple[int, int], length: int
) -> Iterator[tuple[float, dict[int, Chain]]]:
    """A piece that begins on the right goes behind the left; a piece that ends on the left goes before the right."""
    (p, a), (q, b) = left, right
    for source, start, goal, at in ((q, b, p, a + 1), (p, a + 1 - length, q, b)):
        piece = every[source][max(start, 0) : start + length]
        if start < 0 or len(piece) < length:
            continue
        rest = every[source][:start] + every[source][start + length :]
        if source != goal:
            yield _gain(page, every, {source: rest, goal: every[goal][:at] + piece + every[goal][at:]})
        elif not start <= at <= start + length:
            at -= length if at > start else 0
            yield _gain(page, every, {source: rest[:at] + piece + rest[at:]})


def _gain(page: Page, every: Sequence[Chain], change: dict[int, Chain]) -> tuple[float, dict[int, Chain]]:
    return math.fsum(page.score(new) - page.score(every[k]) for k, new in change.items()), change
