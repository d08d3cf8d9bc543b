"""What stands on the two sides of a seam tells whether they belong together."""

import pytest

from flows.layout.fragments import continuation
from flows.layout.pairs import left_open
from flows.layout.sequences import START, closes, seam


@pytest.mark.parametrize(
    ("before", "after", "other"),
    [
        ("各地持续推动高质量发", "展，新动能加快成长。", "的报告介绍了情况。"),
        ("会议强调，要坚持稳中求", "进工作总基调。", "业部门负责人说。"),
        ("生态环境得到明显改", "善，群众满意度上升。", "现代化建设新局面。"),
    ],
)
def test_a_cut_word_goes_on_in_its_other_half(before, after, other):
    assert continuation(before, after) > continuation(before, other) + 2


def test_a_paragraph_opens_as_paragraphs_do():
    assert seam(START, "记者从") > seam(START, "展，新")


def test_marks_stand_behind_whole_phrases():
    assert closes("全面推进乡村振兴") > closes("全面推进乡村振")


@pytest.mark.parametrize(
    ("text", "lacking"),
    [("他说：“我们要把《乡土", "”》"), ("读完《乡土》一书", ""), ("这项工程（一期", "）"), ("振兴”行动和“双碳", "”")],
)
def test_marks_left_open(text, lacking):
    assert left_open(text) == lacking
