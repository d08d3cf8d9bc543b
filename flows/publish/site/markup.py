"""Pages as HTML: every text is escaped, every text of the site stands in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from flows.publish.site.views import VIEWS
from flows.publish.site.words import Said, words

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types default"
)
"""Nothing but the site's own scripts, style and pictures; no connections, no frames, no forms, no HTML from strings."""

MENU = (
    ("index.html", "overview"),
    *((f"{view.table}.html", view.table) for view in VIEWS),
    ("documents.html", "documents"),
    ("dictionary.html", "dictionary"),
    ("quality.html", "quality"),
)
"""Pages of the menu with the keys of their names."""


def both(said: Said) -> str:
    """A text in both languages; the style shows one."""
    if said.en == said.zh:
        return escape(said.en)
    return (
        f'<span class="en" lang="en">{escape(said.en)}</span><span class="zh" lang="zh-Hans">{escape(said.zh)}</span>'
    )


def word(key: str, *parts: object) -> str:
    """A text of the site by its key in both languages, `{0}`, `{1}`, … filled in."""
    said = words()[key]
    return both(Said(said.en.format(*parts), said.zh.format(*parts)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "plain") -> str:
    """A table of cells that are HTML already."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return (
        f'<div class="scroll" tabindex="0"><table class="{kind}"><thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{body}</tbody></table></div>\n"
    )


def page(version: str, name: str, title: str, body: str, scripts: Sequence[str] = (), data_table: str = "") -> str:
    """A whole page.

    Args:
        version: the release's version.
        name: the page's file name.
        title: key of its name.
        body: HTML of its main part.
        scripts: the site's scripts that it needs, in order, besides `core.js`.
        data_table: name of the table that the page shows, if it shows one.
    """
    links = "".join(
        f'<a href="{target}"{" aria-current=page" if target == name else ""}>{word(key)}</a>\n' for target, key in MENU
    )
    needs = "".join(f'<script src="{script}" defer></script>\n' for script in scripts)
    shows = f' data-table="{data_table}"' if data_table else ""
    said = words()[title]
    heading = "xinzhi 新质" if title == "overview" else f"{said.zh} {said.en} – xinzhi 新质"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(heading)}</title>
<link rel="icon" href="icon.svg">
<link rel="stylesheet" href="style.css">
<script src="core.js"></script>
{needs}</head>
<body{shows}>
<a class="skip" href="#main">{word("skip")}</a>
<header class="top"><div class="inner">
<a class="brand" href="index.html">xinzhi 新质<small>{escape(version)}</small></a>
<nav aria-label="{escape(words()["menu"].zh)} {escape(words()["menu"].en)}">
{links}</nav>
<button type="button" id="language">{word("language")}</button>
</div></header>
<main id="main" tabindex="-1">
<noscript><p class="alert">{word("no-script")}</p></noscript>
{body}</main>
<footer><div class="inner"><p>{word("footer")}</p><p>{word("download")}</p></div></footer>
</body>
</html>
"""
