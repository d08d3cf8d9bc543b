"""Four times the text takes about four times the time, at every stage, whatever it is made of."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from flows.extract.figures import extract_figures
from flows.extract.projects import extract_projects
from flows.extract.quotes import extract_quotes
from flows.extract.regions import article_region
from flows.extract.sectors import extract_sectors
from flows.layout import articles_of
from flows.layout.article import Article
from flows.read.source import Source
from flows.text.clean import clean

LENGTH = 20_000
TIMES = 4
GROWTH = 2.6**2
"""Most by which the time may grow when the text doubles twice; exactly linear is 4, n log n 4.6, quadratic 16."""

NOISE = 0.15
"""Seconds of CPU below which nothing is judged."""

PIECES = [
    "“", "“甲”", "王成说，“好”。", '"', "『", "1", "1,", "1.", "三", "3万", "5%、", "1—", "2024年", "3月5日",
    "第一", "一期", "某地发展产业", "（（", "（甲）", "））", "《", "《《甲", "《甲》", "王成、李明、", "王成李明",
    "，", "、", "。", "…", "而", "的", "和", "王成：", "说", "表示，", "光伏产业园项目", "某县光伏产业园、",
    "光伏、", "光伏储能", "甘肃省兰州市", "某市科学技术厅", "党组书记、副厅长", "\n", "甲\n", "王成：好。\n",
    "2024-03-05\n", " ", "\u3000", "\t", "a", "power ", "今年光伏装机达到30万千瓦，总投资12亿元。",
    "市长王成说，今年建成某县光伏产业园项目。\n",
]  # fmt: skip


def stages(raw: str) -> dict[str, Callable[[], object]]:
    """What to time, by name."""
    cleaned = clean(raw)
    source = Source("a.txt", raw, "utf-8")
    article = Article(body=cleaned, published_on="2024-03-05")
    return {
        "clean": lambda: clean(raw),
        "layout": lambda: articles_of(cleaned, source),
        "region": lambda: article_region(article),
        "quotes": lambda: extract_quotes(article),
        "figures": lambda: extract_figures(article),
        "sectors": lambda: extract_sectors(article),
        "projects": lambda: extract_projects(article, [], []),
    }


def seconds(call: Callable[[], object]) -> float:
    """CPU seconds of a call, the garbage collector off as in `timeit`."""
    gc.disable()
    try:
        start = time.process_time()
        call()
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    for call in stages("某市市长王成说，“今年产量达3万吨”，某县光伏产业园项目建成。").values():
        call()


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_four_times_the_text(piece: str) -> None:
    once, more = (stages((piece * length)[:length]) for length in (LENGTH, TIMES * LENGTH))
    told = []
    for name in once:
        long = seconds(more[name])
        if long > NOISE and long > GROWTH * (short := seconds(once[name])):
            long, short = min(long, seconds(more[name])), max(short, seconds(once[name]))  # a busy machine, or really?
            if long > GROWTH * short:
                told.append(f"{name}: {short:.3f} s for {LENGTH:,} characters, {long:.3f} s for {TIMES * LENGTH:,}")
    assert told == []
