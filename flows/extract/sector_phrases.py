"""Names of industries in a text: surfaces of the taxonomy, widened by the parts around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.sector_context import is_dull
from flows.extract.sector_lexicon import ENTRIES, LATIN, Entry, Phrase, stem
from flows.reference.sector_tables import SectorSurface

_BY_INDEX = list(ENTRIES.values())
_AUTOMATON = AhoCorasick(list(ENTRIES), matchkind=MatchKind.LeftmostLongest)
_ACROSS = 8
_APART = re.compile(r"(?:产业|业)$")
_PAIRS = frozenset({("新能源", "新材料"), ("新材料", "新能源")})
_RANK = {"free": 2, "context": 1, "public": 0}
# 10多家|电线电缆企业: a classifier, and no household.
_COUNT_BEFORE = re.compile(r"[0-9多余几这那某各每万千百十一二两三四五六七八九]")
_AFTER_TRADE = frozenset("务态绩余界主者")


_Token = tuple[int, int, Entry]
"""Start, end and word: a plain tuple, as there are many."""


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is part of a longer one (AI in AIR)."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return (len(before) == 2 and all(map(LATIN.match, before))) or (len(after) == 2 and all(map(LATIN.match, after)))


def _scan(text: str, start: int, end: int) -> list[_Token]:
    return [
        (start + low, start + high, _BY_INDEX[index])
        for index, low, high in _AUTOMATON.find_matches_as_indexes(text[start:end])
    ]


def _mended(text: str, tokens: list[_Token], starts: frozenset[int], ends: frozenset[int]) -> Iterable[_Token]:
    """The tokens without those that start or end inside a word, and the names that these hid (家纺|织 hides 纺织)."""
    floor = 0
    for token in tokens:
        start, end, _ = token
        if start < floor:
            continue
        if start in starts:
            hidden = [found for found in _scan(text, start + 1, end + _ACROSS) if found[0] < end][:1]
        elif end in ends:
            hidden = _scan(text, start, end - 1)
        else:
            yield token
            continue
        yield from hidden
        floor = hidden[-1][1] if hidden else start


def _taken(text: str, token: _Token) -> bool:
    """Whether what stands around a name takes it into another word."""
    start, end, entry = token
    # 电信业|务: the class word belongs to the next word.
    return (entry.latin and _inside_latin(text, start, end)) or (
        entry.word[-1] == "业" and text[end : end + 1] in _AFTER_TRADE
    )


def _tokens(text: str, starts: frozenset[int], ends: frozenset[int]) -> list[_Token]:
    found: list[_Token] = []
    counted: list[int] = []
    checked = False
    for index, start, end in _AUTOMATON.find_matches_as_indexes(text):
        entry = _BY_INDEX[index]
        if entry.checked:
            checked = True
            if entry.word[0] == "家" and _COUNT_BEFORE.match(text, max(0, start - 1)):
                counted.append(start)
        found.append((start, end, entry))
    if counted or starts or ends:
        found = list(_mended(text, found, starts.union(counted), ends))
    return [token for token in found if not (token[2].checked and _taken(text, token))] if checked else found


def _touching(text: str, before: _Token, after: _Token) -> bool:
    """Whether one name may run over both: they touch, or 及 binds them (汽车及零部件)."""
    gap = after[0] - before[1]
    near = gap == 0 or (gap == 1 and after[2].bound and text[before[1]] in "及和与")
    return near and not (before[2].mask or after[2].mask)


def _extends(run: list[_Token], at: int, last: Entry) -> bool:
    """Whether the token at `at` goes on with the phrase whose last core or tail is `last`."""
    entry = run[at][2]
    if (stem(last.word), stem(entry.word)) in _PAIRS or _APART.search(last.word):
        return False
    if entry.tail:
        return True
    return entry.modifier and at + 1 < len(run) and run[at + 1][2].tail is not None


def _phrases_of(run: list[_Token]) -> Iterable[Phrase]:
    at = 0
    while at < len(run):
        first = at
        while at < len(run) and run[at][2].surface is None and run[at][2].modifier:
            at += 1
        if at == len(run) or (core := run[at][2].surface) is None:
            at = max(at, first) + 1
            continue
        cores = [core]
        _, end, last = run[at]
        made = False
        at += 1
        while at < len(run) and _extends(run, at, last):
            entry = run[at][2]
            if entry.tail is not None:
                made = made or entry.tail.industry
                _, end, last = run[at]
            if entry.surface is not None:
                cores.append(entry.surface)
            at += 1
        yield _phrase(run[first][0], end - last.closing, cores, made)


def _phrase(start: int, end: int, cores: list[SectorSurface], made: bool) -> Phrase:
    # The longest core says what it is about; the later one on a tie (核电+阀门).
    about = max(enumerate(cores), key=lambda pair: (_RANK[pair[1].kind], len(pair[1].surface), pair[0]))[1]
    return Phrase(start, end, about.code, "free" if made else about.kind)


def find_phrases(text: str, starts: frozenset[int] = frozenset(), ends: frozenset[int] = frozenset()) -> list[Phrase]:
    """Names of industries and products in the text, in order, with no overlap; what they mean is decided later.

    Left out are products that stand alone where no rule could make an industry of them.

    Args:
        text: the text.
        starts: places inside words, where no name starts.
        ends: the same for ends.
    """
    phrases: list[Phrase] = []
    tokens = _tokens(text, starts, ends)
    first, count = 0, len(tokens)
    while first < count:
        start, end, entry = tokens[first]
        last = first + 1
        while last < count and tokens[last][0] <= end + 1 and _touching(text, tokens[last - 1], tokens[last]):
            end = tokens[last][1]
            last += 1
        surface = entry.surface
        if last - first > 1:
            phrases += _phrases_of(tokens[first:last])
        elif (
            surface is not None
            and not entry.mask
            and (surface.kind == "free" or entry.closing or not is_dull(text, start, end))
        ):
            phrases.append(Phrase(start, end - entry.closing, surface.code, surface.kind))
        first = last
    return phrases
