"""A document's clean text to its articles."""

from __future__ import annotations

from functools import lru_cache

from flows.layout.article import Article
from flows.layout.bylines import byline_names, credit_of, credited, is_signature
from flows.layout.dates import dateline_date, full_date, publisher_in, stated_year
from flows.layout.drafts import Draft, drafts_of, is_plain_name
from flows.layout.furniture import end_of_body, start_of_body
from flows.layout.genre import genre_of
from flows.layout.heads import title_of
from flows.layout.items import items_of
from flows.layout.joins import rejoined
from flows.layout.page import Line, lines_of, may_be_broken
from flows.read.source import Source
from flows.text.clean import Clean
from flows.text.lines import is_soft_break, without
from flows.text.passage import Passage, Span


def articles_of(clean: Clean, source: Source) -> list[Article]:
    """Articles of a document in the order of their first characters.

    Args:
        clean: the document's clean text.
        source: the document as read, with its metadata.
    """
    lines = lines_of(clean)
    is_plain = all(line.kind == "text" for line in lines) and not may_be_broken(lines)
    if is_plain:
        drafts = [Draft(pieces=[lines])] if lines else []
    else:
        drafts = [item for draft in rejoined(drafts_of(lines)) for item in items_of(draft, source.title)]
    page = _Page(clean, source, lines, is_plain)
    articles = [article for draft in drafts for article in page.articles(draft)]
    written = [article for article in articles if article.genre not in ("caption", "note")]
    if source.title and len(written) == 1 and not written[0].title:
        articles[articles.index(written[0])] = written[0]._replace(title=source.title)
    return sorted(articles, key=lambda article: article.body.to_raw(0)) if len(articles) > 1 else articles


@lru_cache(maxsize=256)
def _names(text: str) -> tuple[str, ...]:
    """Names in a dateline, or in a byline behind the body. One dateline opens most items of a corpus."""
    return credited(text) or (byline_names(text) or () if text[0] in "（(" else ())


_DATELINE = 40
_FIRST_LINES = 12


def _datelines(lines: list[Line]) -> str:
    """Beginnings of the first paragraphs, where datelines stand."""
    return "\n".join([line.text[:_DATELINE] for line in lines[:_FIRST_LINES] if line.kind in ("source", "text")])


def _is_signed(line: Line) -> bool:
    if line.kind == "byline":
        return is_signature(line.text) and not is_plain_name(line)
    return line.kind == "affiliation"


class _Page:
    """What the articles of one document share."""

    def __init__(self, clean: Clean, source: Source, lines: list[Line], is_plain: bool) -> None:
        self.clean = clean
        self.source = source
        self.is_plain = is_plain
        if is_plain:
            self.publisher = source.publisher or publisher_in("", _datelines(lines))
            self.posted_on = source.published_on
            self._year: str | None = None
            return
        texts = [i for i, line in enumerate(lines) if line.kind == "text"] or [len(lines)]
        tail = next((i for i, line in enumerate(lines) if line.kind == "tail" and i > texts[0]), len(lines))
        outside = lines if len(texts) == 1 else [*lines[: texts[0]], *lines[texts[-1] + 1 : tail]]
        around = "\n".join([line.text for line in outside if line.kind in ("source", "furniture")])
        self.publisher = source.publisher or publisher_in(around, _datelines(lines))
        self.posted_on = source.published_on or (full_date(around) if around else None)
        # The year that any text of the document calls this year; what the articles themselves say comes first.
        self._year = None if self.posted_on else stated_year(clean.text)

    def articles(self, draft: Draft) -> list[Article]:
        """The article of a draft, if it has a body, and its captions."""
        captions = [self._caption(line) for line in draft.captions]
        if not draft.pieces:
            return captions
        first, last = draft.pieces[0][0], draft.pieces[-1][-1]
        start = first.start + start_of_body(first.text)
        end = last.start + end_of_body(last.text)
        if start >= end:
            start, end = first.start, last.end
        body = self._body(draft.pieces, start, end)
        if not body.text:
            return captions
        lead, credit = self.clean.text[first.start : start], self.clean.text[end : last.end]
        parts = [part for part in (lead.strip(), credit.strip()) if part]
        authors = [name for part in parts for name in _names(part)]
        spans = [span for span in ((first.start, start), (end, last.end)) if span[0] < span[1]]
        if not draft.head and not draft.closing:
            head, title, dateline, signed = "\n".join(parts), None, lead, False
        else:
            head_lines = [*draft.head, *draft.closing]
            head = "\n".join([*(line.text for line in head_lines), *parts])
            named = [name for line in draft.head if line.kind == "byline" for name in byline_names(line.text) or ()]
            named.extend(name for line in draft.closing if line.kind == "byline" for name in _names(line.text))
            authors = named + authors
            spans = [*((line.start, line.end) for line in head_lines), *spans]
            title = title_of(draft.head, self.clean.text) if draft.head else None
            signed = any(map(_is_signed, draft.head)) or any(line.kind == "affiliation" for line in draft.closing)
            dateline = "\n".join([lead, *(line.text for line in draft.head if line.kind == "source")])
        article = Article(
            body=body,
            genre=genre_of(title, head, body.text, draft.is_note, signed),
            title=title if not draft.is_note else draft.head[0].text,
            head=head,
            authors=tuple(dict.fromkeys(authors)),
            published_on=self._published_on(dateline, body.text),
            publisher=self.publisher,
            warnings=tuple(draft.warnings),
            head_segments=tuple([segment for span in spans for segment in self.clean.segments(*span)]),
        )
        return [article, *captions]

    def _published_on(self, dateline: str, body: str) -> str | None:
        if self.source.published_on and len(self.source.published_on) > 4:
            return self.source.published_on
        near = self.posted_on or stated_year(body) or self._year
        return dateline_date(dateline, near) or near

    def _caption(self, line: Line) -> Article:
        credit = credit_of(line.text)
        end = line.start + (credit.end if credit else len(line.text))
        body = Passage.join((self.clean.cut(*span), False) for span in without(self.clean.gaps, line.start, end))
        return Article(
            body=body,
            genre="caption",
            head=self.clean.text[end : line.end],
            authors=credit.authors if credit else (),
            published_on=self.posted_on,
            publisher=self.publisher,
            head_segments=tuple(self.clean.segments(end, line.end)),
        )

    def _body(self, pieces: list[list[Line]], start: int, end: int) -> Passage:
        """The body from `start` in the first piece to `end` in the last, broken lines put together."""
        if not self.clean.gaps and len(pieces) == 1:
            return self.clean.cut(start, end)
        text = self.clean.text
        parts: list[tuple[Passage, bool]] = []
        for i, piece in enumerate(pieces):
            begin = start if i == 0 else piece[0].start
            stop = end if i == len(pieces) - 1 else piece[-1].end
            spans: list[Span] = without(self.clean.gaps, begin, stop)
            feed = text.find("\n", stop)
            if i + 1 < len(pieces) and feed >= 0 and not is_soft_break(piece[-1].text, pieces[i + 1][0].text):
                spans.append((feed, feed + 1))
            parts.extend((self.clean.cut(*span), i > 0 and k == 0) for k, span in enumerate(spans))
        return Passage.join(parts)
