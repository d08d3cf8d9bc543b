"""Regions in text, and the region of an article. The sentences are invented."""

import pytest

from flows.extract.regions import REGIONS, ancestors, article_region, find_regions
from flows.layout.article import Article
from flows.reference import load
from flows.reference.sector_tables import FunctionalZone, Region, RegionAlias, RegionWord
from flows.text.clean import clean


def codes(text):
    return [mention.code for mention in find_regions(text)]


def test_tables_point_at_regions():
    assert all(region.parent is None or region.parent in REGIONS for region in load(Region, "regions"))
    assert {alias.code for alias in load(RegionAlias, "region_aliases")} <= set(REGIONS)
    assert {zone.code for zone in load(FunctionalZone, "functional_zones")} <= set(REGIONS)
    assert {word.rule for word in load(RegionWord, "region_words")} == {
        "direct", "mask", "nation", "not_nation", "country", "home", "venue", "name", "school",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甘肃省定西市渭源县", ["620000", "621100", "621123"]),
        ("福建宁德", ["350000", "350900"]),
        ("海西州、格尔木市", ["632800", "632801"]),
        ("民和县", ["630222"]),
        ("内蒙古呼和浩特", ["150000", "150100"]),
        ("香港、澳门和台湾台中", ["810000", "820000", "710000", "710000"]),
        # zones, with the division that holds them
        ("兰州新区", ["620100"]),
        ("宁东基地", ["640181"]),
        ("前海与横琴", ["440305", "440402"]),
        # names that no longer exist
        ("湖北襄樊", ["420000", "420600"]),
        ("宣武区", ["110102"]),
    ],
)
def test_names(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("兰州城关区", ["620100", "620102"]),
        ("拉萨城关区", ["540100", "540102"]),
        ("朝阳区", []),
        ("北京市朝阳区", ["110000", "110105"]),
        ("长春朝阳区", ["220100", "220104"]),
        ("吉林市与吉林省", ["220200", "220000"]),
        ("青海海南州，海南三亚", ["630000", "632500", "460000", "460200"]),
    ],
)
def test_shared_names_need_their_parent(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("白银价格上涨", []),
        ("甘肃白银", ["620000", "620400"]),
        ("确保长治久安", []),
        ("从江西出发", ["360000"]),
        ("北京市场广阔", ["110000"]),
        ("朝阳产业", []),
        ("各位来宾", []),
        ("马里兰州", []),
    ],
)
def test_words_that_look_like_regions(text, expected):
    assert codes(text) == expected


def test_spans_and_names():
    (mention,) = find_regions("走进海西州，")
    assert (mention.start, mention.end, mention.name) == (2, 5, "海西蒙古族藏族自治州")
    assert find_regions("兰州新区")[0].name == "兰州新区"


def test_ancestors():
    assert ancestors("621123") == ("621123", "621100", "620000")


def article(text, **fields):
    return Article(body=clean(text), **fields)


@pytest.mark.parametrize(
    ("fields", "text", "expected"),
    [
        ({"title": "甘肃：向新而行"}, "大家正在忙着春耕。", "620000"),
        ({"publisher": "青海日报"}, "全省上下真抓实干。", "630000"),
        ({"head": "新华社北京3月5日电"}, "会议指出，要坚持稳中求进。", None),
        ({}, "宁德市召开会议。宁德锂电产业壮大。福安、福鼎稳步增长。", "350900"),
        ({}, "江苏、浙江、广东、四川、湖北都在行动。", None),
        ({}, "天气晴好。", None),
        # a report on the whole country
        (
            {},
            "我国粮食丰收，全国库存充足。国务院作出部署，全国各地跟进。党中央重视，云南大理也丰收。",
            None,
        ),
    ],
)
def test_region_of_an_article(fields, text, expected):
    assert article_region(article(text, **fields)) == expected


@pytest.mark.parametrize("text", ["", "市", "县县县", "区域", "和和和", "\n"])
def test_no_text_raises(text):
    find_regions(text)
