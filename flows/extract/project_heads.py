"""Head nouns of project names in a text: 产业园, 储能电站, 项目, 行动."""

from __future__ import annotations

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.extract.project_cues import cue
from flows.reference import load
from flows.reference.project_tables import ProjectContent, ProjectFollowers, ProjectHead

_HEADS: dict[str, ProjectHead] = {row.head: row for row in load(ProjectHead, "project_heads")}
_LIST = list(_HEADS)
_AUTOMATON = AhoCorasick(_LIST, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
_ROWS = [_HEADS[head] for head in _LIST]
_FOLLOWERS = {row.head: row.followers for row in load(ProjectFollowers, "project_head_followers")}
_ANY_FOLLOWERS = _FOLLOWERS.pop("*")
_FOLLOWERS_OF = [(*_ANY_FOLLOWERS, *_FOLLOWERS.get(head, ())) for head in _LIST]
_FOLLOWING = frozenset(word[0] for followers in _FOLLOWERS_OF for word in followers)
"""First characters of all followers: one look spares most comparisons."""
_BARE = frozenset("，。；：！？、\n的了在等该各其个项这那")
"""Characters after which a head stands alone: no name ends there."""
SIZED = re.compile(rf"{cue('yearly')}[余约超近]?[\d一二三四五六七八九十百千万两][^，。；：！？、\n]{{1,24}}的$")
"""A size that 的 joins to the head: 年产十万台电机的|智能制造项目."""
_SIZE_REACH = 32
_WORKS = "工程"
_PROGRAMME = _HEADS[_WORKS]._replace(type="programme", kind="programme")
_PURPOSES = tuple(row.word for row in load(ProjectContent, "project_content_words") if row.type == "programme")
_ABSTRACT = ("generic", "programme")


class Head(NamedTuple):
    """A head noun in the text: its span, its row of the table, and whether it is free to end a name."""

    start: int
    end: int
    row: ProjectHead
    free: bool
    """Something stands before it, and nothing follows that takes it into another word (工程|师)."""


def _row(text: str, start: int, head: int) -> ProjectHead:
    """The head's row; a 工程 behind a word of purpose (提质|工程) is a programme."""
    row = _ROWS[head]
    if row.head == _WORKS and text.endswith(_PURPOSES, max(0, start - 4), start):
        return _PROGRAMME
    return row


def _is_free(text: str, start: int, end: int, head: int) -> bool:
    if text[start - 1 : start] in _BARE and _ROWS[head].kind != "programme":
        sized = text[start - 1] == "的" and SIZED.search(text, max(0, start - _SIZE_REACH), start) is not None
        if not sized:
            return False
    return text[end : end + 1] not in _FOLLOWING or not text.startswith(_FOLLOWERS_OF[head], end)


class Heads:
    """The heads of a text, in order.

    Attributes:
        all: the heads.
        ends: where they end.
        inner: where those end that make a longer name specific (科技城|新厂区): facilities, three characters and more.
    """

    def __init__(self, text: str) -> None:
        self.all = [
            Head(start, end, _row(text, start, k), _is_free(text, start, end, k))
            for k, start, end in _AUTOMATON.find_matches_as_indexes(text)
        ]
        self.ends = frozenset([head.end for head in self.all])
        self.inner = frozenset(
            [head.end for head in self.all if head.end - head.start > 2 and head.row.kind not in _ABSTRACT]
        )


def inner_type(content: str) -> str | None:
    """Type of the facility whose head ends the content of a 项目: 产业基地|项目 is a base."""
    found = _AUTOMATON.find_matches_as_indexes(content)
    if not found or found[-1][2] != len(content):
        return None
    row = _HEADS[_LIST[found[-1][0]]]
    return None if row.kind in _ABSTRACT else row.type
