"""What stands on the two sides of a seam tells whether they belong together."""

import pytest

from flows.layout import articles_of
from flows.layout.bylines import credit_of
from flows.layout.dates import is_date_line
from flows.layout.fragments import continuation
from flows.layout.page import lines_of
from flows.layout.pairs import left_open
from flows.layout.sequences import START, closes, seam
from flows.read.source import Source
from flows.text.clean import clean


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


def test_a_line_that_a_text_with_a_comma_goes_on_is_no_kicker():
    raw = (
        "王海会见客商代表\n\n本报记者 李建国\n\n九月二日，王海在青山市会见来访的客商，双方就建厂交换意见。\n\n"
        "王海强调\n\n秋粮收购全面展开\n\n本报记者 陈晓东\n\n连日来，平安县各粮站开门迎客，农户排队交售新收的玉米。\n\n"
        "粮站工作人员现场检测水分和杂质，当天付清货款，农户说这样交粮心里踏\n\n"
        "，青山市将继续优化营商环境，为企业落户提供一站式服务，让客商安心投资。\n\n"
        "实。平安县还组织运粮车队上门收粮，全县已收购玉米三万吨。\n"
    )
    first, second = articles_of(clean(raw), Source("page.txt", raw, "utf-8"))
    assert second.title == "秋粮收购全面展开"
    assert "王海强调，青山市将继续" in first.body.text.replace("\n", "")


def test_what_closes_a_quotation_opened_elsewhere_is_no_title():
    raw = (
        "山村小学搬进新校舍\n\n本报记者 李建国\n\n九月一日，石门村小学的孩子们搬进了新校舍，操场上红旗飘扬。\n\n"
        "校长周敏很激动。她说：“新教室宽敞明亮，孩子们读书有劲\n\n秋粮收购全面展开\n\n本报记者 陈晓东\n\n"
        "连日来，平安县各粮站早早开门迎客，农户排队交售新收的玉米，全县已收购三万吨。\n\n"
        "头、有盼头！”\n\n石门村小学还开设了书法和合唱课程，孩子们放学后有了新的去处。\n"
    )
    assert {line.text: line.kind for line in lines_of(clean(raw))}["头、有盼头！”"] == "text"


@pytest.mark.parametrize(
    "line",
    [
        "3月14日至18日，考察团先后走访青山、平安、石门三地的企业。座谈会上，团长周",
        "2024年3月14日，考察团先后走访青山、平安、石门三地的十二家装备制造企业",
        "周敏在座谈会上介绍了园区的建设情况。她表示，园区将坚持创新发",
    ],
)
def test_a_sentence_that_breaks_off_is_no_line_of_date_or_credit(line):
    assert not is_date_line(line)
    assert credit_of(line) is None


@pytest.mark.parametrize("line", ["2024年3月14日 星期四 青山日报", "2024年03月14日 10:20 来源：青山日报"])
def test_a_line_of_date_is_one(line):
    assert is_date_line(line)


def test_an_agency_is_credited():
    assert credit_of("车间里工人正在检查设备。新华社发") is not None
