"""Where words that look like an industry are part of a name: of a company, institution, place, event, book or law."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from flows.extract.sector_lexicon import Phrase, alternation, initials, words

# 康养产业|有限公司 is a company's name all the same.
_BREAKS: Final = (
    rf"(?:{alternation(words('breaks_name'))}"
    rf"|(?:{alternation(words('breaks_name_weak'))})(?!{alternation(words('organisation'))}))"
)
_ORGANISATION: Final = re.compile(
    rf"(?:(?!{_BREAKS})[\u4e00-\u9fffA-Za-z0-9（）]){{0,10}}?(?:{alternation(words('organisation'))})(?!业)"
)
_ORGANISATION_WORD: Final = re.compile(alternation(words("organisation")))
_DEPARTMENT: Final = re.compile(
    rf"(?:(?!{alternation(words('breaks_department'))})[\u4e00-\u9fff]){{0,4}}?"
    rf"(?:{alternation(words('department'))})(?![署分位队件势面限理学技研公事于点在派托法机])"
)
# 渔业|法修订草案
_LAW: Final = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:法|条例)(?:{alternation(words('law'))}|等[\d一二两三四五六七八九十]{{1,3}}部)"
)
_PLACE: Final = re.compile(r"[村乡镇屯寨县](?:[、，。；“”（）的等和与]|$)")
# 旅游节, 数字经济周, 文化旅游年: an event's name, but not 旅游|年收入.
_EVENT: Final = re.compile(r"[日周节年](?:[，。、：；“”（）的等和与在为将系开]|活动|$)")
_ZONE: Final = re.compile(r"区(?!域)")
_BOOK: Final = re.compile(r"《[^》\n]{0,60}》")

# A look at the characters ahead spares most names the patterns.
_DEPARTMENTS: Final = initials(words("department"))
_PLACES: Final = frozenset("村乡镇屯寨县")
_EVENTS: Final = frozenset("日周节年")
_LAWS: Final = frozenset("法条")


class Masks:
    """Names in a text in which no industry is meant.

    Args:
        text: the text.
    """

    __slots__ = ("_books", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._books = [book.span() for book in _BOOK.finditer(text)] if "《" in text else []

    def hides(self, phrase: Phrase) -> bool:
        """Whether the words stand in such a name."""
        text, end = self._text, phrase.end
        if self._books:
            at = bisect_right(self._books, (phrase.start, len(text))) - 1
            if at >= 0 and self._books[at][0] <= phrase.start < self._books[at][1]:
                return True
        following = text[end : end + 1]
        if not (following.isalnum() or following == "（"):
            return False
        ahead = text[end : end + 11]
        return bool(
            (_ORGANISATION_WORD.search(text, end, end + 18) and _ORGANISATION.match(text, end, end + 18))
            or (not _DEPARTMENTS.isdisjoint(ahead[:5]) and _DEPARTMENT.match(text, end, end + 8))
            or (following in _PLACES and _PLACE.match(text, end))
            or (following in _EVENTS and _EVENT.match(text, end))
            or (not _LAWS.isdisjoint(ahead) and _LAW.match(text, end))
            or following == "界"  # 农业界政协委员
            or (following == "区" and text.endswith("经济", phrase.start, end) and _ZONE.match(text, end))
        )
