"""Fragments of a broken page put together again, as one best assignment over the page."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from flows.layout.assignment import best_assignment
from flows.layout.drafts import Draft
from flows.layout.fragments import (
    TOPIC_WEIGHT,
    Fragment,
    fragments_of,
    is_fresh_start,
    is_half_sentence,
    is_torn,
    opening,
    scores,
)
from flows.layout.ordering import Chain, Page, improved
from flows.layout.page import Line, breaks_off, may_be_broken

MOST_FRAGMENTS = 120
"""A page in more fragments than this is left as it is, with a warning."""

_SPACE = re.compile(r"\s")
_TORN_LEAST = 2
"""Fewest torn sentences for a page under one head, or none, to be put in another order."""
_REPEATED = 40
"""Shortest text, in characters, that counts as a column printed twice."""
_HEAD_GOES_ON = -8.0
_BROKEN_OFF = -6.0
_MAYBE_BROKEN_OFF = -3.0
_WITHOUT_HEAD = -2.0
_LEAST_GAIN = 5.0
"""A page is put in another order only where that is better by this much, """
_LEAST_EACH = 2.5
"""and by this much for each new join."""
_ARTICLE_MOST = 5.5
"""The most that likeness to the rest of its article counts for a fragment."""
_TOPIC_FULL = 400
"""Characters from which on a fragment tells its article's topic no better."""
_WEAK = 0.0
"""A join that scores lower was made because nothing else was left, and is told."""
_WITHOUT_BEGINNING = -4.0
_SHORT_BEGINNING = -4.0
"""Added where the first fragment of an article without a head is short: it is rather the end of a torn paragraph."""
_SHORT = 40
"""A fragment of fewer characters is short."""
_USUAL_OPENING = 1.0
"""A fragment that opens more like a paragraph than this begins one, however short."""


def rejoined(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the pieces of broken articles in their places.

    A page that is not broken comes back as it is.
    """
    lines = [line for draft in drafts for piece in draft.pieces for line in piece]
    cut_heads = len(drafts) > 1 and any(_end(draft.pieces[-1][-1]) for draft in drafts[:-1] if draft.pieces)
    strays = any(draft.pieces and not draft.head for draft in drafts[1:])
    has_signs = (
        cut_heads
        or strays
        or (len(drafts) > 1 and any(line.kind == "heading" and is_half_sentence(line) for line in lines))
    )
    if not may_be_broken(lines) and not (has_signs and len(lines) <= MOST_FRAGMENTS):
        return list(drafts)
    if len(drafts) == 1 and sum(is_torn(*pair) for pair in pairwise(lines)) < _TORN_LEAST:
        return list(drafts)
    bodies, told = _without_repeats(drafts)
    fragments = fragments_of(bodies)
    if len(fragments) > MOST_FRAGMENTS:
        return list(drafts)
    return _drafts_from(_chains(fragments, drafts), drafts, told)


def _without_repeats(drafts: Sequence[Draft]) -> tuple[list[list[list[Line]]], list[str]]:
    """Bodies of the drafts without lines that an earlier column holds already, and what to tell of each draft."""
    before = ""
    bodies: list[list[list[Line]]] = []
    told: list[str] = []
    for draft in drafts:
        dropped = 0
        pieces: list[list[Line]] = []
        for piece in draft.pieces:
            kept: list[Line] = []
            plains = [_SPACE.sub("", line.text) for line in piece]
            for k, (line, plain) in enumerate(zip(piece, plains, strict=True)):
                # A short line counts with its neighbour.
                runs = (plain, "".join(plains[k : k + 2]), "".join(plains[max(k - 1, 0) : k + 1]))
                if any(len(run) >= _REPEATED and run in before for run in runs):
                    dropped += len(line.text)
                    if kept:
                        pieces.append(kept)
                        kept = []
                else:
                    kept.append(line)
                before += plain
            if kept:
                pieces.append(kept)
        bodies.append(pieces)
        told.append(f"column printed twice: {dropped} characters left out" if dropped else "")
    return bodies, told


def _chains(fragments: Sequence[Fragment], drafts: Sequence[Draft]) -> list[list[Fragment]]:
    """Fragments in reading order, a list for each article."""
    size = len(fragments)
    heads = ["\n".join(line.text for line in drafts[f.draft].head) if f.is_first else "" for f in fragments]
    found = scores(fragments, heads)
    beginnings = [0.0 if head else _headless(fragment.text) for head, fragment in zip(heads, fragments, strict=True)]
    ends = [_end(fragment.lines[-1]) for fragment in fragments]
    for i, row in enumerate(found.seams):
        for j in range(size):
            if heads[j]:
                row[j] = row[j] + _HEAD_GOES_ON if ends[i] else -math.inf
    gain = found.joins()
    following = _assigned(gain, beginnings, ends)
    _open_circles(following, gain)
    natural = {i: i + 1 for i in range(size - 1) if fragments[i + 1].follows}
    weights = [math.sqrt(min(len(fragment.text), _TOPIC_FULL)) for fragment in fragments]
    page = Page(found.seams, beginnings, ends, found.likeness, weights, found.speakers, TOPIC_WEIGHT, _ARTICLE_MOST)
    chains = max(
        (improved(_in_chains(links, size), page) for links in (following, natural)),
        key=lambda chains: math.fsum(map(page.score, chains)),
    )
    as_it_is = _in_chains(natural, size)
    new_joins = len(_links(chains) - _links(as_it_is))
    if math.fsum(map(page.score, chains)) - math.fsum(map(page.score, as_it_is)) < max(
        _LEAST_GAIN, _LEAST_EACH * new_joins
    ):
        chains = as_it_is
    for i, j in (pair for chain in chains for pair in pairwise(chain)):
        if natural.get(i) != j and gain[i][j] < _WEAK:
            drafts[fragments[i].draft].warnings.append(f"weak join: …{fragments[i].text[-6:]}|{fragments[j].text[:6]}…")
    return [[fragments[k] for k in chain] for chain in sorted(chains)]


def _headless(text: str) -> float:
    """Score of an article's beginning with this fragment, under no head."""
    value = _WITHOUT_HEAD if is_fresh_start(text) else _WITHOUT_BEGINNING
    return value + (_SHORT_BEGINNING if len(text) < _SHORT and opening(text) < _USUAL_OPENING else 0.0)


def _assigned(gain: Sequence[Sequence[float]], beginnings: Sequence[float], ends: Sequence[float]) -> dict[int, int]:
    """What each fragment goes on in by the best assignment; it may end, or begin an article, instead."""
    size = len(gain)
    table = [[0.0] * (2 * size) for _ in range(2 * size)]
    for i in range(size):
        table[i] = [*gain[i], *([ends[i]] * size)]
        table[size + i] = [*beginnings, *([0.0] * size)]
    return {i: j for i, j in enumerate(best_assignment(table)[:size]) if j < size}


def _links(chains: Sequence[Chain]) -> set[tuple[int | None, int]]:
    return {pair for chain in chains for pair in zip((None, *chain), chain, strict=False)}


def _in_chains(following: dict[int, int], size: int) -> list[Chain]:
    chains: list[Chain] = []
    for i in sorted(set(range(size)) - set(following.values())):
        chain = [i]
        while chain[-1] in following:
            chain.append(following[chain[-1]])
        chains.append(tuple(chain))
    return chains


def _end(line: Line) -> float:
    """Score of an article's ending with this line; a short line without a mark may be a heading or half a sentence."""
    if line.kind != "heading":
        return _BROKEN_OFF if breaks_off(line) else 0.0
    return _BROKEN_OFF if is_half_sentence(line) else _MAYBE_BROKEN_OFF


def _open_circles(following: dict[int, int], gain: Sequence[Sequence[float]]) -> None:
    """Take out the weakest link of each circle."""
    for start in list(following):
        circle = [start]
        while circle[-1] in following and following[circle[-1]] not in circle:
            circle.append(following[circle[-1]])
        if following.get(circle[-1]) == start:
            del following[min(circle, key=lambda i: gain[i][following[i]])]


def _drafts_from(chains: Sequence[Sequence[Fragment]], drafts: Sequence[Draft], told: Sequence[str]) -> list[Draft]:
    """A draft for each chain: under the head that one of its fragments follows, or alone with a warning."""
    joined: list[Draft] = []
    used: set[int] = set()
    for chain in chains:
        part: list[Fragment] = []
        parts = [part]
        for fragment in chain:
            if fragment.is_first and drafts[fragment.draft].head and any(f.is_first for f in part):
                part = []
                parts.append(part)
            part.append(fragment)
        for group in parts:
            owner = next((f.draft for f in group if f.is_first), None)
            if owner is None:
                lone = Draft(pieces=_pieces(group))
                lone.warnings.append("fragment without a beginning")
                joined.append(lone)
                continue
            used.add(owner)
            draft = drafts[owner]
            draft.pieces = _pieces(group)
            if owner and not draft.head:
                draft.warnings.append("fragment without a beginning")
            if breaks_off(group[-1].lines[-1]):
                draft.warnings.append("breaks off in the middle of a sentence")
            joined.append(draft)
    for k, draft in enumerate(drafts):
        if k not in used:
            draft.pieces = []
            joined.append(draft)
        if told[k]:
            draft.warnings.append(told[k])
    return joined


def _pieces(fragments: Sequence[Fragment]) -> list[list[Line]]:
    """Lines of the fragments, those that stand together in the source in one piece."""
    pieces: list[list[Line]] = []
    for fragment in fragments:
        if pieces and pieces[-1][-1].number + 1 == fragment.lines[0].number:
            pieces[-1].extend(fragment.lines)
        else:
            pieces.append(list(fragment.lines))
    return pieces
