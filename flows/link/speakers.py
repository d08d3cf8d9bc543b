"""Speakers of a release: who is one person, which namesakes are two."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from flows.link.organisation_names import is_generic, local_level
from flows.link.organisations import Organisations
from flows.link.rows import Unions, article_facts, fullest, most_common, row_id, span_of
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

Quote = dict[str, str | None]


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
    """Tables `speakers` and `quotes`, the latter with `speaker_id`.

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
    bearers: dict[tuple[str, str, str], Bearer] = {}
    columns = ("quote_id", "document_id", "article_id", "speaker_kind", "speaker_name", "speaker_role",
               "speaker_organisation", "said_on")  # fmt: skip
    for quote in frames["quotes"].select(columns).sort("quote_id").iter_rows(named=True):
        name = _name(quote, organisations)
        place = (quote["speaker_kind"], name, quote["article_id"])
        bearer = bearers.setdefault(place, Bearer(name, quote["speaker_kind"], quote["article_id"]))
        bearer.quotes.append(quote)
        if bearer.kind == "person":
            bearer.keys.update(organisations.keys(quote["speaker_organisation"], quote["article_id"]))
            roles = (quote["speaker_role"] or "").split("、")
            bearer.keys.update(_OFFICE_MARK + role for role in roles if _OFFICE_OF_STATE.match(role))

    names: defaultdict[tuple[str, str], list[Bearer]] = defaultdict(list)
    for (kind, name, _), bearer in bearers.items():
        names[kind, name].append(bearer)
    rows, ids = [], {}
    facts = article_facts(frames)
    for (kind, name), group in names.items():
        for mark, members in _speakers(kind, name, group):
            row = _row(row_id("n", kind, name, mark), members, organisations, facts)
            rows.append(row)
            ids.update({quote["quote_id"]: row["speaker_id"] for member in members for quote in member.quotes})
    speakers = TABLES["speakers"].frame(sorted(rows, key=lambda row: str(row["speaker_id"])))
    quotes = frames["quotes"]
    filled = pl.Series("speaker_id", [ids[quote_id] for quote_id in quotes["quote_id"].to_list()], dtype=pl.String)
    return speakers, quotes.with_columns(filled)


def _name(quote: Quote, organisations: Organisations) -> str:
    """The name as it is compared."""
    raw = quote["speaker_name"] or ""
    if quote["speaker_kind"] == "organisation":
        keys = organisations.keys(raw, quote["article_id"] or "")
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
    sizes = {key: len({quote["document_id"] for b in group for quote in b.quotes}) for key, group in groups.items()}
    top = max(sizes, key=lambda key: (sizes[key], key))
    if len(sizes) == 1 or (sizes[top] >= _MAIN_DOCUMENTS and sizes[top] >= _MAIN_SHARE * sum(sizes.values())):
        return top
    return None


def _row(
    speaker_id: str,
    bearers: list[Bearer],
    organisations: Organisations,
    facts: dict[str, tuple[str | None, str | None]],
) -> dict[str, str | int | None]:
    quotes = [quote for bearer in bearers for quote in bearer.quotes]
    source = "speaker_name" if bearers[0].kind == "organisation" else "speaker_organisation"
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for quote in quotes:
        for column in ("speaker_name", "speaker_role", "speaker_organisation"):
            if value := quote[column]:
                forms[column][organisations.shown(value) if column == source else value] += 1
    homes = Counter(key for q in quotes for key in organisations.ids(q[source], q["article_id"] or ""))
    home = most_common(homes)
    regions = Counter(facts[bearer.article_id][1] for bearer in bearers for _ in bearer.quotes)
    region = most_common(regions)
    first, last = span_of(
        said if (said := quote["said_on"]) and _DATED.match(said) else facts[bearer.article_id][0]
        for bearer in bearers
        for quote in bearer.quotes
    )
    return {
        "speaker_id": speaker_id,
        "speaker_name": fullest(forms["speaker_name"]),
        "speaker_kind": bearers[0].kind,
        "speaker_role": fullest(forms["speaker_role"]),
        "speaker_organisation": fullest(forms["speaker_organisation"]),
        "organisation_id": home,
        "region_code": organisations.region(home) or (region if regions[region] * 2 >= len(quotes) else None),
        "quote_count": len(quotes),
        "document_count": len({quote["document_id"] for quote in quotes}),
        "first_said_on": first,
        "last_said_on": last,
    }
