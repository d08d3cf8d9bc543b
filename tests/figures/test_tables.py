"""Each line of the figure rules' reference tables does what it says, shown by its example."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from flows.extract.figures import extract_figures
from flows.extract.growth import growth_of
from flows.extract.masks import Masks
from flows.extract.measures import find_measures
from flows.extract.periods import resolve_period
from flows.extract.rows import Figure
from flows.layout.article import Article
from flows.reference import figure_tables as tables
from flows.reference import load
from flows.text.passage import Passage


def figures(text: str) -> list[Figure]:
    return extract_figures(Article(body=Passage(f"{text}。", [0], [0])))


@pytest.mark.parametrize("row", load(tables.Unit, "units"), ids=lambda row: f"{row.unit}-{row.example}")
def test_unit(row: tables.Unit) -> None:
    assert row.unit in [figure.unit.split("/")[0] for figure in figures(row.example)] + [
        f.unit for f in figures(row.example)
    ]


def test_base_units() -> None:
    rows = load(tables.Unit, "units")
    assert len({(row.unit, row.base_unit, row.factor) for row in rows}) == len({row.unit for row in rows})
    bases = {row.base_unit for row in rows if row.base_unit}
    assert all(row.factor > 0 for row in rows)
    assert {(row.dimension, row.base_unit) for row in rows if row.dimension == "power" and row.base_unit} == {
        ("power", "W"),
        ("power", "VA"),
    }
    assert {"kg", "J", "m", "m2", "m3", "W"} <= bases


@pytest.mark.parametrize(
    "row", load(tables.Approximator, "approximators"), ids=lambda row: f"{row.position}-{row.term}"
)
def test_approximator(row: tables.Approximator) -> None:
    assert [figure.qualifier for figure in figures(row.example)][-1] == row.qualifier


@pytest.mark.parametrize("row", load(tables.FractionWord, "fraction_words"), ids=lambda row: row.word)
def test_fraction_word(row: tables.FractionWord) -> None:
    assert [(f.value, f.unit, f.qualifier) for f in figures(row.example)] == [(row.value, row.unit, row.qualifier)]


@pytest.mark.parametrize("row", load(tables.CurrencySign, "currency_signs"), ids=lambda row: row.sign)
def test_currency_sign(row: tables.CurrencySign) -> None:
    assert [(f.value, f.unit) for f in figures(row.example)] == [(Decimal(5_000_000_000), row.currency)]


@pytest.mark.parametrize("row", load(tables.UnitLookalike, "unit_lookalikes"), ids=lambda row: row.word)
def test_unit_lookalike(row: tables.UnitLookalike) -> None:
    assert [f.unit for f in figures(f"这里有3{row.word}")] == []


@pytest.mark.parametrize("row", load(tables.CountedNoun, "counted_nouns"), ids=lambda row: row.noun)
def test_counted_noun(row: tables.CountedNoun) -> None:
    units = {"direct": {"个"}, "division": {"个"}, "scale": {"家"}, "person": {"人", "人次"}}[row.kind]
    assert units & {figure.unit for figure in figures(row.example)}


@pytest.mark.parametrize("row", load(tables.NumberMask, "number_masks"), ids=lambda row: row.name)
def test_mask(row: tables.NumberMask) -> None:
    re.compile(row.pattern)
    assert figures(row.example) == []


@pytest.mark.parametrize("row", load(tables.NumeralWord, "numeral_words"), ids=lambda row: row.word)
def test_numeral_word(row: tables.NumeralWord) -> None:
    text = f"参加{row.word}。"
    masks = Masks(text)
    assert [m for m in find_measures(text, masks) if m.end <= 2 + len(row.word)] == []


@pytest.mark.parametrize("row", load(tables.RankTerm, "rank_terms"), ids=lambda row: row.term)
def test_rank_term(row: tables.RankTerm) -> None:
    found = figures(row.example)
    assert [figure.unit for figure in found] == ["rank"]
    assert found[0].value == 3


@pytest.mark.parametrize("row", load(tables.GrowthTerm, "growth_terms"), ids=lambda row: f"{row.kind}-{row.term}")
def test_growth_term(row: tables.GrowthTerm) -> None:
    masks = Masks(row.example)
    measure = find_measures(row.example, masks)[-1]
    assert growth_of(row.example, measure, 0).change == row.change


@pytest.mark.parametrize("row", load(tables.ComparisonTerm, "comparison_terms"), ids=lambda row: row.term)
def test_comparison_term(row: tables.ComparisonTerm) -> None:
    assert [figure.comparison for figure in figures(row.example)] == [row.comparison]


@pytest.mark.parametrize("row", load(tables.StatusTerm, "status_terms"), ids=lambda row: f"{row.position}-{row.term}")
def test_status_term(row: tables.StatusTerm) -> None:
    assert [figure.status for figure in figures(row.example)] == [row.status]


@pytest.mark.parametrize("row", load(tables.PeriodTerm, "period_terms"), ids=lambda row: row.term)
def test_period_term(row: tables.PeriodTerm) -> None:
    assert resolve_period(row.example, "2025-05-20") == row.resolved


@pytest.mark.parametrize("name", sorted(tables.TABLES))
def test_loads(name: str) -> None:
    assert load(tables.TABLES[name], name)
