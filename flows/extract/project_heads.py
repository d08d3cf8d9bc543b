"""Head nouns of project names in a text: 产业园, 储能电站, 项目, 行动."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.project_cues import cue
from flows.extract.word_scan import words_in, words_of
from flows.reference import load
from flows.reference.project_tables import ProjectContent, ProjectFollowers, ProjectHead

_ROWS: Final = load(ProjectHead, "project_heads")
_LIST: Final = [row.head for row in _ROWS]
_TYPES: Final = [row.type for row in _ROWS]
_KINDS: Final = [row.kind for row in _ROWS]
_FACILITIES: Final = frozenset(number for number, kind in enumerate(_KINDS) if kind not in ("generic", "programme"))
"""Numbers of the heads that name a facility."""
_FOLLOWERS: Final = {row.head: row.followers for row in load(ProjectFollowers, "project_head_followers")}
_ANY_FOLLOWERS: Final = _FOLLOWERS.pop("*")
_FOLLOWERS_OF: Final = [(*_ANY_FOLLOWERS, *_FOLLOWERS.get(head, ())) for head in _LIST]
_FOLLOWING: Final = frozenset(word[0] for followers in _FOLLOWERS_OF for word in followers)
"""First characters of all followers: one look spares most comparisons."""
_BARE: Final = frozenset("，。；：！？、\n的了在等该各其个项这那")
"""Characters after which a head stands alone: no name ends there."""
SIZED: Final = re.compile(rf"{cue('yearly')}[余约超近]?[\d一二三四五六七八九十百千万两][^，。；：！？、\n]{{1,24}}的$")
"""A size that 的 joins to the head: 年产十万台电机的|智能制造项目."""
_SIZE_REACH: Final = 32
_WORKS: Final = "工程"
_PURPOSES: Final = tuple(row.word for row in load(ProjectContent, "project_content_words") if row.type == "programme")


class Head:
    """A head noun in the text that is free to end a name.

    Attributes:
        start, end: its span.
        noun: the noun.
        type, kind: as in its row of the table; a 工程 behind a word of purpose (提质|工程) is a programme.
    """

    __slots__ = ("end", "kind", "noun", "start", "type")

    def __init__(self, start: int, end: int, noun: str, type_: str, kind: str) -> None:
        self.start = start
        self.end = end
        self.noun = noun
        self.type = type_
        self.kind = kind


def _head(text: str, number: int, start: int, end: int) -> Head:
    noun = _LIST[number]
    if noun == _WORKS and text.endswith(_PURPOSES, max(0, start - 4), start):
        return Head(start, end, noun, "programme", "programme")
    return Head(start, end, noun, _TYPES[number], _KINDS[number])


def _is_free(text: str, number: int, start: int, end: int) -> bool:
    """Whether something stands before a head, and nothing follows that takes it into another word (工程|师)."""
    if text[start - 1 : start] in _BARE and _KINDS[number] != "programme":
        sized = text[start - 1] == "的" and SIZED.search(text, max(0, start - _SIZE_REACH), start) is not None
        if not sized:
            return False
    return text[end : end + 1] not in _FOLLOWING or not text.startswith(_FOLLOWERS_OF[number], end)


class Heads:
    """The heads of a text, in order.

    Attributes:
        free: the heads that are free to end a name.
        ends: where all heads end.
        inner: where those end that make a longer name specific (科技城|新厂区): facilities, three characters and more.
    """

    __slots__ = ("ends", "free", "inner")

    def __init__(self, text: str) -> None:
        found = words_of(text).heads
        self.free = [
            _head(text, number, start, end) for number, start, end in found if _is_free(text, number, start, end)
        ]
        self.ends = frozenset([end for _, _, end in found])
        self.inner = frozenset([end for number, start, end in found if end - start > 2 and number in _FACILITIES])


def inner_type(content: str) -> str | None:
    """Type of the facility whose head ends the content of a 项目: 产业基地|项目 is a base."""
    found = words_in(content).heads
    if not found or found[-1][2] != len(content):
        return None
    number = found[-1][0]
    return _TYPES[number] if number in _FACILITIES else None
