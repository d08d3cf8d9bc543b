"""What is known of a project: type, status, place, operator, size."""

from __future__ import annotations

from collections.abc import Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.project_names import ProjectName
from flows.extract.project_status import status_of
from flows.extract.regions import REGIONS, RegionMention
from flows.extract.rows import Figure, Project, SectorMention
from flows.layout.article import Article
from flows.reference import load
from flows.reference.project_tables import ProjectContent

_CONTENT = {row.word: row.type for row in load(ProjectContent, "project_content_words")}
_CONTENT_LIST = list(_CONTENT)
_CONTENT_AUTOMATON = AhoCorasick(_CONTENT_LIST, matchkind=MatchKind.LeftmostLongest)


def type_of(name: str, mention: ProjectName) -> str:
    """Project type by head, for 项目 and 工程 by the last word of the name that tells it."""
    if mention.kind not in ("generic", "item") or mention.type not in ("other", "infrastructure"):
        return mention.type
    found = _CONTENT_AUTOMATON.find_matches_as_indexes(name[: len(name)])
    types = [_CONTENT[_CONTENT_LIST[k]] for k, _, _ in found]
    return types[-1] if types else "plant" if mention.type == "other" else "programme"


def fields_of(
    article: Article,
    group: Sequence[ProjectName],
    regions: Sequence[RegionMention],
    region: str | None,
    figures: Sequence[Figure],
    sectors: Sequence[SectorMention],
) -> Project:
    """The row of a group of mentions."""
    text = article.body.text
    fullest = max(range(len(group)), key=lambda i: group[i].end - group[i].start)
    main = group[fullest]
    name = text[main.start : main.end] + main.tail
    statuses = [status_of(mention) for mention in group]
    status = max(statuses, key=lambda pair: pair[1])[0]
    inside = [m for m in regions if main.start <= m.start and m.end <= main.end]
    place = text[inside[0].start : inside[-1].end] if inside else None
    if place is None:
        before = [m for m in regions if m.end <= main.start]
        if before:
            place = text[before[-1].start : before[-1].end]
    return Project(
        mentions=tuple((m.start, m.end) for m in group),
        fullest=fullest,
        project_name=name,
        project_type=type_of(name, main),
        status=status,
        region_code=inside[-1].code if inside else region,
        place=place or (REGIONS[region].name if region else None),
        operator=None,
        sector_code=None,
        investment_cny=None,
        capacity_value=None,
        capacity_unit=None,
        expected_on=None,
        figures=(),
        confidence=main.confidence,
        rule=main.rule,
    )
