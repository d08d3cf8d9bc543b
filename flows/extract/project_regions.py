"""Look-ups of region mentions by position, for the project modules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from flows.extract.region_names import NAMES
from flows.extract.regions import RegionMention, find_regions

_REGION_NAMES = AhoCorasick(list(NAMES))
_REGION_REACH = 12
"""Characters beyond a stretch of text in which a region's name that reaches into it may stand."""


class Places:
    """Region mentions of a text, for look-ups by position; looked for when first asked about.

    Args:
        text: the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def mentions(self) -> Sequence[RegionMention]:
        """All mentions, in order."""
        return find_regions(self._text)

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def _may_touch(self, start: int, end: int) -> bool:
        """Whether a mention may have a part in `[start, end)`: where no region's name stands near, none has."""
        if "mentions" in self.__dict__:
            return True
        near = self._text[max(0, start - _REGION_REACH) : end + _REGION_REACH]
        return bool(_REGION_NAMES.find_matches_as_indexes(near))

    def inside(self, start: int, end: int) -> list[RegionMention]:
        """Mentions that lie within `[start, end)`."""
        if not self._may_touch(start, end):
            return []
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [m for m in self.mentions[low:high] if m.end <= end]

    def before(self, position: int, limit: int) -> list[RegionMention]:
        """Mentions that end in `[limit, position]`, in order."""
        low, high = bisect_left(self._starts, limit), bisect_left(self._starts, position)
        return [m for m in self.mentions[low:high] if m.end <= position]

    def covers(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is one mention."""
        if not self._may_touch(start, end):
            return False
        at = bisect_left(self._starts, start)
        return at < len(self.mentions) and self.mentions[at].start == start and self.mentions[at].end == end

    def touches(self, start: int, end: int) -> bool:
        """Whether a mention has a part in `[start, end)`."""
        if not self._may_touch(start, end):
            return False
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and self.mentions[at].end > start

    def splits(self, position: int) -> bool:
        """Whether a mention covers both sides of `position`."""
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and self.mentions[at].start < position < self.mentions[at].end
