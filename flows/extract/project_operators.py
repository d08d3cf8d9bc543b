"""Who builds, owns or runs a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.project_brands import brand, brand_with_region, known_company
from flows.extract.project_cues import cue, cue_words
from flows.extract.project_edges import Places, plain
from flows.extract.project_names import ProjectName
from flows.text.passage import Span

_COMPANY = re.compile(rf"[^，。；：、！？\n]{{2,24}}?(?:有限责任公司|股份有限公司|有限公司|集团公司|{cue('company')})")
_FULL = re.compile(rf"(?![该本此我各全])[^后前时年月们的]{{2,}}{cue('company')}$")
_SENTENCE_START = re.compile(r".*[。！？\n]", re.DOTALL)
_INVESTS = re.compile(cue("invests"))
_BUILT_BY = re.compile(rf"[由系](?P<who>[^，。；：、！？\n]{{2,30}}?)(?:负责)?{cue('built_by')}")
_SPEAKER = re.compile(rf"的?[^，。；：、！？\n]{{0,12}}?{cue('speech')}")
_THE_COMPANY = re.compile(rf"(?<![\u4e00-\u9fff）])(?:该|今年|目前|此次)?{cue('company_bare')}")
_BODY = re.compile(f"{cue('body')}$")
_DIGIT = re.compile(r"\d")
_LABEL = re.compile(r"\d+个，")
"""What follows an organisation that heads a list of its projects (住房和城乡建设厅1个，…项目)."""
_COMPANY_WORDS = cue_words("company")
_BRANDED = frozenset(("plant", "base", "other", "power", "storage", "computing"))
_REACH = 90


def is_company(name: str) -> bool:
    """Whether an organisation's name is a company's, and more than 该公司."""
    return _FULL.match(name) is not None


def _in_name(text: str, name: ProjectName, places: Places, companies: Sequence[str]) -> str | None:
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
    for full in companies:
        for size in range(min(len(stem), 6), 1, -1):
            if stem[:size] in full and plain(stem[:size]) < size - 1:
                return full
    if name.type not in _BRANDED:
        return None
    stop = text.rfind(name.head, name.start, name.end)
    return brand_with_region(text, name.start, start, stop) or brand(text, start, stop)


def _acting(text: str, name: ProjectName, low: int, organisations: Sequence[Span]) -> str | None:
    """The nearest organisation before the name in its sentence with a verb of building or running behind it."""
    for start, end in reversed(organisations):
        if start < low:
            break
        if end > name.start or end - start < 3 or not _BODY.search(text, start, end):
            continue
        if _DIGIT.search(text, start, end):
            continue
        if _LABEL.match(text, end):
            return text[start:end]
        if text.startswith(_COMPANY_WORDS, end - 2) and not is_company(text[start:end]):
            continue
        if not _SPEAKER.match(text, end) and _INVESTS.search(text, end, name.start):
            return text[start:end]
    return None


def operator_of(
    text: str, name: ProjectName, places: Places, organisations: Sequence[Span], companies: Sequence[Span]
) -> str | None:
    """The operator, owner or investor of a project, as written, where the text tells it.

    Args:
        text: the article's text.
        name: the project's fullest mention.
        places: region mentions.
        organisations: spans of organisations, in order.
        companies: those that are companies.
    """
    full = [text[start:end] for start, end in companies]
    if name.kind == "item" and (company := next((c for c in full if text[name.start : name.start + 4] in c), None)):
        return company
    if name.kind == "item" and name.label is None:
        return known_company(text, name.start, name.end) or brand(text, name.start, name.end)
    owned = name.type not in ("programme", "infrastructure") or _COMPANY.match(text, name.start, name.end)
    if owned and name.kind != "programme" and (found := _in_name(text, name, places, full)):
        return found
    low = max(0, name.start - _REACH)
    if sentence := _SENTENCE_START.match(text, low, name.start):
        low = sentence.end()
    for clause in (text[name.end : name.end + 60].partition("。")[0], text[low : name.start]):
        if (built := _BUILT_BY.search(clause)) and (_BODY.search(built["who"]) or known_company(built["who"], 0, 99)):
            return built["who"]
    if acting := _acting(text, name, low, organisations):
        return acting
    # 公司投资…扩建: the company named last.
    if _THE_COMPANY.search(text, low, name.start):
        return next((text[start:end] for start, end in reversed(companies) if end <= name.start), None)
    # 某银行…。同时，开展某行动: who the paragraph begins with.
    if name.rule == "launched":
        paragraph = text.rfind("\n", 0, name.start) + 1
        return next((text[a:b] for a, b in organisations if paragraph <= a <= paragraph + 2 and b <= name.start), None)
    return None
