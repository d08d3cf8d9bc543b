"""Word sets as automaton and as prefix tree find the same words as a plain alternation."""

import re

from hypothesis import given
from hypothesis import strategies as st

from flows.extract.lexicon import Lexicon, guarded_trie, trie
from flows.extract.words import alternation

WORDS = st.sets(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=1, max_size=8)
TEXT = st.text("甲乙丙丁，", max_size=24)


@given(WORDS, TEXT)
def test_lexicon_finds_what_an_alternation_finds(words: set[str], text: str) -> None:
    plain = re.compile(alternation(words))
    spans = [match.span() for match in plain.finditer(text)]
    assert Lexicon(words).spans(text) == spans
    for pattern in (trie(words), guarded_trie(words)):
        assert [match.span() for match in re.finditer(pattern, text)] == spans


@given(WORDS, TEXT, st.integers(0, 24))
def test_lexicon_ends_where_an_alternation_ends(words: set[str], text: str, limit: int) -> None:
    limit = min(limit, len(text))
    for at in range(limit):
        match = re.compile(alternation(words)).match(text, at, limit)
        assert Lexicon(words).end(text, at, limit) == (match.end() if match else at)
