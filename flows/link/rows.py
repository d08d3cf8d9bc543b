"""What the linking of rows shares: ids, dates, the form that stands for others, and sets that grow together."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import polars as pl

T = TypeVar("T", bound=Hashable)

SHARE = 100_000
"""Rows that are looked at, or linked, at once."""

_COMMON_LENGTH = 12
"""Characters up to which a longer form counts for fuller; beyond, length is rather a sign of words too many."""

_YEAR = re.compile(r"\d{4}")


def row_id(prefix: str, *parts: str | None) -> str:
    """Prefix and 16 hex digits over the parts."""
    key = "\0".join("" if part is None else part for part in parts)
    return prefix + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def fullest(forms: Sequence[str]) -> str | None:
    """The form with the highest product of length and squared frequency, the longer one of two; None for no form."""
    if len(forms) < 2:
        return forms[0] if forms else None
    counts = Counter(forms)
    return max(counts, key=lambda f: (counts[f] ** 2 * min(len(f), _COMMON_LENGTH), len(f), f))


def most_common(values: Sequence[T]) -> T | None:
    """The most frequent value, the smallest of several; None where there is none."""
    if len(values) < 2:  # most things are told once, and a count takes time
        return values[0] if values else None
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], str(v)))


def span_of(dates: Iterable[str | None]) -> tuple[str | None, str | None]:
    """Earliest and latest of ISO 8601 dates that have a year; (None, None) where there is none."""
    known = sorted(date for date in dates if date and _YEAR.match(date))
    return (known[0], known[-1]) if known else (None, None)


def article_facts(frames: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """`article_id`, `date` (the article's, else its document's) and `home`, the region code, of each article."""
    documents = frames["documents"].select("document_id", pl.col("published_on").alias("_document"))
    articles = frames["articles"].join(documents, on="document_id", how="left", maintain_order="left")
    return articles.select("article_id", date=pl.coalesce("published_on", "_document"), home="region_code")


def fullest_by(key: str, forms: pl.DataFrame) -> pl.DataFrame:
    """`fullest` form of each value of a column.

    Args:
        key: the column.
        forms: the column, `form` and `number`, how often it is used; nulls are no forms.

    Returns:
        The column and `form`; without those that have no form.
    """
    length = pl.col("form").str.len_chars().cast(pl.Int64)
    counted = forms.drop_nulls("form").group_by(key, "form").agg(pl.col("number").sum())
    weight = pl.col("number").cast(pl.Int64).pow(2) * pl.min_horizontal(length, pl.lit(_COMMON_LENGTH))
    ordered = counted.with_columns(_weight=weight, _length=length).sort(key, "_weight", "_length", "form")
    return ordered.unique(key, keep="last", maintain_order=True).select(key, "form")


def most_common_by(key: str, values: pl.DataFrame) -> pl.DataFrame:
    """`most_common` value of each value of a column.

    Args:
        key: the column.
        values: the column, `value` and `number`; a null is a value, the last of several.

    Returns:
        The column, `value` and `number`.
    """
    counted = values.group_by(key, "value").agg(pl.col("number").sum())
    ordered = counted.sort(key, "number", "value", descending=[False, True, False], nulls_last=True)
    return ordered.unique(key, keep="first", maintain_order=True)


def dated(column: str) -> pl.Expr:
    """ISO 8601 dates of a column as far as they have a year."""
    return pl.when(pl.col(column).str.contains(r"^\d{4}")).then(column)


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
