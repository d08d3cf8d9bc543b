"""Sector mentions, case by case. The sentences are invented."""

import pytest

from flows.extract.sectors import extract_sectors
from flows.layout.article import Article
from flows.text.clean import clean


def mentions(text, **article):
    body = clean(text)
    rows = extract_sectors(Article(body=body, **article))
    return [(body.text[row.spans[0][0] : row.spans[0][1]], row) for row in rows]


def names(text, **article):
    return [name for name, _ in mentions(text, **article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a closing 产业, 产业链, 产业集群 is dropped
        ("全县加快发展光伏产业。", ["光伏"]),
        ("打造千亿级动力电池产业集群。", ["动力电池"]),
        ("加快建设信息产业高地。", ["信息产业"]),
        # lists, with a shared head
        ("做大做强肉牛、枸杞和光热产业。", ["肉牛", "枸杞", "光热"]),
        ("锡、锌、铝新材料订单饱满。", ["锡", "锌", "铝新材料"]),
        ("招引新能源新材料产业。", ["新能源", "新材料"]),
        ("以纺织、食品为主导的产业体系基本形成。", ["纺织", "食品"]),
        # words around a name belong to it
        ("扶持先进陶瓷机械、耐高温纤维等产业。", ["先进陶瓷机械", "耐高温纤维"]),
        ("汽车及零部件产业链不断延伸。", ["汽车及零部件"]),
        # an item that no lexicon holds
        ("形成石墨烯、硅藻页岩、人造金刚石等产业集群。", ["石墨烯", "硅藻页岩", "人造金刚石"]),
        ("当地群众发展油桐产业增收。", ["油桐"]),
        # one character each
        ("全省做强“粮棉果药”产业，把桃产业做大。", ["粮棉果药", "桃"]),
    ],
)
def test_industries(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "盘活传统产业，孵化新兴产业，早抓未来产业。",
        "引进绿色产业与高新技术产业，稳住实体经济。",
        "推动工业数字化、智能化转型。",
        "产业是经济之本。",
    ],
)
def test_classes_are_no_industries(text):
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "某某新能源科技有限公司揭牌。",
        "省农业农村厅、文化和旅游厅联合印发通知。",
        "他毕业于海天农业大学。",
        "《新能源汽车产业发展规划》正式印发。",
        "世界机器人大会开幕。",
        "农业界政协委员发言。",
        "来到苹果村、枸杞镇。",
        "旅游节、数字经济周开幕。",
        "来自农业院校的学生参加光伏交流会。",
    ],
)
def test_names_of_bodies_and_books_are_left_out(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市场上牦牛成群。", []),
        ("牦牛产业带动两千户增收。", ["牦牛"]),
        ("他买了一辆汽车。", []),
        ("汽车、家电等行业回暖。", ["汽车", "家电"]),
        ("学校教育质量提升。", []),
        ("大力发展冷链物流、文化产业。", ["冷链物流", "文化"]),
        ("两国将深化经贸、能源、科技等领域合作。", []),
        ("金融业务稳健增长。", []),
        ("坚持科教兴国，确保长治久安。", []),
    ],
)
def test_generic_words_need_a_context(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the segmenter sees a word over the border
        ("智能车间里灯火通明。", []),
        ("提高经略海洋能力。", []),
        ("数字人民币试点扩围。", []),
        ("这家纺织企业接到订单。", ["纺织"]),
        ("十多家电线电缆企业复工。", ["电线电缆"]),
        ("老年人参与产业发展。", []),
        # and none where it is a name of its own
        ("二十个人形机器人亮相。", ["人形机器人"]),
    ],
)
def test_borders(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what statistics say
        ("全国铁路完成固定资产投资七千亿元。", ["铁路"]),
        ("公路、水路共发送旅客六千万人次。", ["公路", "水路"]),
        # firms of a trade
        ("新引进家具、灯具生产企业五家。", ["家具", "灯具"]),
        ("一家生产显示屏的企业落户。", ["显示屏"]),
        # what a whole spans
        ("项目涉及能源、教育卫生等领域。", ["能源", "教育卫生"]),
        ("推进“绿电+先进制造”融合。", ["绿电", "先进制造"]),
        ("推进“天使+绿电”融合。", []),
        ("全乡以烤烟、核桃为支柱，收入大增。", ["烤烟", "核桃"]),
        ("家电、玩具等高技术产业回暖。", ["家电", "玩具"]),
        # names that no lexicon holds
        ("镇里的红心柚种植基地丰收。", ["红心柚"]),
        ("推动苗银等特色产业发展。", ["苗银"]),
    ],
)
def test_frames(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("某某康养产业有限公司参会。", []),
        ("德国制药企业协会发表声明。", []),
        ("保险、证券及银行业平稳运行。", ["保险", "证券", "银行业"]),
        ("生物制造这个从实验室走出的产业。", ["生物制造"]),
        ("审议渔业法修订草案。", []),
        ("举办旅游推介、人力资源培训等活动。", ["旅游"]),
        ("村里的黄桃加工培训开课。", ["黄桃加工"]),
        ("小麦长势喜人，建成旅游公路，手工艺品热销。", []),
        ("关系重回健康稳定发展轨道。", []),
        ("大模型日活用户翻番，旅游年收入创新高。", ["大模型", "旅游"]),
    ],
)
def test_false_friends(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("传统优势产业方面，提质陶瓷产业、制糖业，推进皮革产业升级。", ["traditional"] * 3),
        ("谋划基因治疗、氢能等未来产业。", ["future"] * 2),
        ("焕新传统产业。推动水泥、陶瓷产业升级。", ["traditional"] * 2),
        ("未来产业蓝图\n围绕脑机接口，兴办试验园。", ["future"]),
        ("在新兴产业上，要发展生物医药。", ["emerging"]),
        ("招引碳纤维、大数据等战略性新兴产业。", ["emerging"] * 2),
        ("陶瓷产业已成为当地支柱产业。", ["pillar"]),
        ("扶植钟表、灯具等新支柱产业。", ["pillar"] * 2),
        ("形成以乳业、肉牛为主导产业的格局。", ["pillar"] * 2),
        ("以激光、无人机等产业为代表的战略性新兴产业势头喜人。", ["emerging"] * 2),
    ],
)
def test_stated_tiers(text, tiers):
    rows = [row for _, row in mentions(text)]
    assert [row.tier for row in rows] == tiers
    assert {row.tier_basis for row in rows} == {"stated"}


def test_two_tiers_in_a_heading_state_none():
    (row,) = [row for _, row in mentions("抓新兴产业也抓未来产业。做强光伏产业。")]
    assert row.tier_basis == "taxonomy"


def test_a_frame_ends_with_its_paragraph():
    rows = dict(mentions("未来产业谋划方面，试水脑机接口。\n光伏产业订单回升。"))
    assert (rows["脑机接口"].tier, rows["脑机接口"].tier_basis) == ("future", "stated")
    assert (rows["光伏"].tier, rows["光伏"].tier_basis) == ("emerging", "taxonomy")


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("甘肃白银的有色冶金产业持续壮大。", "620400"),
        ("我国电动汽车销量又创新高。", None),
        ("要做强光伏产业。", "630000"),
        ("格尔木日照充足。要做强光伏产业。", "632801"),
        ("格尔木日照充足。我国加快转型。要做强光伏产业。", None),
        ("建设全国重要的光伏基地。", "630000"),
        ("借助兰州大学的力量，发展光伏产业。", "630000"),
        # a place that its sentence only names says nothing of the next one; one that opens its clause does
        ("援建队支持贵州修路。茶叶产业正在壮大。", "630000"),
        ("在贵州，山路通了。茶叶产业正在壮大。", "520000"),
        # nor does the place of a meeting
        ("博览会在江西南昌开幕，光伏产业受关注。", "630000"),
        # a list of places: what holds them all
        ("广东广州、佛山合力做强光伏产业。", "440000"),
        ("广东广州、云南合力做强光伏产业。", "530000"),
        # the nation, but not in the name of a rank or a part of the province
        ("云南中东部山多。当地茶叶产业正在壮大。", "530000"),
        ("全国形势喜人，全省光伏产业要跟上。", "630000"),
    ],
)
def test_whose_industry(text, region):
    (row,) = [row for _, row in mentions(text, title="青海：向新而行")]
    assert row.region_code == region


@pytest.mark.parametrize("text", ["", "、", "等产业", "产业链产业链", "A、B等未来产业", "“", "等等等", "新能源"])
def test_no_text_raises(text):
    names(text)


def test_captions_have_no_rows():
    assert names("光伏产业园一角。", genre="caption") == []
