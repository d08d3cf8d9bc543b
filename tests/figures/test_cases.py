"""Numbers and units: one line of cases.tsv a case, checked by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from flows.extract.figures import extract_figures
from flows.layout.article import Article
from flows.text.clean import clean

LINES = Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]
CASES = [tuple(line.split("\t")) for line in LINES]


def shown(value: Decimal) -> str:
    text = format(round(value, 10).normalize(), "f")
    return text[: text.index(".") + 11] if "." in text else text


def figures(text: str) -> str:
    rows = []
    for figure in extract_figures(Article(body=clean(text))):
        value = shown(figure.value) + (f"~{shown(figure.value_max)}" if figure.value_max is not None else "")
        rows.append(" ".join([value, figure.unit, *([] if figure.qualifier == "exact" else [figure.qualifier])]))
    return " ; ".join(rows)


@pytest.mark.parametrize(("phenomenon", "text", "expected"), CASES, ids=[f"{c[0]}-{c[1]}" for c in CASES])
def test_case(phenomenon: str, text: str, expected: str) -> None:
    assert figures(text) == expected
