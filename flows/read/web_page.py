"""HTML: the lines of the page's main part, as one raw text.

The main part is found by marks that newspapers and content systems use (`page_marks`), else by going down from the
body as long as one child holds nearly all of the prose. trafilatura 2.3 was measured beside it on 20 texts in eight
layouts: of page views of digital newspapers (`founder-content` in tables) it finds nothing, in three layouts it takes
lists of related news along, and it merges or drops some short paragraphs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from flows import reference
from flows.read.bounds import BOUNDS, Bounds
from flows.read.encoding import declared_encoding, decode
from flows.read.item import Item
from flows.read.page_facts import facts
from flows.read.source import ReadError, Source
from flows.reference.read_tables import PageMark

_WORD = re.compile(r"[a-z0-9]+(?:[-_:][a-z0-9]+)*")
_PART = re.compile(r"[a-z]+")
_PROSE = re.compile("[，。；！？、,]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(rb"""<[A-Za-z](?:[^>"']++|"[^"]*+"|'[^']*+')*+""")
_QUOTED = re.compile(rb"""\"[^"]*\"|'[^']*'""")
_LINKED = 0.5  # share of a line's characters in links from which it is no prose
_MOST = 0.85  # share of the prose that a child must hold to be gone down to
_HALF = 0.5
_HEAD = 3  # lines of the text among which its title may stand
_LONG = 300  # characters of prose from which a part isn't taken for furniture


@dataclass(slots=True)
class _Line:
    """A line of the page: its text, characters of it inside links, and the element whose block it's in."""

    text: str
    linked: int
    owner: Any

    @property
    def prose(self) -> int:
        """Characters that count as prose: of lines with punctuation, or long ones, that aren't links."""
        if self.linked > _LINKED * len(self.text) or not (_PROSE.search(self.text) or len(self.text) > 25):
            return 0
        return len(self.text)


@cache
def _marks(kind: str) -> frozenset[str]:
    return frozenset(row.mark for row in reference.load(PageMark, "page_marks") if row.kind == kind)


def _names(element: Any) -> set[str]:
    """Words of class and id, whole and in parts."""
    text = f"{element.get('class', '')} {element.get('id', '')}".lower()
    return {*_WORD.findall(text), *_PART.findall(text)} if text.strip() else set()


def _whole_names(element: Any) -> set[str]:
    return set(f"{element.get('class', '')} {element.get('id', '')}".lower().split())


def _lines(root: Any) -> list[_Line]:
    """Lines of a part of the page: blocks and line breaks end them, cells of a simple table row are joined by tabs."""
    from lxml import etree

    lines: list[_Line] = []
    parts: list[str] = []
    linked = links = preformatted = 0
    simple_rows: list[bool] = []
    skip, blocks = _marks("furniture_tag"), _marks("block_tag")

    def flush(owner: Any) -> None:
        nonlocal linked
        text = "".join(parts).strip(" \t\r\n")
        if text:
            lines.append(_Line(text, linked, owner))
        parts.clear()
        linked = 0

    def add(text: str | None, owner: Any) -> None:
        nonlocal linked
        if not text:
            return
        if preformatted:
            *whole, last = text.replace("\r\n", "\n").split("\n")
            for line in whole:
                parts.append(line)
                flush(owner)
            parts.append(last)
        else:
            text = _BLANKS.sub(" ", text)
            if text == " " and (not parts or parts[-1].endswith((" ", "\t"))):
                return
            parts.append(text)
        linked += len(text.strip()) if links else 0

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        parent = element.getparent() if element is not root else element
        if event == "start":
            if not isinstance(tag, str) or (tag in skip and element is not root):
                walk.skip_subtree()
                continue
            if tag == "tr":
                flush(parent)
                simple_rows.append(all(child.tag in ("td", "th") and _is_simple(child) for child in element))
            elif tag in ("td", "th") and simple_rows and simple_rows[-1]:
                if parts:
                    parts.append("\t")
            elif tag in blocks or tag == "br":
                flush(parent)
            links += tag == "a"
            preformatted += tag == "pre"
            add(element.text, element)
        else:
            known = isinstance(tag, str) and (tag not in skip or element is root)
            if known:
                if tag == "tr":
                    simple_rows.pop()
                    flush(element)
                elif tag in blocks and not (tag in ("td", "th") and simple_rows and simple_rows[-1]):
                    flush(element)
                links -= tag == "a"
                preformatted -= tag == "pre"
            if element is not root:
                add(element.tail, parent)
    flush(root)
    return lines


def _is_simple(cell: Any) -> bool:
    """Whether a cell holds one short piece of text and no blocks."""
    blocks = _marks("block_tag")
    return all(child.tag not in blocks and child.tag != "br" for child in cell.iterdescendants())


def _prose_of_parts(lines: list[_Line]) -> dict[Any, int]:
    """Prose characters in each element, with all that lies in it."""
    own: defaultdict[Any, int] = defaultdict(int)
    for line in lines:
        own[line.owner] += line.prose
    total: defaultdict[Any, int] = defaultdict(int)
    for element, count in own.items():
        if count:
            total[element] += count
            for above in element.iterancestors():
                total[above] += count
    return total


def _main_part(body: Any, lines: list[_Line]) -> Any:
    """The element that holds the page's text."""
    prose = _prose_of_parts(lines)
    all_prose = prose.get(body, 0)
    main, tags = _marks("main"), _marks("main_tag")
    marked = [
        part for part in prose if part.tag in tags or part.get("itemprop") == "articleBody" or main & _names(part)
    ]
    most = max((prose[part] for part in marked if part is not body), default=0)
    if most > _HALF * all_prose:
        fitting = [part for part in marked if prose[part] >= 0.9 * most and part is not body]
        return max(fitting, key=lambda part: sum(1 for _ in part.iterancestors()))
    part = body
    while True:
        below = max(part, key=lambda child: prose.get(child, 0), default=None)
        if below is None or prose.get(below, 0) < _MOST * max(prose.get(part, 0), 1) or below.tag in ("p", "pre", "br"):
            return part
        part = below


def _drop_furniture(body: Any, lines: list[_Line]) -> None:
    """Take out what is marked as furniture, unless half of the prose is in it."""
    prose = _prose_of_parts(lines)
    all_prose = prose.get(body, 0)
    furniture, main = _marks("furniture"), _marks("main")
    for element in list(body.iterdescendants()):
        if not isinstance(element.tag, str) or not (element.get("class") or element.get("id")):
            continue
        names = _names(element)
        if (
            furniture & names
            and not main & _whole_names(element)
            and prose.get(element, 0) <= min(_HALF * all_prose, _LONG)
        ):
            element.drop_tree()


def _check(data: bytes, bounds: Bounds) -> None:
    """Raise a `ReadError` for a page that would keep the parser busy for long."""
    if data.count(b"<") > bounds.page_tags:
        raise ReadError("too_large", f"more than {bounds.page_tags:,} tags on one page; save its text")
    for tag in _TAG.finditer(data):
        if tag.end() - tag.start() > bounds.tag_attributes < len(_QUOTED.sub(b" ", tag[0]).split()):
            raise ReadError("too_large", f"more than {bounds.tag_attributes:,} attributes in one tag; save its text")


def page(data: bytes, file_name: str, bounds: Bounds = BOUNDS) -> Source:
    """One page to its document.

    Args:
        data: the page's bytes.
        file_name: as in `Source`.
        bounds: the limits.
    """
    import lxml.html

    _check(data, bounds)
    text, encoding = decode(data, declared_encoding(data))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser, ensure_head_body=True)
    body = root.find("body")
    shown = [line.text for line in _lines(body)]
    _drop_furniture(body, _lines(body))
    main = _main_part(body, _lines(body))
    texts = [line.text for line in _lines(main) if line.linked <= _LINKED * len(line.text)]
    above = shown[: shown.index(texts[0])] if texts and texts[0] in shown else []
    return Source(file_name, "\n".join(texts), encoding, **facts(root, above, texts[:_HEAD]))


def read(item: Item) -> Source:
    """Read one page."""
    return page(item.content(item.bounds.page_bytes), item.file_name, item.bounds)
