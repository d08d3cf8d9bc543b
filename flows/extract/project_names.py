"""Where the names of projects stand in a text."""

from __future__ import annotations

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.project_brands import brand, known_company
from flows.extract.project_edges import PAREN, QUOTE, Edge, Places, left_edge, plain, vague
from flows.extract.project_verbs import Verb, verb_after, verb_before
from flows.extract.words import alternation
from flows.reference import load
from flows.reference.project_tables import ProjectBlocker, ProjectContent, ProjectFollowers, ProjectHead, ProperName

_LONGEST = 42
_MAYBE = 0.4
"""Confidence of a name that counts only beside a surer one in a list."""

_HEADS = {row.head: row for row in load(ProjectHead, "project_heads")}
_HEAD_LIST = list(_HEADS)
_HEAD_AUTOMATON = AhoCorasick(_HEAD_LIST, matchkind=MatchKind.LeftmostLongest)
_FOLLOWERS = {row.head: row.followers for row in load(ProjectFollowers, "project_head_followers")}
_ANY_FOLLOWERS = _FOLLOWERS.pop("*")
_BLOCKERS = AhoCorasick([row.word for row in load(ProjectBlocker, "project_blockers") if row.reason != "campaign"])
_CAMPAIGN = re.compile(
    alternation(row.word for row in load(ProjectBlocker, "project_blockers") if row.reason == "campaign") + "+"
)
_WAR = re.compile("|".join(row.word for row in load(ProjectBlocker, "project_blockers") if row.reason == "war"))
_PURPOSES = tuple(row.word for row in load(ProjectContent, "project_content_words") if row.type == "programme")
_PROPER = load(ProperName, "project_proper_names")
_PROPER_AUTOMATON = AhoCorasick([row.name for row in _PROPER], matchkind=MatchKind.LeftmostLongest)

_PHASE = re.compile(
    r"(?:（?(?:[一二三四五六七八九]|首|第[一二三四五六七八九])(?:、[二三四五])?期(?:工程|项目)?）?"
    r"|（?[一二三四]阶段(?:工程|项目)?）?|扩区|[\u4e00-\u9fff]{2,4}片区|[\u4e00-\u9fff]{2,4}(?:至|到|—|-)[\u4e00-\u9fff]{2,5}段|[东南西北中]段)"
)
_CAPACITY = re.compile(
    r"\d(?![\d.]*[万亿]?(?:人|名|年|月|日|个|天|次|元))|年产|[一二三四五六七八九十百千万亿]+(?:吨|千瓦|兆瓦|吉瓦|亩|公里)"
)
_PLAN_QUOTE = re.compile(r"“十[一二三四五六]五”")
_CLASS = re.compile(r"(?:产业|工业|农业|民生|重点|重大|领域|行业|企业|类|大型|主要|相关)$")
_MONEY = re.compile(r"[\d.]+[万亿]元")
_LETTER = re.compile(r"[A-Za-z]")
_ORGANISATION = re.compile(r"公司|集团|大学|学院|研究院")
_LOCATIVES = frozenset(("在", "位于", "坐落于", "坐落在", "走进", "来到", "地处"))
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:镇|乡|街道|村|开发区|高新区|经开区)(?![委民庄])")
_COUNTRY = re.compile(r"国家|全国|国际|省级|中国")
_AREA = re.compile(r"[东西南北中]部|华[东南北中]|[东西][南北]")
_SET = re.compile(r"[二三四五六七八九十两]+大")
_JOINT = re.compile(r"”?(?:、|和|与|及|以及|，)(?:[^，。；：、！？\n]{0,8}[级的])?[“‘]?")
_PREDICATE = re.compile(
    r"(?:是|(?<!成)为|作为|(?<![设造成])成为|定位|列为|誉为|称为)(?:[^，。；：！？\n]{0,24}的)?"
    r"(?:我国|全国|全球|世界|国内|全省|唯一|重要|最大|首个|国家级|一个|一座|一家|一条)*$"
)
_PREDICATE_LIST = re.compile(r"是[^，。；：！？\n]{2,36}(?:基地|高地|枢纽|中心|区|地|屏障|通道)[、和与]$")
_PLURAL_LIST = re.compile(r"(?:一批|一系列|多个|若干|一些|各类|各个|各种|多家|众多|一大批)[^，。；：！？\n]{0,16}、$")
_POSITIONING = re.compile(r"打造|建成|构建|形成")
_SLOGAN = re.compile(
    r"(?:全国|全球|世界|国内|国际|国家|西部|东部|区域)[^，。；：！？、\n]{0,14}(?:重要|一流|领先|影响力|知名|标杆|示范性)的?$"
)
_WORKS = re.compile(r"(?:[迁扩新改续重复]建|改造|建设|技改|整治|修复|治理|升级|开发|生产|制造|加工|利用|处理)$")
_ADVERBIAL = re.compile(
    r"(?:项目)?(?:[在于][^，。；\n]{2,14}?(?=开工|建成|投产|投用|投运|签约|奠基|动工|启动|揭牌|落成|竣工|启用)|\d{1,2}月(?:\d{1,2}日|底|初)?|今[天日年]|正式|顺利|全面|已经?|正在|也|近期|将)+"
)
_LIST_TAIL = re.compile(
    r"(?:[、和与及][^，。；：！？\n]{2,30}?)*等|[、和与及][^，。；：！？\n]{2,14}(?:建成|开工|投产|投用|建设|签约)"
)
_ACRONYM = re.compile(r"（(?:[A-Z]|以下简称|简称)")
_LABELLED = re.compile(
    r"(?:[、和与及][^，。；：！？\n]{2,14}?){0,2}等[^，。；：！？\n]{0,10}?(?:平台|项目|工程|园区|基地|设施|载体)"
)
_COUNT_AFTER = re.compile(r"(?:\d[\d,.]*[万亿千百]?[余多]?|[一二两三四五六七八九十])[个家座条处项所]")
_EVENT = re.compile(r"[^，。；\n]{0,4}(?:举行|召开|会见|举办|开幕|闭幕|出席|迎接|同.{0,12}会谈)")
_AFFILIATION = re.compile(
    r"[^，。；：、！？\n的]{0,16}?(?:主任|院长|所长|书记|教授|研究员|主席|总监|总裁|总经理|董事长|负责人|秘书长|会长|处长|部长|科长|经理|站长|馆长|专家|博士)"
)


class ProjectName(NamedTuple):
    """A name in the text.

    Attributes:
        start, end: its span.
        label: the project's name where it isn't the span's text: with the head that a list shares (新型显示、…等项目),
            with the project that a pronoun stands for (该项目二期).
        head: the head noun, empty for a name without one.
        type: the head's type.
        kind: the head's kind (ProjectHead.kind), `proper` or `item` for names without a head.
        evidence: what makes it specific: of `quote`, `region`, `number`, `organisation`, `letters`, `stem`, `national`,
            `long_stem`, `long`, `inner`, `works`, `set`, `section`, `proper`, `local`.
        before, after: the status verbs that govern it.
        confidence, rule: as in the rows.
    """

    start: int
    end: int
    label: str | None
    head: str
    type: str
    kind: str
    evidence: frozenset[str]
    before: Verb | None
    after: Verb | None
    confidence: float
    rule: str


class _Heads(NamedTuple):
    """Where heads end in the text.

    Attributes:
        ends: of all heads.
        inner: of those that make a longer name specific (科技城|新厂区): no 项目 and the like, three characters and more.
    """

    ends: frozenset[int]
    inner: frozenset[int]


def _evidence(
    text: str, edge: Edge, head_start: int, places: Places, head_ends: frozenset[int], acronym: bool, telling: bool
) -> frozenset[str]:
    """What makes a name specific."""
    found = set()
    content, start = edge.content, edge.start
    if QUOTE in content and not _PLAN_QUOTE.search(text, start, head_start):
        found.add("quote")
    if regions := places.inside(start, head_start):
        found.add("region")
    if _CAPACITY.search(content):
        found.add("number")
    if _LETTER.search(content):
        found.add("letters")
    at = regions[0].end if regions and regions[0].start == start else start
    if _ORGANISATION.search(content) or known_company(text, at, head_start) or brand(text, at, head_start):
        found.add("organisation")
    if _COUNTRY.search(content):
        found.add("national")
    bare = content
    for region in reversed(regions):
        bare = bare[: region.start - start] + bare[region.end - start :]
    bare = bare.replace(QUOTE, "").replace(PAREN, "")
    if acronym:
        found.add("letters")
    residual = len(bare) - vague(bare)
    if any(end in head_ends for end in range(start + 3, head_start + 1)):
        found.add("inner")
    if residual >= 2 or "inner" in found or telling:
        found.add("stem")
    if _SET.match(content):
        found.add("set")
    if _WORKS.search(content):
        found.add("works")
    if len(bare) - plain(bare) >= 2:
        found.add("proper")
    if regions and not any(region.code.endswith("0000") for region in regions):
        found.add("local")
    if residual >= 3:
        found.add("long_stem")
    if len(bare) >= 4:
        found.add("long")
    if _AREA.match(content):
        found.add("region")
    return frozenset(found)


def _specific(
    row: ProjectHead, edge: Edge, evidence: frozenset[str], builds: bool, quoted: bool, governed: bool, told: bool
) -> float:
    """How sure the name is one of a single project, 0 for none."""
    kind = row.kind
    strong = evidence & {"quote", "region", "organisation"}
    if "set" in evidence and kind in ("specific", "programme") and ("national" in evidence or "stem" in evidence):
        return 0.6
    if kind == "generic":
        if "stem" in evidence and (strong or "number" in evidence):
            return 0.9
        if evidence & {"quote", "number"} or evidence >= {"region", "long", "works"}:
            return 0.75
        if _CLASS.search(edge.content):
            return 0.0
        if "stem" in evidence and (builds or "inner" in evidence or evidence >= {"long", "works"}):
            return 0.6
        return _MAYBE if "long_stem" in evidence else 0.0
    if kind == "programme":
        if _MONEY.match(edge.content):
            return 0.0
        if edge.strict and len(edge.content) >= 3 and (edge.stop != "等" or "stem" in evidence):
            return 0.75
        if "quote" in evidence or quoted:
            return 0.7
        if row.head.endswith("计划"):
            return 0.6 if edge.content.endswith(_PURPOSES) and len(edge.content) >= 4 else 0.0
        if len(edge.content) < 4 or not (governed or strong or edge.content.endswith(_PURPOSES)):
            return 0.0
        if governed and strong:
            return 0.6
        return 0.6 if "stem" in evidence or edge.content.endswith(_PURPOSES) else 0.0
    if kind == "specific":
        if strong and evidence & {"stem", "quote", "long", "national", "letters"}:
            return 0.85
        if evidence & {"quote", "organisation", "number", "letters", "local"}:
            return 0.7 if builds else 0.55
        if "proper" in evidence:
            return 0.65 if builds else 0.5 if told or row.type not in ("platform", "other", "institute") else _MAYBE
        if "stem" in evidence and row.type != "platform":
            return 0.65 if builds else _MAYBE
        return _MAYBE if evidence & {"national", "region"} else 0.0
    if kind == "placed":
        if not (strong or ("proper" in evidence and not quoted)):
            return 0.0
        return 0.75 if builds else _MAYBE
    if kind == "named":
        if strong or evidence & {"number", "proper"}:
            return 0.75 if builds or "section" in evidence else _MAYBE
        return _MAYBE if "national" in evidence else 0.0
    if kind == "zone":
        if strong or "proper" in evidence:
            return 0.7 if builds else 0.5 if told else _MAYBE
        return _MAYBE if "national" in evidence else 0.0
    if strong or "stem" in evidence:
        return 0.6 if builds else _MAYBE
    return 0.0


def find_names(text: str, places: Places) -> list[ProjectName]:
    """Names with a head noun and known proper names, the outer one where they nest, in order."""
    matches = _HEAD_AUTOMATON.find_matches_as_indexes(text)
    heads = _Heads(
        frozenset(end for _, _, end in matches),
        frozenset(
            end
            for k, start, end in matches
            if end - start > 2 and _HEADS[_HEAD_LIST[k]].kind not in ("generic", "programme")
        ),
    )
    names: list[ProjectName] = []
    for k, head_start, head_end in matches:
        row = _HEADS[_HEAD_LIST[k]]
        if text.startswith(_ANY_FOLLOWERS, head_end) or text.startswith(_FOLLOWERS.get(row.head, "\0"), head_end):
            continue
        name = _name(text, row, head_start, head_end, places, heads, names[-1] if names else None)
        if name is not None:
            names.append(name)
    names.extend(_proper_names(text))
    return outermost(_lifted(text, names))


def _lifted(text: str, names: list[ProjectName]) -> list[ProjectName]:
    """The names with those that are only perhaps specific kept where a surer one stands next to them in a list."""
    kept = []
    for at, name in enumerate(names):
        if name.confidence == _MAYBE:
            left = (
                at > 0 and names[at - 1].confidence > _MAYBE and _JOINT.fullmatch(text, names[at - 1].end, name.start)
            )
            right = (
                at + 1 < len(names)
                and names[at + 1].confidence > _MAYBE
                and _JOINT.fullmatch(text, name.end, names[at + 1].start)
            )
            if not (left or right):
                continue
            name = name._replace(confidence=0.5)
        kept.append(name)
    return kept


def _after_place(text: str, edge: Edge, head_start: int, places: Places) -> Edge:
    """The edge behind a town or zone that 在 or 位于 names before the name: 设在河口镇|东海电池二期."""
    if edge.stop not in _LOCATIVES or not (town := _TOWN.match(text, edge.start, head_start)):
        return edge
    at = town.end()
    rest = text[at:head_start]
    if len(rest) - plain(rest) < 2 and not places.inside(at, head_start):
        return edge
    return edge._replace(start=at, outer=at, content=edge.content[at - edge.start :])


def _name(
    text: str,
    row: ProjectHead,
    head_start: int,
    head_end: int,
    places: Places,
    heads: _Heads,
    previous: ProjectName | None,
) -> ProjectName | None:
    """The name that ends in a head, or None where the phrase names no project."""
    edge = _after_place(text, left_edge(text, head_start, row.kind, places, heads.ends), head_start, places)
    if text.rfind("《", max(0, head_start - 40), head_start) > text.rfind("》", max(0, head_start - 40), head_start):
        return None
    end = head_end
    if row.kind != "programme" and (phase := _PHASE.match(text, end)):
        end = phase.end()
    quoted = text[edge.start - 1 : edge.start] in ("“", "‘") and text[end : end + 1] in ("”", "’")
    if edge.plural and not (quoted and row.kind in ("programme", "generic")):
        return None
    # “一号工程”: a head that is a name of its own in quotation marks.
    named_head = quoted and edge.start == head_start and row.kind == "programme" and len(row.head) >= 4
    if (edge.start >= head_start and not named_head) or end - edge.start > _LONGEST or text[end : end + 1] == "》":
        return None
    if _COUNT_AFTER.match(text, end) or edge.content.startswith(("项目", "工程")):
        return None
    if _BLOCKERS.find_matches_as_indexes(edge.content):
        return None
    if row.kind == "programme" and _CAMPAIGN.fullmatch(edge.content):
        return None
    listed = previous is not None and _JOINT.fullmatch(text, previous.end, edge.start) is not None
    before = previous.before if listed and previous else verb_before(text, edge.outer)
    after = verb_after(text, end)
    if listed and previous and previous.rule == "launched":
        edge = edge._replace(strict=True)
    near = 40 if _LIST_TAIL.match(text, end) else 4
    if adverbial := _ADVERBIAL.match(text, end):
        near += len(adverbial[0])
    far = 16 if edge.stop == "的" else 2
    builds = (before is not None and before.builds and before.distance <= far) or (
        after is not None and after.builds and after.distance <= near
    )
    telling = row.type in ("computing", "storage", "power") and len(row.head) >= 4
    evidence = _evidence(text, edge, head_start, places, heads.inner, _ACRONYM.match(text, end) is not None, telling)
    kind = row.kind
    governed = before is not None and before.distance == 0
    if end > head_end and not text[head_end:end].startswith(("（", "一", "二", "三", "首", "第")):
        evidence |= {"section"}
    told = (before is not None and before.distance <= far) or (after is not None and after.distance <= max(near, 10))
    confidence = _specific(row, edge, evidence, builds, quoted, governed, told)
    if not confidence and builds and len(edge.content) >= 2 and kind in ("specific", "named", "zone"):
        confidence = _MAYBE
    if confidence == _MAYBE and "stem" in evidence and _LABELLED.match(text, end):
        confidence = 0.5
    if not confidence or (edge.stop == "等" and not (kind == "programme" and previous)):
        return None
    if _WAR.search(text, max(0, edge.start - 24), min(len(text), end + 24)):
        return None
    if kind != "programme":
        if (kind in ("named", "venue") or row.type == "platform") and _EVENT.match(text, end):
            return None
        lead = text[max(0, edge.start - 40) : edge.start]
        if _PREDICATE_LIST.search(lead) or _SLOGAN.search(lead) or _PLURAL_LIST.search(lead) or _AFFILIATION.match(text, end):
            return None
        if _PREDICATE.search(lead) and not text.startswith("的一部分", end):
            return None
        if _COUNTRY.match(edge.content) and "region" not in evidence and before and _POSITIONING.match(before.word):
            return None
        if (
            row.head.endswith("新城")
            and not builds
            and (edge.start, end) in {(region.start, region.end) for region in places.inside(edge.start, end)}
        ):
            return None
        if len(edge.content) < 2 and "region" not in evidence:
            return None
        if quoted and not evidence & {"region", "organisation", "letters", "number"}:
            if not builds or row.type not in ("park", "zone"):
                return None
    if quoted:
        edge, end = edge._replace(start=edge.start - 1), end + 1
    rule = "launched" if edge.strict and kind == "programme" else f"{kind}_head"
    return ProjectName(edge.start, end, None, row.head, row.type, kind, evidence, before, after, confidence, rule)


def inner_type(content: str) -> str | None:
    """Type of the facility whose head ends the content of a 项目: 产业基地|项目 is a base."""
    found = _HEAD_AUTOMATON.find_matches_as_indexes(content)
    if not found or found[-1][2] != len(content):
        return None
    row = _HEADS[_HEAD_LIST[found[-1][0]]]
    return None if row.kind in ("generic", "programme") else row.type


def _proper_names(text: str) -> list[ProjectName]:
    return [
        ProjectName(
            start,
            end,
            None,
            "",
            _PROPER[k].type,
            "proper",
            frozenset({"quote"}),
            verb_before(text, start),
            verb_after(text, end),
            0.7,
            "proper_name",
        )
        for k, start, end in _PROPER_AUTOMATON.find_matches_as_indexes(text)
    ]


def outermost(names: list[ProjectName]) -> list[ProjectName]:
    """The names without those inside longer ones, in order."""
    kept: list[ProjectName] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end, n.kind == "item", n.label is None)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
        elif name.end > kept[-1].end:
            # Two heads with different left edges (宁东基地|建设工程): the later head names the whole.
            kept[-1] = name._replace(start=min(name.start, kept[-1].start))
    return kept
