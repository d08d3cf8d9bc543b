"""Speakers of a release: who is one person, which namesakes are two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import polars as pl

from flows.link.organisation_names import is_generic, local_level
from flows.link.organisations import Organisations
from flows.link.rows import SHARE, Unions, dated, fullest_by, most_common_by, row_id
from flows.reference import load
from flows.reference.quote_tables import SpeakerNoun
from schemas import TABLES

_DOTS = re.compile(r"[•・‧∙]")
_MARKS = re.compile(r"[“”‘’《》\s]")
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

_FIELDS = ["speaker_kind", "speaker_name", "home"]
"""What a speaker's name is read from."""

QUOTE_COLUMNS = [*_PLACE, "document_id", "speaker_role", "speaker_organisation", "said_on"]
"""Columns of `quotes` that speakers are told by."""


class Bearer(NamedTuple):
    """Quotes under one name of one article: one person, with what tells it from namesakes."""

    article_id: str
    document_id: str
    keys: set[str]


@cache
def _nouns() -> frozenset[str]:
    return frozenset(row.noun for row in load(SpeakerNoun, "speaker_nouns") if row.kind != "side")


def link_speakers(frames: dict[str, pl.DataFrame], organisations: Organisations) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Table `speakers`, sorted by its key, and `speaker_id` of each quote.

    Quotes of one kind and name in one article are one speaker's. Across articles

    - people are one where they share an organisation or an office of state, or where all organisations of one are the
      beginning or end of those of exactly one namesake (美国, 美国财政部); one without an organisation is the namesake
      where there is just one, or one that has nearly all documents of the name;
    - organisations are one where their normalised names are equal, documents and meetings where their names are;
    - unnamed speakers, and documents and organisations that are named by a common noun alone (报告, 公司), stay
      speakers of their article.

    Args:
        frames: what `flows.link.needed` returned of all tables.
        organisations: the release's organisations.
    """
    quotes = frames["quotes"]
    named = pl.concat([rows.unique() for rows in _fields(quotes, organisations)]).unique()
    names = [_name(kind, raw, home, organisations) for kind, raw, home in named.iter_rows()]
    named = named.with_columns(pl.Series("name", names, dtype=pl.String))
    # Whatever tells speakers of one name lies in their quotes, so that a share of the names at a time is enough.
    count = 1 + quotes.height // SHARE
    share = pl.concat(
        rows.join(named, on=_FIELDS, how="left", nulls_equal=True, maintain_order="left")["name"].hash() % count
        for rows in _fields(quotes, organisations)
    )
    made, found = [], []
    for number in share.unique():
        rows = (share == number).arg_true()
        told = quotes[rows].group_by(QUOTE_COLUMNS).len("number")
        told = told.join(organisations.facts, on="article_id", how="left").join(named, on=_FIELDS, nulls_equal=True)
        told = told.join(_marks(told, organisations), on=["speaker_kind", "name", "article_id"])
        made.append(_table(told, organisations))
        ids = told.select(*_PLACE, "speaker_id").unique()
        of = quotes[rows].select(_PLACE).join(ids, on=_PLACE, how="left", nulls_equal=True, maintain_order="left")
        found.append(pl.DataFrame({"row": rows, "speaker_id": of["speaker_id"]}))
    if not made:
        return TABLES["speakers"].frame([]), pl.DataFrame(schema={"speaker_id": pl.String()})
    return pl.concat(made).sort("speaker_id"), pl.concat(found).sort("row").select("speaker_id")


def _fields(quotes: pl.DataFrame, organisations: Organisations) -> Iterator[pl.DataFrame]:
    """What the names of the quotes' speakers are read from, some quotes at a time."""
    homes = organisations.facts.select("article_id", "home")
    for rows in quotes.select(_PLACE).iter_slices(SHARE):
        yield rows.join(homes, on="article_id", how="left", maintain_order="left").select(_FIELDS)
    if quotes.is_empty():
        yield pl.DataFrame(schema=dict.fromkeys(_FIELDS, pl.String()))


def _name(kind: str, raw: str | None, home: str | None, organisations: Organisations) -> str:
    """The name as it is compared."""
    if kind == "organisation":
        return "、".join(organisations.keys(raw, home)) or raw or ""
    return _DOTS.sub("·", _MARKS.sub("", raw or ""))


def _marks(told: pl.DataFrame, organisations: Organisations) -> pl.DataFrame:
    """Speaker of each `speaker_kind`, `name` and `article_id`, as `speaker_id`."""
    bearers = told.select("speaker_kind", "name", "article_id").unique()
    kinds = bearers.group_by("speaker_kind", "name").agg(articles=pl.len())
    local = [_is_local(kind, name) for kind, name in kinds.select("speaker_kind", "name").iter_rows()]
    kinds = kinds.with_columns(pl.Series("is_local", local, dtype=pl.Boolean))
    namesakes = (pl.col("speaker_kind") == "person") & ~pl.col("is_local") & (pl.col("articles") > 1)
    people = told.join(kinds.filter(namesakes), on=["speaker_kind", "name"], how="semi")
    schema = dict.fromkeys(("speaker_kind", "name", "article_id", "person"), pl.String())
    persons = pl.DataFrame(list(_persons(people, organisations)), schema=schema, orient="row")
    marks = (
        bearers.join(kinds, on=["speaker_kind", "name"])
        .join(persons, on=["speaker_kind", "name", "article_id"], how="left")
        .select("speaker_kind", "name", "article_id", mark=pl.when("is_local").then("article_id").otherwise("person"))
    )
    speakers = marks.select("speaker_kind", "name", "mark").unique()
    ids = [row_id("n", *row) for row in speakers.iter_rows()]
    speakers = speakers.with_columns(pl.Series("speaker_id", ids, dtype=pl.String))
    joined = marks.join(speakers, on=["speaker_kind", "name", "mark"], nulls_equal=True)
    return joined.drop("mark")


def _is_local(kind: str, name: str) -> bool:
    """Whether a name means a speaker of its article."""
    if kind == "organisation":
        return is_generic(name) or (local_level(name) is not None and "@" not in name)
    return kind == "unnamed" or name in _nouns()


def _persons(told: pl.DataFrame, organisations: Organisations) -> Iterator[tuple[str, str, str, str | None]]:
    """Kind, name, article and what tells the person from namesakes, of names in several articles."""
    columns = ("name", "article_id", "document_id", "speaker_organisation", "speaker_role", "home")
    # One name at a time, so that only its quotes are held as objects.
    for name, rows in groupby(told.sort("name", "article_id").select(columns).iter_rows(), key=itemgetter(0)):
        bearers: dict[str, Bearer] = {}
        for _, article_id, document_id, organisation, roles, home in rows:
            keys = bearers.setdefault(article_id, Bearer(article_id, document_id, set())).keys
            keys.update(organisations.keys(organisation, home))
            keys.update(_OFFICE_MARK + role for role in (roles or "").split("、") if _OFFICE_OF_STATE.match(role))
        for mark, members in _people(list(bearers.values())):
            for member in members:
                yield "person", name, member.article_id, mark


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
    sizes = {key: len({bearer.document_id for bearer in group}) for key, group in groups.items()}
    top = max(sizes, key=lambda key: (sizes[key], key))
    if len(sizes) == 1 or (sizes[top] >= _MAIN_DOCUMENTS and sizes[top] >= _MAIN_SHARE * sum(sizes.values())):
        return top
    return None


def _table(told: pl.DataFrame, organisations: Organisations) -> pl.DataFrame:
    """Rows of table `speakers`.

    Args:
        told: quotes that don't differ in what tells a speaker, their `number` and `speaker_id`, `date` and `home` of
            their article.
        organisations: the release's organisations.
    """
    is_one = pl.col("speaker_kind") == "organisation"
    source = pl.when(is_one).then("speaker_name").otherwise("speaker_organisation")
    told = told.with_columns(pl.col("speaker_name", "speaker_role", "speaker_organisation").replace("", None))
    said = told.with_columns(raw=source, said=pl.coalesce(dated("said_on"), "date"))
    table = said.group_by("speaker_id").agg(
        pl.col("speaker_kind").first(),
        quote_count=pl.col("number").sum().cast(pl.Int64),
        document_count=pl.col("document_id").n_unique().cast(pl.Int64),
        first_said_on=dated("said").min(),
        last_said_on=dated("said").max(),
    )
    raws = said["raw"].drop_nulls().unique()
    shown = pl.DataFrame({"raw": raws, "shown": pl.Series([organisations.shown(raw) for raw in raws], dtype=pl.String)})
    said = said.join(shown, on="raw", how="left")
    forms = {
        "speaker_name": pl.when(is_one).then("shown").otherwise("speaker_name"),
        "speaker_role": pl.col("speaker_role"),
        "speaker_organisation": pl.when(is_one).then("speaker_organisation").otherwise("shown"),
    }
    for column, form in forms.items():
        fullest = fullest_by("speaker_id", said.select("speaker_id", "number", form=form))
        table = table.join(fullest.rename({"form": column}), on="speaker_id", how="left")
    listed = organisations.listed(said.select("raw", "home").drop_nulls("raw").unique())
    homes = said.join(listed, on=["raw", "home"], nulls_equal=True)
    home = most_common_by("speaker_id", homes.select("speaker_id", "number", value="organisation_id"))
    region = most_common_by("speaker_id", said.select("speaker_id", "number", value="home"))
    table = (
        table.join(home.select("speaker_id", organisation_id="value"), on="speaker_id", how="left")
        .join(region.select("speaker_id", _most="value", _number="number"), on="speaker_id", how="left")
        .join(organisations.regions(), on="organisation_id", how="left")
    )
    of_most = pl.when(pl.col("_number") * 2 >= pl.col("quote_count")).then("_most")
    table = table.with_columns(region_code=pl.coalesce("region_code", of_most))
    return table.select(list(TABLES["speakers"].polars_schema))
