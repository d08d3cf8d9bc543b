"""Organisations of a release: those that speak, whose people speak, and that run projects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import polars as pl

from flows.extract.region_names import CHAINS, REGIONS
from flows.link.organisation_names import (
    expand_country,
    is_generic,
    local_level,
    normalise,
    office_of,
    organisation_type,
    place_of,
    split,
)
from flows.link.rows import dated, fullest_by, row_id
from schemas import TABLES
from schemas.columns import series

_COUNTED = ("own_quote_count", "member_quote_count", "project_count")


class Organisations:
    """The organisations that a release's quotes and projects name.

    Names are one organisation where they are equal after normalisation. A body without its place (市委) is that of
    the article's region; where the article has none, and for words that mean some organisation (公司), there is no
    organisation.

    Attributes:
        facts: date and region code of each article, as `flows.link.rows.article_facts` gives them.

    Args:
        frames: what `flows.link.needed` returned of all tables.
    """

    def __init__(self, frames: dict[str, pl.DataFrame]) -> None:
        self._frames = frames
        self.facts = frames["articles"]
        # A name is read once for all articles of a region, however often it is written.
        self._keys: dict[tuple[str, str | None], tuple[str, ...]] = {}
        self._shown: dict[str, str] = {}
        self._ids: dict[str, str] = {}

    @cached_property
    def _offices(self) -> frozenset[str]:
        """What follows countries' full names in the release."""
        quotes, projects = self._frames["quotes"], self._frames["projects"]
        columns = (quotes["speaker_name"], quotes["speaker_organisation"], projects["operator"])
        raws = {raw for column in columns for raw in column.drop_nulls().unique().to_list()}
        return frozenset(office for raw in raws for name in split(raw) if (office := office_of(normalise(name))))

    def normal(self, name: str) -> str:
        """Name as it is compared in this release."""
        return expand_country(normalise(name), self._offices)

    def keys(self, raw: str | None, home: str | None) -> tuple[str, ...]:
        """What tells the organisations that a field lists from all others.

        Args:
            raw: the field as written.
            home: region code of its article.

        Returns:
            A key for each organisation; none for words that mean some organisation.
        """
        if raw is None:
            return ()
        if (raw, home) not in self._keys:
            self._keys[raw, home] = tuple(self._read(raw, home))
        return self._keys[raw, home]

    def _read(self, raw: str, home: str | None) -> Iterator[str]:
        for name in split(raw):
            normal = self.normal(name)
            if is_generic(normal):
                continue
            level = local_level(normal)
            if level is None:
                yield normal
            elif home is not None:
                region = next((code for code in CHAINS[home] if REGIONS[code].level == level), None)
                if region:
                    yield f"{normal}@{region}"

    def ids(self, raw: str | None, home: str | None) -> list[str]:
        """Ids of the organisations that a field lists."""
        return [self._id(key) for key in self.keys(raw, home)]

    def listed(self, fields: pl.DataFrame) -> pl.DataFrame:
        """Ids of the organisations that fields list.

        Args:
            fields: `raw` and `home`, each pair once.

        Returns:
            `raw`, `home`, `organisation_id`, a row for each organisation.
        """
        ids = [self.ids(raw, home) for raw, home in fields.select("raw", "home").iter_rows()]
        listed = fields.select("raw", "home", series("organisation_id", pl.List(pl.String), ids))
        return listed.filter(pl.col("organisation_id").list.len() > 0).explode("organisation_id")

    def _id(self, key: str) -> str:
        if key not in self._ids:
            self._ids[key] = row_id("o", key)
        return self._ids[key]

    def regions(self) -> pl.DataFrame:
        """`organisation_id` and `region_code`, known or not, of the organisations of the release."""
        return self._told.select("organisation_id", "region_code")

    @cached_property
    def _named(self) -> pl.DataFrame:
        """A row for each time that a field names an organisation: its `key`, the `form` shown, what counts it."""
        quotes, projects = self._frames["quotes"], self._frames["projects"]
        fields = (
            quotes.filter(pl.col("speaker_kind") == "organisation").rename({"speaker_name": "raw"}),
            quotes.rename({"speaker_organisation": "raw"}),
            projects.rename({"operator": "raw"}),
        )
        columns = ("document_id", "article_id", "raw")
        written = pl.concat(
            frame.select(columns).drop_nulls("raw").with_columns(count=pl.lit(number, pl.UInt8))
            for number, frame in enumerate(fields)
        ).join(self.facts, on="article_id", how="left")
        names = [
            (raw, home, key, self.shown(name))
            for raw, home in written.select("raw", "home").unique().iter_rows()
            for name in split(raw)
            for key in self.keys(name, home)
        ]
        schema = dict.fromkeys(("raw", "home", "key", "form"), pl.String())
        keyed = pl.DataFrame(names, schema=schema, orient="row")
        joined = written.lazy().join(keyed.lazy(), on=["raw", "home"], nulls_equal=True)
        return joined.select("key", "form", "count", "document_id", "date").collect()

    @cached_property
    def _told(self) -> pl.DataFrame:
        """What is counted of each organisation."""
        counted = self._named.group_by("key").agg(
            *(pl.col("count").eq(number).sum().cast(pl.Int64).alias(name) for number, name in enumerate(_COUNTED)),
            document_count=pl.col("document_id").n_unique().cast(pl.Int64),
            first_seen=dated("date").min(),
            last_seen=dated("date").max(),
        )
        keys = counted["key"].to_list()
        places = [local or place_of(normal) for normal, _, local in (key.partition("@") for key in keys)]
        return counted.with_columns(
            pl.Series("organisation_id", [self._id(key) for key in keys], dtype=pl.String),
            pl.Series("region_code", places, dtype=pl.String),
        )

    def shown(self, raw: str) -> str:
        """A field as it is shown: as written, but for what normalisation cuts off in front of a name."""
        if raw not in self._shown:
            pairs = [(name, self.normal(name)) for name in split(raw)]
            self._shown[raw] = "、".join(normal if name.endswith(normal) else name for name, normal in pairs)
        return self._shown[raw]

    def table(self) -> pl.DataFrame:
        """Table `organisations`, sorted by its key."""
        forms = self._named.select("key", "form", number=pl.lit(1))
        names = fullest_by("key", forms).rename({"form": "name"})
        others = forms.select("key", "form").unique().sort("key", "form").group_by("key").agg(other_names="form")
        made = self._told.join(names, on="key", how="left").join(others, on="key", how="left")
        made = made.with_columns(pl.when(pl.col("name") != "").then("name").otherwise("key").alias("name"))
        types = [organisation_type(name) for name in made["name"]]
        return (
            made.with_columns(
                pl.Series("organisation_type", types, dtype=pl.String),
                other_names=pl.col("other_names").list.set_difference(pl.concat_list("name")).list.sort(),
            )
            .sort("organisation_id")
            .select(list(TABLES["organisations"].polars_schema))
        )
