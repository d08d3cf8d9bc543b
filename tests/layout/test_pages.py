"""Broken pages are put together again, and nothing gets lost."""

import random
import time

import pytest

from flows.layout import account, articles_of
from flows.layout.account import overlaps
from flows.layout.assignment import best_assignment
from flows.read.source import Source
from flows.text.clean import clean
from tests.layout.pages import ARTICLES, page

PAGES = 40


def _read(raw):
    return articles_of(clean(raw), Source("page.txt", raw, "utf-8"))


def _right(raw, placed, articles):
    """Number of fragments that stand behind the right one, or at an article's head."""
    before = {}
    for article in articles:
        last = None
        for start, end in article.body.segments(0, len(article.body)):
            for position in range(start, end):
                if not raw[position].isspace():
                    before[position] = last
                    last = position
    ends = {(p.article, p.number): p.end - 1 for p in placed}
    return sum(p.start in before and before[p.start] == ends.get((p.article, p.number - 1)) for p in placed)


def test_fragments_find_their_predecessors():
    right = total = 0
    for seed in range(PAGES):
        raw, placed = page(seed)
        right += _right(raw, placed, _read(raw))
        total += len(placed)
    # Fragments of some 60 to 250 characters; on pages of real news (over 600 characters an article) it is 99 %.
    assert right / total >= 0.9


def test_every_character_is_accounted_for_on_broken_pages():
    for seed in range(10):
        raw, placed = page(seed)
        document = clean(raw)
        articles = _read(raw)
        counts = account(document, articles, len(raw))
        assert sum(counts.values()) == len(raw)
        assert not overlaps(articles)
        in_bodies = sum(len(a.body) for a in articles if a.genre != "caption")
        assert in_bodies >= 0.95 * sum(p.end - p.start - raw[p.start : p.end].count("\n\n") for p in placed)


def test_a_column_printed_twice_counts_once():
    raw, placed = page(3, repeat=True)
    once, _ = page(3)
    articles = _read(raw)
    assert any("twice" in warning for article in articles for warning in article.warnings)
    assert max(end for a in articles for _, end in a.body.segments(0, len(a.body))) <= len(once)
    assert _right(raw, placed, articles) == _right(once, placed, _read(once))


def test_a_fragment_without_a_place_is_told():
    title, byline, text = ARTICLES[0]
    stray = ARTICLES[1][2][40:260]
    raw = f"{title}\n\n{byline}\n\n{text}\n\n作者单位：某某研究院\n\n{stray}。\n"
    articles = _read(raw)
    assert [a.title for a in articles] == [title, None]
    assert articles[1].warnings == ("fragment without a beginning",)


def test_no_join_is_made_without_evidence():
    title, byline, text = ARTICLES[0]
    raw = f"{title}\n\n{byline}\n\n{text[:300]}\n\n作者单位：某某研究院\n\n{ARTICLES[1][2][40:260]}。\n"
    assert [a.warnings for a in _read(raw)] == [
        ("breaks off in the middle of a sentence",),
        ("fragment without a beginning",),
    ]


@pytest.mark.parametrize("article", range(len(ARTICLES)))
def test_a_whole_article_is_never_cut(article):
    title, byline, text = ARTICLES[article]
    raw = f"{title}\n\n{byline}\n\n" + text.replace("\n", "\n\n")
    found = _read(raw)
    assert [a.body.text for a in found] == [text]
    assert found[0].title == title


def test_a_column_break_inside_a_sentence_is_joined():
    title, byline, text = ARTICLES[2]
    raw = f"{title}\n\n{byline}\n\n{text[:175]}\n\n{text[175:]}"
    assert [a.body.text for a in _read(raw)] == [text]


def _seconds(raw):
    document = clean(raw)
    start = time.process_time()
    articles = articles_of(document, Source("page.txt", raw, "utf-8"))
    seconds = time.process_time() - start
    assert sum(account(document, articles, len(raw)).values()) == len(raw)
    assert not overlaps(articles)
    return seconds


@pytest.mark.parametrize(
    "part",
    [
        "\n",
        "，\n",
        "田\n",
        "（【",
        "“《",
        "。”\n",
        "　　",
        "沙棘耐旱耐寒根系发达",
        "沙棘耐旱，根系\n",
        "本报记者 李建国\n",
        "摄：",
        "一是\n",
    ],
)
def test_odd_pages_take_time_in_proportion_and_lose_nothing(part):
    raw = part * 2_000
    assert _seconds(raw * 4) <= 8 * _seconds(raw) + 1.0


def test_best_assignment_beats_every_other():
    pick = random.Random(7)
    for size in (1, 2, 3, 5):
        gain = [[pick.uniform(-5, 5) for _ in range(size)] for _ in range(size)]
        chosen = best_assignment(gain)
        best = sum(gain[i][chosen[i]] for i in range(size))
        assert sorted(chosen) == list(range(size))
        for _ in range(100):
            other = pick.sample(range(size), size)
            assert sum(gain[i][other[i]] for i in range(size)) <= best + 1e-9
