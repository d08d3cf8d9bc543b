"""Whose figure it is: the place, organisation or project that the text speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from flows.extract.lexicon import guarded_trie, trie
from flows.extract.numbers import HAN_NUMERALS
from flows.extract.phrases import has_verb, names_source, opener_end, skip_leads
from flows.extract.regions import find_regions
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import PeriodTerm
from flows.reference.phrase_tables import SubjectHead

_ROWS: Final = load(SubjectHead, "subject_heads")


def _heads(*kinds: str) -> list[str]:
    return [row.head for row in _ROWS if row.kind in kinds]


_EDGE: Final = "，。；、：！？“”‘’《》…\n 的在由是为与和及对从到了将有把被向以等我他她它你着"
_LIMITED: Final = "有限|自由"  # characters of _EDGE that belong to a name here
_NAMED: Final = re.compile(
    f"{guarded_trie(_heads('whole', 'same'))}(?![一-龥]?[产生])"
    f"|[^{_EDGE}0-9]{{2,9}}?(?<![城都超股门夜菜早集大强级]){guarded_trie(_heads('place'))}(?![场值级域位间内外民长委政办容群庄口村镇部厅局])"
    f"|(?:[^{_EDGE}年]|{_LIMITED}){{1,22}}?{guarded_trie(_heads('organisation', 'project', 'zone'))}(?![群链商化])"
)
_MORE: Final = re.compile(
    f"(?:[^{_EDGE}0-9]|{_LIMITED}){{0,14}}?{guarded_trie(_heads('organisation', 'project', 'zone'))}"
    "(?![群链商化])[一二三四]?期?"
)
_GENERIC: Final = re.compile(
    f"(?:[0-9{HAN_NUMERALS}多余]+[个家座项批条].*|(?:{guarded_trie(_heads('modifier'))}|[新大小](?=[项企工])).*|.{{0,2}})"
    f"{guarded_trie(_heads('project', 'generic'))}"
)
_WHOLE: Final = frozenset(_heads("whole"))
_SAME: Final = {row.head: row.refers_to or "" for row in _ROWS if row.kind == "same"}
_QUOTED: Final = re.compile("“([一-龥]{2,10})”(?=[一-龥]{2})")
_PROJECT: Final = re.compile(f"{trie(_heads('project', 'zone'))}(?:[一二三四]期)?$")
_STOPS: Final = frozenset("。！？")
_ALIAS: Final = re.compile(trie(_heads("same")))
_IN: Final = "在"
_OBJECT: Final = 24
_NATIONS: Final = _heads("nation")
_TIMES: Final = [row.term for row in load(PeriodTerm, "period_terms") if row.kind in ("year", "part")]
_TIME: Final = re.compile(f"(?:[0-9{HAN_NUMERALS}]+[年月日][份底末初]?，?|{guarded_trie(_TIMES)})+")
_TIME_FIRSTS: Final = frozenset(f"0123456789{HAN_NUMERALS}").union(term[0] for term in _TIMES)
_TITLE: Final = 3  # mentions that a place in the title is worth
_HOME: Final = 5  # mentions that a place in the publisher's name is worth
_MEMORY: Final = 40
_COUNTRY: Final = next(row.head for row in _ROWS if row.kind == "nation")


def split_name(phrase: str) -> tuple[str | None, str]:
    """A phrase as the name it begins with and the rest: 李家村人均收入 → 李家村, 人均收入."""
    end = name_at(phrase, 0, len(phrase))
    if not end or len(phrase) - end == 1:
        return None, phrase
    rest = phrase[end:]
    return phrase[:end], rest[1:] if rest.startswith("的") else rest


def name_at(text: str, start: int, stop: int) -> int:
    """End of the name that begins at `start`; 0 where none does."""
    if opener_end(text, start) > start:
        return 0
    match = _NAMED.match(text, start, stop)
    if not match or has_verb(match[0]):
        return 0
    end = match.end()
    return end if match[0] in _WHOLE and text[end : end + 1] != "（" else _extended(text, end, stop)


def _extended(text: str, end: int, stop: int) -> int:
    """End of a name that goes on after `end`: 东江新区 → 东江新区物流园."""
    while (more := _MORE.match(text, end, stop)) and not has_verb(more[0]) and not _GENERIC.fullmatch(more[0]):
        end = more.end()
    return end


def without_head(phrase: str) -> str | None:
    """A project's description without its class noun (高纯石英砂项目 → 高纯石英砂); None for anything else."""
    match = _PROJECT.search(phrase)
    return phrase[: match.start()] if match else None


@lru_cache(maxsize=1024)
def _places_in(name: str) -> tuple[str, ...]:
    """Places named in a title or a publisher's name."""
    return tuple(name[region.start : region.end] for region in find_regions(name)) if name else ()


@lru_cache(maxsize=4096)
def _region_in(name: str) -> str | None:
    """Code of the region that a name begins with, the smallest of neighbours, else of the first in it."""
    code, end = None, 0
    for region in find_regions(name):
        if code and region.start != end:
            break
        code, end = region.code, region.end
    return code


class Subjects:
    """What an article speaks of, followed clause by clause; a new paragraph starts without a topic.

    Args:
        article: the article.
        clauses: starts of the clauses of its body in order, the first 0, and last a number beyond its end.
    """

    __slots__ = (
        "_anchors",
        "_clauses",
        "_codes",
        "_is_brief",
        "_next",
        "_places",
        "_regions",
        "_seen",
        "_text",
        "_topic",
        "default",
    )

    def __init__(self, article: Article, clauses: Sequence[int]) -> None:
        title = article.title or ""
        self._text = text = article.body.text
        self._clauses = clauses
        self._next = 0
        self._topic: str | None = None
        self._is_brief = False  # whether the topic lasts for its sentence only
        heard = list(_places_in(title))
        names: dict[str, int] = {}
        self._codes: dict[str, str] = {}
        self._places: list[tuple[int, str]] = []
        self._regions: dict[int, int] = {}
        for region in find_regions(text):
            start, end = region.start, region.end
            name = text[start:end]
            names[name] = names.get(name, 0) + 1
            self._codes[name] = region.code
            self._places.append((start, name))
            self._regions[start] = end
        for name in heard:
            names[name] = names.get(name, 0) + _TITLE
        for name in _places_in(article.publisher or ""):
            names[name] = names.get(name, 0) + _HOME
        names[_COUNTRY] = sum([text.count(name) for name in _NATIONS])
        self.default = min(names, key=lambda name: (-names[name], name))
        known = {match.start(): match.end() for match in _ALIAS.finditer(text)} | self._regions
        self._anchors = sorted(known.items())
        self._seen = heard

    def at(self, start: int) -> str:
        """What the text speaks of at `start`; positions must not go back."""
        paragraph = self._text.rfind("\n", self._next, start) + 1
        if paragraph:
            self._next, self._topic = paragraph, None
        begin, clauses = self._next, self._clauses
        index = bisect_left(clauses, begin)
        clause = (start, start)
        while begin < start:
            if clauses[index] == begin:
                index += 1
                self._read(begin, start, min(start, clauses[index] - 1))
            if clauses[index] > start:
                begin = start
                break
            clause = (begin, clauses[index] - 1)
            begin = clauses[index]
        self._next = begin
        self._read_object(*clause)
        return self._topic or self.default

    def _read_object(self, begin: int, end: int) -> None:
        """A zone or project that the clause before ends in becomes the topic (已接入新区产业园，带宽达…)."""
        text = self._text
        low, high = max(begin + 1, end - _OBJECT), end - 3
        anchors = self._anchors
        index = bisect_left(anchors, (low, 0))
        while index < len(anchors) and anchors[index][0] < high:
            at, stop = anchors[index]
            index += 1
            last = _extended(text, stop, end)
            if last == end and last > stop:
                self._topic, self._is_brief = text[at:end], True
                self._seen.append(text[at:end])
                return

    def region_of(self, name: str) -> str | None:
        """GB/T 2260 code of the region that a subject names, as the article means it."""
        return self._codes.get(name) or _region_in(name)

    def resolved(self, name: str) -> str | None:
        """The full name for 该村, 全市 and the like; None for a word that names no one."""
        ending = _SAME.get(name)
        if ending is not None:
            return self._named(ending, name) or name
        return None if _GENERIC.fullmatch(name) else name

    def _named(self, ending: str, but: str) -> str | None:
        """The last name before that ends so, else the last place, else a place of the title."""
        near = bisect_left(self._places, (self._next, ""))
        places = (name for _, name in reversed(self._places[max(0, near - _MEMORY) : near + 1]))
        names = (*reversed(self._seen[-_MEMORY:]), *places)
        return next((name for name in names if name.endswith(ending) and name != but), None)

    def _read(self, clause: int, stop: int, end: int) -> None:
        """Take the name that a clause begins with as the topic.

        Args:
            clause: its start.
            stop: where the figure starts.
            end: where the clause ends, `stop` at most.
        """
        text = self._text
        if self._is_brief and text[clause - 1 : clause] in _STOPS:
            self._topic, self._is_brief = None, False
        if names_source(text, end):
            return
        at = skip_leads(text, clause)
        time = _TIME.match(text, at) if text[at] in _TIME_FIRSTS else None
        at = skip_leads(text, time.end()) if time else at
        quoted = _QUOTED.match(text, at, stop) if text.startswith("“", at) else None
        if quoted:
            if quoted[1][0] not in HAN_NUMERALS:
                self._topic, self._is_brief = quoted[1], True
            return
        is_inside = text.startswith(_IN, at)  # 在全国，…
        at += is_inside
        limit = min(stop, at + 40)
        region = self._regions.get(at, 0)
        last = _extended(text, region, limit) if region else name_at(text, at, limit)
        if not last or last > stop or (is_inside and text[last : last + 1] != "，"):
            return
        name = self.resolved(text[at:last])
        if name:
            self._topic, self._is_brief = name, name in _WHOLE
            self._seen.append(name)
