"""Articles and projects for the tests of this folder."""

from flows.extract.figures import extract_figures
from flows.extract.projects import extract_projects
from flows.extract.rows import Project
from flows.layout.article import Article
from flows.text.passage import Passage


def projects_of(text: str, published_on: str | None = "2025-03-01", **kwargs) -> list[Project]:
    article = Article(body=Passage(text, [0], [0]), published_on=published_on, **kwargs)
    return extract_projects(article, extract_figures(article), [])


def names_of(text: str, **kwargs) -> list[str]:
    return [project.project_name for project in projects_of(text, **kwargs)]


def only(text: str, **kwargs) -> Project:
    (project,) = projects_of(text, **kwargs)
    return project
