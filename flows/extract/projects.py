"""Projects of an article: names, merged mentions, fields."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.organisations import find_organisations
from flows.extract.project_edges import Places
from flows.extract.project_fields import Context, fields_of, is_place
from flows.extract.project_lists import find_listed, find_shared
from flows.extract.project_merge import merge
from flows.extract.project_names import ProjectName, find_names, outermost
from flows.extract.project_operators import is_company
from flows.extract.project_phases import find_phases
from flows.extract.project_places import article_place
from flows.extract.regions import article_region, find_regions
from flows.extract.rows import Figure, Project, SectorMention
from flows.layout.article import Article


def extract_projects(article: Article, figures: Sequence[Figure], sectors: Sequence[SectorMention]) -> list[Project]:
    """The projects of an article, in order of their first mention (CODEBOOK.md, Projects).

    Args:
        article: the article.
        figures: its figures; `Project.figures` holds indices into them.
        sectors: its sector mentions.
    """
    text = article.body.text
    regions = find_regions(text)
    places = Places(regions)
    names = outermost([*find_names(text, places), *find_listed(text, places)])
    if not names:
        return []
    organisations = find_organisations(text)
    companies = [span for span in organisations if is_company(text[slice(*span)])]
    names = outermost([*names, *find_shared(text, names, places), *find_phases(text, names, companies)])
    subjects = [name for name in names if not is_place(name) and name.rule != "phase"]
    context = Context(
        article=article,
        places=places,
        whole=article_place(text, regions, article_region(article), {text[n.start : n.end] for n in names}),
        organisations=organisations,
        companies=[text[a:b] for a, b in companies],
        figures=figures,
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
