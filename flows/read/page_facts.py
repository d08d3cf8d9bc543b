"""Title, date, publisher and address of a web page: from its meta elements, its JSON-LD, else from what it shows."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from flows import reference
from flows.read.days import day_in
from flows.reference.read_tables import PageMark

_SITE = re.compile(r"\s*(?:[_|｜]|--+|\s[-–—]\s)\s*")
_SEPARATOR = re.compile(r"\s*[-_|｜–—]+\s*")
_HEADINGS = ("h1", "founder-title", "h2")
_LONGEST = 200
_LONGEST_DATELINE = 80
_LONGEST_NAME = 20


@cache
def _marks(kind: str) -> tuple[str, ...]:
    return tuple(row.mark for row in reference.load(PageMark, "page_marks") if row.kind == kind)


@cache
def _source_label() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _marks("source_label")), key=len, reverse=True))
    return re.compile(rf"(?:{words})\s*[:：]\s*([^\s:：|｜\[\]【】]{{2,30}})")


def _clean(text: str | None) -> str | None:
    value = " ".join((text or "").split())
    return value if 0 < len(value) <= _LONGEST else None


def _metas(root: Any) -> dict[str, str]:
    """Contents of the meta elements by name, the first of each."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        content = _clean(element.get("content"))
        if content:
            metas.setdefault(name.lower(), content)
    return metas


def _linked_data(root: Any) -> dict[str, Any]:
    """The first object of the page's JSON-LD that has a headline; empty where there is none."""
    for element in root.iter("script"):
        if element.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(element.text or "")
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", [found]) if isinstance(found, dict) else found
        for thing in graph if isinstance(graph, list) else []:
            if isinstance(thing, dict) and isinstance(thing.get("headline"), str):
                return thing
    return {}


def _bare_title(title: str, shown: list[str]) -> str:
    """A title without the names of site and channel after it; the page's own heading settles where it ends."""
    ends = [found.start() for found in _SEPARATOR.finditer(title)]
    for end in (len(title), *reversed(ends)):
        if title[:end] in shown:
            return title[:end]
    bare = _SITE.split(title)[0]
    while "-" in bare and bare.endswith(_marks("publisher_ending")):
        bare = bare.rpartition("-")[0].rstrip()
    return bare or title


def _title(root: Any, metas: dict[str, str], data: dict[str, Any], shown: list[str]) -> str | None:
    given = [_clean(data.get("headline")), *(metas.get(name) for name in _marks("title_meta"))]
    given.append(_clean(root.findtext(".//title")))
    titles = [_bare_title(title, shown) for title in given if title]
    headings = [text for tag in _HEADINGS for element in root.iter(tag) if (text := _clean(element.text_content()))]
    for heading in headings:
        if any(heading in title or title in heading for title in titles):
            return heading
    named = next((title for title in titles if not title.endswith(_marks("publisher_ending"))), None)
    return named or next(iter([*headings, *titles]), None)


def _site(root: Any, title: str | None) -> str | None:
    """The site's name after the title in the window's title, where it's a name of a paper or a house."""
    window = _clean(root.findtext(".//title")) or ""
    if not title or not window.startswith(title) or window == title:
        return None
    name = _SEPARATOR.split(window)[-1].strip()
    for tail in _marks("site_tail"):
        name = name.removesuffix(tail)
    return name if name.endswith(_marks("publisher_ending")) and len(name) <= _LONGEST_NAME else None


def _publisher(
    root: Any, metas: dict[str, str], data: dict[str, Any], lines: list[str], title: str | None
) -> str | None:
    for line in reversed(lines):
        found = _source_label().search(line)
        if found:
            return found.group(1).strip("（）()，。")
    publisher = data.get("publisher")
    name = publisher.get("name") if isinstance(publisher, dict) else None
    given = [metas.get(mark) for mark in _marks("publisher_meta")]
    named = [*given[:1], _clean(name) if isinstance(name, str) else None, *given[1:], _site(root, title)]
    return next((name for name in named if name), None)


def facts(root: Any, lines: list[str], head: list[str]) -> dict[str, str | None]:
    """What a page tells about itself. A date or source in its text is the layout's to find, as in any text.

    Args:
        root: the page's element.
        lines: the lines above its text.
        head: the first lines of its text.

    Returns:
        `title`, `publisher`, `published_on`, `url`, each None where the page doesn't tell.
    """
    metas, data = _metas(root), _linked_data(root)
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    url = _clean(canonical) or metas.get("og:url")
    if url is not None and not url.startswith(("http://", "https://")):
        url = None
    days = [data.get("datePublished"), *(metas.get(name) for name in _marks("date_meta"))]
    days += [element.get("datetime") for element in root.iter("time")]
    days += [line for line in reversed(lines) if len(line) < _LONGEST_DATELINE]
    published_on = next((day for text in [*days, url] if isinstance(text, str) and (day := day_in(text))), None)
    title = _title(root, metas, data, lines + head)
    return {
        "title": title,
        "publisher": _publisher(root, metas, data, lines, title),
        "published_on": published_on,
        "url": url,
    }
