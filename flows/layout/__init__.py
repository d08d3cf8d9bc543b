"""Pages to articles: furniture, titles, bylines, pieces in reading order."""

from flows.layout.articles import articles_of

__all__ = ["articles_of"]
