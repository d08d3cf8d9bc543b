"""Whether words that may name an industry do so in their context, and by which rule."""

from __future__ import annotations

import re
from typing import Final

from flows.extract.sector_lexicon import Phrase, alternation, initials, is_name, words
from flows.extract.sector_lists import HEADED, JOINTS, Group, may_close, pieces

_VERB: Final = re.compile(rf"(?:{alternation(words('verb'))})(?:好|了)?$")
_VERB_ENDS: Final = frozenset(verb[-1] for verb in words("verb")) | {"好", "了"}
_OBJECT_END: Final = re.compile(r"[，。；、”）\n]|和|与|及|等|$")
_PRODUCT_END: Final = re.compile(rf"[，。；、”）\n]|[和与及等的]|{alternation(words('product_after'))}|$")
_MAKE: Final = re.compile(
    rf"(?:{alternation(words('make'))}|年产[\d.万亿多余]{{1,8}}[\u4e00-\u9fff]{{1,2}})[^，。；、：]{{0,6}}$"
)
_MAKE_ENDS: Final = frozenset(word[-1] for word in words("make")) | {"产"}
# Talks between states list fields (经贸、能源、农业等领域合作) that are no one's industries.
_COOPERATION: Final = re.compile(rf"(?:{alternation(words('talks_how'))}){{0,3}}?(?:{alternation(words('talks'))})")
_TALK_STARTS: Final = initials(words("talks_how", "talks"))
_ITEM_END: Final = re.compile(r"[、，。；：！？”）\n+]|等|和|与|及|以及|$")
# 铁路|固定资产投资, 公路、水路|共发送旅客.
_MEASURED: Final = re.compile(
    rf"(?:{alternation(words('measured_how'))}){{0,2}}(?:[\d.]{{1,9}}[万亿]?)?(?:{alternation(words('measured'))})"
)
# 服装|企业, 农机|生产企业; 生产|显示屏|的企业.
_FIRM: Final = re.compile(rf"(?:{alternation(words('firm_how'))})?(?:{alternation(words('firm'))})")
_MAKER: Final = re.compile(rf"的[\u4e00-\u9fff]{{0,6}}?(?:{alternation(words('firm'))})")
_SPANS: Final = re.compile(rf"(?:{alternation(words('spans'))})了?[^，。；：！？\n]*$")
_FIELD: Final = "领域"
_FIELDS: Final = re.compile(r"等[^，。；：！？、\n]*?(?:领域|行业|产业)")
# “绿电+先进制造”
_PLUS: Final = re.compile(r"”?[+＋]")
_COUPLED: Final = re.compile(r"”?[+＋]“?([\u4e00-\u9fff]{2,8})[”+＋]")
_COUPLED_TO: Final = re.compile(r"“([\u4e00-\u9fff]{2,8})[+＋]$")
_REACH: Final = 60

# Next to none of these, a product that stands alone is no industry: one look spares most of them the patterns.
_TOLD: Final = words("measured", "measured_how", "firm", "firm_how")
_AFTER_PAIRS: Final = initials(_TOLD, 2)
_AFTER: Final = frozenset(".的”+＋") | {word for word in _TOLD if len(word) == 1}
_BEFORE: Final = _VERB_ENDS | JOINTS | frozenset("+＋《”")
_PRODUCT_AFTER: Final = initials(words("product_after")) | frozenset("，。；、”）\n和与及等的")

Verdict = tuple[float, str]
"""Confidence and rule."""


def _apart(text: str, item: Phrase, group: Group) -> bool:
    """Whether the item is as long as its name."""
    # 旅游、 but not 旅游推介、
    return item.end == group.end - len(group.head) or bool(_ITEM_END.match(text, item.end))


def _coupled(text: str, phrase: Phrase) -> bool:
    """Whether the words are one side of a pair of industries joined by a plus sign."""
    if not (_PLUS.match(text, phrase.end) or _PLUS.match(text, phrase.start - 1)):
        return False
    partner = _COUPLED.match(text, phrase.end) or _COUPLED_TO.search(text, max(0, phrase.start - 12), phrase.start)
    return partner is not None and is_name(partner[1])


def made(text: str, start: int) -> bool:
    """Whether words that say what a plant makes stand before `start` (年产五万吨|…, 专业生产|…)."""
    before = text[max(0, start - 12) : start]
    return not _MAKE_ENDS.isdisjoint(before) and _MAKE.search(before) is not None


def is_dull(text: str, start: int, end: int) -> bool:
    """Whether a product stands where no rule can make an industry of it: for speed, before anything else is asked.

    Args:
        text: the text.
        start: where a product or field starts that is an industry only in a list or frame, and touches no other name.
        end: where it ends.
    """
    ahead = text[end : end + 9]
    following = ahead[:1]
    if following in _AFTER or ahead[:2] in _AFTER_PAIRS or may_close(ahead) or not JOINTS.isdisjoint(ahead):
        return False
    before = text[max(0, start - 12) : start]
    last = before[-1:]
    if last in _BEFORE or before[-2:-1] == "、":
        return False
    return not ((not following or following in _PRODUCT_AFTER) and made(text, start))


def verdict(text: str, group: Group, phrase: Phrase) -> Verdict | None:
    """Confidence and rule under which the words are an industry here, or None.

    Args:
        text: the text.
        group: the list in which they stand.
        phrase: the words.
    """
    if phrase.kind == "free":
        return (0.95, "list") if group.listed and group.strong else (0.9, "name")
    if phrase.kind == "open":
        return (0.6, "open_item") if phrase.code else None
    if phrase.kind == "public":
        return _public(text, group, phrase)
    return _product(text, group, phrase)


def _spanned(text: str, group: Group) -> bool:
    return bool(
        group.listed and _FIELDS.match(group.head) and _SPANS.search(text, max(0, group.start - _REACH), group.start)
    )


def _public(text: str, group: Group, phrase: Phrase) -> Verdict | None:
    if (group.strong and group.listed) or HEADED.match(text, phrase.end):
        return 0.75, "field_head"
    return (0.6, "spanned") if _spanned(text, group) and _apart(text, phrase, group) else None


def _product(text: str, group: Group, phrase: Phrase) -> Verdict | None:
    if may_close(text[phrase.end : phrase.end + 2]) and HEADED.match(text, phrase.end):
        return 0.85, "head"
    if group.strong:
        return 0.9, "list_head"
    if text[group.end : group.end + 1] in _TALK_STARTS and _COOPERATION.match(text, group.end):
        return None
    apart = _apart(text, phrase, group)
    if apart and (listed := _listed(text, group)):
        return listed
    if _FIELD in group.head and group.listed and 2 * len(group.items) >= pieces(text, group):
        return 0.6, "field_list"
    if group.head == _FIELD and apart:
        return 0.65, "field"
    if _MEASURED.match(text, group.end):
        return 0.7, "measured"
    last = group.items[-1].end if apart else phrase.end
    if _FIRM.match(text, last) or (text.endswith("生产", 0, phrase.start) and _MAKER.match(text, phrase.end)):
        return 0.65, "firms"
    if _spanned(text, group):
        return 0.65, "spanned"
    if _coupled(text, phrase):
        return 0.6, "coupled"
    return _governed(text, group)


def _listed(text: str, group: Group) -> Verdict | None:
    """An item of a list of which at least a third are industries by their names."""
    if len(group.items) == 1:
        return None
    known = sum(item.kind == "free" and _apart(text, item, group) for item in group.items)
    return (0.7, "list_beside") if known and 3 * known >= len(group.items) else None


def _governed(text: str, group: Group) -> Verdict | None:
    end = group.items[-1].end
    if (
        text[group.start - 1 : group.start] in _VERB_ENDS
        and _OBJECT_END.match(text, end)
        and _VERB.search(text, max(0, group.start - 12), group.start)
    ):
        return 0.6, "object"
    return (0.6, "product") if _PRODUCT_END.match(text, end) and made(text, group.start) else None
