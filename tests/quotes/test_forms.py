"""Forms of reported speech, on invented sentences checked by hand."""

import random

import pytest

from flows.extract.quotes import extract_quotes
from tests.quotes.articles import Said, article, quotes_of, said

DIRECT = [
    (
        "“我们的装置已经连续运行三百天。”车间主任王建国说。",
        Said("direct", "王建国", "说", ("我们的装置已经连续运行三百天。",)),
    ),
    (
        "“风大，”村民扎西多杰指着山坡说，“但风机也转得快。”",
        Said("direct", "扎西多杰", "说", ("风大，", "但风机也转得快。")),
    ),
    ("某乡党委书记马晓红：“路修好了，菜就能卖出去。”", Said("direct", "马晓红", None, ("路修好了，菜就能卖出去。",))),
    ("赵强笑着说：“没问题。”", Said("direct", "赵强", "说", ("没问题。",))),
    ("“好！”大家齐声说。", Said("direct", "大家", "说", ("好！",))),
    (
        "“第一句。\n“第二段接着说，到此结束。”张丽告诉记者。",
        Said("direct", "张丽", "告诉", ("第一句。", "第二段接着说，到此结束。")),
    ),
    (
        "“你们的水稻亩产多少？”“一千二百斤。”村支书陈大山回答道。",
        Said("direct", "陈大山", "回答道", ("一千二百斤。",)),
    ),
    (
        "“长河是我的第二故乡。”美籍专家约翰·史密斯用中文说。",
        Said("direct", "约翰·史密斯", "说", ("长河是我的第二故乡。",)),
    ),
    (
        "谈起家乡的变化，66岁的村民赵德福打开了话匣子：“过去住土坯房，现在住小楼房。”",
        Said("direct", "赵德福", None, ("过去住土坯房，现在住小楼房。",)),
    ),
]
DIRECT += [
    (
        "“我们村今年的枸杞卖了个好价钱。”说起今年的收成，红柳村党支部书记何建国笑得合不拢嘴。",
        Said("direct", "何建国", None, ("我们村今年的枸杞卖了个好价钱。",)),
    ),
    (
        "“过去跑一趟要半天，现在手机上就能办。”个体户王小丽赞不绝口。",
        Said("direct", "王小丽", None, ("过去跑一趟要半天，现在手机上就能办。",)),
    ),
]
INDIRECT = [
    (
        "县发展改革局局长李敏介绍，今年全县将新开工42个项目。",
        Said("indirect", "李敏", "介绍", ("今年全县将新开工42个项目。",)),
    ),
    (
        "“十四五”规划纲要明确提出，要加快数字化发展。",
        Said("indirect", "“十四五”规划纲要", "提出", ("要加快数字化发展。",)),
    ),
    ("据省能源局介绍，外送电量创新高。", Said("indirect", "省能源局", "介绍", ("外送电量创新高。",))),
    (
        "国家统计局数据显示，2024年粮食产量再创新高。",
        Said("indirect", "国家统计局", "显示", ("2024年粮食产量再创新高。",)),
    ),
    (
        "农民日报记者从农业农村部获悉，全国夏粮收购进展顺利。",
        Said("indirect", "农业农村部", "获悉", ("全国夏粮收购进展顺利。",)),
    ),
    ("在村党支部书记张志明看来，产业兴旺是关键。", Said("indirect", "张志明", "看来", ("产业兴旺是关键。",))),
    ("张三和李四都认为，前景可期。", Said("indirect", "张三、李四", "认为", ("前景可期。",))),
    (
        "中国人民大学教授王易告诉《长河日报》记者，要警惕过度竞争。",
        Said("indirect", "王易", "告诉", ("要警惕过度竞争。",)),
    ),
    (
        "保安局局长邓炳强在社交平台发文指，警方已拘捕三人。",
        Said("indirect", "邓炳强", "指", ("警方已拘捕三人。",)),
    ),
    ("联合国秘书长古特雷斯呼吁各方保持克制。", Said("indirect", "古特雷斯", "呼吁", ("各方保持克制。",))),
    ("对此，业内人士普遍认为，行业将迎来洗牌。", Said("indirect", "业内人士", "认为", ("行业将迎来洗牌。",))),
    (
        "据中国汽车工业协会统计，前三季度销量增长10%。",
        Said("indirect", "中国汽车工业协会", "统计", ("前三季度销量增长10%。",)),
    ),
]
MIXED = [
    (
        "“这是全国第一条量产线。”该公司相关负责人表示，二期明年开工。",
        Said("mixed", "该公司相关负责人", "表示", ("这是全国第一条量产线。", "二期明年开工。")),
    ),
    (
        "该公司董事长王强认为，“市场已经触底”，但复苏还需要时间。",
        Said("mixed", "王强", "认为", ("市场已经触底", "但复苏还需要时间。")),
    ),
    (
        "县长李敏说，目标并不低。“不过我想，只要大家肯干，就一定能成。”",
        Said("mixed", "李敏", "说", ("目标并不低。", "不过我想，只要大家肯干，就一定能成。")),
    ),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT + INDIRECT + MIXED)
def test_form(text: str, expected: Said) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "当地打造“一核三带”格局，擦亮“高原明珠”名片。",
        "据了解，该项目已投产。",
        "据介绍，该项目总投资5亿元。",
        "正所谓“人心齐，泰山移”。",
        "“数据多跑路，群众少跑腿”是长河县政务改革的写照。",
        "李四说起这事就来气。",
        "当地村民都说好。",
        "“喂，你好！”电话那头传来李强的声音。",
        "数据显示，2024年粮食产量再创新高。",
        "会上，代表们提出了许多建设性的意见建议。",
        "记者注意到，展馆里人头攒动。",
        "他相信，明天会更好。",
        "",
        "。。。“”””：：\n\n：“",
    ],
)
def test_no_speech(text: str) -> None:
    assert said(text) == []


def test_two_cues_are_two_rows() -> None:
    rows = said("省长李明强调，要守住底线。并指出，要抓紧抓实。")
    assert [(row.cue, row.spans) for row in rows] == [("强调", ("要守住底线。",)), ("指出", ("要抓紧抓实。",))]


def test_speech_ends_where_the_next_speaker_begins() -> None:
    rows = said("立委质疑预算过高，院长卓明泰答复，会依法执行。他强调，不会浪费。")
    assert [(row.name, row.spans[0]) for row in rows] == [
        ("立委", "预算过高，"),
        ("卓明泰", "会依法执行。"),
        ("卓明泰", "不会浪费。"),
    ]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("市长李明说，市里要建三个园区。据了解，去年已建两个。", "市里要建三个园区。"),
        ("市长李明说，市里要建三个园区。走进园区，机器轰鸣。", "市里要建三个园区。"),
        ("市长李明说，市里要建三个园区。李明1968年生于长河。", "市里要建三个园区。"),
        ("政府工作报告提出，要扩大内需。推动消费升级。如何把要求变成现实？", "要扩大内需。推动消费升级。"),
        ("习近平总书记强调，发展是硬道理。长河县牢记要求，奋力前行。", "发展是硬道理。"),
        ("市委全会提出打造三个高地，彰显了抓发展的决心。", "打造三个高地"),
    ],
)
def test_narration_returns(text: str, spoken: str) -> None:
    assert said(text)[0].spans == (spoken,)


def test_colon_takes_the_next_paragraph_along() -> None:
    assert said("政府工作报告指出：\n要适度超前开展基础设施投资。\n长河县迅速行动。")[0].spans == (
        "要适度超前开展基础设施投资。",
    )


def test_quote_in_a_quote_has_its_parent() -> None:
    rows = quotes_of("教授王易说，“在马克思看来，科学是革命的力量”。")
    assert [(row.speaker_name, row.parent) for row in rows] == [("王易", None), ("马克思", 0)]


def test_document_holds_words() -> None:
    assert said("在当天的政府工作报告中，“大力推进现代化产业体系建设，加快发展”被列为首位任务。") == [
        Said("direct", "政府工作报告", None, ("大力推进现代化产业体系建设，加快发展",))
    ]


def test_signature_with_a_dash() -> None:
    rows = said("坚持创新发展，必须把创新摆在核心位置。\n——习近平总书记在全会上的报告\n长河公司生产铝材。")
    assert rows == [Said("direct", "习近平", None, ("坚持创新发展，必须把创新摆在核心位置。",))]


def test_any_text_gives_sound_rows() -> None:
    choose = random.Random(7)
    words = "说 表示 会议指出 总书记 局长 张伟 他 该公司 据 从 在 看来 记者"
    pieces = [*"“”：，。\n、？！…《》（）·‘’", *words.split()]
    for _ in range(1500):
        text = "".join(choose.choice(pieces) for _ in range(choose.randrange(60)))
        source = article(text, choose.choice(["report", "interview", "dialogue"]))
        rows = extract_quotes(source)
        for index, row in enumerate(rows):
            ends = [0, *(position for span in row.spans for position in span)]
            assert ends == sorted(ends)
            assert all(start < end <= len(source.body.text) for start, end in row.spans)
            assert row.speaker_name
            assert row.parent is None or row.parent < index


LATE_FORMS = [
    (
        "县委书记马晓红到乡里调研。在参观育苗中心时她表示，要把种业做强。",
        Said("indirect", "马晓红", "表示", ("要把种业做强。",)),
    ),
    (
        "副县长赵强出席县长李敏主持的推介会并致辞，表示长河欢迎各地客商。",
        Said("indirect", "赵强", "表示", ("长河欢迎各地客商。",)),
    ),
    (
        "县长李敏来到长河县博物馆，要求把文物保护好。",
        Said("indirect", "李敏", "要求", ("把文物保护好。",)),
    ),
    (
        "《长河县水利规划》明确了三项任务，提出到2030年建成两座水库。",
        Said("indirect", "长河县水利规划", "提出", ("到2030年建成两座水库。",)),
    ),
    (
        "某国外交部4日称，甲地局势平稳。声明说，乙地也已恢复通航。",
        Said("indirect", "声明", "声明说", ("乙地也已恢复通航。",)),
    ),
    (
        "某国某市市长安娜·科瓦奇来访。科瓦奇表示，愿意扩大合作。",
        Said("indirect", "安娜·科瓦奇", "表示", ("愿意扩大合作。",)),
    ),
    (
        "县气象台预计，未来三天有雨。今天（3月5日），长河县水库开始蓄水。",
        Said("indirect", "县气象台", "预计", ("未来三天有雨。",)),
    ),
    (
        "县科技局局长陈大山表示，园区运行平稳。副省长王立出席会议并讲话。",
        Said("indirect", "陈大山", "表示", ("园区运行平稳。",)),
    ),
]


@pytest.mark.parametrize(("text", "expected"), LATE_FORMS)
def test_form_found_in_news(text: str, expected: Said) -> None:
    assert expected in said(text)


NO_SPEECH = [
    "世界听到了中国主张，也看到了中国行动。",
    "书记马晓红的殷切勉励，让大家深受鼓舞。",
    "会议决定代表提出议案的截止时间为3月8日。",
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_noun_is_no_cue(text: str) -> None:
    assert said(text) == []


def test_headline_that_lost_its_end_is_no_speech() -> None:
    found = said("某军称击落多架无人机美国国防部3日称，演习已经结束。")
    assert [(row.name, row.spans) for row in found] == [("美国国防部", ("演习已经结束。",))]


def test_dateline_inside_the_paragraph_ends_the_headline() -> None:
    text = "马晓红在调研时强调加快治沙造林步伐新华社长河11月19日电 县委书记马晓红近日调研治沙。她强调，要久久为功。"
    assert said(text) == [Said("indirect", "马晓红", "强调", ("要久久为功。",))]


def test_group_that_a_pronoun_means() -> None:
    assert [row.name for row in said("外国专家高度关注长河治沙。他们表示，经验可以借鉴。")] == ["外国专家"]
