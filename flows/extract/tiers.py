"""Tiers that a text states for industries: the frames 传统产业方面，… and …等未来产业 and their reach."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple, cast

from flows.extract.rows import Tier
from flows.extract.sector_lexicon import alternation, words
from flows.extract.word_scan import words_of
from flows.reference import load
from flows.reference.sector_tables import TierFrame

_TIERS: Final[dict[str, Tier]] = {row.phrase: cast(Tier, row.tier) for row in load(TierFrame, "tier_frames")}
_PHRASE: Final = alternation(sorted(_TIERS, key=lambda phrase: (-len(phrase), phrase)))
_REACH_AFTER: Final = 48
_REACH_BEFORE: Final = 30
"""Characters after and before a list in which a phrase begins that states its tier."""
_IN_HEAD: Final = re.compile(_PHRASE)
_LISTED: Final = re.compile(rf"等[^，。；：！？、\n了和与]{{0,14}}?({_PHRASE})")
_ASPECT: Final = re.compile(r"(?:方面|上)[，：]")
_ASPECT_START: Final = re.compile(rf"(?:^|[\n。；：])[^\n。；：，、]{{0,6}}?({_PHRASE})[^\n。；：，、]{{0,10}}$")
_ASPECT_REACH: Final = 32
# A heading, or the sentence that opens a paragraph like one: 改造提升传统产业。
_OPENING: Final = re.compile(
    rf"(?:^|\n)(?P<lead>[^\n。；：，]{{0,16}}?(?P<tier>{_PHRASE})[^\n。；：，]{{0,6}})(?P<end>[。：\n])"
)
_AFTER: Final = re.compile(
    rf"[^。；！？\n，、]{{0,8}}(?:，[^。；！？\n，、]{{0,6}})?(?:{alternation(words('becomes'))})"
    rf"[^。；！？\n，、]{{0,12}}?({_PHRASE})"
)
_SERVES: Final = re.compile(r"(?:等|等产业)?为(?:主导|支柱)")
_SERVES_STARTS: Final = frozenset("等为")
_STANDS_FOR: Final = re.compile(
    rf"[^。；！？\n，、]{{0,6}}?为(?:{alternation(words('stands_for'))})的[^。；！？\n，、]{{0,8}}?({_PHRASE})"
)
_RISES: Final = re.compile(
    rf"[^。；！？\n，、]{{0,12}}，[^。；！？\n，]{{0,24}}({_PHRASE})(?:{alternation(words('rises_how'))}){{0,3}}"
    rf"(?:{alternation(words('rises'))})"
)
_BEFORE: Final = re.compile(
    rf"({_PHRASE})[^。；！？\n、]{{0,6}}?(?:{alternation(words('introduces'))})[^。；！？\n、]{{0,4}}$"
)


class Scope(NamedTuple):
    """A stretch of text whose industries have a stated tier."""

    start: int
    end: int
    tier: Tier


class Tiers:
    """The tiers that a text states.

    Args:
        text: the text.
    """

    __slots__ = ("_scopes", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None
        self._scopes: list[Scope] | None = None

    def _phrases(self) -> list[int]:
        """Where phrases of a tier begin: the patterns are tried near one only."""
        if self._starts is None:
            self._starts = [start for _, start, _ in words_of(self._text).tiers]
        return self._starts

    def _reaches(self) -> list[Scope]:
        """Reaches of frames that hold for the sentences after them.

        在传统产业方面，… reaches to the next such frame or the end of its paragraph; a heading, or an opening
        sentence like one (改造提升传统产业。), over the paragraph that it opens. The narrower reach comes first.
        """
        if self._scopes is None:
            starts = self._phrases()
            self._scopes = _aspects(self._text) + _openings(self._text, starts) if starts else []
        return self._scopes

    def _any(self, low: int, high: int) -> bool:
        starts = self._phrases()
        at = bisect_left(starts, low)
        return at < len(starts) and starts[at] < high

    def at(self, position: int) -> Tier | None:
        """Tier of the reach in which a position lies."""
        for scope in self._reaches():
            if scope.start <= position < scope.end:
                return scope.tier
        return None

    def around(self, start: int, items_end: int, end: int) -> Tier | None:
        """Tier that the words around a list state: A、B等未来产业; A、B成为支柱产业; 以A、B为主导; 未来产业，如A、B.

        Args:
            start: where the list starts.
            items_end: where its last item ends.
            end: where its closing noun ends.
        """
        text = self._text
        serves: Tier | None = "pillar" if text[end : end + 1] in _SERVES_STARTS and _SERVES.match(text, end) else None
        if not self._phrases():
            return serves
        near = self._any(items_end, end + _REACH_AFTER)
        if near and (found := _LISTED.match(text, items_end)):
            return _TIERS[found[1]]
        if near and (found := _IN_HEAD.search(text, items_end, end)):
            return _TIERS[found[0]]
        if serves:
            return serves
        for frame in (_STANDS_FOR, _AFTER, _RISES) if near else ():
            if found := frame.match(text, end):
                return _TIERS[found[1]]
        low = max(0, start - _REACH_BEFORE)
        if self._any(low, start) and (found := _BEFORE.search(text, low, start)):
            return _TIERS[found[1]]
        return None


def _openings(text: str, starts: list[int]) -> list[Scope]:
    scopes = []
    lines = {text.rfind("\n", 0, start) for start in starts}
    for line in sorted(lines):
        opening = _OPENING.match(text, max(0, line))
        if not opening or _IN_HEAD.search(text, opening.end("tier"), opening.end("lead")):
            continue
        end = text.find("\n", opening.end())
        scopes.append(Scope(opening.end(), len(text) if end < 0 else end, _TIERS[opening["tier"]]))
    return scopes


def _aspects(text: str) -> list[Scope]:
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
