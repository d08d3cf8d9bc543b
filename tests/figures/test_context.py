"""What the words around a figure say of its period, status, subject and indicator."""

from __future__ import annotations

import pytest

from flows.extract.figures import extract_figures
from flows.extract.rows import Figure
from flows.layout.article import Article
from flows.text.clean import clean


def figures(text: str) -> list[Figure]:
    return extract_figures(Article(body=clean(text), published_on="2025-02-20"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("支出比去年扩大2亿元，安排专项债券3亿元。", [None, None]),
        ("规模超过2023年全年，其中出口增长12%。", [None]),
        ("产量是2020年的3倍。", ["2020"]),
        ("过去一年，全市产值达12亿元。", ["2024"]),
        ("一、2024年工作回顾\n全市产值达12亿元。\n出口增长8%。\n三、保障措施\n安排资金5亿元。", ["2024", "2024", None]),
        ("引入投资30亿元，预计2026年8月竣工。", [None]),
        ("装配机柜1000台，将于2026年建成。", ["2026"]),
    ],
)
def test_period(text: str, expected: list[str | None]) -> None:
    assert [figure.period for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年增长8%，财政收入达12亿元。", ["actual", "actual"]),
        ("一、2024年工作回顾\n开工建设仓库，占地12亩。", ["actual"]),
        ("开工建设仓库，占地12亩。", ["planned"]),
        ("年内计划完成投资12亿元。", ["planned"]),
        ("该县提出10%以上的固定资产投资增长目标。", ["target"]),
        ("业务活动预期指数为54.9%。", ["actual"]),
    ],
)
def test_status(text: str, expected: list[str]) -> None:
    assert [figure.status for figure in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统计局数据显示，甘肃省产值达12亿元。", "甘肃省"),
        ("在云南，已播种油菜12万亩。", "云南"),
        ("远山公司在国内市场的占有率达12%。", "远山公司"),
        ("中国（河西）自由贸易试验区东江片区进出口额达12亿元。", "中国（河西）自由贸易试验区东江片区"),
    ],
)
def test_subject(text: str, expected: str) -> None:
    assert [figure.subject for figure in figures(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1月份工业增加值增长12%。", ["工业增加值"]),
        ("进出口额首次突破万亿元大关。", ["进出口额"]),
        ("前三季度，占比达12%。", [None]),
    ],
)
def test_indicator(text: str, expected: list[str | None]) -> None:
    assert [figure.indicator for figure in figures(text)] == expected
