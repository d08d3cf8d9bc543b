"""Every way of writing a number is read back exactly."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extract.figures import extract_figures
from flows.extract.numbers import parse_number, split_sequence
from flows.layout.article import Article
from flows.reference import load
from flows.reference.figure_tables import Unit
from flows.text.clean import clean
from flows.text.passage import Passage

PLAIN = "零一二三四五六七八九"
CHEQUE = dict(zip("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
# A tenth (成) and a doubling (番) change the value, 1998年 and 5日 are dates, 百, 千, 兆 and 两 may belong to the
# numeral, 3万60岁 may be two numbers, a name of one Latin letter means something else after digits in most texts.
EVERY_UNIT = [
    (name, row.unit, f"（{row.context[0]}）" if row.context else "")
    for row in load(Unit, "units")
    for name in row.names
    if name != "日" and name[0] not in "成番年百千兆万亿半分岁%％﹪两" and not (len(name) == 1 and name.isascii())
]
STYLES: dict[str, Callable[[int], str]] = {
    "plain": str,
    "separators": lambda number: f"{number:,}".replace(",", "，"),
    "myriad": lambda number: f"{number}万",
    "hundred_million": lambda number: f"{Decimal(number) / 100}亿",
    "read_aloud": lambda number: chinese(number),
    "positional": lambda number: "".join(PLAIN[int(digit)] for digit in str(number)),
    "mixed": lambda number: f"{number // 10_000}万{number % 10_000:04}",
    "full_width": lambda number: str(number).translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}),
    "cheque": lambda number: "".join(CHEQUE.get(char, char) for char in chinese(number)),
}
SHARES = [("", "%"), ("百分之", "")]
FACTORS = {"myriad": Decimal(10**4), "hundred_million": Decimal(10**6)}
UNITS = [
    ("元", "CNY"),
    ("吨", "t"),
    ("千瓦", "kW"),
    ("亩", "mu"),
    ("台", "台"),
    ("公里", "km"),
    ("平方米", "m2"),
    ("家", "家"),
]
SCALES = [("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]


def below_ten_thousand(number: int) -> str:
    text, is_gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if is_gap and text else "") + PLAIN[digit] + name
            is_gap = False
        else:
            is_gap = True
    return text


def chinese(number: int) -> str:
    """The numeral as it is read aloud."""
    if number == 0:
        return "零"
    text = ""
    for place, name in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // place % 10**4
        if part:
            is_gap = bool(text) and (part < 1000 or number // (place * 10**4) % 10 == 0)
            text += ("零" if is_gap else "") + below_ten_thousand(part) + name
    return text


def values(text: str) -> list[tuple[Decimal, str]]:
    body = Passage(text, [0], [0])
    return [(figure.value, figure.unit) for figure in extract_figures(Article(body=body))]


@settings(deadline=None)
@given(st.integers(0, 10**15))
def test_chinese_numeral(number: int) -> None:
    assert parse_number(chinese(number)) == number


@settings(deadline=None)
@given(st.integers(1, 10**11))
def test_numeral_of_cheques(number: int) -> None:
    text = chinese(number)
    assert parse_number("".join(CHEQUE.get(char, char) for char in text)) == number


@settings(deadline=None)
@given(st.integers(1000, 10**8))
def test_positional_numeral(number: int) -> None:
    assert parse_number("".join(PLAIN[int(digit)] for digit in str(number))) == number


@settings(deadline=None)
@given(st.decimals(min_value="0.001", max_value="99999.999", places=3), st.sampled_from(SCALES))
def test_decimal_with_scale(number: Decimal, scale: tuple[str, int]) -> None:
    assert parse_number(f"{number}{scale[0]}") == number * scale[1]


@settings(deadline=None)
@given(st.integers(1000, 10**12))
def test_thousands_separators(number: int) -> None:
    assert parse_number(f"{number:,}") == number
    assert parse_number(f"{number:,}".replace(",", "，")) == number


@settings(deadline=None)
@given(st.integers(1, 9999), st.integers(1000, 9999))
def test_two_scales(high: int, low: int) -> None:
    assert parse_number(f"{high}万{low}") == high * 10_000 + low
    assert parse_number(f"{high}亿{low}万") == high * 10**8 + low * 10_000


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 10**10), st.sampled_from(UNITS))
def test_in_a_sentence(number: int, unit: tuple[str, str]) -> None:
    assert values(f"当地共有{number}{unit[0]}。") == [(Decimal(number), unit[1])]
    assert values(f"当地共有{chinese(number)}{unit[0]}。") == [(Decimal(number), unit[1])]


@settings(deadline=None)
@given(
    st.decimals(min_value="0.01", max_value="9999.99", places=2), st.sampled_from(SCALES[1:3]), st.sampled_from(UNITS)
)
def test_decimal_in_a_sentence(number: Decimal, scale: tuple[str, int], unit: tuple[str, str]) -> None:
    assert values(f"当地共有{number}{scale[0]}{unit[0]}。") == [(number * scale[1], unit[1])]


@settings(max_examples=1200, deadline=None)
@given(st.integers(10_001, 9_999_999), st.sampled_from(EVERY_UNIT), st.sampled_from(sorted(STYLES)))
def test_every_style_and_unit(number: int, unit: tuple[str, str, str], style: str) -> None:
    name, code, context = unit
    body = clean(f"记录为{STYLES[style](number)}{name}。{context}")
    found = [(figure.value, figure.unit) for figure in extract_figures(Article(body=body))]
    assert found == [(number * FACTORS.get(style, 1), code)]


@settings(deadline=None)
@given(st.decimals(min_value="0.01", max_value="999.99", places=2), st.sampled_from(SHARES))
def test_share(number: Decimal, style: tuple[str, str]) -> None:
    before, after = style
    assert values(f"占比为{before}{number}{after}。") == [(number, "%")]


@settings(deadline=None)
@given(st.integers(1, 9), st.integers(10, 99))
def test_fraction(above: int, below: int) -> None:
    share = Decimal(above) * 100 / below
    assert values(f"占总数的{chinese(below)}分之{chinese(above)}。") == [(share, "%")]
    assert values(f"占总数的{above}/{below}。") == [(share, "%")]


@settings(deadline=None)
@given(st.integers(1, 9))
def test_tenths(number: int) -> None:
    assert values(f"占比为{PLAIN[number]}成。") == [(Decimal(number * 10), "%")]


@settings(deadline=None)
@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(UNITS), st.sampled_from(("—", "至", "到", "-", "～")))
def test_range(low: int, more: int, unit: tuple[str, str], sign: str) -> None:
    figure = extract_figures(Article(body=clean(f"每天约有{low}{sign}{low + more}{unit[0]}。")))[0]
    assert (figure.value, figure.value_max, figure.unit) == (Decimal(low), Decimal(low + more), unit[1])


@settings(deadline=None)
@given(
    st.text(
        alphabet="一二两三十百千万亿半几数多余来点分之成倍番第首前后0123456789.,，。%元吨个年月日至—到和、的“”（）A",
        max_size=40,
    )
)
def test_never_raises(text: str) -> None:
    values(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两万五", 25_000),
        ("一百二", 120),
        ("两千六", 2_600),
        ("一百零五", 105),
        ("3万4000", 34_000),
        ("25万6千", 256_000),
        ("1千零20", 1_020),
        ("一万五千亿", 1_500_000_000_000),
        ("二六·六亿", 2_660_000_000),
        ("廿三", 23),
        ("百", 100),
        ("万亿", 10**12),
    ],
)
def test_parse(text: str, expected: int) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "元", "点五", "3点", "一点"])
def test_no_numeral(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("三四十", ("三十", "四十")),
        ("十五六", ("十五", "十六")),
        ("五六百", ("五百", "六百")),
        ("一七四五", None),
        ("三百", None),
    ],
)
def test_sequence(text: str, expected: tuple[str, str] | None) -> None:
    assert split_sequence(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("产值比2018年增长12%。", "2018"),
        ("产值较2023年下降12%。", "2023"),
        ("产值是2019年的3倍。", "2019"),
        ("产值同比增长5%、6%。", "yoy"),
        ("产值增长12%（同比）。", "yoy"),
        ("产值占全市12%。", None),
        ("产值达12亿元。", None),
    ],
)
def test_comparison(text: str, expected: str | None) -> None:
    body = Passage(text, [0], [0])
    assert {figure.comparison for figure in extract_figures(Article(body=body, published_on="2025-05-20"))} == {
        expected
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [("甘肃省产值达12亿元。", "620000"), ("兰州市产值达12亿元。", "620100"), ("我国产值达12亿元。", None)],
)
def test_region_code(text: str, expected: str | None) -> None:
    assert [figure.region_code for figure in extract_figures(Article(body=Passage(text, [0], [0])))] == [expected]
