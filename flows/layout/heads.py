"""Titles: which lines of a head are title, kicker and subtitle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.layout.drafts import is_subtitle
from flows.layout.page import Line
from flows.layout.words import HAN, any_of

_COLUMN = re.compile(r"【[^】]{1,40}】 *(?=.{5})")
_OPINION_COLUMN = re.compile(rf"[{HAN}]{{2,8}}{any_of('opinion_label')} ?[|丨｜] ?(?=.{{5}})")
# A column's name and its title, the bar between them lost to a character set that lacks it.
_LOST_BAR = re.compile(rf"^((?:(?![吗呢么何怎哪谁几])[{HAN}]){{2,10}})[？?](?=[{HAN}]{{6}})")
_TOPIC = re.compile(r"题：(?P<title>[^\n]{4,90})")
_SITE = re.compile(rf"[{HAN}A-Za-z· ]{{1,12}}(?:网|网站|客户端|日报|晚报|频道|新闻|News|NEWS|专题|专栏)(?: 正文)?")
_BREAK_OFF = 2
_COUPLET = 2


def title_of(head: Sequence[Line], text: str) -> str | None:
    """Title of an article.

    Args:
        head: lines before the body.
        text: the document's clean text.
    """
    headings = [line for line in head if line.kind == "heading"]
    if not headings:
        return _topic(head)
    bylines = [line for line in head if line.kind == "byline"]
    if bylines and any(line.start < bylines[0].start for line in headings):
        headings = [line for line in headings if line.start < bylines[-1].start]
    subtitles = [line for line in headings if is_subtitle(line)]
    main = headings
    if len(headings) > 1:
        texts = [line.text for line in headings]
        main = [line for line in headings if not is_subtitle(line)]
        main = [line for line in main if texts.count(line.text) == 1] or main
    elif subtitles:
        main = []
    if subtitles:
        before = [line for line in main if line.start < subtitles[0].start]
        main = _last_block(before, text) or main
    if not main:
        return _topic(head)
    named = [line for line in main if not _SITE.fullmatch(line.text)] or main
    best = max(named, key=lambda line: (min(len(line.text), 30), line.start))
    title = " ".join(line.text for line in _with_couplet(best, main, text))
    return _without_column(title) + (
        subtitles[0].text.replace("--", "——") if subtitles and subtitles[0].start > best.start else ""
    )


def _without_column(title: str) -> str:
    """A title without the name of its column, or with the bar behind it put back."""
    if "【" in title:
        title = _COLUMN.sub("", title)
    if "丨" in title or "|" in title or "｜" in title:
        title = _OPINION_COLUMN.sub("", title)
    return _LOST_BAR.sub(r"\1丨", title) if "？" in title or "?" in title else title


def _last_block(lines: list[Line], text: str) -> list[Line]:
    """The lines of the last block: those that no empty line parts."""
    block: list[Line] = []
    for line in reversed(lines):
        if block and (text.count("\n", line.end, block[0].start) >= _BREAK_OFF or block[0].is_marked or line.is_marked):
            break
        block.insert(0, line)
    return block


def _with_couplet(best: Line, lines: Sequence[Line], text: str) -> list[Line]:
    """The title line with its twin: newspapers set a title in two lines of about one length."""
    for line in lines:
        first, second = (line, best) if line.start < best.start else (best, line)
        apart = text.count("\n", first.end, second.start)
        if line is not best and apart == 1 and abs(len(line.text) - len(best.text)) <= _COUPLET:
            return [first, second]
    return [best]


def _topic(head: Sequence[Line]) -> str | None:
    """The title that a dateline gives (`新华社北京3月5日电 题：…`)."""
    return next((match["title"].strip() for line in head if (match := _TOPIC.search(line.text))), None)
