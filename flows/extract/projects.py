"""Projects of an article: names, merged mentions, fields."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.organisations import find_organisations
from flows.extract.project_edges import Places
from flows.extract.project_fields import Context, fields_of
from flows.extract.project_lists import find_listed
from flows.extract.project_merge import merge
from flows.extract.project_names import find_names, outermost
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
    context = Context(
        article=article,
        places=places,
        whole=article_place(text, regions, article_region(article)),
        organisations=organisations,
        companies=[text[a:b] for a, b in organisations if text[a:b].endswith(("公司", "集团"))],
        figures=figures,
        sectors=sectors,
        starts=[name.start for name in names],
        ends=[name.end for name in names],
    )
    return [fields_of(group, context) for group in merge(text, names)]
