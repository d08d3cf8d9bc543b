"""Which currency a bare 元 is, and when a number without a unit is an amount of money."""

from __future__ import annotations

import re

from flows.extract.measures import Measure
from flows.extract.words import alternation
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import CurrencyPlace, MoneyNoun

_PLACES = load(CurrencyPlace, "currency_places")
_SIGNS = {row.currency: re.compile(alternation(r.sign for r in _PLACES if r.currency == row.currency)) for row in _PLACES}
_MAINLAND = re.compile("人民币|我省|我市|我县|我国|习近平|新华社")
_MONEY = alternation(row.noun for row in load(MoneyNoun, "money_nouns"))
_BEFORE = re.compile(f"{_MONEY}[^，。；、]{{0,8}}$")
_AFTER = re.compile(f"的?[^，。；、]{{0,4}}?{_MONEY}")
_MANY = 2
_WINDOW = 14


def currency_of(article: Article) -> str:
    """ISO 4217 code of a bare 元 in the article: of Hong Kong, Macau or Taiwan where its publisher or text says so."""
    publisher = article.publisher or ""
    text = f"{article.head}\n{article.body.text}"
    for code, signs in _SIGNS.items():
        if signs.search(publisher):
            return code
    if _MAINLAND.search(text):
        return "CNY"
    for code, signs in _SIGNS.items():
        if len(signs.findall(text)) >= _MANY:
            return code
    return "CNY"


def is_amount(text: str, measure: Measure) -> bool:
    """Whether a number without a unit stands beside a noun of money (GDP达4.9万亿, 70亿的销售额)."""
    start, end = measure.start, measure.end
    return bool(_BEFORE.search(text, max(0, start - _WINDOW), start) or _AFTER.match(text, end))
