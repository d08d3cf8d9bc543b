"""Whose a thing is that a text names: the region of the place where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from flows.extract.region_mentions import RegionMention, find_regions
from flows.extract.region_names import CHAINS
from flows.extract.regions import voted
from flows.extract.word_scan import words_of
from flows.reference import load
from flows.reference.sector_tables import RegionWord
from flows.text.passage import Span

if TYPE_CHECKING:
    from flows.layout.article import Article

_SENTENCE_REACH: Final = 200
_MARKS: Final = "。；！？\n"
_SENTENCE: Final = re.compile(f"[{_MARKS}]")


def _words(rule: str) -> str:
    return "|".join(re.escape(word.word) for word in load(RegionWord, "region_words") if word.rule == rule)


# 湖南日报, 北京航空航天大学: the place is part of a name.
_NAME: Final = re.compile(rf"(?:{_words('name')})|(?:(?!的|与|和|等)[\u4e00-\u9fff]){{0,6}}?(?:{_words('school')})")
_NAME_STARTS: Final = frozenset(
    word.word[0] for word in load(RegionWord, "region_words") if word.rule in ("name", "school")
)
# 全国重要的, 全球最大的, 全国人大: a rank or a body, not whose it is.
_NATION: Final = re.compile(rf"(?:{_words('nation')})(?![重最领第首一性先率有统人两政区级知])")
# 甘肃中东部, 中国蜜桔之乡
_NO_NATION: Final = re.compile(rf"{_words('not_nation')}|中国[\u4e00-\u9fff]{{1,6}}之[乡都城]")
_HOME: Final = re.compile(_words("home"))
_VENUE: Final = re.compile(rf"[\u4e00-\u9fff]{{0,2}}?(?:{_words('venue')})")
_BEFORE_VENUE: Final = frozenset("在于")
# 在云南, 这几天，在云南, 位于云南: what the sentences after it speak of, unlike 支持云南.
_TOPIC: Final = re.compile(r"(?:[，。；：！？\s“”（]|^|在|位于|来到|走进|来自|落户|作为)$")
_TOPIC_REACH: Final = 12
_JOINTS: Final = frozenset("、和与及")
_TOUCHING: Final = _JOINTS | {""}
_UNKNOWN: Final = "?"
"""Stands for the region of an article that was not asked for yet."""


def _stands_in(places: Sequence[Span], low: int, high: int) -> bool:
    """Whether one of the places, which are in order, lies between two offsets."""
    at = bisect_left(places, (low, 0))
    return at < len(places) and places[at][1] <= high


def _owners(text: str) -> list[RegionMention]:
    """Places that may be whose a thing is: not those in the name of a body, nor where a meeting is held."""
    kept: list[RegionMention] = []
    chain = last = -1
    for mention in find_regions(text):
        start, end = mention.start, mention.end
        if start != last:
            chain = start
        last = end
        if not _NAME_STARTS.isdisjoint(text[end : end + 7]) and _NAME.match(text, end):
            continue
        if text[chain - 1 : chain] in _BEFORE_VENUE and _VENUE.match(text, end):
            while kept and kept[-1].start >= chain:
                kept.pop()
        else:
            kept.append(mention)
    return kept


def _found(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> list[Span]:
    """Spans of a pattern's matches, none overlapping another, that begin at some places."""
    spans: list[Span] = []
    floor = 0
    for start in starts:
        if start >= floor and (match := pattern.match(text, start)):
            floor = match.end()
            spans.append((start, floor))
    return spans


class RegionScope:
    """Whose a thing is that stands at a place of an article's body."""

    __slots__ = ("_article", "_high", "_home", "_low", "_mentions", "_nation", "_region", "_starts", "_text")

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.body.text
        self._mentions = _owners(self._text)
        self._starts = [mention.start for mention in self._mentions]
        self._nation: list[Span] | None = None
        self._home: list[Span] | None = None
        self._region: str | None = _UNKNOWN
        self._low, self._high = 0, -1

    def _is_nation(self, low: int, high: int) -> bool:
        """Whether the nation, the world or a foreign land is named between two offsets."""
        if self._nation is None:
            text = self._text
            named = _found(_NATION, text, words_of(text).nation)
            self._nation = [span for span in named if not _NO_NATION.match(text, span[0])]
        return _stands_in(self._nation, low, high)

    def _is_home(self, low: int, high: int) -> bool:
        """Whether the article speaks of its own region between two offsets."""
        if self._home is None:
            self._home = _found(_HOME, self._text, words_of(self._text).home)
        return _stands_in(self._home, low, high)

    def _of_article(self) -> str | None:
        """Code of the region of the places that count."""
        if self._region == _UNKNOWN:
            article = self._article
            self._region = voted(article.title or "", article.head, article.publisher or "", self._text, self._mentions)
        return self._region

    def _sentence(self, position: int) -> Span:
        """The sentence that holds a position, from `_SENTENCE_REACH` characters before it at the earliest."""
        if not self._low <= position <= self._high:
            low = max(0, position - _SENTENCE_REACH)
            low = max(low, max([self._text.rfind(mark, low, position) for mark in _MARKS]) + 1)
            found = _SENTENCE.search(self._text, position)
            self._low, self._high = low, found.start() if found else len(self._text)
        return max(self._low, position - _SENTENCE_REACH), self._high

    def _is_topic(self, mention: RegionMention) -> bool:
        """Whether the place that starts here opens its clause, by itself or after others (云南、贵州; 云南大理)."""
        text, start = self._text, mention.start
        if text[mention.end : mention.end + 1] == "）":
            return False
        at = bisect_left(self._starts, start)
        while at and start - self._mentions[at - 1].end <= 1 and text[self._mentions[at - 1].end : start] in _TOUCHING:
            at -= 1
            start = self._mentions[at].start
        return _TOPIC.search(text, max(0, start - _TOPIC_REACH), start) is not None

    def _listed(self, index: int) -> str:
        """Code of a place, or, at the end of a list of places (福田区、南山区), of the smallest division of all."""
        first = last = self._mentions[index]
        shared = CHAINS[last.code]
        while index and first.start - self._mentions[index - 1].end == 1 and self._text[first.start - 1] in _JOINTS:
            index -= 1
            first = self._mentions[index]
            shared = tuple(code for code in shared if code in CHAINS[first.code])
        return shared[0] if shared else last.code

    def at(self, position: int) -> str | None:
        """Code of the region whose a thing at `position` is.

        The last region named before it in the sentence, else the next one in it, else the last that the paragraph
        speaks of, else the article's; None where the nation, the world or a foreign land is named in between.
        """
        mentions, starts = self._mentions, self._starts
        low, high = self._sentence(position)
        index = bisect_left(starts, position)
        if index and mentions[index - 1].start >= low:
            return self._listed(index - 1)
        if self._is_nation(low, position) and not self._is_home(low, position):
            return None
        if index < len(starts) and starts[index] < high:
            return mentions[index].code
        paragraph = self._text.rfind("\n", 0, position) + 1
        for at in range(index - 1, bisect_left(starts, paragraph) - 1, -1):
            before = mentions[at]
            if self._is_nation(before.end, low):
                return None
            low = before.start
            region = self._of_article()
            if (region and CHAINS[before.code][-1] == CHAINS[region][-1]) or self._is_topic(before):
                return before.code
        return None if self._is_nation(paragraph, low) else self._of_article()
