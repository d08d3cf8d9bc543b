"""Where each character of a document went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from flows.layout.article import Article
from flows.text.clean import Clean
from flows.text.passage import Span


def account(clean: Clean, articles: Sequence[Article], length: int) -> dict[str, int]:
    """Raw characters of a document by what became of them.

    Args:
        clean: the document's clean text.
        articles: its articles.
        length: length of the raw text.

    Returns:
        `body` (of articles), `caption`, `head` (titles, bylines, datelines, credits), `furniture` (everything else that
        has text), `blank` (white space between these) and `noise` (deleted by cleaning). They add up to `length`.
    """
    counts: Counter[str] = Counter(dict.fromkeys(("body", "caption", "head", "furniture", "blank"), 0))
    taken: list[tuple[int, int, str]] = []
    for article in articles:
        kind = "caption" if article.genre == "caption" else "body"
        taken.extend((a, b, kind) for a, b in _clean_spans(clean, article.body.segments(0, len(article.body))))
        taken.extend((a, b, "head") for a, b in _clean_spans(clean, article.head_segments))
    position = 0
    for start, end, kind in [*sorted(taken), (len(clean), len(clean), "")]:
        rest = clean.text[position : max(position, start)]
        written = sum(not char.isspace() for char in rest)
        counts["furniture"] += written
        counts["blank"] += len(rest) - written
        if kind:
            counts[kind] += max(end - max(start, position), 0)
        position = max(position, end)
    counts["noise"] = length - len(clean)
    return dict(counts)


def overlaps(articles: Sequence[Article]) -> list[Span]:
    """Raw spans that two articles' bodies hold both: none, if layout is right."""
    segments = sorted(span for article in articles for span in article.body.segments(0, len(article.body)))
    return [(after[0], min(before[1], after[1])) for before, after in pairwise(segments) if after[0] < before[1]]


def _clean_spans(clean: Clean, segments: Sequence[Span]) -> list[Span]:
    return [(clean.to_clean(start), clean.to_clean(end)) for start, end in segments]
