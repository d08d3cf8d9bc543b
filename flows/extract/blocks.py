"""The text that quote rules read: the body with every paragraph's end as a line feed."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from flows.text.lines import TERMINAL
from flows.text.passage import Passage, Span

# the first blank stands first and what it must follow is asked after: that is found fastest
_BLANKS: Final = re.compile(r"[ 　](?<=[。！？…”].)[ 　]*(?=[^ 　\n])")
_PHOTO_CREDIT: Final = re.compile(r"(?:记者|通讯员)[ 　]?[\u4e00-\u9fff·、 　]{2,24}?[ 　]?摄(?=[^影制像录\n])")
# What news agencies and papers put before the first sentence.
_DATELINE: Final = re.compile(
    r"^[ 　]*(?:[^\n，。“：]{2,24}\d{1,2}日[电讯](?: ?（[^）\n]{2,40}）)?|本[报台网]讯(?: ?（[^）\n]{2,40}）)?"
    r"|【[^】\n]{2,40}】|（[^）\n]{4,40}[电讯导道]）|[^\n，。“：]{2,10}消息（[^）\n]{2,12}）："
    r"|[^\n，。“：]{2,10}讯 ?（[^）\n]{2,40}）)(?=[^\n])",
    re.MULTILINE,
)
# The same right after the headline, on pages that lost the end of its line.
_INNER_DATELINE: Final = re.compile(
    r"[社网报台][\u4e00-\u9fff]{2,8}\d{1,2}月\d{1,2}日[电讯](?: ?（[^）\n]{2,40}）)?[ 　]*(?=[^\n])"
    r"|[网台报]消息（[^）\n]{2,12}）：(?=[^\n])"
)
_DATELINE_END: Final = re.compile(r"(?:日[电讯](?: ?（[^）\n]{2,40}）)?|消息（[^）\n]{2,12}）：)[ 　]*$")
_SENTENCE_ENDS: Final = "。！？"
_SPACED_TEXT: Final = 0.5
"""From this share of sentences followed by a blank on, blanks are spacing, not the trace of lost paragraphs."""


def _may_have_dateline(text: str) -> bool:
    """Whether a text holds what every dateline holds one of."""
    if "讯" in text or "日电" in text or "【" in text:
        return True
    return "（" in text and ("消息（" in text or "电）" in text or "导）" in text or "道）" in text)


def ends_in_dateline(line: str) -> bool:
    """Whether a line ends in what news agencies put before the first sentence."""
    return _DATELINE_END.search(line) is not None


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
        blanks = []
        if " " in text or "　" in text:
            blanks = [m.span() for m in _BLANKS.finditer(text)]
        wide = [(a, b) for a, b in blanks if b - a > 1 or text[a] == "　"]
        if len(wide) == len(blanks) or len(blanks) <= _SPACED_TEXT * sum(map(text.count, _SENTENCE_ENDS)):
            wide = blanks
        if wide:
            characters = list(text)
            for start, _ in wide:
                characters[start] = "\n"
            text = "".join(characters)
        self._inserted: list[int] = []
        ends = {b for b in body.breaks if 0 < b < len(text) and text[b - 1] in TERMINAL} if body.breaks else set()
        if _may_have_dateline(text):
            ends.update(match.end() for match in _DATELINE.finditer(text))
            ends.update(match.end() for match in _INNER_DATELINE.finditer(text))
        if "摄" in text:
            ends.update(match.end() for match in _PHOTO_CREDIT.finditer(text))
        if ends:
            breaks = sorted(ends)
            parts = []
            position = 0
            for at in breaks:
                parts.append(text[position:at])
                self._inserted.append(at + len(self._inserted))
                position = at
            parts.append(text[position:])
            text = "\n".join(parts)
        self.text = text

    def back(self, spans: tuple[Span, ...]) -> tuple[Span, ...]:
        """Spans of `text` as spans of the body, those left out that hold nothing but blanks."""
        text = self.text
        for start, end in spans:
            if start >= end or text[start].isspace():
                spans = tuple([(a, b) for a, b in spans if text[a:b].strip()])
                break
        inserted = self._inserted
        if not inserted:
            return spans
        return tuple([(a - bisect_right(inserted, a - 1), b - bisect_right(inserted, b - 1)) for a, b in spans])
