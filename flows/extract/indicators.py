"""What a figure measures and whose it is, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.extract.measures import Measure
from flows.extract.phrases import is_generic, is_measure, leading_noun, left_of, right_of, split_owner
from flows.extract.subjects import split_name
from flows.text.passage import Span


class Label(NamedTuple):
    """What a figure measures.

    Attributes:
        indicator: the phrase that names it.
        subject: the name of whose it is, where the same phrase has it.
    """

    indicator: str | None
    subject: str | None


class Context(NamedTuple):
    """Where a figure stands.

    Attributes:
        floor: start of its clause, or end of the figure before in it.
        sentence: start of its sentence, or end of the figure before in it.
        last: indicator of the figure before in the same paragraph.
        last_end: end of that figure.
        same_unit: whether that figure has the same unit.
        times: spans of the sentence's dates and periods.
    """

    floor: int
    sentence: int
    last: str | None
    last_end: int
    same_unit: bool
    times: Sequence[Span]


_RIGHT_FIRST = frozenset(("count", "rank", "duration"))
_PARALLEL = re.compile("的[^，。；：、]{1,12}[、和]$")
_COMPARED = re.compile("[比较][^，。；]*$")
_AIM = re.compile("(?<=增长)目标$|(?<=增速)(?:目标)?$|(?<=增幅)$")
_LIST = re.compile("[、和与及]")
_RESPECTIVE = re.compile("(?P<items>[^，。；：]{2,40}?)分别")


def label(text: str, measure: Measure, context: Context, dimension: str, change: str) -> Label:
    """Indicator, and subject where it stands in the same phrase."""
    start, floor, last = measure.start, context.floor, context.last
    right = right_of(text, measure.end)
    if context.same_unit and _PARALLEL.fullmatch(text, context.last_end, start):
        return Label(last, right or None)
    phrase = left_of(text, floor, start, is_change=change != "level", times=context.times)
    if change == "level" and _COMPARED.search(text, max(floor, start - 16), start):
        phrase = ""
    if text[start - 1 : start] == "等":
        phrase = ""
    subject, phrase = split_name(phrase)
    if subject is None:
        subject, phrase = split_owner(phrase)
    topic = _topic(text, context) if len(phrase) < 2 or is_generic(phrase) else None
    left = _joined(phrase, topic or last)
    if measure.qualifier == "order":
        return Label(f"{phrase}{right}" if right else left or last, subject)
    if measure.rule in ("rank_place", "rank_plain", "rank_limit"):
        return Label(left or topic or last or right or None, subject)
    if dimension in _RIGHT_FIRST:
        return Label(f"{phrase}{right}" if right and len(phrase) <= len(right) else right or left or last, subject)
    if dimension == "change_rate":
        aim = _AIM.search(right)
        if aim and not phrase:
            return Label(right[: aim.start()] or right, subject)
        return Label(left or topic or last or right or None, subject)
    if left and is_measure(left):
        return Label(left, subject or (right if right and text.startswith("的", measure.end) else None))
    if not left and not right and subject:
        return Label(topic or last, subject)
    return Label(right or left or topic or last, subject)


def _topic(text: str, context: Context) -> str | None:
    """What the clause before speaks of, where no figure stands in it."""
    gap = text[context.sentence : context.floor].strip("，。；、：（） ")
    clause = gap.rsplit("，", 1)[-1]
    noun = leading_noun(clause) if clause else ""
    return noun if len(noun) > 1 else None


def _joined(left: str, last: str | None) -> str | None:
    if len(left) < 2:
        return None
    return f"{last}{left}" if last and is_generic(left) and not last.endswith(left) else left
