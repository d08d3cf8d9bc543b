"""The stress cases of the project's material, with the expected rows put into CODEBOOK.md's terms."""

from __future__ import annotations

import pytest

from flows.extract.figures import extract_figures
from flows.extract.rows import Figure
from flows.layout.article import Article
from flows.text.clean import clean


def figures(text: str, published_on: str | None = None) -> list[Figure]:
    return extract_figures(Article(body=clean(text), published_on=published_on))


def rows(text: str) -> list[tuple[float, float | None, str, str]]:
    return [
        (round(float(f.value), 6), None if f.value_max is None else float(f.value_max), f.unit, f.qualifier)
        for f in figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "去年实现产值180.5亿元，同比增长12.3%，高于全国平均4.1个百分点。",
            [(1.805e10, None, "CNY", "exact"), (12.3, None, "%", "exact"), (4.1, None, "percentage_point", "exact")],
        ),
        ("装机达7404万千瓦，占总装机的93%。", [(7.404e7, None, "kW", "exact"), (93, None, "%", "exact")]),
        ("建设规模2吉瓦时，年产5万吨碳酸锂。", [(2, None, "GWh", "exact"), (5e4, None, "t", "exact")]),
        (
            "十多个乡镇、百余家企业、近百名技术员、三四十台设备。",
            [
                (10, None, "个", "more_than"),
                (100, None, "家", "more_than"),
                (100, None, "名", "less_than"),
                (30, 40, "台", "approximately"),
            ],
        ),
        ("粮食亩产由800斤提高到1200斤。", [(800, None, "斤", "exact"), (1200, None, "斤", "exact")]),
        ("力争到2030年突破万亿元。", [(1e12, None, "CNY", "more_than")]),
        ("三分之一的农户受益，满意率达九成八。", [(33.333333, None, "%", "exact"), (98, None, "%", "exact")]),
        ("产能翻两番，是2020年的4.5倍。", [(4, None, "times", "exact"), (4.5, None, "times", "exact")]),
        (
            "A、B、C三县分别增长8%、7.5%和6%。",
            [(8, None, "%", "exact"), (7.5, None, "%", "exact"), (6, None, "%", "exact")],
        ),
        (
            "日均接待2000余人次，最高峰达1.2万人次。",
            [(2000, None, "人次", "more_than"), (12000, None, "人次", "exact")],
        ),
        ("总投资30至50亿元。", [(3e9, 5e9, "CNY", "exact")]),
        ("位居全国第四，首次跻身前十。", [(4, None, "rank", "exact"), (10, None, "rank", "at_most")]),
        ("全力冲刺百亿级产业集群。", [(1e10, None, "CNY", "order")]),
        (
            "C919首飞、5G基站、109国道、±800千伏线路、第三届大会、3号机组、“586”体系、12345热线。",
            [(800, None, "kV", "exact")],  # CODEBOOK.md excludes names, not ratings
        ),
        (
            "16.4亿元；1,100.9亿元；3万4000人；一万五千亿元。",
            [
                (1.64e9, None, "CNY", "exact"),
                (1.1009e11, None, "CNY", "exact"),
                (34000, None, "人", "exact"),
                (1.5e12, None, "CNY", "exact"),
            ],
        ),
        ("利率下降25个基点。", [(25, None, "bp", "exact")]),
        ("算力规模1.6万P。", [(16000, None, "PFLOPS", "exact")]),
        ("每吨成本降了300元，降幅两成。", [(300, None, "CNY", "exact"), (20, None, "%", "exact")]),
        (
            "其中，出口占35%（同比提高2.1个百分点）。",
            [(35, None, "%", "exact"), (2.1, None, "percentage_point", "exact")],
        ),
        (
            "用地400亩，建筑面积12万平方米，提供岗位500个。",
            [(400, None, "mu", "exact"), (1.2e5, None, "m2", "exact"), (500, None, "个", "exact")],
        ),
    ],
)
def test_stress(text: str, expected: list[tuple[float, float | None, str, str]]) -> None:
    assert rows(text) == expected


def fields(text: str, published_on: str | None = "2025-03-12") -> list[tuple[str, str, str, str | None]]:
    return [(f.dimension, f.change, f.status, f.period) for f in figures(text, published_on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("去年全县产值增长12%。", [("change_rate", "increase", "actual", "2024")]),
        ("今年一季度出口下降3.5%。", [("change_rate", "decrease", "actual", "2025-Q1")]),
        ("合格率提高到98%。", [("share", "level", "actual", None)]),
        ("合格率提高3个百分点。", [("change_rate", "increase", "actual", None)]),
        ("2024年新增企业300家。", [("count", "increase", "actual", "2024")]),
        ("力争2030年产值达到500亿元。", [("money", "level", "target", "2030")]),
        ("项目总投资20亿元，预计年产值30亿元。", [("money", "level", "planned", None)] * 2),
        ("去年完成投资20亿元。", [("money", "level", "actual", "2024")]),
        ("打造千亿级产业集群。", [("money", "level", "target", None)]),
        ("产量是2020年的3倍。", [("ratio", "level", "actual", "2020")]),
        ("客流增长3倍。", [("change_rate", "increase", "actual", None)]),
        ("2024年1—9月营收80亿元。", [("money", "level", "actual", "2024-01/2024-09")]),
        ("“十四五”期间新建泊位12个。", [("count", "level", "actual", "2021/2025")]),
        ("3月5日，15家企业签约。", [("count", "level", "actual", "2025-03-05")]),
    ],
)
def test_fields(text: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert fields(text) == expected


def test_no_year_is_guessed() -> None:
    assert fields("3月5日，15家企业签约。", None) == [("count", "level", "actual", None)]


@pytest.mark.parametrize(
    ("text", "indicator", "subject"),
    [
        ("2024年，李家村人均可支配收入达到18860元。", "人均可支配收入", "李家村"),
        ("永安县财政总收入完成12亿元。", "财政总收入", "永安县"),
        ("总投资45亿元的远山储能基地项目开工。", "总投资", "远山储能基地项目"),
        ("东江公司拥有发明专利21项。", "发明专利", "东江公司"),
        ("永安县建成高标准农田3万亩。", "高标准农田", "永安县"),
        ("永安县对接企业80多家。", "对接企业", "永安县"),
        ("永安县培育3个优势突出、带动能力强的主导产业。", "优势突出、带动能力强的主导产业", "永安县"),
        ("全国社会消费品零售总额同比增长5.8%。", "社会消费品零售总额", "全国"),
    ],
)
def test_labels(text: str, indicator: str, subject: str) -> None:
    found = figures(text)
    assert [(f.indicator, f.subject) for f in found] == [(indicator, subject)]


def test_respectively() -> None:
    found = figures("永安县财政总收入、税收收入分别达到12亿元和8亿元。")
    assert [f.indicator for f in found] == ["财政总收入", "税收收入"]


def test_inherited() -> None:
    found = figures("永安县出口额12亿元，同比增长8%；进口额5亿元，下降2%。")
    assert [f.indicator for f in found] == ["出口额", "出口额", "进口额", "进口额"]


def test_spans_in_order_and_cut_the_text() -> None:
    text = clean("产值突破180亿元，居全国第3位，约400亩土地流转给80多家企业。").text
    found = figures(text)
    spans = [f.spans[0] for f in found]
    assert [text[a:b] for a, b in spans] == ["突破180亿元", "居全国第3位", "约400亩", "80多家"]
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("publisher", "text", "unit"),
    [
        ("无线新闻 TVB News", "拨款50亿元。", "HKD"),
        ("联合报", "编列50亿元预算。", "TWD"),
        ("永安日报", "拨款50亿元。", "CNY"),
        (None, "本港公屋轮候者获拨款50亿元，港铁跟进。", "HKD"),
        (None, "本港企业在我市投资50亿元，港铁跟进。", "CNY"),
    ],
)
def test_currency_of_place(publisher: str | None, text: str, unit: str) -> None:
    found = extract_figures(Article(body=clean(text), publisher=publisher))
    assert [f.unit for f in found] == [unit]
