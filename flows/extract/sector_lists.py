"""Lists of industries: their items, the noun that closes them, and items that no lexicon holds."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.sector_lexicon import SINGLE, Phrase, alternation, code_of_item, initials, words

_BARE: Final = "业"
# 石化业, but not 金融业务.
_STRONG: Final = (
    alternation(w for w in words("head_strong", "head_direct") if w != _BARE) + rf"|{_BARE}(?![务态主界绩余内者])"
)
_NOUN: Final = alternation(words("head_strong"))
_WEAK: Final = alternation(words("head_weak"))
_QUALIFIER: Final = alternation(words("qualifier"))
_COUNT: Final = r"[一二两三四五六七八九十百千\d]{1,3}(?:大|个|类|条|项)?"
_HEAD: Final = re.compile(
    rf"等[^，。；：！？、\n了]{{0,14}}?(?:(?P<listed>{_NOUN})|(?P<listed_weak>{_WEAK})(?!密集型|产业))"
    rf"|为(?:{alternation(words('stands_for'))})的?[^，。；：！？、\n]{{0,12}}?(?P<main>{_NOUN}|工业|体系)"
    rf"|为(?P<mainstay>{alternation(words('mainstay'))})(?=[，。；\n])"
    rf"|(?:{_COUNT})?(?:(?:{_QUALIFIER})(?:[和与及、](?={_QUALIFIER}))?)*?"
    rf"(?:(?P<direct>{_STRONG})|(?P<weak>{_WEAK}))"
)
_JOINT: Final = re.compile(r"[”》]?(?:、|以及|和|与|及|暨)[“《]?|”“")
_LINK: Final = re.compile(rf"(?:{_STRONG})?(?:[”》]?(?:、|，?以及|和|与|及|暨)[“《]?|”“)|(?:{_STRONG})(?=、)")
_CUT: Final = re.compile(alternation(words("cut")))
# In the middle of an item only whole words and particles end it (科技创新 holds no verb 创).
_BREAK: Final = re.compile(
    alternation(w for w in words("cut") if len(w) > 1) + "|[的了在是为把将从由于被给至到以对使让]"
)
_STOP: Final = re.compile(alternation(words("stop")))
_STOP_ITEM: Final = frozenset(words("stop_item"))
_ACTIVITIES: Final = frozenset(words("activity"))
_CLAUSE: Final = re.compile(r"[，。；：！？\n（）]")
_ITEM: Final = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\-＋+·]{2,10}")
_BETWEEN: Final = re.compile(r"([\u4e00-\u9fff]{0,6})、([\u4e00-\u9fff]?)")
_LAST_REST: Final = re.compile(rf"[\u4e00-\u9fff]{{1,8}}?(?=等[^，。；：！？、\n了]{{0,14}}?(?:{_NOUN}))")
_ENDS_LIST: Final = re.compile(rf"等[^，。；：！？、\n了]{{0,14}}?(?:{_NOUN}|领域)")
_MORE_ITEM: Final = re.compile(r"[、和与及]([\u4e00-\u9fff]{1,8}?)(?=[、和与及等])")
_MORE_JOINTS: Final = frozenset("、和与及")
_MORE: Final = 3
_REACH: Final = 120


# A look at two characters spares most places the patterns.
_CLOSING: Final = words("head_strong", "head_direct", "head_weak", "qualifier")
_CLOSING_PAIRS: Final = initials(_CLOSING, 2)
_CLOSING_SINGLES: Final = frozenset("等为一二两三四五六七八九十百千0123456789") | {w for w in _CLOSING if len(w) == 1}


def may_close(ahead: str) -> bool:
    """Whether a noun may begin here that closes a list or follows an industry."""
    return ahead[:2] in _CLOSING_PAIRS or ahead[:1] in _CLOSING_SINGLES


JOINTS: Final = frozenset("、和与及暨“等")
"""Characters one of which joins two items or closes a list."""


HEADED: Final = re.compile(_STRONG)
"""A noun that says that the words right before it are an industry (铜|产业链)."""
_HEADED_END: Final = re.compile(rf"(?:{_STRONG})$")


class Group:
    """A list of industries, or one alone.

    Attributes:
        start, end: span with the closing noun.
        items: the names, in order.
        head: the closing words (等战略性新兴产业), or "".
        strong: whether they say that the items are industries.
        listed: whether it closes with 等 or has two items.
    """

    __slots__ = ("end", "head", "items", "listed", "start", "strong")

    def __init__(self, start: int, end: int, items: list[Phrase], head: str, strong: bool, listed: bool) -> None:
        self.start = start
        self.end = end
        self.items = items
        self.head = head
        self.strong = strong
        self.listed = listed

    def of(self, items: list[Phrase]) -> Group:
        """The group with other items."""
        return Group(items[0].start, self.end, items, self.head, self.strong, self.listed)


def _head(text: str, end: int) -> tuple[str, bool]:
    found = _HEAD.match(text, end, end + 24)
    if not found:
        return ("等", False) if text.startswith("等", end) else ("", False)
    return found[0], any(found.group("direct", "listed", "main", "mainstay"))


def pieces(text: str, group: Group) -> int:
    """How many items the list has in which the group stands, industries or not."""
    start = group.start
    low = max(0, start - _REACH)
    for boundary in _CLAUSE.finditer(text, low, start):
        low = boundary.end()
    return len(group.items) + text.count("、", low, start)


def _plain(text: str, start: int, end: int) -> bool:
    """Whether the words between could belong to the name of an industry."""
    return not (_STOP.search(text, start, end) or _BREAK.search(text, start, end))


def _linked(text: str, start: int, end: int) -> bool:
    if JOINTS.isdisjoint(text[start:end]):
        return False
    if _LINK.fullmatch(text, start, end):
        return True
    # Items longer than their lexicon names: 锂电|生命周期、新|装备.
    between = _BETWEEN.fullmatch(text, start, end)
    return between is not None and _plain(text, *between.span(1)) and _plain(text, *between.span(2))


def _item_end(text: str, end: int, limit: int) -> int:
    """End of a list's items, where the last is longer than its name or in no lexicon: 煤炭|资源清洁利用|等产业."""
    rest = text.find("等", end + 1, end + 9) > 0 and _LAST_REST.match(text, end, limit)
    if rest and _plain(text, end, rest.end()):
        return rest.end()
    at = end
    for _ in range(_MORE if text[end : end + 1] in _MORE_JOINTS else 0):
        more = _MORE_ITEM.match(text, at, limit)
        if not more or _BREAK.search(text, more.start(1), more.end()):
            break
        at = more.end()
        if _ENDS_LIST.match(text, at):
            return at
    return end


def groups(text: str, phrases: list[Phrase]) -> list[Group]:
    """Phrases joined to lists by 、, 和 and the like, each with the noun that closes it."""
    found: list[Group] = []
    at, count = 0, len(phrases)
    while at < count:
        items = [phrases[at]]
        while at + 1 < count:
            before, after = items[-1], phrases[at + 1]
            gap = after.start - before.end
            if gap > 12 or (gap and not _linked(text, before.end, after.start)):
                break
            if not gap and "context" in (before.kind, after.kind):
                if after.kind == "free" or text[after.start : after.end] in _ACTIVITIES:
                    break
                # A product of the industry (氢能|重卡) is no item of its own.
                after = Phrase(before.start, after.end, before.code, before.kind)
                items.pop()
            items.append(after)
            at += 1
        at += 1
        end = items[-1].end
        ahead = text[end : end + 9]
        if may_close(ahead) or ahead[:1] in _MORE_JOINTS or "等" in ahead:
            end = _item_end(text, end, phrases[at].start if at < count else len(text))
            head, strong = _head(text, end)
            listed = len(items) > 1 or head.startswith("等")
            found.append(Group(items[0].start, end + len(head), items, head, strong, listed))
        else:
            found.append(Group(items[0].start, end, items, "", False, len(items) > 1))
    return found


def widened(text: str, group: Group, floor: int) -> Group:
    """The group with the items that no lexicon holds, and with its items as long as they are written.

    An item that no lexicon holds takes the leaf of a neighbour.

    Only a list whose closing noun says that its items are industries is widened; a free one takes its neighbours of
    one character (锡、锌、铝新材料).

    Args:
        text: the text.
        group: a group.
        floor: where the group before it ends.
    """
    if not (group.strong and group.listed):
        return _with_singles(text, group, floor) if text[group.start - 1 : group.start] == "、" else group
    last = group.end - len(group.head)
    low = max(floor, group.start - _REACH)
    for boundary in _CLAUSE.finditer(text, low, group.start):
        low = boundary.end()
    written: list[tuple[int, int]] = []
    at = low
    for joint in _JOINT.finditer(text, low, last):
        if any(item.start < joint.start() < item.end for item in group.items):
            continue
        written.append((at, joint.start()))
        at = joint.end()
    written.append((at, last))
    items: list[Phrase] = []
    for number, (start, end) in enumerate(written):
        inside = [item for item in group.items if start <= item.start and item.end <= end]
        if number == 0 and not inside:
            start = after_cut(text, start, end)
        if number == 0 and inside:
            start = inside[0].start
        item = _item(text, start, end, inside)
        items.extend([item] if item else inside)
    known = {item.start for item in items}
    items += [
        item
        for item in group.items
        if not any(i.start <= item.start < i.end for i in items) and item.start not in known
    ]
    items.sort(key=lambda item: (item.start, item.end))
    return group.of(_coded(items))


def _coded(items: list[Phrase]) -> list[Phrase]:
    known = [item.code for item in items if item.code]
    if not known or len(known) == len(items):
        return items
    return [item if item.code else Phrase(item.start, item.end, known[0], item.kind) for item in items]


def _with_singles(text: str, group: Group, floor: int) -> Group:
    items = list(group.items)
    while items[0].kind == "free" and items[0].start - 2 >= floor and text[items[0].start - 1] == "、":
        at = items[0].start - 2
        if text[at] not in SINGLE:
            break
        items.insert(0, Phrase(at, at + 1, SINGLE[text[at]], "free"))
    return group.of(items)


def after_cut(text: str, start: int, end: int) -> int:
    """Where the first item of a list starts: after the last verb or particle before it."""
    for cut in _CUT.finditer(text, start, end):
        start = cut.end()
    return start


def _item(text: str, start: int, end: int, inside: list[Phrase]) -> Phrase | None:
    """The whole item, if it reads as the name of an industry."""
    strip = _HEADED_END.search(text, start, end)
    if strip and strip.start() > start + 1:
        end = strip.start()
    written = text[start:end]
    if written in SINGLE:
        return Phrase(start, end, SINGLE[written], "context")
    if not _ITEM.fullmatch(written) or len(inside) > 1:
        return None
    rest = written
    if inside:
        rest = text[start : inside[0].start] + text[inside[0].end : end]
        if not rest:
            return inside[0]
        if len(rest) > 8 or _BREAK.search(text, start, inside[0].start):
            return None
    if _STOP.search(rest) or (not inside and written in _STOP_ITEM):
        return None
    code = inside[0].code if inside else code_of_item(written)
    return Phrase(start, end, code or "", "open" if not inside else inside[0].kind)
