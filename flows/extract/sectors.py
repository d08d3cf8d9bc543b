"""Sector mentions: which industries an article names, in which tier, and whose (CODEBOOK.md, Sectors)."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import cast

from flows.extract.regions import RegionScope
from flows.extract.rows import SectorMention, Tier
from flows.extract.sector_borders import NO_BORDERS, Borders, broken
from flows.extract.sector_lexicon import Phrase, alternation, find_phrases, is_name, words
from flows.extract.sector_lists import HEADED, Group, groups, pieces, widened
from flows.extract.sector_open import bundles, grown, open_lists, open_sectors
from flows.extract.tiers import Scope, scopes_of, tier_around
from flows.layout.article import Article
from flows.reference import load
from flows.reference.sector_tables import Sector

_TAXONOMY: dict[str, Sector] = {sector.code: sector for sector in load(Sector, "sectors")}
# 康养产业|有限公司 is a company's name all the same.
_BREAKS = (
    rf"(?:{alternation(words('breaks_name'))}"
    rf"|(?:{alternation(words('breaks_name_weak'))})(?!{alternation(words('organisation'))}))"
)
_ORGANISATION = re.compile(
    rf"(?:(?!{_BREAKS})[\u4e00-\u9fffA-Za-z0-9（）]){{0,10}}?(?:{alternation(words('organisation'))})(?!业)"
)
_DEPARTMENT = re.compile(
    rf"(?:(?!{alternation(words('breaks_department'))})[\u4e00-\u9fff]){{0,4}}?"
    rf"(?:{alternation(words('department'))})(?![署分位队件势面限理学技研公事于点在派托法机])"
)
# 渔业|法修订草案
_LAW = re.compile(rf"[\u4e00-\u9fff]{{0,8}}?(?:法|条例)(?:{alternation(words('law'))})")
_PLACE = re.compile(r"[村乡镇屯寨县](?:[、，。；“”（）的等和与]|$)")
_ZONE = re.compile(r"区(?!域)")
_VERB = re.compile(rf"(?:{alternation(words('verb'))})(?:好|了)?$")
_VERB_ENDS = frozenset(verb[-1] for verb in words("verb")) | {"好", "了"}
_OBJECT_END = re.compile(r"[，。；、”）\n]|和|与|及|等|$")
_PRODUCT_END = re.compile(rf"[，。；、”）\n]|[和与及等的]|{alternation(words('product_after'))}|$")
_MAKE = re.compile(
    rf"(?:{alternation(words('make'))}|年产[\d.万亿多余]{{1,8}}[\u4e00-\u9fff]{{1,2}})[^，。；、：]{{0,6}}$"
)
# Talks between states list fields (经贸、能源、农业等领域合作) that are no one's industries.
_COOPERATION = re.compile(rf"(?:{alternation(words('talks_how'))}){{0,3}}?(?:{alternation(words('talks'))})")
_ITEM_END = re.compile(r"[、，。；：！？”）\n+]|等|和|与|及|以及|$")
# 铁路|固定资产投资, 公路、水路|共发送旅客.
_MEASURED = re.compile(
    rf"(?:{alternation(words('measured_how'))}){{0,2}}(?:[\d.]{{1,9}}[万亿]?)?(?:{alternation(words('measured'))})"
)
# 服装|企业, 农机|生产企业; 生产|显示屏|的企业.
_FIRM = re.compile(rf"(?:{alternation(words('firm_how'))})?(?:{alternation(words('firm'))})")
_MAKER = re.compile(rf"的[\u4e00-\u9fff]{{0,6}}?(?:{alternation(words('firm'))})")
_SPANS = re.compile(rf"(?:{alternation(words('spans'))})了?[^，。；：！？\n]*$")
_FIELD = "领域"
_FIELDS = re.compile(r"等[^，。；：！？、\n]*?(?:领域|行业|产业)")
# “绿电+先进制造”
_PLUS = re.compile(r"”?[+＋]")
_COUPLED = re.compile(r"”?[+＋]“?([\u4e00-\u9fff]{2,8})[”+＋]")
_COUPLED_TO = re.compile(r"“([\u4e00-\u9fff]{2,8})[+＋]$")
_REACH = 60
_BOOK = re.compile(r"《[^》\n]{0,60}》")


def _masked(text: str, phrase: Phrase, books: list[tuple[int, int]]) -> bool:
    """Whether the words stand inside a book title, or the name of a company, institution, village, zone or law."""
    at = bisect_right(books, (phrase.start, len(text))) - 1
    if at >= 0 and books[at][0] <= phrase.start < books[at][1]:
        return True
    following = text[phrase.end : phrase.end + 1]
    if not (following.isalnum() or following == "（"):
        return False
    return bool(
        _ORGANISATION.match(text, phrase.end, phrase.end + 18)
        or _DEPARTMENT.match(text, phrase.end, phrase.end + 8)
        or _PLACE.match(text, phrase.end)
        or _LAW.match(text, phrase.end)
        or text.startswith("界", phrase.end)  # 农业界政协委员
        or (text.endswith("经济", phrase.start, phrase.end) and _ZONE.match(text, phrase.end))
    )


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


def _accept(text: str, group: Group, phrase: Phrase) -> tuple[float, str] | None:
    """Confidence and rule under which the words are an industry here, or None."""
    if phrase.kind == "free":
        return (0.95, "list") if group.listed and group.strong else (0.9, "name")
    if phrase.kind == "open":
        return (0.6, "open_item") if phrase.code else None
    direct = HEADED.match(text, phrase.end) is not None
    spanned = (
        group.listed and _FIELDS.match(group.head) and _SPANS.search(text, max(0, group.start - _REACH), group.start)
    )
    if phrase.kind == "public":
        if direct or (group.strong and group.listed):
            return 0.75, "field_head"
        return (0.6, "spanned") if spanned and _apart(text, phrase, group) else None
    if direct:
        return 0.85, "head"
    if group.strong:
        return 0.9, "list_head"
    if _COOPERATION.match(text, group.end):
        return None
    known = sum(item.kind == "free" and _apart(text, item, group) for item in group.items)
    if known and _apart(text, phrase, group) and 3 * known >= len(group.items) > 1:
        return 0.7, "list_beside"
    if _FIELD in group.head and group.listed and 2 * len(group.items) >= pieces(text, group):
        return 0.6, "field_list"
    if group.head == _FIELD and _apart(text, phrase, group):
        return 0.65, "field"
    if _MEASURED.match(text, group.end):
        return 0.7, "measured"
    last = group.items[-1].end if _apart(text, phrase, group) else phrase.end
    if _FIRM.match(text, last) or (_MAKER.match(text, phrase.end) and text.endswith("生产", 0, phrase.start)):
        return 0.65, "firms"
    if spanned:
        return 0.65, "spanned"
    if _coupled(text, phrase):
        return 0.6, "coupled"
    before = text[max(0, group.start - 12) : group.start]
    if before[-1:] in _VERB_ENDS and _VERB.search(before) and _OBJECT_END.match(text, group.items[-1].end):
        return 0.6, "object"
    if _MAKE.search(before) and _PRODUCT_END.match(text, group.items[-1].end):
        return 0.6, "product"
    return None


_Found = tuple[Phrase, Tier | None, float, str]
"""A name, the tier that its list states, confidence and rule."""


def _found(text: str, books: list[tuple[int, int]], borders: Borders) -> list[_Found]:
    phrases = [phrase for phrase in find_phrases(text, *borders) if not _masked(text, phrase, books)]
    found: list[_Found] = []
    floor = 0
    for listed in groups(text, phrases):
        if (
            listed.listed
            and listed.head.endswith("产品")
            and _MAKE.search(text, max(0, listed.start - 12), listed.start)
        ):
            listed = listed._replace(strong=True)
        group = _coded(widened(text, listed, floor))
        floor = listed.end
        accepted = [(phrase, verdict) for phrase in group.items if (verdict := _accept(text, group, phrase))]
        if accepted:
            stated = tier_around(text, group.start, group.end - len(group.head), group.end)
            found += [(phrase, stated, confidence, rule) for phrase, (confidence, rule) in accepted]
    for bundle in bundles(text):
        found = [row for row in found if not bundle.start <= row[0].start < bundle.end]
        found.append((bundle, None, 0.7, "bundle"))
    for rule, names in (("open_head", open_sectors), ("open_list", open_lists), ("grown", grown)):
        for phrase in names(text, sorted(row[0] for row in found)):
            if not _masked(text, phrase, books):
                found.append((phrase, None, 0.5, rule))
    return found


def extract_sectors(article: Article) -> list[SectorMention]:
    """Every mention of an industry in the article's body, in order of start.

    Args:
        article: an article; its title and head lines say whose industries they are where the body doesn't.
    """
    if article.genre == "caption":
        return []
    text = article.body.text
    books = [book.span() for book in _BOOK.finditer(text)]
    found = _found(text, books, NO_BORDERS)
    borders = broken(text, (row[0][:2] for row in found))
    if borders.starts or borders.ends:
        found = _found(text, books, borders)
    scopes = scopes_of(text)
    regions = RegionScope(article)
    return sorted(
        (
            _mention(phrase, stated or _scope_tier(scopes, phrase.start), regions, confidence, rule)
            for phrase, stated, confidence, rule in found
        ),
        key=lambda mention: mention.spans,
    )


def _mention(phrase: Phrase, stated: Tier | None, regions: RegionScope, confidence: float, rule: str) -> SectorMention:
    return SectorMention(
        spans=((phrase.start, phrase.end),),
        sector_code=phrase.code,
        tier=stated or cast(Tier, _TAXONOMY[phrase.code].tier),
        tier_basis="stated" if stated else "taxonomy",
        region_code=regions.at(phrase.start),
        confidence=confidence,
        rule=rule,
    )


def _coded(group: Group) -> Group:
    """Items that no lexicon holds take the leaf of a neighbour."""
    known = [item.code for item in group.items if item.code]
    if not known or len(known) == len(group.items):
        return group
    return group._replace(items=[item if item.code else item._replace(code=known[0]) for item in group.items])


def _scope_tier(scopes: list[Scope], at: int) -> Tier | None:
    for scope in scopes:
        if scope.start <= at < scope.end:
            return scope.tier
    return None
