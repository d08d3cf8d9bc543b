"""Raw source text to clean text with its offset map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from flows.text import noise
from flows.text.lines import join_lines
from flows.text.passage import Passage, Span
from flows.text.script import Script, detect_script, to_simplified


class Clean(Passage):
    """The clean text of a whole document.

    Attributes:
        script: script of the raw text.
        noise: how often each rule of `flows.text.noise` applied.
    """

    __slots__ = ("noise", "script")

    def __init__(self, passage: Passage, script: Script, counts: Counter[str]) -> None:
        super().__init__(passage.text, passage.at, passage.raw)
        self.script: Script = script
        self.noise = counts


def clean(raw: str, script: Script | None = None) -> Clean:
    """Clean a raw text.

    Args:
        raw: text as decoded, line ends as they are.
        script: the text's script; told from the text when not given.

    Returns:
        Clean text in simplified script; lines as in the source.
    """
    script = script or detect_script(raw)
    at: list[int] = []
    starts: list[int] = []
    parts: list[str] = []
    counts: Counter[str] = Counter()
    length = position = 0
    for start, end, rule in [*noise.deletions(raw), (len(raw), len(raw), "")]:
        if start > position:
            at.append(length)
            starts.append(position)
            parts.append(raw[position:start])
            length += start - position
        position = end
        if rule:
            counts[rule] += 1
    text = noise.fold("".join(parts))
    if script == "traditional":
        text = to_simplified(text)
    return Clean(Passage(text, at, starts), script, counts)


def clean_slices(raw: str, segments: Iterable[Span], script: Script) -> str:
    """Text of a row: the raw slices joined, cleaned, broken lines put together.

    Every text column of the tables that has segments is made by this function, so a reader of the data can make it
    again from the source.
    """
    return join_lines(clean("".join(raw[start:end] for start, end in segments), script).text)
