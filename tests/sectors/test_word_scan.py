"""One scan for several tables finds what a scan for each alone does."""

import random

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.region_names import STRONG_NAMES, WEAK_NAMES
from flows.extract.sector_lexicon import ENTRIES
from flows.extract.word_scan import words_in
from flows.reference import load
from flows.reference.project_tables import ProjectHead
from flows.reference.sector_tables import RegionWord

HEADS = [row.head for row in load(ProjectHead, "project_heads")]


def jumbles():
    """Texts in which words of all tables touch and overlap."""
    pick = random.Random(7)
    pieces = [word for words in (ENTRIES, HEADS, STRONG_NAMES, WEAK_NAMES) for word in words]
    for _ in range(300):
        words = [pick.choice(pieces) for _ in range(12)]
        yield "".join(word[pick.randrange(2) : len(word) - pick.randrange(2)] for word in words)


def test_of_words_that_overlap_the_first_and_longest_counts():
    alone = {
        "sectors": AhoCorasick(list(ENTRIES), matchkind=MatchKind.LeftmostLongest),
        "heads": AhoCorasick(HEADS, matchkind=MatchKind.LeftmostLongest),
        "strong_regions": AhoCorasick(STRONG_NAMES, matchkind=MatchKind.LeftmostLongest),
    }
    for text in jumbles():
        words = words_in(text)
        for name, automaton in alone.items():
            assert getattr(words, name) == automaton.find_matches_as_indexes(text), (name, text)


def test_names_that_need_a_context_are_all_found():
    alone = AhoCorasick(WEAK_NAMES)
    for text in jumbles():
        assert words_in(text).weak_regions == alone.find_matches_as_indexes(text, overlapping=True)


def test_places_are_in_order():
    nation = [row.word for row in load(RegionWord, "region_words") if row.rule == "nation"]
    text = "三座电站、5个园区，" + "、".join(nation)
    words = words_in(text)
    assert words.counts == [0, 5]
    assert words.nation == sorted(set(words.nation))
    assert {text.index(word) for word in nation} <= set(words.nation)


def test_an_empty_text_holds_nothing():
    assert words_in("").sectors == []
