"""On what occasion something was said."""

from __future__ import annotations

import re

from flows.extract.attributions import Attribution
from flows.extract.periods import find_periods
from flows.extract.speakers import Speaker
from flows.text.passage import Span

_PLACE = r"(?:在|于)[^，。；\n]{1,44}?(?:会议?上|会上|会期间|会后|时|上|中|后|期间|现场|环节|仪式|活动)"
_DEED = (
    r"(?:接受|出席|参加|作|做客|主持|应邀|会后|会中|会上|会前|受访|来到|走进)[^，。；\n]{0,44}?"
    r"(?:时|中|上|后|期间|采访|受访|现场|环节)?"
)
_CIRCUMSTANCE = re.compile(f"(?:{_PLACE}|{_DEED})$")
_LEADING = re.compile(
    r"^(?:\d{1,2}月\d{1,2}日，?|近日，?|日前，?|当天，?)?(?P<occasion>在[^，。；\n]{2,44}?(?:会议?上|会上|时|期间|现场|环节|仪式上|活动中|活动上|论坛上|会中))$"
)
_NOT_OCCASION = re.compile(
    r"方面|领域|过程中|基础上|背景下|情况下|同时|层面|问题上|意义上|事实上|中国|城市|地区|省|县|村"
)
_DATED = re.compile("[0-9日年月今昨]")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}|--\d{2}(?:-\d{2})?")
_HELD = re.compile(r"召开|举行|开幕|闭幕")
_LONGEST_CLAUSE = 160
_SPOKE = re.compile(
    r"(?P<occasion>(?:在|于)[^，。；\n]{2,30}?(?:会议?上|会上|仪式上|活动上|论坛上|现场))(?:作|发表|致|做)?(?:了|出)?[^，。；\n]{0,8}?(?:发言|讲话|致辞|演讲|报告)"
)


def occasion_of(
    text: str, attribution: Attribution, speaker: Speaker, earlier: list[tuple[Attribution, str | None]]
) -> str | None:
    """The occasion that a reporting clause, its sentence or its paragraph names.

    Args:
        text: the body.
        attribution: the clause.
        speaker: who speaks.
        earlier: the attributions before it with the occasions found for them.
    """
    subject = attribution.subject
    if subject is not None:
        start, end = _trimmed(text, subject.circumstance, attribution.hit.start)
        match = _CIRCUMSTANCE.search(text, start, end)
        if text[start : start + 1] in ("在", "于") and 4 < end - start <= 50:
            return text[start:end]
        if match and match.start() <= start + 6:
            return match[0]
        for clause in reversed(re.split("[，。]", text[attribution.sentence : subject.start])):
            if (match := _LEADING.match(clause.strip())) and not _NOT_OCCASION.search(match["occasion"]):
                return match["occasion"]
    paragraph = text.rfind("\n", 0, attribution.hit.start)
    is_continued = subject is None or subject.kind == "pronoun"
    for before, occasion in reversed(earlier):
        if before.hit.start < paragraph:
            break
        if occasion and (is_continued or text.startswith(occasion, before.sentence)):
            return occasion
    return _spoke_at(text, speaker) if speaker.kind == "person" else None


def said_on(
    text: str, attribution: Attribution, speaker: Speaker, occasion: str | None, published_on: str | None
) -> str | None:
    """When something was said, as far as the reporting clause or, of a meeting, its announcement says.

    Returns:
        ISO day, month or year; `--03-05` where the year is unknown; None where nothing is said.
    """
    start, end = attribution.start, attribution.hit.start
    subject = attribution.subject
    if subject is None or end - start > _LONGEST_CLAUSE:
        return None
    if speaker.kind != "meeting" and not _DATED.search(text, start, end):
        return None
    dates = [p for p in find_periods(text, published_on, start, end) if p.iso and _DATE.fullmatch(p.iso)]
    for period in reversed(dates):
        is_year = len(period.iso or "") == 4
        in_occasion = occasion is not None and text[period.start : period.end] in occasion
        if not is_year or in_occasion or subject.kind == "document":
            return period.iso
    if speaker.kind == "meeting":
        return _convened_on(text, start, published_on)
    return None


def _convened_on(text: str, position: int, published_on: str | None) -> str | None:
    """The day on which the article says that its meeting was held."""
    for match in _HELD.finditer(text, 0, position):
        begin = max(text.rfind("\n", 0, match.start()), text.rfind("。", 0, match.start())) + 1
        dates = [p.iso for p in find_periods(text, published_on, begin, match.start()) if p.iso]
        if dates and _DATE.fullmatch(dates[-1]):
            return dates[-1]
    return None


def _trimmed(text: str, span: Span, cue: int) -> Span:
    start, end = span
    end = min(end, cue)
    while start < end and text[start] in "则也还又 　":
        start += 1
    while start < end and text[end - 1] in "所就也还 　":
        end -= 1
    return start, end


def _spoke_at(text: str, speaker: Speaker) -> str | None:
    """The occasion at which the article says that the speaker spoke (张伟在推进会上作了发言)."""
    at = text.find(speaker.name)
    while at >= 0:
        end = at + len(speaker.name)
        if match := _SPOKE.match(text, end):
            return match["occasion"]
        at = text.find(speaker.name, end)
    return None
