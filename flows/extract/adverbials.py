"""What may stand between a speaker's name and the cue: adverbs, dates, circumstances."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from flows.extract.lexicon import guarded_trie
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import Circumstance, CueAdverb

_DATE: Final = (
    r"(?:当地时间)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号]|[一二三四五六七八九十]{1,3}日|\d{4}年)(?:（[^）]{1,8}）)?"
    r"(?:上午|下午|晚间?|晚上|凌晨|中午|清晨)?|[今昨明]（\d{1,2}）日|[今昨明前]天(?:（[^）]{1,8}）)?|(?:\d{1,2}|[两三四五六七八九十多数])次"
)
_DATE_AHEAD: Final = r"(?=[当\d一二三四五六七八九十今昨明前两数多])"
_BRACKET: Final = re.compile(r"（[^）]{1,20}）")
_DOING: Final = re.compile(r"(?:一边)?[\u3400-\u9fff]{1,3}着[^，。]{1,10}|用[\u3400-\u9fff]{1,6}[文语话]")
_PLACE: Final = re.compile(r"在[\u3400-\u9fff·]{2,8}")
_LONGEST_MANNER: Final = 6
"""Longest adverb of manner, in characters, between name and cue (乐呵呵地)."""


@dataclass(slots=True, eq=False)
class _Patterns:
    adverbs_left: re.Pattern[str]
    adverbs_right: Endings
    dates_right: re.Pattern[str]
    opens: re.Pattern[str]
    closes: Endings


@cache
def _patterns() -> _Patterns:
    adverbs = [row.adverb for row in load(CueAdverb, "cue_adverbs")]
    circumstances = load(Circumstance, "circumstances")
    return _Patterns(
        adverbs_left=re.compile(f"(?:{_DATE_AHEAD}(?:{_DATE})|{guarded_trie(adverbs)})*"),
        adverbs_right=Endings(adverbs),
        dates_right=re.compile(f"(?:{_DATE})$"),
        opens=re.compile(guarded_trie(row.word for row in circumstances if row.place == "opens")),
        closes=Endings(row.word for row in circumstances if row.place == "closes"),
    )


def circumstance_openings() -> re.Pattern[str]:
    """Words that open a circumstance (在, 接受)."""
    return _patterns().opens


def strip_right(text: str, start: int, end: int) -> int:
    """End of what stands before the adverbs and dates that directly precede a cue."""
    p = _patterns()
    while end > start and (shorter := _shorter(text, start, end, p)) < end:
        end = shorter
    return end


def _shorter(text: str, start: int, end: int, p: _Patterns) -> int:
    """End of what stands before the last adverb, date or blank; `end` where there is none."""
    shorter = p.adverbs_right.start(text, end, start)
    if shorter < end:
        return shorter
    if text[end - 1] in "日天）晚午年次" and (match := p.dates_right.search(text, max(start, end - 24), end)):
        return match.start()
    return end - 1 if text[end - 1] in " 　" else end


def skippable(text: str, start: int, end: int, manner: bool = False) -> bool:
    """Whether nothing but adverbs, dates and circumstances stands in `text[start:end]`, between name and cue.

    With `manner`, any short adverb in 地 or 着 will do.
    """
    return _is_skippable(text[start:end], manner) if start < end else start == end


@lru_cache(maxsize=1 << 13)
def _is_skippable(piece: str, manner: bool) -> bool:
    """As `skippable`, of a text that isn't empty."""
    p = _patterns()
    start, end = 0, len(piece)
    if piece[0] == "（" and (bracket := _BRACKET.match(piece)):
        start = bracket.end()
    if _DOING.fullmatch(piece, start):
        return True
    left = p.adverbs_left.match(piece, start)
    start = left.end() if left else start
    if manner and end - start <= _LONGEST_MANNER and piece[start:].rstrip(" ")[-1:] in ("地", "着"):
        return True
    if start and piece[start - 1] in "日号" and _PLACE.fullmatch(piece, start):
        return True
    has_opening = bool(p.opens.match(piece, start)) or piece[start : start + 1] == "《"
    while start < end:
        # an adverb may be the end of a circumstance (在…记者会上)
        if has_opening and (p.closes.start(piece, end, start) < end or piece[end - 1] == "》"):
            return True
        shorter = _shorter(piece, start, end, p)
        if shorter == end:
            return False
        end = shorter
    return True
