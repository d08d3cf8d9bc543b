"""What is known of a project: its type, status, place, operator and size."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.periods import resolve_period
from flows.extract.project_bodies import Bodies
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_heads import inner_type
from flows.extract.project_name import ProjectName
from flows.extract.project_operators import operator_of
from flows.extract.project_places import Whole, place_of
from flows.extract.project_regions import Places
from flows.extract.project_sizes import NO_SIZE, Size, size_of
from flows.extract.project_status import status_of
from flows.extract.rows import Figure, Project, SectorMention
from flows.extract.words import holds_any
from flows.layout.article import Article
from flows.reference import load
from flows.reference.project_tables import ProjectContent
from flows.text.passage import Span

_CONTENT: Final[dict[str, str]] = {row.word: row.type for row in load(ProjectContent, "project_content_words")}
_CONTENT_LIST: Final = list(_CONTENT)
_CONTENT_AUTOMATON: Final = AhoCorasick(_CONTENT_LIST, matchkind=MatchKind.LeftmostLongest)
_ADDED: Final = re.compile(f"{cue('addition')}+$")
_EXPECTED: Final = re.compile(
    rf"{cue('due')}[在于到]?(?P<date>(?:\d{{4}}年|[今明后]年|年[内底]|“?十[四五]五”?)[^，。；\n]{{0,8}}?"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日|[底初份])?|[上下]半年){cue('finish_adverb')}*{cue('finish')}"
)
_DUE: Final = cue_words("due")
_EXPECTED_REACH: Final = 140
_LOCATIVE: Final = frozenset(cue_words("locative"))


class Context:
    """What the fields of an article's projects are drawn from.

    Attributes:
        article: the article.
        places: its region mentions.
        whole: its place.
        bodies: its organisations.
        figures: its figures.
        figure_starts: where they start.
        sectors: its sector mentions.
        starts, ends: of the mentions that figures near them may belong to, in order: not of those that are only places.
        blank: the text with the names of projects blanked out.
    """

    __slots__ = (
        "article",
        "blank",
        "bodies",
        "ends",
        "figure_starts",
        "figures",
        "places",
        "sectors",
        "starts",
        "whole",
    )

    def __init__(
        self,
        article: Article,
        places: Places,
        whole: Whole,
        bodies: Bodies,
        figures: Sequence[Figure],
        figure_starts: Sequence[int],
        sectors: Sequence[SectorMention],
        starts: Sequence[int],
        ends: Sequence[int],
        blank: str,
    ) -> None:
        self.article = article
        self.places = places
        self.whole = whole
        self.bodies = bodies
        self.figures = figures
        self.figure_starts = figure_starts
        self.sectors = sectors
        self.starts = starts
        self.ends = ends
        self.blank = blank


def _is_built(mention: ProjectName) -> bool:
    return mention.rule != "launched" and any(v is not None and v.builds for v in (mention.before, mention.after))


def type_of(content: str, mention: ProjectName) -> str:
    """Project type by head, for 项目 and 工程 by the last word before the head that tells it."""
    told = [_CONTENT[_CONTENT_LIST[k]] for k, _, _ in _CONTENT_AUTOMATON.find_matches_as_indexes(content)]
    if mention.kind == "programme" and mention.head.endswith("工程") and _is_built(mention):
        # 道路改造提升工程开工: works, whatever their purpose.
        return next((type_ for type_ in reversed(told) if type_ != "programme"), mention.type)
    if mention.kind not in ("generic", "item") or mention.type not in ("other", "infrastructure"):
        return mention.type
    if inner := inner_type(_ADDED.sub("", content)):
        return inner
    if told:
        return told[-1]
    if mention.type == "other":
        return "plant"
    launched = mention.before is not None and mention.before.word.endswith(cue_words("launch"))
    physical = mention.evidence & {"region", "organisation", "number", "proper"}
    return "infrastructure" if physical and not launched else "programme"


def _sector(name: Span, sectors: Sequence[SectorMention]) -> str | None:
    """The sector of the last mention inside the name."""
    inside = [s for s in sectors if name[0] <= s.spans[0][0] and s.spans[-1][1] <= name[1]]
    return inside[-1].sector_code if inside else None


def _expected(text: str, mention: ProjectName, ceiling: int, published_on: str | None) -> str | None:
    ahead = text[mention.end : min(ceiling, mention.end + _EXPECTED_REACH)]
    found = _EXPECTED.search(ahead) if holds_any(ahead, _DUE) else None
    return resolve_period(found["date"], published_on) if found else None


def is_place(text: str, name: ProjectName) -> bool:
    """Whether the text names the project only as the place or class of something else (地处…产业园内, …项目之一)."""
    return text.startswith("之一", name.end) or (
        name.before is not None and name.before.distance == 0 and name.before.word in _LOCATIVE
    )


def _fullness(text: str, name: ProjectName, at: int) -> tuple[bool, int, int]:
    """Order of mentions by how much they tell: a name by itself before 该项目二期 and 二期项目, then by length."""
    partial = name.rule == "phase" or text[name.start + 1 : name.start + 2] == "期"
    return not partial, name.end - name.start, -at


def _bounds(text: str, mention: ProjectName, context: Context) -> tuple[int, int]:
    """End of the mention before and start of the one after: figures beyond are of others."""
    floor_at = bisect_left(context.ends, mention.start + 1) - 1
    next_at = bisect_right(context.starts, mention.start)
    ceiling = context.starts[next_at] if next_at < len(context.starts) else len(text)
    return context.ends[floor_at] if floor_at >= 0 else 0, mention.end if mention.rule == "phase" else ceiling


def _joined(one: Size, other: Size) -> Size:
    """The first investment and the first capacity of two sizes."""
    if not (one.figures and other.figures):
        return one if one.figures else other
    used = set(one.figures)
    investment, capacity, unit = one.investment_cny, one.capacity_value, one.capacity_unit
    if investment is None and other.investment_cny is not None:
        investment = other.investment_cny
        used.update(other.figures)
    if capacity is None and other.capacity_value is not None:
        capacity, unit = other.capacity_value, other.capacity_unit
        used.update(other.figures)
    return Size(investment, capacity, unit, tuple(sorted(used)))


def _size_by_company(text: str, operator: str, context: Context) -> Size:
    """What the text says of a listed project where it names its company: 甲等7个项目开工。甲有限公司总投资3亿元."""
    for span in context.bodies.companies:
        if text[slice(*span)] == operator:
            size = size_of(text, span, 0, len(text), context.figures, context.figure_starts)
            if size.investment_cny is not None:
                return Size(size.investment_cny, None, None, size.figures)
    return NO_SIZE


def fields_of(group: Sequence[ProjectName], context: Context) -> Project:
    """The row of a group of mentions."""
    text = context.article.body.text
    fullest = max(range(len(group)), key=lambda i: _fullness(text, group[i], i))
    main = group[fullest]
    name = main.label or text[main.start : main.end]
    main = main.but(type_=type_of(name.removesuffix(main.head), main))
    place = place_of(text, main, group, context.places, context.whole, context.blank)
    size, expected = NO_SIZE, None
    others = [mention for i, mention in enumerate(group) if i != fullest]
    for mention in (main, *others):
        if is_place(text, mention):
            continue
        floor, ceiling = _bounds(text, mention, context)
        span = (mention.start, mention.end)
        size = _joined(size, size_of(text, span, floor, ceiling, context.figures, context.figure_starts))
        expected = expected or _expected(text, mention, ceiling, context.article.published_on)
    told = (main, *others) if main.type == "programme" else (main,)
    operators = (operator_of(text, mention, context.places, context.bodies) for mention in told)
    operator = next((found for found in operators if found is not None), None)
    if main.kind == "item" and operator is not None and size.investment_cny is None:
        size = _joined(size, _size_by_company(text, operator, context))
    return Project(
        mentions=tuple((m.start, m.end) for m in group),
        fullest=fullest,
        project_name=name,
        project_type=main.type,
        status=status_of(text, group, main.type, context.article.genre, context.blank),
        region_code=place.code if place else None,
        place=place.text if place else None,
        operator=operator,
        sector_code=_sector((main.start, main.end), context.sectors),
        investment_cny=size.investment_cny,
        capacity_value=size.capacity_value,
        capacity_unit=size.capacity_unit,
        expected_on=expected,
        figures=size.figures,
        confidence=main.confidence,
        rule=main.rule,
    )
