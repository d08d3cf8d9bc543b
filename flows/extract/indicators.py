"""What a figure measures and whose it is, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from flows.extract.measure import Measure
from flows.extract.phrases import (
    is_generic,
    is_measure,
    leading_noun,
    left_of,
    right_of,
    skip_leads,
    split_owner,
    without_payer,
)
from flows.extract.subjects import split_name, without_head
from flows.text.passage import Span


class Label:
    """What a figure measures.

    Attributes:
        indicator: the phrase that names it.
        subject: the name of whose it is, where the same phrase has it.
    """

    __slots__ = ("indicator", "subject")

    def __init__(self, indicator: str | None, subject: str | None) -> None:
        self.indicator = indicator
        self.subject = subject


class Context:
    """Where a figure stands.

    Attributes:
        floor: start of its clause, or end of the figure before in it.
        sentence: start of its sentence, or end of the figure before in it.
        last: indicator of the figure before in the same paragraph.
        last_end: end of that figure.
        same_unit: whether that figure has the same unit.
        item: what the list before 分别 names at the figure's place in the list of values.
        start: start of its sentence.
        times: spans of the sentence's dates and periods.
    """

    __slots__ = ("floor", "item", "last", "last_end", "same_unit", "sentence", "start", "times")

    def __init__(
        self,
        floor: int,
        sentence: int,
        last: str | None,
        last_end: int,
        same_unit: bool,
        times: Sequence[Span],
        item: str | None,
        start: int,
    ) -> None:
        self.floor = floor
        self.sentence = sentence
        self.last = last
        self.last_end = last_end
        self.same_unit = same_unit
        self.times = times
        self.item = item
        self.start = start


_RIGHT_FIRST: Final = frozenset(("count", "rank", "duration"))
_PLACES_HELD: Final = frozenset(("rank_place", "rank_plain", "rank_limit"))
_SHARES: Final = frozenset(("share", "change_rate"))
_LISTED: Final = frozenset("等、")
_SHORTEST: Final = 2
_NAME: Final = 40
_QUOTED: Final = re.compile("“[^“”]{2,36}”$")
_CAPACITY: Final = frozenset(("mass", "power", "energy", "area", "length", "volume", "other"))
_OF_PROJECT: Final = re.compile("[^，。；的]{2,24}项目")
_PARALLEL: Final = re.compile("的[^，。；：、]{1,12}[、和]$")
_COMPARED: Final = re.compile("[比较][^，。；]*$")
_AIM: Final = re.compile("(?<=增长)目标$|(?<=增速)(?:目标)?$|(?<=增幅)$")
_HEADER: Final = re.compile(
    "(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．]+)?(?P<phrase>[^，。；：0-9一-龥]{0,2}[^，。；：]{2,24})(?:，[^。；：]{0,24})?："
)
_COUNTED: Final = re.compile("(?:共有?|约|超)?[0-9].*$")
_ASIDE: Final = re.compile("（[^）]*）")
_PLACES: Final = re.compile("[前后][一二三四五六七八九十0-9]+[名位]$")
_LIST: Final = re.compile("[、和与及]")
_RESPECTIVE: Final = re.compile("(?P<items>[^，。；：]{2,40}?)(?:[，]?[比较][^，。；]{1,16})?分别")


def label(text: str, measure: Measure, context: Context, dimension: str, change: str) -> Label:
    """Indicator, and subject where it stands in the same phrase.

    Args:
        text: the text.
        measure: the expression.
        context: where it stands.
        dimension: the figure's dimension.
        change: `level`, `increase` or `decrease`.
    """
    if context.item:
        owner, thing = split_name(context.item)
        return Label(thing or context.item, owner)
    right = right_of(text, measure.end)
    if context.same_unit and _PARALLEL.fullmatch(text, context.last_end, measure.start):
        return Label(context.last, right or None)
    quoted = _QUOTED.search(text, max(context.start, measure.start - _NAME), measure.start) if right else None
    if quoted and dimension == "count":
        return Label(f"{quoted[0]}{right}", None)
    subject, phrase = _before(text, measure, context, dimension, change, right)
    topic = _topic(text, context) if len(phrase) < _SHORTEST or is_generic(phrase) else None
    if not phrase and not right and (subject or dimension in _SHARES):
        header = _header(text, context)
        if header and (subject or is_measure(header)):
            return Label(header, subject)
    left = _joined(phrase, topic or context.last)
    rest = topic or context.last
    if measure.qualifier == "order":
        return Label(f"{phrase}{right}" if right else left or context.last, subject)
    if measure.rule in _PLACES_HELD:
        return Label(left or rest or right or None, subject)
    if dimension in _RIGHT_FIRST:
        return Label(f"{phrase}{right}" if right and len(phrase) <= len(right) else right or left or rest, subject)
    if dimension == "change_rate":
        aim = None if phrase else _AIM.search(right)
        return Label(right[: aim.start()] if aim else left or rest or right or None, subject)
    return _of_amount(text, measure, dimension, Label(left or rest, subject), right, is_left=bool(left))


def _before(
    text: str, measure: Measure, context: Context, dimension: str, change: str, right: str
) -> tuple[str | None, str]:
    """Name and phrase that stand before the figure."""
    start, floor = measure.start, context.floor
    is_listed = text[start - 1 : start] in _LISTED
    is_after_noun = bool(right) and floor == context.last_end and dimension in _RIGHT_FIRST
    if is_listed or is_after_noun:
        return None, ""
    if change == "level" and _COMPARED.search(text, max(floor, start - 16), start):
        return None, ""
    phrase = left_of(text, floor, start, is_change=change != "level", times=context.times)
    subject, phrase = split_name(phrase)
    aside = _ASIDE.match(phrase) if subject else None
    if aside:
        subject, phrase = f"{subject}{aside[0]}", phrase[aside.end() :]
    if subject is None:
        subject, phrase = split_owner(phrase)
    return subject, without_payer(phrase)


def _of_amount(text: str, measure: Measure, dimension: str, label: Label, right: str, *, is_left: bool) -> Label:
    """What an amount, capacity or share measures: the measure named before it, else the thing named after it."""
    left, subject = label.indicator or "", label.subject
    is_owner = text.startswith("的", measure.end)
    is_named = is_left and is_measure(left)
    described = without_head(right) if dimension in _CAPACITY and not is_owner else None
    if described is not None and not (is_named and len(left) > _SHORTEST):
        return Label(described if len(described) >= _SHORTEST else left or right, right)
    if is_named:
        return Label(left, subject or (right if right and is_owner else None))
    if right and not subject and dimension in _CAPACITY and _OF_PROJECT.match(text, measure.end):
        subject = right
    return Label(right or label.indicator, subject)


def items_of(text: str, floor: int, start: int) -> list[str]:
    """The things listed before 分别 between `floor` and a figure, in order; empty without the word."""
    if "分别" not in text[floor:start]:
        return []
    matches = list(_RESPECTIVE.finditer(text, floor, start))
    return _LIST.split(matches[-1]["items"]) if matches else []


def _topic(text: str, context: Context) -> str | None:
    """What the clause before speaks of, where no figure stands in it."""
    gap = text[context.sentence : context.floor].strip("，。；、：（） ")
    clause = gap.rsplit("，", 1)[-1]
    noun = leading_noun(clause) if clause else ""
    is_time = any(text.startswith(noun, begin) for begin, _ in context.times)
    return noun if len(noun) > 1 and not is_time else None


def _header(text: str, context: Context) -> str | None:
    """What the words before a colon at the beginning of the sentence announce (产值增速前五名：…)."""
    match = _HEADER.match(text, context.start, context.floor)
    if not match:
        return None
    phrase = match["phrase"]
    for begin, end in reversed(context.times):
        if context.start <= begin and end <= match.end("phrase"):
            offset = match.start("phrase")
            phrase = phrase[: max(begin - offset, 0)] + phrase[end - offset :]
    phrase = _PLACES.sub("", _COUNTED.sub("", phrase)).strip("共底末初 ")
    phrase = phrase[skip_leads(phrase, 0) :]
    return split_name(phrase)[1] or phrase or None


def _joined(left: str, last: str | None) -> str | None:
    if len(left) < 2:
        return None
    return f"{last}{left}" if last and is_generic(left) and not last.endswith(left) else left
