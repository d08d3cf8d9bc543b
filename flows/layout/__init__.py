"""Pages to articles: furniture, titles, bylines, pieces in reading order."""

from flows.layout.account import account
from flows.layout.articles import articles_of

__all__ = ["account", "articles_of"]
