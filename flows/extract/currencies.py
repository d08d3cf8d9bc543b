"""Which currency a bare 元 is, and when a number without a unit is an amount of money."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.extract.lexicon import trie
from flows.extract.measure import Measure
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import CurrencyPlace, MoneyNoun

_PLACES: Final = load(CurrencyPlace, "currency_places")
_CODES: Final[list[str]] = [row.currency for row in _PLACES]
_SIGNS: Final = AhoCorasick(
    [row.sign for row in _PLACES], matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
)
_MAINLAND: Final = re.compile("人民币|我省|我市|我县|我国|习近平|新华社")
_MONEY: Final = trie(row.noun for row in load(MoneyNoun, "money_nouns"))
_BEFORE: Final = re.compile(f"{_MONEY}[^，。；、]{{0,8}}$")
_AFTER: Final = re.compile(f"的?[^，。；、]{{0,4}}?{_MONEY}")
_MANY: Final = 2
_WINDOW: Final = 14


def currency_of(article: Article) -> str:
    """ISO 4217 code of a bare 元 in the article: of Hong Kong, Macau or Taiwan where its publisher or text says so."""
    for sign, _, _ in _SIGNS.find_matches_as_indexes(article.publisher or ""):
        return _CODES[sign]
    text = article.body.text
    found = Counter(_CODES[sign] for sign, _, _ in _SIGNS.find_matches_as_indexes(f"{article.head}\n{text}"))
    code, count = max(found.items(), key=lambda item: (item[1], item[0]), default=("CNY", 0))
    return code if count >= _MANY and not _MAINLAND.search(text) else "CNY"


def is_amount(text: str, measure: Measure) -> bool:
    """Whether a number without a unit stands beside a noun of money (GDP达4.9万亿, 80亿的产值)."""
    start, end = measure.start, measure.end
    return bool(_BEFORE.search(text, max(0, start - _WINDOW), start) or _AFTER.match(text, end))
