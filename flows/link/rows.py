"""What the linking of rows shares: ids, dates, the form that stands for others, and sets that grow together."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

import polars as pl

T = TypeVar("T", bound=Hashable)

_COMMON_LENGTH = 12
"""Characters up to which a longer form counts for fuller; beyond, length is rather a sign of words too many."""

_YEAR = re.compile(r"\d{4}")


def row_id(prefix: str, *parts: str | None) -> str:
    """Prefix and 16 hex digits over the parts."""
    key = "\0".join("" if part is None else part for part in parts)
    return prefix + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fullest(forms: Counter[str]) -> str | None:
    """The form with the highest product of length and squared frequency, the longer one of two; None for no form."""
    return max(forms, key=lambda f: (forms[f] ** 2 * min(len(f), _COMMON_LENGTH), len(f), f), default=None)


def most_common(values: Counter[T]) -> T | None:
    """The most frequent value, the smallest of several; None where there is none."""
    return min(values, key=lambda v: (-values[v], str(v)), default=None)


def span_of(dates: Iterable[str | None]) -> tuple[str | None, str | None]:
    """Earliest and latest of ISO 8601 dates that have a year; (None, None) where there is none."""
    known = sorted(date for date in dates if date and _YEAR.match(date))
    return (known[0], known[-1]) if known else (None, None)


def article_facts(frames: dict[str, pl.DataFrame]) -> dict[str, tuple[str | None, str | None]]:
    """Date (the article's, else its document's) and region code of each article."""
    documents = frames["documents"].select("document_id", pl.col("published_on").alias("_document"))
    articles = frames["articles"].join(documents, on="document_id", how="left", maintain_order="left")
    rows = articles.select("article_id", pl.coalesce("published_on", "_document"), "region_code").iter_rows()
    shared: dict[tuple[str | None, str | None], tuple[str | None, str | None]] = {}
    return {article: shared.setdefault((date, region), (date, region)) for article, date, region in rows}


class Unions(Generic[T]):
    """Disjoint sets of hashable things that can be compared; a set is known by its smallest member."""

    def __init__(self, things: Iterable[T] = ()) -> None:
        self._above: dict[T, T] = {thing: thing for thing in things}

    def root(self, thing: T) -> T:
        """Smallest member of the thing's set; an unknown thing begins a set."""
        above = self._above
        while (parent := above.setdefault(thing, thing)) != thing:
            above[thing] = above[parent]
            thing = parent
        return thing

    def join(self, one: T, other: T) -> None:
        """Make one set of two."""
        low, high = sorted((self.root(one), self.root(other)))  # type: ignore[type-var]
        self._above[high] = low
