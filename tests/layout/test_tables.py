"""Each line of layout's tables does what it says."""

import pytest

from flows.layout.furniture import end_of_body, furniture_kind, start_of_body, tail_kind
from flows.reference import load
from flows.reference.layout_tables import Furniture, FurniturePart, LayoutWord


@pytest.mark.parametrize("row", load(Furniture, "furniture"), ids=lambda row: row.example)
def test_furniture(row):
    assert (furniture_kind if row.scope == "line" else tail_kind)(row.example)


@pytest.mark.parametrize("row", load(FurniturePart, "furniture_parts"), ids=lambda row: row.example)
def test_furniture_parts(row):
    start, end = (start_of_body(row.example), None) if row.scope == "start" else (0, end_of_body(row.example))
    assert row.example[start:end] == row.kept


@pytest.mark.parametrize(
    "line",
    [
        "我们要以更大力度推进改革。",
        "主题教育取得实效",
        "第二产业增加值增长百分之五",
        "大数据中心投入使用",
        "更多青年返乡创业",
        "推荐优秀人才挂职",
    ],
)
def test_body_lines_are_no_furniture(line):
    assert furniture_kind(line) is None
    assert tail_kind(line) is None


def test_every_kind_of_word_is_documented():
    kinds = {row.kind for row in load(LayoutWord, "layout_words")}
    assert all(f"`{kind}`" in (LayoutWord.__doc__ or "") for kind in kinds)
