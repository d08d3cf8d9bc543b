"""Who builds, owns or runs a project."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from flows.extract.project_bodies import COMPANY_WORDS, Bodies, is_company
from flows.extract.project_brands import brand, brand_with_region, known_company
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import plain
from flows.extract.project_name import ProjectName
from flows.extract.project_regions import Places
from flows.extract.words import holds_any

_COMPANY: Final = re.compile(
    rf"[^，。；：、！？\n]{{2,24}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|{cue('company')})"
)
_SENTENCE_START: Final = re.compile(r".*[。！？\n]", re.DOTALL)
_INVESTS: Final = re.compile(cue("invests"))
_INVESTING: Final = cue_words("invests")
_BUILT_BY: Final = re.compile(rf"[由系](?P<who>[^，。；：、！？\n]{{2,30}}?)(?:负责)?{cue('built_by')}")
_SPEAKER: Final = re.compile(rf"的?[^，。；：、！？\n]{{0,12}}?{cue('speech')}")
_THE_COMPANY: Final = re.compile(rf"(?<![\u4e00-\u9fff）])(?:该|今年|目前|此次)?{cue('company_bare')}")
_OBEYED: Final = cue_words("obeyed")
"""What stands before whom the text only follows: 围绕某省委部署."""
_CREDITED: Final = cue_words("credited")
"""What follows an agency that only reports: 某社|记者."""
_BODY: Final = re.compile(f"{cue('body')}$")
_DIGIT: Final = re.compile(r"\d")
_LABELLED: Final = re.compile(r"(?:^|[；。：\n])(?P<who>[^；。：，\n]{2,30}?)\d+个，[^；。\n]*$")
"""An organisation that heads a list of its projects: 某厅1个，…项目."""
_PRONOUN: Final = re.compile(r"(?<![应本])该(?P<kind>[局村厂校院行台])")
_VILLAGE: Final = re.compile(r"(?<=[省市县区镇乡道])[\u4e00-\u9fff]{1,4}?村")
_OWNER_AFTER: Final = re.compile(rf"的(?P<who>[^，。；：、\n的]{{2,16}}?{cue('company')})")
_OWN_COMPANY: Final = re.compile(rf"{cue('own_company')}{{0,2}}公司")
_BRANDED: Final = frozenset(("plant", "base", "other", "power", "storage", "computing"))
_PARKS: Final = frozenset(("park", "zone", "base"))
_REACH: Final = 90
_LABEL_REACH: Final = 120


def _in_name(text: str, name: ProjectName, places: Places, bodies: Bodies) -> str | None:
    """The company that the name starts with: its full name, a known one, one of the article, one by its ending."""
    if found := _COMPANY.match(text, name.start, name.end):
        return found[0]
    start = name.start
    while regions := [r for r in places.inside(start, name.end) if r.start == start]:
        start = regions[0].end
    for at in (name.start, start):
        if company := known_company(text, at, name.end):
            return company
    stem = text[start : name.end]
    for full in bodies.companies_with(stem[:2]):
        for size in range(min(len(stem), 6), 1, -1):
            if stem[:size] in full and plain(stem[:size]) < size - 1:
                return full
    if name.type not in _BRANDED:
        return None
    stop = text.rfind(name.head, name.start, name.end)
    return brand_with_region(text, name.start, start, stop) or brand(text, start, stop)


def _acting(text: str, name: ProjectName, low: int, bodies: Bodies) -> str | None:
    """The nearest organisation before the name in its sentence with a verb of building or running behind it."""
    lead = text[low : name.start]
    if not holds_any(lead, _INVESTING):
        return None
    for start, end in reversed(bodies.organisations):
        if start < low:
            break
        if end > name.start or end - start < 3 or not _BODY.search(text, start, end):
            continue
        if _DIGIT.search(text, start, end) or text.endswith(_OBEYED, 0, start) or text.startswith(_CREDITED, end):
            continue
        if text.startswith(COMPANY_WORDS, end - 2) and not is_company(text[start:end]):
            continue
        if not _SPEAKER.match(text, end) and _INVESTS.search(text, end, name.start):
            return text[start:end]
    return None


def _meant(text: str, name: ProjectName, low: int, bodies: Bodies) -> str | None:
    """Whom a pronoun before a verb of building means: 该局…规划, 该村…建设."""
    pronoun = _PRONOUN.search(text, low, name.start)
    if pronoun is None or _INVESTS.search(text, pronoun.end(), name.start) is None:
        return None
    kind = pronoun["kind"]
    if kind == "村":
        named = Counter(_VILLAGE.findall(text))
        return named.most_common(1)[0][0] if named else None
    for start, end in reversed(bodies.organisations):
        if end <= pronoun.start() and text[end - 1] == kind and end - start > 2:
            return text[start:end]
    return None


def _subject(text: str, name: ProjectName, low: int, bodies: Bodies) -> str | None:
    """The first company of a plant's sentence, or the one that the sentence before begins with."""
    own = [text[a:b] for a, b in bodies.companies if low <= a and b <= name.start]
    if own or low == 0 or text[low - 1] == "\n":
        return own[0] if own else None
    found = _SENTENCE_START.match(text, max(0, low - _LABEL_REACH), low - 1)
    previous = found.end() if found else 0
    return next((text[a:b] for a, b in bodies.companies if a == previous), None)


def _own_company(text: str, park: str) -> str | None:
    """The company that is named after a park: 某产业园|管理公司."""
    at = text.find(park)
    while at >= 0:
        if found := _OWN_COMPANY.match(text, at + len(park)):
            return park + found[0]
        at = text.find(park, at + 1)
    return None


def operator_of(text: str, name: ProjectName, places: Places, bodies: Bodies) -> str | None:
    """The operator, owner or investor of a project, as written, where the text tells it.

    Args:
        text: the article's text.
        name: the project's fullest mention.
        places: region mentions.
        bodies: organisations of the text.
    """
    if name.rule == "phase" and name.label and (owner := _COMPANY.match(name.label)):
        return owner[0]
    if name.kind == "item":
        stem = text[name.start : name.start + 4]
        if company := next((c for c in bodies.company_names if stem in c), None):
            return company
    if name.kind == "item" and name.label is None:
        return known_company(text, name.start, name.end) or brand(text, name.start, name.end)
    owned = name.type not in ("programme", "infrastructure") or _COMPANY.match(text, name.start, name.end)
    if owned and name.kind != "programme" and (found := _in_name(text, name, places, bodies)):
        return found
    if name.type in _PARKS and (own := _own_company(text, text[name.start : name.end])):
        return own
    reach = max(0, name.start - _LABEL_REACH)
    label = _LABELLED.search(text, reach, name.start) if "个，" in text[reach : name.start] else None
    if label and _BODY.search(label["who"]):
        return label["who"]
    low = max(0, name.start - _REACH)
    if sentence := _SENTENCE_START.match(text, low, name.start):
        low = sentence.end()
    for clause in (text[name.end : name.end + 60].partition("。")[0], text[low : name.start]):
        if (built := _BUILT_BY.search(clause)) and (_BODY.search(built["who"]) or known_company(built["who"], 0, 99)):
            return built["who"]
    if acting := _meant(text, name, low, bodies) or _acting(text, name, low, bodies):
        return acting
    if name.before and name.before.builds and (owner := _OWNER_AFTER.match(text, name.end)):
        return owner["who"]
    if name.type == "plant" and (subject := _subject(text, name, low, bodies)):
        return subject
    # 公司投资…扩建: the company named last.
    if _THE_COMPANY.search(text, low, name.start):
        return next((text[start:end] for start, end in reversed(bodies.companies) if end <= name.start), None)
    # 某银行…。同时，开展某行动: who the paragraph begins with.
    if name.rule == "launched":
        paragraph = text.rfind("\n", 0, name.start) + 1
        return next(
            (text[a:b] for a, b in bodies.organisations if paragraph <= a <= paragraph + 2 and b <= name.start), None
        )
    return None
