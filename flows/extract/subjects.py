"""Whose figure it is: the place, organisation or project that the text speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from flows.extract.regions import find_regions
from flows.extract.words import alternation
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import SubjectHead

_ROWS = load(SubjectHead, "subject_heads")
_HEADS = alternation(row.head for row in _ROWS if row.kind == "head")
_WHOLE = alternation(row.head for row in _ROWS if row.kind == "whole")
_EDGE = "，。；、：！？“”‘’《》（）…\n 的在由是为与和及对从到了将有把被向于年月日以等"
_NAME = re.compile(f"[^{_EDGE}]{{0,14}}{_HEADS}(?![一-龥]?(?:化|性))|{_WHOLE}")


_PLACE = alternation(row.head for row in _ROWS if row.kind == "place")
_FIRM = re.compile(
    f"{_WHOLE}|[一-龥]{{2,8}}(?<![城都超股门夜菜早集])(?:{_PLACE})(?![场值级域位间内外民长委政办容群])"
    f"|[^{_EDGE}]{{0,20}}?(?:{_HEADS})(?<!企业)(?<!行业)(?<!市场)(?![群链商])"
)
_SHORTEST = 2


def split_name(phrase: str) -> tuple[str | None, str]:
    """A phrase as the name it begins with and the rest: 元古堆村人均收入 → 元古堆村, 人均收入."""
    end = 0
    while match := _FIRM.match(phrase, end):
        if len(phrase) - match.end() < _SHORTEST and len(phrase) > match.end():
            break
        if match.end() == len(phrase) and end:
            break
        end = match.end()
        if end == len(phrase):
            break
    rest = phrase[end:]
    return (phrase[:end] or None), rest[1:] if end and rest.startswith("的") else rest


class Subjects:
    """Names that figures of an article may belong to.

    Args:
        article: the article.
    """

    __slots__ = ("_ends", "_spans", "_text", "default")

    def __init__(self, article: Article) -> None:
        self._text = text = article.body.text
        self._spans = sorted((r.end, r.start) for r in find_regions(text))
        self._ends = [end for end, _ in self._spans]
        self.default = self._most_named(article.title or "")

    def _most_named(self, title: str) -> str | None:
        names = Counter(self._text[start:end] for end, start in self._spans)
        for region in find_regions(title):
            names[title[region.start : region.end]] += 3
        return min(names, key=lambda name: (-names[name], name)) if names else None

    def before(self, floor: int, start: int) -> str | None:
        """The last name in `text[floor:start]`."""
        best: tuple[int, int] | None = None
        for match in _NAME.finditer(self._text, floor, start):
            best = match.span()
        index = bisect_left(self._ends, start + 1) - 1
        if index >= 0 and self._spans[index][1] >= floor and (best is None or self._ends[index] > best[1]):
            end, begin = self._spans[index]
            best = (begin, end)
        return self._text[best[0] : best[1]] if best else None
