"""Dates and periods, resolved by the day of publication."""

from __future__ import annotations

import pytest

from flows.extract.periods import find_periods, resolve_period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年前三季度", "2024-Q1/2024-Q3"),
        ("去年12月", "2023-12"),
        ("3月5日上午", "2024-03-05"),
        ("昨日", "2024-03-06"),
        ("当天", "2024-03-07"),
        ("“十四五”期间", "2021/2025"),
        ("“十四五”末", "2025"),
        ("十五五时期", "2026/2030"),
        ("2018年至2024年", "2018/2024"),
        ("2021—2024年", "2021/2024"),
        ("1—9月", "2024-01/2024-09"),
        ("1-3月份", "2024-Q1"),
        ("上半年", "2024-H1"),
        ("前两个月", "2024-01/2024-02"),
        ("12月25日", "2023-12-25"),
        ("5月1日—5月5日", "2024-05-01/2024-05-05"),
        ("2015年4月挂牌以来", "2015-04/2024-03"),
        ("二〇二五年三月", "2025-03"),
        ("民国113年", "2024"),
        ("一一四年", "2025"),
        ("2022年四季度", "2022-Q4"),
        ("本月5日", "2024-03-05"),
        ("28日", "2024-02-28"),
        ("2月30日", "2024-02"),
        ("2月29日", "2024-02-29"),
        ("三个月", None),
        ("80年代", None),
        ("", None),
    ],
)
def test_resolve(text: str, expected: str | None) -> None:
    assert resolve_period(text, "2024-03-07") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("3月5日", "--03-05"), ("3月", "--03"), ("今年", None), ("昨日", None), ("5日", None), ("2024年3月", "2024-03")],
)
def test_without_date(text: str, expected: str | None) -> None:
    assert resolve_period(text, None) == expected


@pytest.mark.parametrize("published_on", ["2024", "2024-03", "2024-03-07"])
def test_partial_date(published_on: str) -> None:
    assert resolve_period("去年3月", published_on) == "2023-03"


def test_a_year_goes_on() -> None:
    found = find_periods("2022年投产，7月满产，比2021年4月早。", "2024-03-07")
    assert [period.iso for period in found] == ["2022", "2022-07", "2021-04"]
