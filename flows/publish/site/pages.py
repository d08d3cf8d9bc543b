"""The site's pages by file name."""

from __future__ import annotations

import re
from html import escape

import polars as pl

from flows.publish.site.markup import both, page, table, word
from flows.publish.site.sample import Sample
from flows.publish.site.views import VIEWS
from flows.publish.site.words import Said
from flows.publish.stored import Stored
from flows.reference import load
from flows.reference.tables import Accuracy
from schemas import TABLES, Table
from schemas.dictionary import type_name
from schemas.registry import SCHEMA_VERSION, Column

_SHARED = ("vendor/datatables.min.js", "documents.js", "grid.js")
_PICTURES = ("regions", "tiers", "timeline", "investment", "money", "capacity", "speakers")
_WIDE = ("timeline", "speakers")


def pages(version: str, tables: Stored, sample: Sample, changes: pl.LazyFrame) -> dict[str, str]:
    """HTML of every page by file name; tables' rows are drawn in the browser.

    Args:
        version: the release's version.
        tables: its tables.
        sample: what the site shows of them.
        changes: what differs from the release before, as `schemas.changes` has it.
    """
    made = {
        "index.html": page(version, "index.html", "overview", _overview(), ("vendor/chart.min.js", "overview.js")),
        "documents.html": page(version, "documents.html", "documents", _documents(sample), (*_SHARED, "list.js")),
        "document.html": page(
            version,
            "document.html",
            "source",
            '<div id="document"></div>\n',
            ("context.js", "documents.js", "document.js"),
        ),
        "dictionary.html": page(version, "dictionary.html", "dictionary", _dictionary(), ("static.js",)),
        "quality.html": page(version, "quality.html", "quality", _quality(tables, changes), ("static.js",)),
    }
    for view in VIEWS:
        name = f"{view.table}.html"
        scripts = (*_SHARED, "context.js", "csv.js", "cells.js", "row.js", "table.js")
        made[name] = page(version, name, view.table, _table(TABLES[view.table], sample), scripts, view.table)
    return made


def _overview() -> str:
    figures = "".join(
        f'<section class="figure{" wide" if name in _WIDE else ""}" id="{name}"><h2>{word(f"picture-{name}")}</h2>'
        f'<p class="note">{word(f"picture-{name}-note")}</p></section>\n'
        if name != "capacity"
        else '<div id="capacity"></div>\n'  # as many pictures as there are kinds of capacity
        for name in _PICTURES
    )
    return (
        f'<h1>{word("tagline")}</h1>\n<p class="lead">{word("lead")}</p>\n<div id="counts"></div>\n'
        f'<div class="pictures">\n{figures}</div>\n'
    )


def _table(of: Table, sample: Sample) -> str:
    return (
        f"<h1>{both(Said(of.title, of.title_zh))}</h1>\n"
        f'<p class="lead">{both(Said(of.description, of.description_zh))}</p>\n{_sampled(sample)}'
        '<div id="toolbar" role="search"></div>\n<p id="progress" role="status"></p>\n'
        '<table id="rows" class="cards"></table>\n<dialog id="row" aria-labelledby="row-title"></dialog>\n'
    )


def _documents(sample: Sample) -> str:
    of = TABLES["documents"]
    return (
        f"<h1>{both(Said(of.title, of.title_zh))}</h1>\n"
        f'<p class="lead">{both(Said(of.description, of.description_zh))}</p>\n{_sampled(sample)}'
        '<div id="toolbar" role="search"><label class="control wide">'
        f'{word("search")}<input type="search" id="search"></label></div>\n<table id="rows" class="cards"></table>\n'
    )


def _sampled(sample: Sample) -> str:
    """What is said where not all documents are shown."""
    if sample.count == sample.total:
        return ""
    return f'<p class="alert">{word("sampled", f"{sample.count:,}", f"{sample.total:,}")}</p>\n'


def _dictionary() -> str:
    toc = "".join(
        f'<li><a href="#{name}">{both(Said(of.title, of.title_zh))}</a> <code>{name}</code></li>\n'
        for name, of in TABLES.items()
    )
    head = [word(key) for key in ("column", "type", "meaning", "example")]
    sections = "".join(
        f'<h2 id="{name}">{both(Said(of.title, of.title_zh))} <code>{name}</code></h2>\n'
        f"<p>{_coded(both(Said(of.description, of.description_zh)))}</p>\n"
        f"{table(head, [_column(column) for column in of.columns], 'plain dictionary')}"
        for name, of in TABLES.items()
    )
    return (
        f'<h1>{word("dictionary")}</h1>\n<p class="lead">{word("dictionary-lead")}</p>\n'
        f'<p>{word("schema-version")}: {SCHEMA_VERSION}</p>\n<ul class="toc">\n{toc}</ul>\n{sections}'
    )


def _column(column: Column) -> list[str]:
    badges = [word("key")] if column.key else []
    badges += [] if column.nullable else [word("required")]
    meaning = _coded(both(Said(column.description, column.description_zh)))
    if column.references:
        target = column.references.split(".", 1)[0]
        meaning += f' <a href="#{target}">{word("refers", column.references)}</a>.'
    if column.allowed:
        meaning += f" {word('one-of')} " + ", ".join(f"<code>{escape(value)}</code>" for value in column.allowed)
    kinds = " ".join(f'<span class="badge">{badge}</span>' for badge in badges)
    return [
        f"<code>{column.name}</code><br>{both(Said(column.title, column.title_zh))}",
        f"{escape(type_name(column))} {kinds}",
        meaning,
        f"<code>{escape(column.example)}</code>",
    ]


def _quality(tables: Stored, changes: pl.LazyFrame) -> str:
    reasons = list(tables.reasons().iter_rows())
    lost = sum(count for name, _, count in reasons if name == "documents")
    read = tables.height("documents")
    rows = [
        [both(Said(TABLES[name].title, TABLES[name].title_zh)) + f" <code>{name}</code>", f"{tables.height(name):,}"]
        for name in tables
    ]
    return (
        f'<h1>{word("quality")}</h1>\n<p class="lead">{word("quality-lead")}</p>\n'
        f"<h2>{word('coverage')}</h2>\n<p>{word('coverage-text', read + lost, read, lost)}</p>\n"
        f"{table([word('table'), word('rows')], rows)}"
        f"<h2>{word('rejects')}</h2>\n{_rejects(reasons)}"
        f"<h2>{word('accuracy')}</h2>\n{_accuracy()}"
        f"<h2>{word('sources')}</h2>\n{_sources(tables)}"
        f"<h2>{word('changes')}</h2>\n{_changes(changes)}"
    )


def _rejects(reasons: list[tuple[str, str, int]]) -> str:
    if not reasons:
        return f"<p>{word('no-rejects')}</p>\n"
    head = [word("table"), word("reason"), word("rows")]
    return table(head, [[escape(name), escape(reason), f"{n:,}"] for name, reason, n in reasons])


def _accuracy() -> str:
    rows = load(Accuracy, "accuracy")
    if not rows:
        return f"<p>{word('accuracy-none')}</p>\n"
    head = [word("metric"), word("precision"), word("recall"), "F1", word("counts")]
    lines = [
        [escape(row.metric), f"{row.precision}", f"{row.recall}", f"{row.f1}", f"{row.hit} / {row.gold} / {row.pred}"]
        for row in rows
    ]
    return (
        f"<p>{word('accuracy-text')}</p>\n{table(head, lines)}"
        f"<p>{word('gold')}: <code>{escape(rows[0].gold_sha256)}</code></p>\n"
    )


def _changes(changes: pl.LazyFrame) -> str:
    kinds = ("added", "removed", "changed")
    counts = changes.group_by("table_name", "change").agg(pl.col("row_id").n_unique()).collect()
    numbers = {(name, change): count for name, change, count in counts.iter_rows()}
    lines = [
        [f"<code>{escape(name)}</code>", *(f"{numbers.get((name, kind), 0):,}" for kind in kinds)]
        for name in sorted({name for name, _ in numbers})
    ]
    if not lines:
        return f"<p>{word('no-changes')}</p>\n"
    head = [word("table"), *(word(f"rows-{kind}") for kind in kinds)]
    return f'<p>{word("changes-text")}: <a href="../CHANGES.md">CHANGES.md</a></p>\n{table(head, lines)}'


def _sources(tables: Stored) -> str:
    unknown = word("unknown")
    lines = [
        [_text(publisher) or unknown, _text(rights) or unknown, f"{count:,}"]
        for publisher, rights, count in tables.publishers().iter_rows()
    ]
    return table([word("publisher"), word("rights"), word("documents")], lines)


def _coded(html: str) -> str:
    """A description's names between grave accents as code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", html)


def _text(text: str | None) -> str:
    return f'<bdi lang="zh-Hans">{escape(text)}</bdi>' if text else ""
