"""Names of industries in a text: surfaces of the taxonomy, widened by the parts around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.reference import load
from flows.reference.sector_tables import SectorPart, SectorSurface, SectorWord


class Phrase(NamedTuple):
    """Words that name an industry if their context makes them one.

    Attributes:
        start, end: span in the text.
        code: leaf of the taxonomy.
        kind: `free`, `context` or `public`, as in the table of surfaces; `free` too for a product with a tail that
            makes an industry of it (芯片制造).
    """

    start: int
    end: int
    code: str
    kind: str


class _Entry(NamedTuple):
    word: str
    surface: SectorSurface | None
    tail: SectorPart | None
    modifier: bool
    mask: bool
    latin: bool
    """Begins or ends with a Latin letter or a digit."""


def words(*roles: str) -> list[str]:
    """Words of the table of sector words that have one of the roles, the longest first."""
    found = [word.word for word in load(SectorWord, "sector_words") if word.role in roles]
    return sorted(found, key=lambda word: (-len(word), word))


def alternation(choices: Iterable[str]) -> str:
    """A regular expression for any of the words."""
    return "|".join(re.escape(choice) for choice in choices)


_ACROSS = 8
_LATIN = re.compile(r"[A-Za-z0-9]")


def _entries() -> dict[str, _Entry]:
    surfaces = {row.surface: row for row in load(SectorSurface, "sector_surfaces")}
    parts = load(SectorPart, "sector_parts")
    tails = {part.part: part for part in parts if part.kind == "tail"}
    modifiers = {part.part for part in parts if part.kind == "modifier"}
    masks = set(words("mask"))
    names = sorted({*surfaces, *tails, *modifiers, *masks})
    return {
        name: _Entry(
            name,
            surfaces.get(name),
            tails.get(name),
            name in modifiers,
            name in masks,
            bool(_LATIN.match(name[0]) or _LATIN.match(name[-1])),
        )
        for name in names
        if len(name) > 1
    }


_ENTRIES = _entries()
_BY_INDEX = list(_ENTRIES.values())
_AUTOMATON = AhoCorasick(list(_ENTRIES), matchkind=MatchKind.LeftmostLongest)
SINGLE: dict[str, str] = {
    row.surface: row.code for row in load(SectorSurface, "sector_surfaces") if len(row.surface) == 1
}
"""Products of one character (铜, 羊): industries only as a whole item of a list."""

_APART = re.compile(r"(?:产业|业)$")
_PAIRS = frozenset({("新能源", "新材料"), ("新材料", "新能源")})
_RANK = {"free": 2, "context": 1, "public": 0}
_BOUND = frozenset(words("bound"))
_WHOLE = frozenset(words("whole"))


def _stem(word: str) -> str:
    return word.removesuffix("产业")


def _closing(word: str) -> int:
    """Length of a closing 产业 that says no more than the words before it do (光伏产业, but 信息产业)."""
    stem = _stem(word)
    if stem == word or word in _WHOLE:
        return 0
    known = _ENTRIES.get(stem)
    return len(word) - len(stem) if stem in SINGLE or (known is not None and known.surface is not None) else 0


# 10多家|电线电缆企业: a classifier, and no household.
_COUNT_BEFORE = re.compile(r"[0-9多余几这那某各每万千百十一二两三四五六七八九]")
_AFTER_TRADE = frozenset("务态绩余界主者")


class _Token(NamedTuple):
    start: int
    end: int
    entry: _Entry


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is part of a longer one (AI in AIR)."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return (len(before) == 2 and all(map(_LATIN.match, before))) or (len(after) == 2 and all(map(_LATIN.match, after)))


def is_name(word: str) -> bool:
    """Whether the tables hold the words as an industry's name or the tail of one."""
    known = _ENTRIES.get(word)
    return known is not None and (known.surface is not None or known.tail is not None)


def _scan(text: str, start: int = 0, end: int | None = None) -> list[_Token]:
    found = _AUTOMATON.find_matches_as_indexes(text[start:end] if start or end is not None else text)
    return [_Token(start + s, start + e, _BY_INDEX[index]) for index, s, e in found]


def _mended(text: str, tokens: list[_Token], starts: frozenset[int], ends: frozenset[int]) -> Iterable[_Token]:
    """The tokens without those that start or end inside a word, and the names that these hid (家纺|织 hides 纺织)."""
    floor = 0
    for token in tokens:
        if token.start < floor:
            continue
        if token.start in starts:
            hidden = [t for t in _scan(text, token.start + 1, token.end + _ACROSS) if t.start < token.end][:1]
        elif token.end in ends:
            hidden = _scan(text, token.start, token.end - 1)
        else:
            yield token
            continue
        yield from hidden
        floor = hidden[-1].end if hidden else token.start


def _tokens(text: str, starts: frozenset[int], ends: frozenset[int]) -> list[_Token]:
    found = _scan(text)
    counted = {t.start for t in found if t.entry.word[0] == "家" and _COUNT_BEFORE.match(text, max(0, t.start - 1))}
    starts = starts | counted
    if starts or ends:
        found = list(_mended(text, found, starts, ends))
    return [
        token
        for token in found
        if not (
            (token.entry.latin and _inside_latin(text, token.start, token.end))
            # 电信业|务: the class word belongs to the next word.
            or (token.entry.word[-1] == "业" and text[token.end : token.end + 1] in _AFTER_TRADE)
        )
    ]


def _runs(text: str, tokens: list[_Token]) -> Iterable[list[_Token]]:
    """Tokens that touch each other, or that 及 binds (汽车及零部件)."""
    run: list[_Token] = []
    for token in tokens:
        touching = bool(run) and (
            token.start == run[-1].end
            or (token.entry.word in _BOUND and token.start == run[-1].end + 1 and text[run[-1].end] in "及和与")
        )
        if run and (not touching or token.entry.mask or run[-1].entry.mask):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _extends(run: list[_Token], at: int, last: _Token) -> bool:
    """Whether the token at `at` goes on with the phrase whose last core or tail is `last`."""
    token = run[at]
    if (_stem(last.entry.word), _stem(token.entry.word)) in _PAIRS or _APART.search(last.entry.word):
        return False
    if token.entry.tail:
        return True
    return token.entry.modifier and at + 1 < len(run) and run[at + 1].entry.tail is not None


def _phrases_of(run: list[_Token]) -> Iterable[Phrase]:
    at = 0
    while at < len(run):
        first = at
        while at < len(run) and run[at].entry.surface is None and run[at].entry.modifier:
            at += 1
        if at == len(run) or run[at].entry.surface is None:
            at = max(at, first) + 1
            continue
        cores = [run[at]]
        last = run[at]
        made = False
        at += 1
        while at < len(run) and _extends(run, at, last):
            token = run[at]
            if token.entry.tail is not None:
                made = made or token.entry.tail.industry
                last = token
            if token.entry.surface is not None:
                cores.append(token)
            at += 1
        yield _phrase(run[first].start, last.end - _closing(last.entry.word), cores, made)


def _phrase(start: int, end: int, cores: list[_Token], made: bool) -> Phrase:
    surfaces = [core.entry.surface for core in cores if core.entry.surface is not None]
    if len(surfaces) == 1:
        return Phrase(start, end, surfaces[0].code, "free" if made else surfaces[0].kind)
    # The longest core says what it is about; the later one on a tie (核电+阀门).
    about = max(enumerate(surfaces), key=lambda pair: (_RANK[pair[1].kind], len(pair[1].surface), pair[0]))[1]
    return Phrase(start, end, about.code, "free" if made else about.kind)


def find_phrases(text: str, starts: frozenset[int] = frozenset(), ends: frozenset[int] = frozenset()) -> list[Phrase]:
    """Names of industries and products in the text, in order, with no overlap; what they mean is decided later.

    Args:
        text: the text.
        starts: places inside words, where no name starts.
        ends: the same for ends.
    """
    tokens = _tokens(text, starts, ends)
    return [phrase for run in _runs(text, tokens) if not run[0].entry.mask for phrase in _phrases_of(run)]


_CODES: dict[str, str] = {row.surface: row.code for row in load(SectorSurface, "sector_surfaces")}


def code_of_item(item: str) -> str | None:
    """Leaf of a whole item of a list: by the longest surface that it ends with."""
    for start in range(len(item)):
        if (code := _CODES.get(item[start:])) is not None:
            return code
    return None
