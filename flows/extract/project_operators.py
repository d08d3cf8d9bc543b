"""Who builds, owns or runs a project."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.project_brands import brand, known_company
from flows.extract.project_edges import Places, plain
from flows.extract.project_names import ProjectName
from flows.text.passage import Span

_COMPANY = re.compile(r"[^，。；：、！？\n]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|集团)")
_SENTENCE_START = re.compile(r".*[。！？\n]", re.DOTALL)
_INVESTS = re.compile(
    r"投资|建设|新建|扩建|改建|打造|兴建|建成|开展|实施|运营|启动|推进|设立|成立|建置|建立|引进|组建|发起|承建|开工"
)
_BUILT_BY = re.compile(
    r"(?:由|系|是)(?P<who>[^，。；：、！？\n]{2,30}?)(?:负责)?(?:投资|承建|建设|开发|运营|实施|打造|主导|牵头|总承包|出资|组织)"
)
_SPEAKER = re.compile(
    r"(?:的)?[^，。；：、！？\n]{0,12}?(?:说|表示|介绍|告诉|负责人|书记|主任|董事长|总经理|经理|主席|院长|局长|厅长|市长)"
)
_THE_COMPANY = re.compile(r"(?<![\u4e00-\u9fff）])(?:该|今年|目前|此次)?(?:公司|集团|企业)")
_FULL = re.compile(r"(?![该本此我各全])[^后前时年月们的]{2,}(?:公司|集团)$")
_BODY = re.compile(r"(?:公司|集团|局|委|委员会|厅|部|府|银行|大学|学院|院|所|协会|村|社|办|处|会)$")


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
    for company in companies:
        for size in range(min(len(stem), 6), 1, -1):
            if stem[:size] in company and plain(stem[:size]) < size - 1:
                return company
    return brand(text, start, name.end - len(name.head)) if name.type in ("plant", "base", "other") else None


def operator_of(
    text: str, name: ProjectName, places: Places, organisations: Sequence[Span], companies: Sequence[str]
) -> str | None:
    """The operator, owner or investor of a project, as written, where the text tells it.

    Args:
        text: the article's text.
        name: the project's fullest mention.
        places: region mentions.
        organisations: spans of organisations.
        companies: names of the companies among them.
    """
    if name.type not in ("programme", "infrastructure") or _COMPANY.match(text, name.start, name.end):
        if name.kind == "item" and (
            company := next((c for c in companies if text[name.start : name.start + 4] in c), None)
        ):
            return company
        if name.kind != "programme" and (found := _in_name(text, name, places, companies)):
            return found
    clause = text[name.end : name.end + 60].partition("。")[0]
    if built := _BUILT_BY.search(clause):
        return built["who"]
    low = max(0, name.start - 90)
    if start := _SENTENCE_START.match(text, low, name.start):
        low = start.end()
    ahead = text[low : name.start]
    if built := _BUILT_BY.search(ahead):
        return built["who"]
    for start, end in reversed(organisations):
        if end > name.start or start < low:
            if start < low:
                break
            continue
        if (
            end - start < 3
            or (text.startswith(("公司", "集团"), end - 2) and not is_company(text[start:end]))
            or not _BODY.search(text, start, end)
            or _SPEAKER.match(text, end)
            or not _INVESTS.search(text, end, name.start)
        ):
            continue
        return text[start:end]
    # 公司投资…扩建: the company named last.
    if _THE_COMPANY.search(ahead):
        known = [span for span in organisations if span[1] <= name.start and is_company(text[slice(*span)])]
        if known:
            return text[slice(*known[-1])]
    return None
