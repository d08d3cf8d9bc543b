"""Projects of an article: names, merged mentions, fields."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.project_bodies import Bodies
from flows.extract.project_fields import Context, fields_of, is_place
from flows.extract.project_heads import Heads
from flows.extract.project_lists import find_counted, find_listed, find_shared
from flows.extract.project_merge import merge
from flows.extract.project_name import ProjectName
from flows.extract.project_names import find_names, outermost
from flows.extract.project_phases import find_phases
from flows.extract.project_places import Whole
from flows.extract.project_regions import Places
from flows.extract.rows import Figure, Project, SectorMention
from flows.layout.article import Article

_PHASE: Final = re.compile(r"期(?:项目|工程)")


def extract_projects(article: Article, figures: Sequence[Figure], sectors: Sequence[SectorMention]) -> list[Project]:
    """The projects of an article, in order of their first mention (CODEBOOK.md, Projects).

    Args:
        article: the article.
        figures: its figures; `Project.figures` holds indices into them.
        sectors: its sector mentions.
    """
    text = article.body.text
    heads = Heads(text)
    if not heads.ends and "“" not in text:
        return []
    places = Places(text)
    names = outermost([*find_names(text, heads, places), *find_listed(text, places), *find_counted(text, places)])
    spots = sorted([*((name.start, name.end) for name in names), *(m.span() for m in _PHASE.finditer(text))])
    if not spots:
        return []
    bodies = Bodies(text, spots)
    names = outermost([*names, *find_shared(text, names, places), *find_phases(text, names, bodies)])
    subjects = [name for name in names if not is_place(text, name) and name.rule != "phase"]
    called = frozenset(text[name.start : name.end] for name in names)
    context = Context(
        article=article,
        places=places,
        whole=Whole(article, places, called),
        bodies=bodies,
        figures=figures,
        figure_starts=[figure.spans[0][0] for figure in figures],
        sectors=sectors,
        starts=[name.start for name in subjects],
        ends=[name.end for name in subjects],
        blank=_blank(text, names),
    )
    return [fields_of(group, context) for group in merge(text, names)]


def _blank(text: str, names: Sequence[ProjectName]) -> str:
    parts, at = [], 0
    for name in names:
        parts += [text[at : name.start], "\0" * (name.end - name.start)]
        at = name.end
    return "".join([*parts, text[at:]])
