"""Lines of a page and what each is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from flows.layout.bylines import byline_names, credit_of, is_affiliation, is_bare_credit
from flows.layout.dates import is_date_line
from flows.layout.furniture import furniture_kind, is_led, start_of_body, tail_kind
from flows.layout.pairs import left_closed, left_open
from flows.layout.words import any_of, words_of
from flows.text.clean import Clean
from flows.text.lines import TERMINAL

Kind = Literal["furniture", "tail", "source", "affiliation", "byline", "caption", "heading", "text"]

HEADING_LONGEST = 64
"""Longest line, in characters, that may be a title."""

BROKEN_OFF_LEAST = 12
"""Shortest line, in characters, that counts as broken off where it ends in no mark."""

TITLE_LONGEST = 100
"""The same for a line whose parts are set apart by blanks, as only titles are."""
_PARTED = re.compile(r"[^\x00-\x7f，；] [^\x00-\x7f]")
_CLAUSES_LONGEST = 30
"""A longer line with a comma is no title, unless it has a mark of one."""
_TITLE_MARK = re.compile(r"——|[！？丨｜|：] ?\S| \S")
_MOST_LINES = 300
_MOST_OPEN = 30
_MOST_OPEN_SHARE = 0.8
_HEAD_MOST = 8
_SHORT_NAME = 4
_CREDIT = "credit"
_CAPTION_TEXT_LONGEST = 80
_HEAD_KINDS = ("source", "byline")
_NOTICE = re.compile(any_of("notice_word").removeprefix("(?:").removesuffix(")"))
# A line of this length without these marks can only be a title or text.
_PLAIN_LEAST = 13
_NOT_PLAIN = re.compile(r"[\d：:（）()【】〔〕\[\]|/>@©■□◆●◎▲★☆#{}<=&;· ]|记者|作者|通讯员|摄$")
_CAPTION = re.compile(rf"[（(【]?{any_of('caption_opening')}")
_CAPTION_FIRST = "（(【" + "".join({word[0] for word in words_of("caption_opening")})
_MARKED_LONGEST = 160
"""Of longer lines only those that open a page's tail are no text."""
_SECTION_NUMBER = re.compile(r"\d{1,2}|0\d")
_MARKUP = re.compile(r"#{1,6} +")
_CLOSED = "。；，、："
_CLOSED_SENTENCE = "。；，、"
_SALUTATION_LONGEST = 9


class Line:
    """A non-empty line of the clean text, without the blanks around it.

    Attributes:
        start, end: span in the clean text; marks of a Markdown heading are left out.
        text: the line.
        kind: what it is.
        furniture: kind of furniture, for furniture and tails.
        is_marked: whether Markdown marks it as a heading.
        number: its place among the lines.
    """

    __slots__ = ("end", "furniture", "is_marked", "kind", "number", "start", "text")

    def __init__(
        self, start: int, text: str, kind: Kind, furniture: str | None = None, is_marked: bool = False, number: int = 0
    ) -> None:
        self.start = start
        self.end = start + len(text)
        self.text = text
        self.kind = kind
        self.furniture = furniture
        self.is_marked = is_marked
        self.number = number

    def turned(self, kind: Kind) -> Line:
        """The line as one of another kind, which is no furniture."""
        return Line(self.start, self.text, kind, None, self.is_marked, self.number)


def breaks_off(line: Line) -> bool:
    """Whether a line of text ends in the middle of a sentence."""
    return line.kind == "text" and line.text[-1] not in TERMINAL and len(line.text) >= BROKEN_OFF_LEAST


def may_be_broken(lines: Sequence[Line]) -> bool:
    """Whether the lines may be of a page whose articles break off and go on elsewhere.

    In a text where many lines end without a mark that is its way of setting lines.
    """
    count = 0
    for line in lines:
        if line.text[-1] not in TERMINAL and breaks_off(line):
            count += 1
    if not count:
        return False
    texts = [line for line in lines if line.kind == "text"]
    count -= breaks_off(texts[-1])
    return 0 < count <= min(_MOST_OPEN, int(_MOST_OPEN_SHARE * len(texts))) and len(texts) <= _MOST_LINES


def lines_of(clean: Clean) -> list[Line]:
    """The non-empty lines of a clean text; of a text with forced line breaks the whole paragraphs."""
    may_notice = _NOTICE.search(clean.text) is not None
    lines: list[Line] = []
    is_plain = True
    for start, text in _paragraphs(clean) if clean.is_wrapped else _lines(clean.text):
        has_notice = may_notice and _NOTICE.search(text) is not None
        if _is_plain_text(text, has_notice):
            lines.append(Line(start, text, "text", None, False, len(lines)))
        else:
            lines.append(_classified(start, text, len(lines), has_notice))
            is_plain = is_plain and lines[-1].kind == "text"
    if is_plain:
        return lines
    if may_be_broken(lines):
        for number, (line, following) in enumerate(pairwise(lines), start=1):
            # In a broken page what looks like a name behind a paragraph is the next one's first characters,
            if line.kind == "text" and following.kind == "byline" and _may_be_text(following.text):
                lines[number] = following.turned("heading")
            # and what closes a quotation that was opened elsewhere is the end of a paragraph.
            elif following.kind == "heading" and left_closed(following.text) and not left_open(line.text):
                lines[number] = following.turned("text")
    dateline = next((i for i, line in enumerate(lines[:_HEAD_MOST]) if line.kind == "text" and is_led(line.text)), 0)
    if all(line.text[-1] not in TERMINAL for line in lines[:dateline]):
        # Long subtitles stand before the paragraph with the dateline.
        lines[:dateline] = [x.turned("heading") if x.kind == "text" else x for x in lines[:dateline]]
    for number, (line, following) in enumerate(pairwise(lines)):
        if line.furniture and following.kind == "heading" and _SECTION_NUMBER.fullmatch(line.text):
            lines[number] = line.turned("heading")
        elif following.furniture == _CREDIT and _is_caption_text(line):
            lines[number] = line.turned("caption")
        elif line.kind == "text" and following.kind in _HEAD_KINDS and _is_long_title(line, following):
            lines[number] = line.turned("heading")
    return lines


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of each line that is not blank, without the blanks around it."""
    position = 0
    for raw in text.split("\n"):
        if line := raw.strip():
            yield position + (0 if raw[0] == line[0] else raw.index(line)), line
        position += len(raw) + 1


def _paragraphs(clean: Clean) -> Iterator[tuple[int, str]]:
    """The same for the paragraphs of a text whose lines are broken by force."""
    text = clean.text
    soft = {begin for begin, end in clean.gaps if text.count("\n", begin, end) == 1 and begin}
    start: int | None = None
    for begin, line in _lines(text):
        start = begin if start is None else start
        if begin + len(line) not in soft:
            yield start, text[start : begin + len(line)]
            start = None
    if start is not None:
        yield start, text[start:].rstrip()


def _is_plain_text(text: str, has_notice: bool) -> bool:
    """Whether a line is text at first sight: a closed sentence, or a long paragraph."""
    is_caption = text[0] in _CAPTION_FIRST and _CAPTION.match(text)
    if text[-1] in _CLOSED_SENTENCE and not has_notice and not is_caption:
        return True
    return len(text) > _MARKED_LONGEST and text[0] != "#" and not tail_kind(text)


def _classified(start: int, text: str, number: int, has_notice: bool) -> Line:
    kind: Kind
    furniture: str | None
    is_marked = False
    if text[0] == "#" and (mark := _MARKUP.match(text)):
        start, text, is_marked = start + mark.end(), text[mark.end() :] or "#", True
    if len(text) >= _PLAIN_LEAST and not has_notice and not _NOT_PLAIN.search(text) and not _CAPTION.match(text):
        kind, furniture = ("heading" if is_heading(text) else "text"), None
    else:
        kind, furniture = _kind(text, is_marked)
    return Line(start, text, kind, furniture, is_marked, number)


@lru_cache(maxsize=128)
def _kind(text: str, is_marked: bool) -> tuple[Kind, str | None]:
    """Kind of a line, and of furniture. A site's furniture is the same on page after page."""
    if furniture := tail_kind(text):
        return "tail", furniture
    if furniture := furniture_kind(text):
        return "furniture", furniture
    if text[-1] in _CLOSED_SENTENCE:
        return ("caption" if credit_of(text) else "text"), None
    if is_bare_credit(text):
        return "furniture", _CREDIT
    if is_affiliation(text):
        return "affiliation", None
    if is_date_line(text):
        return "source", None
    if not is_marked and byline_names(text) is not None:
        return "byline", None
    if credit_of(text):
        return "caption", None
    if len(text) <= HEADING_LONGEST * 2 and start_of_body(text) == len(text):
        return "source", None
    return ("heading" if is_heading(text) else "text"), None


def _may_be_text(byline: str) -> bool:
    """Whether a byline is only a name, or a clause and more that some role's name begins."""
    return len(byline) <= _SHORT_NAME or ("，" in byline and not _NOT_PLAIN.search(byline))


def _is_caption_text(line: Line) -> bool:
    """Whether a line before a bare credit reads like the picture's caption: one short sentence."""
    return (
        line.kind == "text" and len(line.text) <= _CAPTION_TEXT_LONGEST and line.text.find("。") == len(line.text) - 1
    )


def _is_long_title(line: Line, following: Line) -> bool:
    """Whether a line before a byline or a date is a long title: the page's first line, or the name of a work."""
    if len(line.text) > TITLE_LONGEST:
        return False
    is_name = following.kind == "byline" and line.text[-1] == "》" and "。" not in line.text
    return is_name or (line.number == 0 and breaks_off(line))


def is_heading(text: str) -> bool:
    """Whether a line may be a title or a heading: short, and no sentence."""
    longest = TITLE_LONGEST if _PARTED.search(text) else HEADING_LONGEST
    if len(text) > longest or text[-1] in _CLOSED or "。" in text:
        return False
    if len(text) > _CLAUSES_LONGEST and "，" in text and not _TITLE_MARK.search(text):
        return False
    return not (text[-1] == "！" and len(text) <= _SALUTATION_LONGEST)
