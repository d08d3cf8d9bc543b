"""The text that quote rules read: the body with every paragraph's end as a line feed."""

from __future__ import annotations

import re
from bisect import bisect_right

from flows.text.lines import TERMINAL
from flows.text.passage import Passage, Span

_BLANKS = re.compile(r"(?<=[。！？…”])[ 　]+(?=[^ 　\n])")
_PHOTO_CREDIT = re.compile(r"(?:记者|通讯员)[ 　]?[\u4e00-\u9fff·、 　]{2,24}?[ 　]?摄(?=[^影制像录\n])")
# What news agencies and papers put before the first sentence.
_DATELINE = re.compile(
    r"^[ 　]*(?:[^\n，。“：]{2,24}\d{1,2}日[电讯](?: ?（[^）\n]{2,40}）)?|本[报台网]讯(?: ?（[^）\n]{2,40}）)?"
    r"|【[^】\n]{2,40}】|（[^）\n]{4,40}[电讯导道]）|[^\n，。“：]{2,10}消息（[^）\n]{2,12}）："
    r"|[^\n，。“：]{2,10}讯 ?（[^）\n]{2,40}）)(?=[^\n])",
    re.MULTILINE,
)
# One of these stands in every dateline.
_DATELINE_MARKS = ("讯", "日电", "【", "消息（", "电）", "导）", "道）")
_SENTENCE_ENDS = "。！？"
_SPACED_TEXT = 0.5
"""From this share of sentences followed by a blank on, blanks are spacing, not the trace of lost paragraphs."""


class Blocks:
    """Body text with lost paragraph ends put back, and the way back to the body's offsets.

    Blanks after a sentence's end become line feeds (pages that lost their markup); where pieces of the article were put
    together at a sentence's end, after datelines and after photographers' credits a line feed is inserted.

    Args:
        body: the article's body.
    """

    __slots__ = ("_inserted", "text")

    def __init__(self, body: Passage) -> None:
        text = body.text
        blanks = list(_BLANKS.finditer(text)) if " " in text or "　" in text else []
        wide = [m for m in blanks if "　" in m[0] or len(m[0]) > 1]
        if len(wide) == len(blanks) or len(blanks) <= _SPACED_TEXT * sum(map(text.count, _SENTENCE_ENDS)):
            wide = blanks
        if wide:
            characters = list(text)
            for match in wide:
                characters[match.start()] = "\n"
            text = "".join(characters)
        self._inserted: list[int] = []
        ends = {b for b in body.breaks if 0 < b < len(text) and text[b - 1] in TERMINAL}
        if any(mark in text for mark in _DATELINE_MARKS):
            ends.update(match.end() for match in _DATELINE.finditer(text))
        if "摄" in text:
            ends.update(match.end() for match in _PHOTO_CREDIT.finditer(text))
        breaks = sorted(ends)
        if breaks:
            parts = []
            position = 0
            for at in breaks:
                parts.append(text[position:at])
                self._inserted.append(at + len(self._inserted))
                position = at
            parts.append(text[position:])
            text = "\n".join(parts)
        self.text = text

    def is_blank(self, span: Span) -> bool:
        """Whether a span of `text` holds nothing but blanks."""
        return not self.text[span[0] : span[1]].strip()

    def back(self, span: Span) -> Span:
        """A span of `text` as a span of the body."""
        if not self._inserted:
            return span
        start, end = span
        return start - bisect_right(self._inserted, start - 1), end - bisect_right(self._inserted, end - 1)
