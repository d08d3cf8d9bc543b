"""Raw source text to clean text with its offset map."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from flows.text.lines import gaps_of, without
from flows.text.marks import fold
from flows.text.noise import PINYIN, edits
from flows.text.passage import Passage, Span
from flows.text.script import Script, detect_script, to_simplified


class Clean(Passage):
    """The clean text of a whole document; lines stand as in the source.

    Attributes:
        script: script of the raw text.
        noise: how often each rule of `flows.text.noise` applied.
        gaps: spans of `text` that go when broken lines are put together and paragraphs set apart by one line feed.
        is_wrapped: whether all lines are broken at one width.
    """

    __slots__ = ("gaps", "is_wrapped", "noise", "script")

    def __init__(self, passage: Passage, script: Script, counts: dict[str, int]) -> None:
        super().__init__(passage.text, passage.at, passage.raw)
        self.script: Script = script
        self.noise = counts
        self.gaps, self.is_wrapped = gaps_of(self)

    def to_clean(self, raw: int) -> int:
        """Position of the first character whose raw offset is `raw` or later; the text's length if there is none."""
        run = bisect_right(self.raw, raw) - 1
        if run < 0:
            return 0
        end = self.at[run + 1] if run + 1 < len(self.at) else len(self.text)
        return min(self.at[run] + raw - self.raw[run], end)

    def slices(self, segments: Iterable[Span]) -> str:
        """Text of a row: what cleaning leaves of the raw slices, broken lines put together.

        Every text column of the tables that has segments is made here, so a reader of the data can make it again from
        the source. A slice may begin in the middle of a broken line.
        """
        text, gaps = self.text, self.gaps
        parts: list[str] = []
        for start, end in segments:
            a, b = self.to_clean(start), self.to_clean(end)
            near = bisect_left(gaps, (a, a))
            if (near == len(gaps) or gaps[near][0] >= b) and (near == 0 or gaps[near - 1][1] <= a):
                parts.append(text[a:b])
                continue
            # A line feed at a slice's end was put there by layout: a paragraph ends where the column does.
            stop = b - 1 if text[a:b].endswith("\n") else b
            parts.extend(text[c:d] for c, d in without(gaps, a, stop))
            parts.append(text[max(a, stop) : b])
        return "".join(parts)


def clean(raw: str, script: Script | None = None) -> Clean:
    """Clean a raw text.

    Args:
        raw: text as decoded, line ends as they are.
        script: the text's script; told from the text when not given.

    Returns:
        Clean text in simplified script; lines as in the source.
    """
    script = script or detect_script(raw)
    changes = edits(raw)
    if not changes:
        text = fold(raw)
        runs = [0] if raw else []
        return Clean(Passage(to_simplified(text) if script == "traditional" else text, runs, runs), script, {})
    at: list[int] = []
    starts: list[int] = []
    parts: list[str] = []
    counts: dict[str, int] = {}
    sounded: list[int] = []
    length = position = 0
    for start, end, rule, replacement in [*changes, (len(raw), len(raw), "", "")]:
        if start > position:
            at.append(length)
            starts.append(position)
            parts.append(raw[position:start])
            length += start - position
        if replacement:
            at.append(length)
            starts.append(start)
            parts.append(replacement)
            length += 1
        position = end
        if rule:
            counts[rule] = counts.get(rule, 0) + 1
            if rule in PINYIN and length:
                sounded.append(length - 1)
    text = fold("".join(parts))
    if script == "traditional":
        text = to_simplified(text)
    elif sounded:
        # Brackets stand behind traditional characters that were put into a simplified text.
        characters = list(text)
        for place in sounded:
            characters[place] = to_simplified(characters[place])
        text = "".join(characters)
    return Clean(Passage(text, at, starts), script, counts)


@lru_cache(maxsize=4)
def _document(raw: str, script: Script) -> Clean:
    return clean(raw, script)


def clean_slices(raw: str, segments: Iterable[Span], script: Script) -> str:
    """Text of a row, made from the source again: `Clean.slices` of a raw text whose script is known."""
    return _document(raw, script).slices(segments)
