"""Words that tell what a line is, as pattern fragments made from the reference tables."""

from __future__ import annotations

import re
from functools import cache

from flows.reference import load
from flows.reference.layout_tables import LayoutWord
from flows.reference.quote_tables import Surname

HAN = r"\u3400-\u9fff"


@cache
def words_of(kind: str) -> tuple[str, ...]:
    """The layout words of a kind, longest first."""
    words = [row.word for row in load(LayoutWord, "layout_words") if row.kind == kind]
    return tuple(sorted(words, key=len, reverse=True))


@cache
def any_of(kind: str) -> str:
    """Regular expression that matches any layout word of a kind."""
    return "(?:" + "|".join(map(re.escape, words_of(kind))) + ")"


@cache
def person_name() -> str:
    """Regular expression of a person's name: surname and one or two characters, or parts with a middle dot."""
    surnames = [row.surname for row in load(Surname, "surnames")]
    compound = "|".join(name for name in surnames if len(name) > 1)
    single = "".join(name for name in surnames if len(name) == 1)
    return (
        rf"(?:(?:{compound})[{HAN}]{{1,2}}|[{single}](?: {{1,2}}[{HAN}]|[{HAN}]{{1,2}})"
        rf"|(?![{HAN}·]*(?:日报|晚报|新闻|客户端|记者|通讯员|[社网台]))[{HAN}]{{2,6}}·[{HAN}]{{2,8}})"
    )
