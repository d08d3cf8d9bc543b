"""Tiers that a text states for industries: the frames 传统产业方面，… and …等未来产业 and their reach."""

from __future__ import annotations

import re
from typing import NamedTuple, cast

from flows.extract.rows import Tier
from flows.extract.sector_lexicon import alternation, words
from flows.reference import load
from flows.reference.sector_tables import TierFrame

_TIERS: dict[str, Tier] = {row.phrase: cast(Tier, row.tier) for row in load(TierFrame, "tier_frames")}
_PHRASE = alternation(sorted(_TIERS, key=lambda phrase: (-len(phrase), phrase)))
TIER_PHRASE = re.compile(_PHRASE)
"""A phrase that names a tier."""

_ASPECT = re.compile(r"方面[，：]")
_ASPECT_START = re.compile(rf"(?:^|[\n。；：])[^\n。；：，、]{{0,6}}?({_PHRASE})[^\n。；：，、]{{0,10}}$")
_ASPECT_REACH = 32
_AFTER = re.compile(
    rf"[^。；！？\n，、]{{0,8}}(?:，[^。；！？\n，、]{{0,6}})?(?:成为|成长为|发展为|发展成|打造成|作为|是)"
    rf"[^。；！？\n，、]{{0,12}}?({_PHRASE})"
)
_SERVES = re.compile(r"(?:等|等产业)?为(?:主导|支柱)")
_STANDS_FOR = re.compile(
    rf"[^。；！？\n，、]{{0,6}}?为(?:{alternation(words('stands_for'))})的[^。；！？\n，、]{{0,8}}?({_PHRASE})"
)
_RISES = re.compile(
    rf"[^。；！？\n，、]{{0,12}}，[^。；！？\n，]{{0,24}}({_PHRASE})(?:正|已|加快|加速|迅速|快速|不断|逐步){{0,3}}"
    rf"(?:崛起|形成|壮大|成长|涌现|兴起)"
)
_BEFORE = re.compile(
    rf"({_PHRASE})[^。；！？\n、]{{0,6}}?(?:如|包括|涵盖|即|例如|主要有|重点发展|：)[^。；！？\n、]{{0,4}}$"
)


class Scope(NamedTuple):
    """A stretch of text whose industries have a stated tier."""

    start: int
    end: int
    tier: Tier


def aspect_scopes(text: str) -> list[Scope]:
    """Reaches of the frame 传统优势产业方面，…: to the next such frame or the end of the paragraph."""
    frames: list[tuple[int, int, Tier]] = []
    for aspect in _ASPECT.finditer(text):
        low = max(0, aspect.start() - _ASPECT_REACH)
        if found := _ASPECT_START.search(text, low, aspect.start()):
            frames.append((found.start(), aspect.end(), _TIERS[found[1]]))
    scopes = []
    for number, (_, start, tier) in enumerate(frames):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if number + 1 < len(frames):
            end = min(end, frames[number + 1][0] + 1)
        scopes.append(Scope(start, end, tier))
    return scopes


def tier_of_head(head: str) -> Tier | None:
    """Tier that the closing noun of a list states (等战略性新兴产业)."""
    found = TIER_PHRASE.search(head)
    return _TIERS[found[0]] if found else None


def tier_around(text: str, start: int, end: int) -> Tier | None:
    """Tier that the words around a list state: A、B成为支柱产业; 以A、B为主导; 未来产业，如A、B.

    Args:
        text: the text.
        start: where the list starts.
        end: where the list with its closing noun ends.
    """
    if _SERVES.match(text, end):
        return "pillar"
    for frame in (_STANDS_FOR, _AFTER, _RISES):
        if found := frame.match(text, end):
            return _TIERS[found[1]]
    if found := _BEFORE.search(text, max(0, start - 30), start):
        return _TIERS[found[1]]
    return None
