"""Titles: what somebody is and where, as far as a description before or after a name says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from flows.extract.frame_words import any_of, frame_words
from flows.extract.lexicon import Lexicon, guarded_trie
from flows.extract.names import name_ends, name_strength
from flows.extract.organisations import after_headline, find_organisations
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import ClauseOpener, Title, TitleModifier

_DATE: Final = (
    r"(?:当地时间)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}[日号]|[一二三四五六七八九十]{1,3}日)(?:（[^）]{1,8}）)?"
    r"(?:上午|下午|晚间?|晚上|凌晨|中午|清晨|当天|电)?"
)
_DATE_FIRSTS: Final = "当0123456789一二三四五六七八九十"
_PARTY_OFFICE: Final = re.compile(r"(省|自治区|市|州|县|区|旗|盟|地|工)委书记$")
_CONTRACTED: Final = re.compile(r"[副原代]?([部厅局院省市县区])长")
_FUNCTION_WORDS: Final = "由向在对同访为给请被让从到了见"
_SEPARATOR: Final = re.compile(r"[、，,\s/；]+|兼任?(?!职)|暨")


class _Context(NamedTuple):
    """What stands around organisations in sentences.

    Attributes:
        after_person: a name with what joins it to an organisation (张三和).
        lead: what stands before an organisation: 记者来到…, 标题——访某厅, …的某局.
    """

    after_person: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def _context() -> _Context:
    return _Context(
        after_person=re.compile(f"[^、，和与及同向]{{2,5}}?{any_of('beside_person')}"),
        lead=re.compile(f"^.*(?:——|[访|丨｜]|(?<!目)的(?!士)|{any_of('before_organisation')}|[】》”：])(?!问)"),
    )


class Post(NamedTuple):
    """What a description says: titles and organisations, joined as the tables want them."""

    role: str | None
    organisation: str | None


@dataclass(slots=True, eq=False)
class TitlePatterns:
    """Compiled patterns over the tables of titles.

    Attributes:
        anywhere: every title that may stand before a name.
        endings: the same, for looking leftwards.
        modifiers: words that open titles, for looking leftwards.
        modifier_lasts: their last characters, for a quick look.
        after: titles and honorifics that may stand after a name.
        lasts: last characters of titles before names, for a quick look.
        after_firsts: first characters of what `after` finds, for a quick look.
        common: words for unnamed speakers, for looking leftwards.
        openers: words before a clause's subject.
        opener_firsts: first characters of those, for a quick look.
        offices: titles of posts.
        honorifics: words after a name that say nothing of a post (同志).
    """

    anywhere: Lexicon
    endings: Endings
    modifiers: Endings
    modifier_lasts: frozenset[str]
    after: re.Pattern[str]
    common: Endings
    lasts: frozenset[str]
    after_firsts: frozenset[str]
    openers: re.Pattern[str]
    opener_firsts: frozenset[str]
    offices: frozenset[str]
    honorifics: frozenset[str]


@cache
def title_patterns() -> TitlePatterns:
    """The patterns, compiled once."""
    rows = load(Title, "titles")
    before = {row.title for row in rows if row.kind in ("office", "delegate", "profession")}
    before |= {row.title for row in rows if row.kind == "common" and len(row.title) > 1}
    modifiers = [row.modifier for row in load(TitleModifier, "title_modifiers")]
    following = [row.title for row in rows if row.kind != "common"]
    openers = [row.opener for row in load(ClauseOpener, "clause_openers")]
    return TitlePatterns(
        anywhere=Lexicon(before),
        endings=Endings(before),
        modifiers=Endings(modifiers),
        modifier_lasts=frozenset(word[-1] for word in modifiers),
        after=re.compile(f"(?:{guarded_trie(modifiers)})?{guarded_trie(following)}"),
        lasts=frozenset(word[-1] for word in before),
        after_firsts=frozenset(word[0] for word in (*modifiers, *following)),
        common=Endings(row.title for row in rows if row.kind != "honorific"),
        openers=re.compile(f"(?:{guarded_trie(openers)}|(?=[{_DATE_FIRSTS}]){_DATE})"),
        opener_firsts=frozenset(word[0] for word in openers).union(_DATE_FIRSTS),
        honorifics=frozenset(row.title for row in rows if row.kind == "honorific").difference(before),
        offices=frozenset(row.title for row in rows if row.kind == "office"),
    )


def title_start(text: str, end: int, floor: int) -> int:
    """Start of the title, with its modifiers, that ends at `end`; `end` where none does."""
    p = title_patterns()
    start = p.endings.start(text, end, floor)
    if start == end:
        return end
    while text[start - 1] in p.modifier_lasts and (earlier := p.modifiers.start(text, start, floor)) < start:
        start = earlier
    return start


def without_openers(text: str, start: int, end: int) -> int:
    """Where a clause goes on after connectives and dates at its beginning."""
    p = title_patterns()
    while (
        start < end
        and text[start] in p.opener_firsts
        and (match := p.openers.match(text, start, end))
        and end - match.end() != 1
    ):
        start = match.end()
    return start


_MET: Final = re.compile(r"([\u3400-\u9fff]{2,3})(?:同|与|和|会见|会晤|陪同)(?=..)")
_BYLINE: Final = re.compile("（[^）]*(?:记者|通讯员|作者)|（[^）]* ")
_EDGE: Final = "、，,\n。！？；：“”…　 （）"


def _segment_start(text: str, end: int, floor: int) -> int:
    while end > floor and text[end - 1] not in _EDGE:
        end -= 1
    return end


def _names_somebody(text: str, start: int, end: int) -> bool:
    """Whether a segment names somebody with a title (省长李强会见某国)."""
    for _, stop in title_patterns().anywhere.spans(text, start, end) if start < end else ():
        if stop < end and name_ends(text, stop, end):
            return True
    return False


def description_start(text: str, end: int, floor: int) -> int:
    """Start of the description, a list of organisations with titles, that ends at `end` right before a name.

    Segments joined by 、 or spaces belong to it as long as each ends in a title and names nobody else; one before a
    comma only where it is a title through and through (全国政协委员，某公司董事长张伟).
    """
    begin = position = end
    while position > floor:
        cut = _segment_start(text, position, floor)
        opening = text.rfind("（", floor, cut) if cut > floor and text[cut - 1] == "）" else -1
        if opening > floor and text[opening - 1] not in _EDGE and not _BYLINE.match(text, opening):
            cut = _segment_start(text, opening, floor)  # a bracket inside a segment: 兰州（新材料）公司
        title = title_start(text, position, cut)
        if title == position or (cut == floor > 0 and text[cut - 1] not in _EDGE):
            break
        begin = cut
        separator = text[cut - 1] if cut > floor else ""
        if separator not in ("、", "，", ",", " ", "　") or _names_somebody(text, cut, title):
            break
        position = cut - 1
        while position > floor and text[position - 1] in " 　":
            position -= 1
        if separator in "，,":
            before = _segment_start(text, position, floor)
            if title_start(text, position, before) != before:
                break
    return begin


def _organisation(text: str) -> str:
    """The organisation at the end of what stands before a title; what belongs to the sentence around it is dropped."""
    for _, stop in reversed(title_patterns().anywhere.spans(text)):
        # 甲局局长张三和乙局: the first belongs to somebody else
        if joined := _context().after_person.match(text, stop):
            text = text[joined.end() :]
            break
        if names := name_ends(text, stop, len(text)):
            text = text[names[-1] :]
            text = text[max(text.rfind(word) for word in "同向与和及见电由") + 1 :]
            break
    if (met := _MET.match(text)) and name_strength(met[1]) == 2:
        text = text[met.end() :]  # 张伟同某国议长: whom the sentence is about
    text = _context().lead.sub("", text)
    if text[:1] in ("在", "据", "由"):
        text = text[1:]
    spans = find_organisations(text)
    if spans and spans[-1][1] == len(text) and spans[-1][0] > 0 and text[spans[-1][0] - 1] in _FUNCTION_WORDS:
        text = text[spans[-1][0] :]
    text = text[without_openers(text, 0, len(text)) :]
    return text[after_headline(text, 0, len(text)) :]


@lru_cache(maxsize=1 << 13)
def parse_description(description: str) -> Post:
    """Titles and organisations of a description such as 东海大学商学院院长、研究中心副主任."""
    roles: list[str] = []
    organisations: list[str] = []
    carried = ""
    for raw in _SEPARATOR.split(description):
        segment = raw.strip("（）“”：的")
        if not segment:
            continue
        begin = without_openers(segment, 0, len(segment))
        segment = segment[begin:]
        start = title_start(segment, len(segment), 0)
        if start == len(segment):
            carried = segment
            continue
        role, org = segment[start:], _organisation(segment[:start])
        if (contracted := _CONTRACTED.fullmatch(role)) and len(org) > 1 and not org.endswith(contracted[1]):
            org += contracted[1]  # 经济部长 is head of 经济部
        if (party := _PARTY_OFFICE.search(role)) and org:
            org, role = org + party[1] + "委", "书记"
        if carried and not org:
            org = carried
        carried = ""
        if org and organisations and org in frame_words("governing_body"):
            role, org = org + role, ""
        if role not in roles:
            roles.append(role)
        if org and org not in organisations:
            organisations.append(org)
    return Post("、".join(roles) or None, "、".join(organisations) or None)
