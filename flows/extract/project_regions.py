"""Look-ups of region mentions by position, for the project modules."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from flows.extract.regions import RegionMention, find_regions


class Places:
    """Region mentions of a text, for look-ups by position; looked for when first asked about.

    Args:
        text: the text.
    """

    __slots__ = ("_mentions", "_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._mentions: tuple[RegionMention, ...] | None = None
        self._starts: list[int] = []

    @property
    def mentions(self) -> tuple[RegionMention, ...]:
        """All mentions, in order."""
        if self._mentions is None:
            self._mentions = find_regions(self._text)
            self._starts = [mention.start for mention in self._mentions]
        return self._mentions

    def inside(self, start: int, end: int) -> list[RegionMention]:
        """Mentions that lie within `[start, end)`."""
        mentions = self.mentions
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [mention for mention in mentions[low:high] if mention.end <= end]

    def before(self, position: int, limit: int) -> list[RegionMention]:
        """Mentions that end in `[limit, position]`, in order."""
        mentions = self.mentions
        low, high = bisect_left(self._starts, limit), bisect_left(self._starts, position)
        return [mention for mention in mentions[low:high] if mention.end <= position]

    def covers(self, start: int, end: int) -> bool:
        """Whether `[start, end)` is one mention."""
        mentions = self.mentions
        at = bisect_left(self._starts, start)
        return at < len(mentions) and mentions[at].start == start and mentions[at].end == end

    def starts(self, position: int) -> bool:
        """Whether a mention starts at a position."""
        mentions = self.mentions
        at = bisect_left(self._starts, position)
        return at < len(mentions) and mentions[at].start == position

    def touches(self, start: int, end: int) -> bool:
        """Whether a mention has a part in `[start, end)`."""
        mentions = self.mentions
        at = bisect_left(self._starts, end) - 1
        return at >= 0 and mentions[at].end > start

    def splits(self, position: int) -> bool:
        """Whether a mention covers both sides of `position`."""
        mentions = self.mentions
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and mentions[at].start < position < mentions[at].end
