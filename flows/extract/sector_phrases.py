"""Names of industries in a text: surfaces of the taxonomy, widened by the parts around them."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.sector_context import is_dull
from flows.extract.sector_lexicon import ENTRIES, LATIN, Entry, Phrase, stem
from flows.extract.word_scan import Match, words_in, words_of

_BY_NUMBER: Final = list(ENTRIES.values())
_ACROSS: Final = 8
_APART: Final = re.compile(r"(?:产业|业)$")
_PAIRS: Final = frozenset({("新能源", "新材料"), ("新材料", "新能源")})
_RANK: Final = {"free": 2, "context": 1, "public": 0}
# 10多家|电线电缆企业: a classifier, and no household.
_COUNT_BEFORE: Final = re.compile(r"[0-9多余几这那某各每万千百十一二两三四五六七八九]")
_AFTER_TRADE: Final = frozenset("务态绩余界主者")
_COUNTED: Final = [entry.word[0] == "家" for entry in _BY_NUMBER]
_CHECKED: Final = [entry.checked for entry in _BY_NUMBER]


def _inside_latin(text: str, start: int, end: int) -> bool:
    """Whether a Latin name is part of a longer one (AI in AIR)."""
    before, after = text[max(0, start - 1) : start + 1], text[end - 1 : end + 1]
    return (len(before) == 2 and all(map(LATIN.match, before))) or (len(after) == 2 and all(map(LATIN.match, after)))


def _scan(text: str, start: int, end: int) -> list[Match]:
    return [(number, start + low, start + high) for number, low, high in words_in(text[start:end]).sectors]


def _mended(text: str, tokens: list[Match], starts: frozenset[int], ends: frozenset[int]) -> list[Match]:
    """The tokens without those that start or end inside a word, and the names that these hid (家纺|织 hides 纺织)."""
    mended: list[Match] = []
    floor = 0
    for token in tokens:
        _, start, end = token
        if start < floor:
            continue
        if start in starts:
            hidden = [found for found in _scan(text, start + 1, end + _ACROSS) if found[1] < end][:1]
        elif end in ends:
            hidden = _scan(text, start, end - 1)
        else:
            mended.append(token)
            continue
        mended += hidden
        floor = hidden[-1][2] if hidden else start
    return mended


def _taken(text: str, token: Match) -> bool:
    """Whether what stands around a name takes it into another word."""
    number, start, end = token
    entry = _BY_NUMBER[number]
    # 电信业|务: the class word belongs to the next word.
    return (entry.latin and _inside_latin(text, start, end)) or (
        entry.word[-1] == "业" and text[end : end + 1] in _AFTER_TRADE
    )


def _tokens(text: str, starts: frozenset[int], ends: frozenset[int]) -> list[Match]:
    found = words_of(text).sectors
    counted = [start for number, start, _ in found if _COUNTED[number] and _COUNT_BEFORE.match(text, max(0, start - 1))]
    if counted or starts or ends:
        found = _mended(text, found, starts.union(counted), ends)
    return [token for token in found if not (_CHECKED[token[0]] and _taken(text, token))]


def _touching(text: str, before: Match, after: Match) -> bool:
    """Whether one name may run over both: they touch, or 及 binds them (汽车及零部件)."""
    gap = after[1] - before[2]
    entry = _BY_NUMBER[after[0]]
    near = gap == 0 or (gap == 1 and entry.bound and text[before[2]] in "及和与")
    return near and not (_BY_NUMBER[before[0]].mask or entry.mask)


def _extends(run: list[Match], at: int, last: Entry) -> bool:
    """Whether the token at `at` goes on with the phrase whose last core or tail is `last`."""
    entry = _BY_NUMBER[run[at][0]]
    if (stem(last.word), stem(entry.word)) in _PAIRS or _APART.search(last.word):
        return False
    if entry.tail:
        return True
    return entry.modifier and at + 1 < len(run) and _BY_NUMBER[run[at + 1][0]].tail


def _phrases_of(run: list[Match]) -> list[Phrase]:
    """The names that touching words make."""
    phrases: list[Phrase] = []
    entries = [_BY_NUMBER[token[0]] for token in run]
    at = 0
    while at < len(run):
        first = at
        while at < len(run) and not entries[at].code and entries[at].modifier:
            at += 1
        if at == len(run) or not entries[at].code:
            at = max(at, first) + 1
            continue
        last = entries[at]
        cores = [last]
        end = run[at][2]
        made = False
        at += 1
        while at < len(run) and _extends(run, at, last):
            entry = entries[at]
            if entry.tail:
                made = made or entry.industry
                last, end = entry, run[at][2]
            if entry.code:
                cores.append(entry)
            at += 1
        phrases.append(_phrase(run[first][1], end - last.closing, cores, made))
    return phrases


def _phrase(start: int, end: int, cores: list[Entry], made: bool) -> Phrase:
    # The longest core says what it is about; the later one on a tie (核电+阀门).
    about = cores[0]
    for core in cores[1:]:
        if (_RANK[core.kind], len(core.word)) >= (_RANK[about.kind], len(about.word)):
            about = core
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
        number, start, end = tokens[first]
        last = first + 1
        while last < count and tokens[last][1] <= end + 1 and _touching(text, tokens[last - 1], tokens[last]):
            end = tokens[last][2]
            last += 1
        if last - first > 1:
            phrases += _phrases_of(tokens[first:last])
        else:
            entry = _BY_NUMBER[number]
            kind = entry.kind
            if kind and not entry.mask and (kind == "free" or entry.closing or not is_dull(text, start, end)):
                phrases.append(Phrase(start, end - entry.closing, entry.code, kind))
        first = last
    return phrases
