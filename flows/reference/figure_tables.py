"""Row types of the reference tables that figure rules read."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from flows.reference import phrase_tables


class Numeral(NamedTuple):
    """A character of Chinese numerals.

    Attributes:
        char: the character.
        kind: `digit`, `zero`, `tens` (廿: a digit and its ten in one), `scale`, or, of numerals as cheques have them,
            `financial` and `financial_scale`.
        value: its value.
    """

    char: str
    kind: str
    value: Decimal


class PeriodTerm(NamedTuple):
    """A word that names a period, alone or after a year.

    Attributes:
        term: the word.
        kind: `year`, `month` or `day` (`value` is the distance in those units to the article's date), `part` (of a
            year; `value` is the first and the last month), `plan` (first and last year), `holiday` (first and last day
            as MM-DD).
        value: see `kind`; two numbers stand apart by a slash.
        example: a text with the term.
        resolved: what the example resolves to in an article of 2025-05-20.
    """

    term: str
    kind: str
    value: str
    example: str
    resolved: str


class Unit(NamedTuple):
    """A unit as CODEBOOK.md writes it. A unit has several rows where a name means it only in some contexts.

    Attributes:
        unit: canonical form (`CNY`, `kW`, `家`).
        dimension: of CODEBOOK.md's list.
        base_unit: the dimension's base unit, None where values don't convert.
        factor: what a value is multiplied with to get it in `base_unit`; 1 where there is none.
        names: how texts write it.
        context: words of which one must stand near the number for this reading; empty: always.
        example: a text with the unit.
    """

    unit: str
    dimension: str
    base_unit: str | None
    factor: Decimal
    names: tuple[str, ...]
    context: tuple[str, ...]
    example: str


class UnitLookalike(NamedTuple):
    """A word that begins as a unit does: after a number it is no unit (三家 but not 千万家庭)."""

    word: str


class Approximator(NamedTuple):
    """A word beside a number that says how exact it is.

    Attributes:
        term: the word.
        position: `before`, `after`, `inside` the number, or `bare`: before a number that is only a scale (上百).
        qualifier: of CODEBOOK.md's list.
        veto: characters; the term doesn't count right after one of them (节 before 约).
        example: a text with the term.
    """

    term: str
    position: str
    qualifier: str
    veto: str
    example: str


class FractionWord(NamedTuple):
    """A word that is a share, multiple or duration without a numeral and unit of its own (一半, 翻番, 半年).

    Attributes:
        word: the word.
        value: in `unit`.
        unit: canonical.
        dimension: of CODEBOOK.md's list.
        qualifier: of CODEBOOK.md's list.
        not_after, not_before: characters; right after or before one of them the word is none (半年 in 上半年).
        example: a text with the word.
    """

    word: str
    value: Decimal
    unit: str
    dimension: str
    qualifier: str
    not_after: str
    not_before: str
    example: str


class CountedNoun(NamedTuple):
    """A noun that numbers count without a classifier.

    Attributes:
        noun: the noun.
        kind: `direct` (六部门: after any numeral), `division` (8省（市）: after Arabic digits), `scale` (百万企业:
            after 万 and more), `person` (as `scale`; the unit is 人).
        example: a text with a number before the noun.
    """

    noun: str
    kind: str
    example: str


class NumeralWord(NamedTuple):
    """A word, name or formula with a numeral in it that is no figure."""

    word: str
    kind: str


class NumberMask(NamedTuple):
    """A pattern of what looks like a figure and is none.

    Attributes:
        name: identifier.
        pattern: regular expression, matched where the numeral starts. The character that follows the numeral must stand
            in it as such.
        is_whole: whether it may match a numeral alone, whatever follows.
        example: a text in which nothing is a figure.
    """

    name: str
    pattern: str
    is_whole: bool
    example: str


class RankTerm(NamedTuple):
    """A word before a rank.

    Attributes:
        term: the word.
        kind: `scope` (全国) or `verb` (位居).
        example: a text with a rank after the term.
    """

    term: str
    kind: str
    example: str


class GrowthTerm(NamedTuple):
    """A word that makes a figure a change.

    Attributes:
        term: the word.
        kind: `verb` (增长: makes a percentage a rate of change, an amount an increase), `count` (新增: before what is
            counted), `noun` (增幅: beside a percentage).
        change: `increase` or `decrease`.
        example: a text with a figure after the term.
    """

    term: str
    kind: str
    change: str
    example: str


class ComparisonTerm(NamedTuple):
    """A word that says what a change is measured against.

    Attributes:
        term: the word.
        comparison: `yoy` (the same period a year before) or `mom` (the period directly before: month, quarter, week).
        example: a text with the term before a change.
    """

    term: str
    comparison: str
    example: str


class StatusTerm(NamedTuple):
    """A word that tells whether a figure is reached, aimed at or planned.

    Attributes:
        term: the word.
        position: `before` or `after` the figure.
        reach: what it counts for: figures of its `sentence`, of its `clause`, amounts and capacities of its sentence
            (`size`) or of its clause (`work`), orders of magnitude of its clause (`order`).
        status: `actual`, `target` or `planned`.
        veto: characters; the term doesn't count right before one of them (年增 in 2024年增长).
        example: a text with the term and a figure.
    """

    term: str
    position: str
    reach: str
    status: str
    veto: str
    example: str


class CurrencyPlace(NamedTuple):
    """A word of publishers and texts of Hong Kong, Macau or Taiwan, and the currency of a bare 元 there."""

    sign: str
    currency: str


class CurrencySign(NamedTuple):
    """A currency's name or sign before an amount."""

    sign: str
    currency: str
    example: str


class MoneyNoun(NamedTuple):
    """A noun beside which a number without a unit is an amount of money."""

    noun: str


TABLES: dict[str, type[NamedTuple]] = {
    **phrase_tables.TABLES,
    "approximators": Approximator,
    "comparison_terms": ComparisonTerm,
    "counted_nouns": CountedNoun,
    "currency_places": CurrencyPlace,
    "currency_signs": CurrencySign,
    "fraction_words": FractionWord,
    "growth_terms": GrowthTerm,
    "money_nouns": MoneyNoun,
    "number_masks": NumberMask,
    "numeral_words": NumeralWord,
    "numerals": Numeral,
    "period_terms": PeriodTerm,
    "rank_terms": RankTerm,
    "status_terms": StatusTerm,
    "unit_lookalikes": UnitLookalike,
    "units": Unit,
}
