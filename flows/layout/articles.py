"""A document's clean text to its articles."""

from __future__ import annotations

import re

from flows.layout.article import Article, Genre
from flows.layout.bylines import byline_names, is_affiliation
from flows.layout.furniture import end_of_body, furniture_kind, start_of_body, tail_kind
from flows.layout.page import Line, lines_of
from flows.read.source import Source
from flows.text.clean import Clean
from flows.text.lines import joined
from flows.text.passage import Passage

_CLOSED = re.compile(r"[。；，、：]$")
_DATE = re.compile(r"(?P<y>(?:19|20)\d{2})[-年/.](?P<m>\d{1,2})[-月/.](?P<d>\d{1,2})日?")
_SOURCE = re.compile(r"(?:来源|稿源)[:：] ?(?P<name>[^ \n，。\]】]{2,20})|(?P<agency>新华社|中新社|央视网)")
_DATE_LINE = re.compile(rf"\W*(?:.{{0,14}})?{_DATE.pattern}.{{0,60}}|[\[【]?(?:来源|稿源|发布时间|发布日期|时间|发布人|作者)[:：].{{0,60}}")
_CREDIT = re.compile(r"(?P<text>.*?[。！？])?[ （(]*(?:图[:：])?[^。！？]{0,24}?(?:摄影?|提供|供图|资料图片?)[)）]?")


def _kind(line: Line) -> str:
    text = line.text
    if furniture_kind(text):
        return "F"
    if tail_kind(text):
        return "X"
    if len(text) <= 90 and text[-1] not in "。”" and _DATE_LINE.fullmatch(text):
        return "S"
    if is_affiliation(text):
        return "A"
    if byline_names(text) is not None:
        return "B"
    if len(text) <= 150 and (text.startswith("图为") or (text[-1] in "摄）)影供片" and _CREDIT.fullmatch(text))):
        return "C"
    if len(text) <= 60 and not _CLOSED.search(text):
        return "L"
    return "T"


def articles_of(clean: Clean, source: Source) -> list[Article]:
    """Articles of a document in the order of their first characters."""
    lines = lines_of(clean.text)
    kinds = [_kind(line) for line in lines]
    starts = _starts(kinds)
    found: list[Article] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found.extend(_article(clean, source, lines[start:end], kinds[start:end]))
    return found


def _starts(kinds: list[str]) -> list[int]:
    starts = [0] if kinds else []
    run = 0
    for i, kind in enumerate([*kinds, "T"]):
        if kind in "TXC":
            group = "".join(kinds[run:i])
            if run and "B" in group and "L" in group:
                starts.append(run + min(group.find(k) for k in "L" if k in group))
            run = i + 1
    return starts


def _article(clean: Clean, source: Source, lines: list[Line], kinds: list[str]) -> list[Article]:
    first = next((i for i, kind in enumerate(kinds) if kind == "T"), None)
    captions = [_caption(clean, line) for line, kind in zip(lines, kinds, strict=True) if kind == "C"]
    if first is None:
        return captions
    last = next((i for i, kind in enumerate(kinds) if kind == "X"), len(kinds))
    body = [(line, k) for line, k in zip(lines[first:last], kinds[first:last], strict=True)]
    while body and body[-1][1] != "T":
        body.pop()
    if not body:
        return captions
    head = [line for line, kind in zip(lines[:first], kinds[:first], strict=True) if kind in "LBS"]
    titles = [line.text for line, kind in zip(lines[:first], kinds[:first], strict=True) if kind == "L"]
    authors = [n for line, k in zip(lines, kinds, strict=True) if k == "B" for n in byline_names(line.text) or ()]
    pieces: list[tuple[Passage, bool]] = []
    begin = body[0][0].start + start_of_body(body[0][0].text)
    lead = clean.text[body[0][0].start : begin]
    stop = body[-1][0].start + end_of_body(body[-1][0].text)
    position = begin
    for line, kind in body:
        if kind in "FSCB":
            pieces.append((clean.cut(position, line.start), bool(pieces)))
            position = line.end
    pieces.append((clean.cut(position, stop), bool(pieces)))
    passage = joined(Passage.join(pieces))
    text = "\n".join([*(line.text for line in head), lead]).strip()
    date = source.published_on
    if date is None and (match := _DATE.search("\n".join(line.text for line in lines[:first]))):
        date = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
    publisher = source.publisher
    if publisher is None and (found := _SOURCE.search(text)):
        publisher = found["name"] or found["agency"]
    article = Article(passage, _genre(text, passage.text), _title(titles), text, tuple(authors), date, publisher)
    return [article, *captions]


def _caption(clean: Clean, line: Line) -> Article:
    match = _CREDIT.fullmatch(line.text)
    end = line.start + match.end("text") if match and match["text"] else line.end
    return Article(joined(clean.cut(line.start, end)), "caption", None, line.text)


def _title(lines: list[str]) -> str | None:
    titles = [re.sub(r"^(?:#+ *|【[^】]*】)", "", line) for line in lines]
    main = [t for t in titles if not t.startswith("—")]
    if not main:
        return None
    best = max(main, key=len)
    sub = [t for t in titles if t.startswith("—")]
    return best + "".join(sub[:1])


def _genre(head: str, body: str) -> Genre:
    if "编者按" in head[:30]:
        return "note"
    if "——访" in head:
        return "interview"
    if len(re.findall(r"(?m)^(?:主持人|记者|问|答)[^：\n]{0,6}：", body)) >= 2:
        return "dialogue"
    return "report"
