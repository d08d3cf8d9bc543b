"""Whose figure it is: the place, organisation or project that the text speaks of."""

from __future__ import annotations

import re
from collections import Counter

from flows.extract.numbers import HAN_NUMERALS
from flows.extract.phrases import has_verb, opens_clause, skip_leads
from flows.extract.regions import find_regions
from flows.extract.words import alternation
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import SubjectHead

_ROWS = load(SubjectHead, "subject_heads")


def _heads(*kinds: str) -> str:
    return alternation(row.head for row in _ROWS if row.kind in kinds)


_EDGE = "，。；、：！？“”‘’《》…\n 的在由是为与和及对从到了将有把被向以等我他她它你着"
_LIMITED = "有限"
_NAMED = re.compile(
    f"(?:{_heads('whole', 'same')})(?![一-龥]?[产生])"
    f"|[^{_EDGE}0-9]{{2,9}}?(?<![城都超股门夜菜早集大强级])(?:{_heads('place')})(?![场值级域位间内外民长委政办容群庄口])"
    f"|(?:[^{_EDGE}年]|{_LIMITED}){{1,22}}?(?:{_heads('organisation', 'project', 'zone')})(?![群链商化])"
)
_MORE = re.compile(f"(?:[^{_EDGE}0-9]|{_LIMITED}){{0,14}}?(?:{_heads('organisation', 'project', 'zone')})(?![群链商化])[一二三四]?期?")
_GENERIC = re.compile(
    f"(?:[0-9一二两三四五六七八九十百千万亿多余]+[个家座项批条].*|(?:这|该|各|一批|重点|重大|全部|所有|首批|些|新|大|小|主要|其他|部分|此次|上述|相关).*|.{{0,2}})"
    f"(?:{_heads('project', 'generic')})"
)
_WHOLE = re.compile(_heads("whole"))
_SAME = {row.head: row.refers_to or "" for row in _ROWS if row.kind == "same"}
_QUOTED = re.compile("“([一-龥]{2,10})”(?=[一-龥]{2})")
_PROJECT = re.compile(f"(?:{_heads('project', 'zone')})(?:[一二三四]期)?$")
_NATION = re.compile("中国|我国|全国")
_TIME = re.compile("(?:[0-9一二三四五六七八九十]+[年月日](?:份|底|末|初)?[，]?|[今去前明]年|一季度|上半年|近年来)+")
_COUNTRY = "中国"


def split_name(phrase: str) -> tuple[str | None, str]:
    """A phrase as the name it begins with and the rest: 元古堆村人均收入 → 元古堆村, 人均收入."""
    end = name_at(phrase, 0, len(phrase))
    if not end or len(phrase) - end == 1:
        return None, phrase
    rest = phrase[end:]
    return phrase[:end], rest[1:] if rest.startswith("的") else rest


def name_at(text: str, start: int, stop: int) -> int:
    """End of the name that begins at `start`; 0 where none does."""
    match = _NAMED.match(text, start, stop)
    if not match or has_verb(match[0]) or opens_clause(text, start):
        return 0
    end = match.end()
    return _extended(text, end, stop)


def _extended(text: str, end: int, stop: int) -> int:
    """End of a name that goes on after `end`: 兰州新区 → 兰州新区大数据产业园."""
    while (more := _MORE.match(text, end, stop)) and not has_verb(more[0]) and not _GENERIC.fullmatch(more[0]):
        end = more.end()
    return end


def without_head(phrase: str) -> str | None:
    """A project's description without its class noun (电子级多晶硅项目 → 电子级多晶硅); None for anything else."""
    match = _PROJECT.search(phrase)
    return phrase[: match.start()] if match else None


class Subjects:
    """What an article speaks of, followed clause by clause.

    Args:
        article: the article.
        clauses: where its clauses start.
    """

    __slots__ = ("_clauses", "_is_brief", "_next", "_regions", "_seen", "_text", "_topic", "default")

    def __init__(self, article: Article, clauses: list[int]) -> None:
        self._text = text = article.body.text
        regions = find_regions(text)
        self._regions = {region.start: region.end for region in regions}
        self._clauses = clauses
        self._next = 0
        self._is_brief = False  # whether the topic lasts for its sentence only
        self._topic: str | None = None
        self._seen: list[str] = []
        names = Counter(text[region.start : region.end] for region in regions)
        title = article.title or ""
        for region in find_regions(title):
            names[title[region.start : region.end]] += 3
        names[_COUNTRY] = len(_NATION.findall(text))
        self.default = min(names, key=lambda name: (-names[name], name))
        self._seen.extend(reversed([title[region.start : region.end] for region in find_regions(title)]))

    def at(self, start: int) -> str:
        """What the text speaks of at `start`; positions must not go back."""
        while self._next < len(self._clauses) and self._clauses[self._next] < start:
            self._read(self._clauses[self._next], start)
            self._next += 1
        return self._topic or self.default

    def resolved(self, name: str) -> str | None:
        """The full name for 该村, 全市 and the like; None for a word that names no one."""
        ending = _SAME.get(name)
        if ending is not None:
            return next((seen for seen in reversed(self._seen) if seen.endswith(ending) and seen != name), None) or name
        return None if _GENERIC.fullmatch(name) else name

    def _read(self, clause: int, stop: int) -> None:
        text = self._text
        at = skip_leads(text, clause)
        time = _TIME.match(text, at)
        at = skip_leads(text, time.end()) if time else at
        before = text[clause - 1 : clause]
        if before == "\n" or (self._is_brief and before in ("。", "！", "？")):
            self._topic = None
        self._is_brief = False
        quoted = _QUOTED.match(text, at, stop)
        if quoted and quoted[1][0] not in HAN_NUMERALS:
            self._topic, self._is_brief = quoted[1], True
            return
        limit = min(stop, at + 40)
        region = self._regions.get(at, 0)
        end = _extended(text, region, limit) if region else name_at(text, at, limit)
        if not end or end > stop:
            return
        name = self.resolved(text[at:end])
        if name:
            self._topic, self._is_brief = name, bool(_WHOLE.fullmatch(name))
            self._seen.append(name)
