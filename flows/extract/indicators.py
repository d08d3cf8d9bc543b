"""What a figure measures and whose it is, in the text's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.extract.measures import Measure
from flows.extract.phrases import is_generic, is_measure, leading_noun, left_of, right_of, skip_leads, split_owner, without_payer
from flows.extract.subjects import split_name, without_head
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
        item: what the list before 分别 names at the figure's place in the list of values.
        start: start of its sentence.
        times: spans of the sentence's dates and periods.
    """

    floor: int
    sentence: int
    last: str | None
    last_end: int
    same_unit: bool
    times: Sequence[Span]
    item: str | None
    start: int


_RIGHT_FIRST = frozenset(("count", "rank", "duration"))
_CAPACITY = frozenset(("mass", "power", "energy", "area", "length", "volume", "other"))
_OF_PROJECT = re.compile("[^，。；的]{2,24}项目")
_PARALLEL = re.compile("的[^，。；：、]{1,12}[、和]$")
_COMPARED = re.compile("[比较][^，。；]*$")
_AIM = re.compile("(?<=增长)目标$|(?<=增速)(?:目标)?$|(?<=增幅)$")
_HEADER = re.compile("(?:[（(]?[0-9一二三四五六七八九十]+[）)、.．]+)?(?P<phrase>[^，。；：0-9一-龥]{0,2}[^，。；：]{2,24})(?:，[^。；：]{0,24})?：")
_COUNTED = re.compile("(?:共有?|约|超)?[0-9].*$")
_ASIDE = re.compile("（[^）]*）")
_PLACES = re.compile("[前后][一二三四五六七八九十0-9]+[名位]$")
_LIST = re.compile("[、和与及]")
_RESPECTIVE = re.compile("(?P<items>[^，。；：]{2,40}?)(?:[，]?[比较][^，。；]{1,16})?分别")


def label(text: str, measure: Measure, context: Context, dimension: str, change: str) -> Label:
    """Indicator, and subject where it stands in the same phrase."""
    start, floor, last = measure.start, context.floor, context.last
    right = right_of(text, measure.end)
    if context.same_unit and _PARALLEL.fullmatch(text, context.last_end, start):
        return Label(last, right or None)
    phrase = left_of(text, floor, start, is_change=change != "level", times=context.times)
    if change == "level" and _COMPARED.search(text, max(floor, start - 16), start):
        phrase = ""
    if context.item:
        return Label(context.item, None)
    if text[start - 1 : start] in ("等", "、") or (right and floor == context.last_end and dimension in _RIGHT_FIRST):
        phrase = ""
    subject, phrase = split_name(phrase)
    aside = _ASIDE.match(phrase) if subject else None
    if aside:
        subject, phrase = f"{subject}{aside[0]}", phrase[aside.end() :]
    if subject is None:
        subject, phrase = split_owner(phrase)
    phrase = without_payer(phrase)
    topic = _topic(text, context) if len(phrase) < 2 or is_generic(phrase) else None
    header = _header(text, context) if not phrase and (subject or dimension in ("share", "change_rate")) else None
    if header and (subject or is_measure(header)) and not right:
        return Label(header, subject)
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
    described = without_head(right) if dimension in _CAPACITY else None
    if described and not text.startswith("的", measure.end) and not (left and is_measure(left) and len(left) > 2):
        return Label(described if len(described) > 1 else left or right, right)
    if left and is_measure(left):
        return Label(left, subject or (right if right and text.startswith("的", measure.end) else None))
    if not left and not right and subject:
        return Label(topic or last, subject)
    if right and not subject and dimension in _CAPACITY and _OF_PROJECT.match(text, measure.end):
        subject = right
    return Label(right or left or topic or last, subject)


def items_of(text: str, floor: int, start: int) -> list[str]:
    """The things listed before 分别 between `floor` and a figure, in order; empty without the word."""
    if "分别" not in text[floor:start]:
        return []
    match = None
    for match in _RESPECTIVE.finditer(text, floor, start):
        pass
    return _LIST.split(match["items"]) if match else []


def _topic(text: str, context: Context) -> str | None:
    """What the clause before speaks of, where no figure stands in it."""
    gap = text[context.sentence : context.floor].strip("，。；、：（） ")
    clause = gap.rsplit("，", 1)[-1]
    noun = leading_noun(clause) if clause else ""
    return noun if len(noun) > 1 else None


def _header(text: str, context: Context) -> str | None:
    """What the words before a colon at the beginning of the sentence announce: 投资增速前三名：…"""
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
