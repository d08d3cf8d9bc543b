"""Speakers of a release: who is one person, which namesakes are two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import NamedTuple

import polars as pl

from flows.link.organisation_names import is_generic, local_level
from flows.link.organisations import Organisations
from flows.link.rows import Unions, fullest, most_common, row_id, span_of
from flows.reference import load
from flows.reference.quote_tables import SpeakerNoun
from schemas import TABLES

_DOTS = re.compile(r"[•・‧∙]")
_MARKS = re.compile(r"[“”‘’《》\s]")
_DATED = re.compile(r"\d{4}")
# 国家副主席, 国务委员: a post that few hold; as good as an organisation.
_OFFICE_OF_STATE = re.compile(r"国(?:家|务).")
_OFFICE_MARK = "#"
_SHORTEST = 2
"""Characters of the shortest name that can be another one's beginning or end."""
_MAIN_SHARE = 0.9
_MAIN_DOCUMENTS = 10
"""A bearer with this share of a name's documents, and this many, takes those that tell no organisation."""

_PLACE = ["speaker_kind", "speaker_name", "article_id"]
"""What tells the speaker of a quote from others of its release before names are compared."""


class Quote(NamedTuple):
    """Quotes that don't differ in what tells a speaker, and their number; the fields are columns of `quotes`."""

    speaker_kind: str
    speaker_name: str | None
    article_id: str
    document_id: str
    speaker_role: str | None
    speaker_organisation: str | None
    said_on: str | None
    number: int


QUOTE_COLUMNS = Quote._fields[:-1]
"""Columns of `quotes` that speakers are told by."""


@dataclass(slots=True)
class Bearer:
    """Quotes under one name of one article: one person."""

    name: str
    kind: str
    article_id: str
    quotes: list[Quote] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row.noun for row in load(SpeakerNoun, "speaker_nouns") if row.kind != "side")


def link_speakers(frames: dict[str, pl.DataFrame], organisations: Organisations) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Table `speakers`, and the columns of `quotes` that tell them with `speaker_id`.

    Quotes of one kind and name in one article are one speaker's. Across articles

    - people are one where they share an organisation or an office of state, or where all organisations of one are the
      beginning or end of those of exactly one namesake (美国, 美国财政部); one without an organisation is the namesake
      where there is just one, or one that has nearly all documents of the name;
    - organisations are one where their normalised names are equal, documents and meetings where their names are;
    - unnamed speakers, and documents and organisations that are named by a common noun alone (报告, 公司), stay
      speakers of their article.

    Args:
        frames: tables of the release.
        organisations: its organisations.
    """
    told = list(QUOTE_COLUMNS)
    grouped = frames["quotes"].group_by(told).len()
    names = [_name(quote, organisations) for quote in map(Quote._make, grouped.iter_rows())]
    grouped = grouped.with_columns(pl.Series("_name", names, dtype=pl.String)).sort("speaker_kind", "_name", *told)
    rows: list[dict[str, str | int | None]] = []
    ids: list[str] = []
    # One name at a time, so that only its quotes are held as objects.
    for (kind, name), told_rows in groupby(grouped.iter_rows(), key=lambda row: (row[0], row[-1])):
        bearers: dict[str, Bearer] = {}
        quotes = [Quote._make(row[:-1]) for row in told_rows]
        for quote in quotes:
            _add(bearers.setdefault(quote.article_id, Bearer(name, kind, quote.article_id)), quote, organisations)
        by_article: dict[str, str] = {}
        for mark, members in _speakers(kind, name, list(bearers.values())):
            row = _row(row_id("n", kind, name, mark), members, organisations)
            rows.append(row)
            by_article.update({member.article_id: str(row["speaker_id"]) for member in members})
        ids.extend(by_article[quote.article_id] for quote in quotes)
    speakers = TABLES["speakers"].frame(sorted(rows, key=lambda row: str(row["speaker_id"])))
    found = grouped.select(_PLACE).with_columns(pl.Series("speaker_id", ids, dtype=pl.String)).unique()
    return speakers, frames["quotes"].join(found, on=_PLACE, how="left", nulls_equal=True, maintain_order="left")


def _add(bearer: Bearer, quote: Quote, organisations: Organisations) -> None:
    bearer.quotes.append(quote)
    if bearer.kind == "person":
        bearer.keys.update(organisations.keys(quote.speaker_organisation, quote.article_id))
        roles = (quote.speaker_role or "").split("、")
        bearer.keys.update(_OFFICE_MARK + role for role in roles if _OFFICE_OF_STATE.match(role))


def _name(quote: Quote, organisations: Organisations) -> str:
    """The name as it is compared."""
    raw = quote.speaker_name or ""
    if quote.speaker_kind == "organisation":
        keys = organisations.keys(raw, quote.article_id)
        return "、".join(keys) or raw
    return _DOTS.sub("·", _MARKS.sub("", raw))


def _speakers(kind: str, name: str, bearers: list[Bearer]) -> Iterable[tuple[str | None, list[Bearer]]]:
    """Bearers of a name by speaker, with what tells the speaker from namesakes (None for the only one)."""
    is_local = kind == "unnamed" or name in _nouns()
    if kind == "organisation":
        is_local = is_generic(name) or (local_level(name) is not None and "@" not in name)
    if is_local:
        return [(bearer.article_id, [bearer]) for bearer in bearers]
    if kind != "person" or len(bearers) == 1:
        return [(None, bearers)]
    return _people(bearers)


def _people(bearers: list[Bearer]) -> list[tuple[str | None, list[Bearer]]]:
    sets: Unions[str] = Unions()
    for bearer in bearers:
        keys = sorted(bearer.keys)
        for key in keys:
            sets.join(keys[0], key)
    _join_shorter(sets, {key for bearer in bearers for key in bearer.keys})
    groups: defaultdict[str, list[Bearer]] = defaultdict(list)
    homeless = [bearer for bearer in bearers if not bearer.keys]
    for bearer in bearers:
        if bearer.keys:
            groups[sets.root(min(bearer.keys))].append(bearer)
    if homeless:
        if not groups:
            return [(None, homeless)]
        main = _main(groups)
        if main is not None:
            groups[main] += homeless
            homeless = []
    if len(groups) == 1 and not homeless:
        return [(None, group) for group in groups.values()]
    return [*((key, groups[key]) for key in sorted(groups)), *((bearer.article_id, [bearer]) for bearer in homeless)]


def _join_shorter(sets: Unions[str], keys: set[str]) -> None:
    """Join a set whose names all begin or end those of exactly one other set to it."""
    longer: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        if key.startswith(_OFFICE_MARK):
            continue
        for cut in range(_SHORTEST, len(key)):
            for part in (key[:cut], key[-cut:]):
                if part in keys:
                    longer[part].add(key)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(keys):
        members[sets.root(key)].append(key)
    for root, names in sorted(members.items(), key=lambda item: (max(map(len, item[1])), item[0])):
        targets = [{sets.root(key) for key in longer[name]} - {sets.root(root)} for name in names]
        shared = set.intersection(*targets)
        if len(shared) == 1:
            sets.join(root, shared.pop())


def _main(groups: dict[str, list[Bearer]]) -> str | None:
    """The only group, or the one that has nearly all documents; None where there is none such."""
    sizes = {key: len({quote.document_id for b in group for quote in b.quotes}) for key, group in groups.items()}
    top = max(sizes, key=lambda key: (sizes[key], key))
    if len(sizes) == 1 or (sizes[top] >= _MAIN_DOCUMENTS and sizes[top] >= _MAIN_SHARE * sum(sizes.values())):
        return top
    return None


def _row(
    speaker_id: str,
    bearers: list[Bearer],
    organisations: Organisations,
) -> dict[str, str | int | None]:
    quotes = [quote for bearer in bearers for quote in bearer.quotes]
    source = "speaker_name" if bearers[0].kind == "organisation" else "speaker_organisation"
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    homes: Counter[str] = Counter()
    regions: Counter[str | None] = Counter()
    for quote in quotes:
        for column in ("speaker_name", "speaker_role", "speaker_organisation"):
            if value := getattr(quote, column):
                forms[column][organisations.shown(value) if column == source else value] += quote.number
        for key in organisations.ids(getattr(quote, source), quote.article_id):
            homes[key] += quote.number
        regions[organisations.facts[quote.article_id][1]] += quote.number
    home, region, number = most_common(homes), most_common(regions), sum(quote.number for quote in quotes)
    first, last = span_of(
        quote.said_on if quote.said_on and _DATED.match(quote.said_on) else organisations.facts[quote.article_id][0]
        for quote in quotes
    )
    return {
        "speaker_id": speaker_id,
        "speaker_name": fullest(forms["speaker_name"]),
        "speaker_kind": bearers[0].kind,
        "speaker_role": fullest(forms["speaker_role"]),
        "speaker_organisation": fullest(forms["speaker_organisation"]),
        "organisation_id": home,
        "region_code": organisations.region(home) or (region if regions[region] * 2 >= number else None),
        "quote_count": number,
        "document_count": len({quote.document_id for quote in quotes}),
        "first_said_on": first,
        "last_said_on": last,
    }
