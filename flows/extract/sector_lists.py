"""Lists of industries: their items, the noun that closes them, and items that no lexicon holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.extract.sector_lexicon import SINGLE, Phrase, alternation, code_of_item, words

_STRONG = alternation(words("head_strong"))
_WEAK = alternation(words("head_weak"))
_QUALIFIER = alternation(words("qualifier"))
_COUNT = r"[一二两三四五六七八九十百千\d]{1,3}(?:大|个|类|条|项)?"
_HEAD = re.compile(
    rf"(?:等)?(?:{_COUNT})?(?:(?:{_QUALIFIER})|[和与及、])*?"
    rf"(?:(?P<strong>{_STRONG})(?![务态主界绩余内者])|(?P<weak>{_WEAK}))"
)
_ENUMERATED = re.compile(r"等")
_JOINT = re.compile(r"[”》]?(?:、|以及|和|与|及|暨)[“《]?|”“")
_LINK = re.compile(rf"(?:{_STRONG})?(?:[”》]?(?:、|，?以及|和|与|及|暨)[“《]?|”“)|(?:{_STRONG})(?=、)")
_CUT = re.compile(alternation(words("cut")))
_STOP = re.compile(alternation(words("stop")))
_CLAUSE = re.compile(r"[，。；：！？\n（）]")
_ITEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\-＋+·]{2,10}")
_REACH = 120


class Group(NamedTuple):
    """A list of industries, or one alone.

    Attributes:
        start, end: span with the closing noun.
        items: the names, in order.
        head: the closing words (等战略性新兴产业), or "".
        strong: whether they say that the items are industries.
        listed: whether it closes with 等 or has two items.
    """

    start: int
    end: int
    items: list[Phrase]
    head: str
    strong: bool
    listed: bool


def _head(text: str, end: int) -> tuple[str, bool]:
    found = _HEAD.match(text, end, end + 24)
    if not found:
        return ("等", False) if text.startswith("等", end) else ("", False)
    return found[0], found["strong"] is not None


def groups(text: str, phrases: list[Phrase]) -> list[Group]:
    """Phrases joined to lists by 、, 和 and the like, each with the noun that closes it."""
    found: list[Group] = []
    at = 0
    while at < len(phrases):
        items = [phrases[at]]
        while at + 1 < len(phrases):
            after = phrases[at + 1]
            gap = after.start - items[-1].end
            if gap > 12 or (gap and not _LINK.fullmatch(text, items[-1].end, after.start)):
                break
            if not gap and items[-1].end != after.start:
                break
            items.append(after)
            at += 1
        at += 1
        head, strong = _head(text, items[-1].end)
        found.append(
            Group(
                items[0].start,
                items[-1].end + len(head),
                items,
                head,
                strong,
                len(items) > 1 or head.startswith("等"),
            )
        )
    return found


def widened(text: str, group: Group, floor: int) -> Group:
    """The group with the items that no lexicon holds, and with its items as long as they are written.

    Only a list whose closing noun says that its items are industries is widened; a free one takes its neighbours of
    one character (镍、钴、铜、铝新材料).

    Args:
        text: the text.
        group: a group.
        floor: where the group before it ends.
    """
    if not (group.strong and group.listed):
        return _with_singles(text, group, floor)
    last = group.items[-1].end
    low = max(floor, group.start - _REACH)
    for boundary in _CLAUSE.finditer(text, low, group.start):
        low = boundary.end()
    pieces: list[tuple[int, int]] = []
    at = low
    for joint in _JOINT.finditer(text, low, last):
        if any(item.start < joint.start() < item.end for item in group.items):
            continue
        pieces.append((at, joint.start()))
        at = joint.end()
    pieces.append((at, last))
    items: list[Phrase] = []
    for number, (start, end) in enumerate(pieces):
        inside = [item for item in group.items if start <= item.start and item.end <= end]
        if number == 0 and not inside:
            start = _after_cut(text, start, end)
        if number == 0 and inside:
            items.extend(inside)
            continue
        item = _item(text, start, end, inside)
        items.extend([item] if item else inside)
    known = {item.start for item in items}
    items += [
        item
        for item in group.items
        if not any(i.start <= item.start < i.end for i in items) and item.start not in known
    ]
    items.sort()
    return group._replace(start=items[0].start, items=items)


def _with_singles(text: str, group: Group, floor: int) -> Group:
    items = list(group.items)
    while items[0].kind == "free" and items[0].start - 2 >= floor and text[items[0].start - 1] == "、":
        at = items[0].start - 2
        if text[at] not in SINGLE:
            break
        items.insert(0, Phrase(at, at + 1, SINGLE[text[at]], "free"))
    return group._replace(start=items[0].start, items=items)


def _after_cut(text: str, start: int, end: int) -> int:
    for cut in _CUT.finditer(text, start, end):
        start = cut.end()
    return start


def _item(text: str, start: int, end: int, inside: list[Phrase]) -> Phrase | None:
    """The whole item, if it reads as the name of an industry."""
    strip = re.search(rf"(?:{_STRONG})$", text[start:end])
    if strip and strip.start() > 1:
        end = start + strip.start()
    written = text[start:end]
    if written in SINGLE:
        return Phrase(start, end, SINGLE[written], "context")
    if not _ITEM.fullmatch(written) or len(inside) > 1:
        return None
    rest = written
    if inside:
        rest = text[start : inside[0].start] + text[inside[0].end : end]
        if not rest:
            return inside[0]._replace(kind=inside[0].kind)
        if len(rest) > 5:
            return None
    if _STOP.search(rest):
        return None
    code = inside[0].code if inside else code_of_item(written)
    return Phrase(start, end, code or "", "open" if not inside else inside[0].kind)
