"""Regions in Chinese text: mentions with their GB/T 2260 code, and the region that an article is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flows.extract.region_mentions import RegionMention, find_regions
from flows.extract.region_names import CHAINS, REGIONS, ancestors
from flows.reference import load
from flows.reference.sector_tables import RegionWord

if TYPE_CHECKING:
    from flows.layout.article import Article

__all__ = ["REGIONS", "RegionMention", "ancestors", "article_region", "find_regions", "voted"]

# What a region's name says about the article's own region, by where it stands.
_WEIGHT_TITLE: Final = 5.0
_WEIGHT_HEAD: Final = 3.0
_WEIGHT_PUBLISHER: Final = 3.0
_WEIGHT_OPENING: Final = 2.0
_OPENING: Final = 200
_BODY: Final = 6000
_SUPPORT: Final = 3.0
"""Votes that make a region the article's: more than a place that is named in passing has."""
_COUNTRY: Final = tuple(word.word for word in load(RegionWord, "region_words") if word.rule == "country")
_CAPITAL: Final = "110000"
_CAPITAL_WEIGHT: Final = 0.2
"""Datelines and meetings name the capital whatever the subject is (新华社北京3月5日电)."""


def article_region(article: Article) -> str | None:
    """The region that an article is about, as the deepest division that most of its place names agree on.

    Title, head lines (dateline, byline), publisher and body each vote; None for an article on no region or on many.
    """
    return region_of(article.title or "", article.head, article.publisher or "", article.body.text)


# Sectors and projects ask for it, and the table of articles.
@lru_cache(maxsize=4096)
def region_of(title: str, head: str, publisher: str, body: str) -> str | None:
    return voted(title, head, publisher, body, find_regions(body))


def voted(title: str, head: str, publisher: str, text: str, body: Sequence[RegionMention]) -> str | None:
    """The region on which most of the places named agree: see `article_region`.

    Args:
        title: the article's title, or "".
        head: its head lines.
        publisher: its publisher, or "".
        text: its body.
        body: the body's places that count.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    named = {mention.code for mention in find_regions(title)}

    def vote(mention: RegionMention, weight: float) -> None:
        passing = mention.code == _CAPITAL and _CAPITAL not in named
        for code in CHAINS[mention.code]:
            votes[code] += weight * (_CAPITAL_WEIGHT if passing else 1.0)

    for place, weight in (
        (title, _WEIGHT_TITLE),
        (head, _WEIGHT_HEAD),
        (publisher, _WEIGHT_PUBLISHER),
    ):
        for mention in find_regions(place):
            vote(mention, weight)
    for mention in body:
        if mention.start < _BODY:
            vote(mention, _WEIGHT_OPENING if mention.start < _OPENING else 1.0)
    return _deepest(votes, sum(text.count(word, 0, _BODY) for word in _COUNTRY))


def _deepest(votes: Mapping[str, float], country: int) -> str | None:
    provinces = [code for code in votes if REGIONS[code].parent is None]
    whole = sum(votes[code] for code in provinces)
    best: str | None = None
    level, share = provinces, 0.5
    while level:
        top = max(level, key=lambda code: (votes[code], code))
        # A report on the whole country names a province or two in passing.
        if votes[top] < max(share * whole, _SUPPORT, country if best is None else 0):
            break
        best, whole, share = top, votes[top], 0.6
        level = [code for code in votes if REGIONS[code].parent == top]
    return best
