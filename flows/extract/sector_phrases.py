"""Names of industries in a text: surfaces of the taxonomy, widened by the parts around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.sector_context import is_dull
from flows.extract.sector_lexicon import ENTRIES, LATIN, Entry, Phrase, stem

_BY_INDEX = list(ENTRIES.values())
_AUTOMATON = AhoCorasick(list(ENTRIES), matchkind=MatchKind.LeftmostLongest)
_ACROSS = 8
_APART = re.compile(r"(?:产业|业)$")
_PAIRS = frozenset({("新能源", "新材料"), ("新材料", "新能源")})
_RANK = {"free": 2, "context": 1, "public": 0}
# 10多家|电线电缆企业: a classifier, and no household.
_COUNT_BEFORE = re.compile(r"[0-9多余几这那某各每万千百十一二两三四五六七八九]")
_AFTER_TRADE = frozenset("务态绩余界主者")


class _Token(NamedTuple):
    start: int
    end: int
    entry: Entry


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is part of a longer one (AI in AIR)."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return (len(before) == 2 and all(map(LATIN.match, before))) or (len(after) == 2 and all(map(LATIN.match, after)))


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
    checked = [token for token in found if token.entry.checked]
    counted = {t.start for t in checked if t.entry.word[0] == "家" and _COUNT_BEFORE.match(text, max(0, t.start - 1))}
    if counted or starts or ends:
        found = checked = list(_mended(text, found, starts | counted, ends))
    taken = {
        token.start
        for token in checked
        if (token.entry.latin and _inside_latin(text, token.start, token.end))
        # 电信业|务: the class word belongs to the next word.
        or (token.entry.word[-1] == "业" and text[token.end : token.end + 1] in _AFTER_TRADE)
    }
    return [token for token in found if token.start not in taken] if taken else found


def _touching(text: str, before: _Token, after: _Token) -> bool:
    """Whether one name may run over both: they touch, or 及 binds them (汽车及零部件)."""
    near = after.start == before.end or (
        after.entry.bound and after.start == before.end + 1 and text[before.end] in "及和与"
    )
    return near and not (before.entry.mask or after.entry.mask)


def _extends(run: list[_Token], at: int, last: _Token) -> bool:
    """Whether the token at `at` goes on with the phrase whose last core or tail is `last`."""
    token = run[at]
    if (stem(last.entry.word), stem(token.entry.word)) in _PAIRS or _APART.search(last.entry.word):
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
        yield _phrase(run[first].start, last.end - last.entry.closing, cores, made)


def _phrase(start: int, end: int, cores: list[_Token], made: bool) -> Phrase:
    surfaces = [core.entry.surface for core in cores if core.entry.surface is not None]
    if len(surfaces) == 1:
        return Phrase(start, end, surfaces[0].code, "free" if made else surfaces[0].kind)
    # The longest core says what it is about; the later one on a tie (核电+阀门).
    about = max(enumerate(surfaces), key=lambda pair: (_RANK[pair[1].kind], len(pair[1].surface), pair[0]))[1]
    return Phrase(start, end, about.code, "free" if made else about.kind)


def find_phrases(text: str, starts: frozenset[int] = frozenset(), ends: frozenset[int] = frozenset()) -> list[Phrase]:
    """Names of industries and products in the text, in order, with no overlap; what they mean is decided later.

    Left out are products that stand alone where no rule could make an industry of them.

    Args:
        text: the text.
        starts: places inside words, where no name starts.
        ends: the same for ends.
    """
    tokens = _tokens(text, starts, ends)
    phrases: list[Phrase] = []
    first, count = 0, len(tokens)
    while first < count:
        token = tokens[first]
        last = first + 1
        while last < count and tokens[last].start <= token.end + 1 and _touching(text, token, tokens[last]):
            token = tokens[last]
            last += 1
        if last - first > 1:
            phrases += _phrases_of(tokens[first:last])
        elif (
            (surface := token.entry.surface) is not None
            and not token.entry.mask
            and (surface.kind == "free" or not is_dull(text, token.start, token.end))
        ):
            phrases.append(Phrase(token.start, token.end - token.entry.closing, surface.code, surface.kind))
        first = last
    return phrases


