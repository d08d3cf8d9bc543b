"""Full names of meetings and documents that the text calls by their last word."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.speaker_book import SpeakerBook
from flows.extract.titles import title_start

_SHORT_NAME: Final = 4
_LONGEST_FIRST_NAME: Final = 12
_LONGEST_TITLE: Final = 8
_NAME_BORDERS: Final = "，。、；：（“” 　\n"
_BOOK_TITLE: Final = re.compile(r"《([^《》\n]{2,60})》")
_CONVENED: Final = re.compile(
    r"(?P<convener>[^，。；：“”\n]{2,60}?)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上午|下午)?(?:在[^，。]{2,8})?(?:主持)?召开了?"
    r"(?P<called>[^，。；\n]{0,40}?会议?)(?=[，。、；\n]|$)"
)
_NOT_MEETING: Final = re.compile(r"参加|出席|列席|主持|与会|同志")
_BEFORE_MEETING: Final = re.compile(r"^.*(?:[日的在了开]|召集|主持)")
_BEFORE_DOCUMENT: Final = re.compile(
    r"^.*(?:再?[从到](?=[\u3400-\u9fff《“])|报道|公布|发布|[今去]年|年度?|当天|当日|当年|本次|此次)的?"
)


def full_meeting(name: str, position: int, book: SpeakerBook, known: dict[str, str]) -> str:
    """Full name of a meeting.

    Args:
        name: as the clause has it.
        position: where, in the body.
        book: the article's book.
        known: full names found before; one name means one meeting all through an article.
    """
    if len(name) > _SHORT_NAME:
        return book.full_organisation(name)
    if name not in known:
        known[name] = _convened(name, book.text[: book.shift + position]) or name
    return known[name]


def _convened(name: str, before: str) -> str | None:
    for found in re.finditer("召开", before):
        match = _CONVENED.match(before, _clause_start(before, found.start()))
        if match is None:
            continue
        called = match["called"]
        candidate = called if len(called) > _SHORT_NAME else re.sub(r"^.*[日，、电 ]", "", match["convener"]) + called
        if candidate.endswith((name[-1], "会")) and not _NOT_MEETING.search(candidate):
            return candidate
    for found in re.finditer(rf"[\u4e00-\u9fff]{{2,30}}{re.escape(name)}", before):
        if not _NOT_MEETING.search(found[0]):
            return _BEFORE_MEETING.sub("", found[0])
    return None


def _clause_start(text: str, at: int) -> int:
    """Start of the comma clause that holds a position, 60 characters back at most."""
    floor = max(0, at - 60)
    return max(floor, *(text.rfind(mark, floor, at) + 1 for mark in "，。；：“”\n"))


def full_person(name: str, book: SpeakerBook) -> str:
    """Full name of somebody whom the text later calls by the last part of it (安娜·科瓦奇, 科瓦奇)."""
    text = book.text
    at = text.find("·" + name) if "·" not in name else -1
    if at < 0:
        return name
    for start in range(at - 1, max(0, at - _LONGEST_FIRST_NAME) - 1, -1):
        before = text[start - 1 : start]
        if not before or before in _NAME_BORDERS or title_start(text, start, max(0, start - _LONGEST_TITLE)) < start:
            return text[start : at + 1 + len(name)]
    return name


def full_document(name: str, book: SpeakerBook) -> str:
    """Full title of a document (《规划》 → 长河县国土空间规划)."""
    name = _BEFORE_DOCUMENT.sub("", name).strip("《》的") or name
    if len(name) > _SHORT_NAME:
        return name
    titles = [title for title in _BOOK_TITLE.findall(book.text) if title.endswith(name) and len(title) > len(name)]
    return max(titles, key=len) if titles else name
