"""What a page's lines become: titles, authors, dates, genres, furniture."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.layout import account, articles_of
from flows.layout.account import overlaps
from flows.read.source import Source
from flows.text.clean import clean, clean_slices

STEP = "——青河县农田建设见闻"
NOTICE = "版权声明\n凡本网注明来源的作品，版权均属本网所有，未经授权不得转载。\n"
LEAD = "记者昨日从青河县农业农村局获悉，全县今年新建高标准农田三万亩，粮食总产量预计超过十二万吨，比上年增长百分之五。"
MORE = "县里还投入两千万元修建渠道，把雪水引到田头，解决了六个乡镇的灌溉难题，农户种地的心气更足了。"


def read(raw, **about):
    return articles_of(clean(raw), Source("a.txt", raw, "utf-8", **about))


def only(raw, **about):
    articles = read(raw, **about)
    assert len(articles) == 1, articles
    return articles[0]


@pytest.mark.parametrize(
    ("head", "title", "authors"),
    [
        ("青河县新建高标准农田三万亩\n本报记者 李建国\n", "青河县新建高标准农田三万亩", ("李建国",)),
        (f"雪水进田 稳产增收\n{STEP}\n记者 李建国 通讯员 王小梅\n", f"雪水进田 稳产增收{STEP}", ("李建国", "王小梅")),
        (f"引来雪山水  \n浇灌万亩田\n\n{STEP}\n\n本报记者  \n李建国\n\n", f"引来雪山水 浇灌万亩田{STEP}", ("李建国",)),
        ("【强农惠农】青河县新建高标准农田三万亩\n", "青河县新建高标准农田三万亩", ()),
        ("青河县新建高标准农田三万亩\n2024-05-06 10:20  来源：青河日报\n", "青河县新建高标准农田三万亩", ()),
        ("", None, ()),
    ],
)  # fmt: skip
def test_heads(head, title, authors):
    article = only(f"{head}{LEAD}\n{MORE}")
    assert (article.title, article.authors) == (title, authors)
    assert article.body.text == f"{LEAD}\n{MORE}"


@pytest.mark.parametrize(
    "dateline",
    [
        "新华社乌鲁木齐5月6日电（记者李建国）",
        "央视网消息（新闻联播）：",
        "本报讯（记者 李建国）",
        "本报青河5月6日讯（记者李建国、王小梅）",
        "中新网乌鲁木齐5月6日电 (记者 李建国)",
        "【文/观潮网 李建国】",
        "（本报记者李建国）",
    ],
)
def test_a_dateline_is_no_body(dateline):
    assert only(f"农田建设提速\n{dateline}{LEAD}\n{MORE}").body.text == f"{LEAD}\n{MORE}"


@pytest.mark.parametrize(
    "tail",
    [
        "（记者李建国）",
        "（李建国 王小梅）",
        "（作者系某某大学教授）",
        "（完）",
        "\n责任编辑：周敏",
        "\n【纠错】    【责任编辑:周敏】      阅读下一篇：",
        f"\n{NOTICE}相关新闻\n- 2024年03月11日青河县推进春耕",
        "\n相关阅读\n春耕进行时\n雪水润良田\n",
        "\n打印\n关闭窗口\n京ICP备12345678号\n",
        "\n上一篇：春耕进行时\n下一篇：雪水润良田",
    ],
)
def test_furniture_behind_the_body_is_no_body(tail):
    assert only(f"农田建设提速\n{LEAD}\n{MORE}{tail}").body.text == f"{LEAD}\n{MORE}"


def test_furniture_before_and_inside_the_body_is_no_body():
    raw = (
        "首页 新闻 政务 图片 要闻 聚焦 返回\n首页 >> 专题报道 >> 正文\n\n农田建设提速\n\n"
        "来源:青河日报 时间:2024-05-06 15:21\n"
        f"关注青河网\n微博\n字号：大 中 小\n\n{LEAD}\n第A02版：要闻\n投稿邮箱：abc@163.com\n{MORE}"
    )  # fmt: skip
    article = only(raw)
    assert article.title == "农田建设提速"
    assert article.body.text == f"{LEAD}\n{MORE}"
    assert (article.published_on, article.publisher) == ("2024-05-06", "青河日报")
    assert len(article.body.segments(0, len(article.body))) == 2


@pytest.mark.parametrize(
    ("line", "text", "authors"),
    [
        ("青河县农田里，收割机正在作业。李建国 摄", "青河县农田里，收割机正在作业。", ("李建国",)),
        ("青河县农田里，收割机正在作业。新青河报通讯员 李建国摄", "青河县农田里，收割机正在作业。", ("李建国",)),
        ("图为青河县的农田。", "图为青河县的农田。", ()),
        ("王小梅（左三）等人参观农田。（图：青河县政府提供）", "王小梅（左三）等人参观农田。", ()),
    ],
)
def test_captions(line, text, authors):
    articles = read(f"农田建设提速\n{LEAD}\n{line}\n{MORE}")
    body, caption = sorted(articles, key=lambda article: article.genre, reverse=True)
    assert body.body.text == f"{LEAD}\n{MORE}"
    assert (caption.genre, caption.body.text, caption.authors) == ("caption", text, authors)


def test_headings_inside_the_body_stay():
    raw = f"农田建设提速\n记者 李建国\n{LEAD}\n引水上山\n{MORE}\n一、算好增收账\n{LEAD}"
    assert only(raw).body.text == f"{LEAD}\n引水上山\n{MORE}\n一、算好增收账\n{LEAD}"


def test_essays_on_one_page():
    raw = (
        f"以水兴农要算长远账\n\n李建国\n\n{LEAD}\n\n{MORE}\n\n作者单位：某某大学经济学院\n\n"
        f"让雪山水造福牧区\n\n王小梅\n\n{MORE}\n\n{LEAD}\n\n作者为青河县水利局局长"
    )
    articles = read(raw)
    assert [(a.title, a.genre, a.authors) for a in articles] == [
        ("以水兴农要算长远账", "opinion", ("李建国",)),
        ("让雪山水造福牧区", "opinion", ("王小梅",)),
    ]


def test_an_editors_note_before_an_interview():
    raw = f"编者按\n\n{LEAD}\n\n引雪水 种良田\n\n——访青河县水利局局长王小梅\n\n本报记者 李建国\n\n{MORE}\n\n{LEAD}"
    assert [a.genre for a in read(raw)] == ["note", "interview"]


def test_a_dialogue():
    turns = "\n".join(f"{who}：{LEAD}" for who in ("主持人", "李建国", "主持人", "王小梅", "李建国", "王小梅"))
    article = only(f"雪水如何进田？\n嘉宾简介\n李建国：水利局局长\n王小梅：农业农村局局长\n{turns}")
    assert article.genre == "dialogue"
    assert article.body.text.startswith("嘉宾简介\n李建国：水利局局长")


def test_short_items_are_articles():
    items = [
        ("一季度青河县外贸增长百分之六", "青河海关发布数据，一季度青河县外贸总值十二亿元，同比增长百分之六。"),
        ("青河县开通三条城乡公交线路", "今天，青河县三条城乡公交线路开通运营，沿线二十一个村的群众出行方便。"),
        ("雪山水库下闸蓄水", "记者从县水利局了解到，雪山水库今天下闸蓄水，可灌溉农田九万亩。"),
    ]  # fmt: skip
    raw = "青河快讯\n" + "\n".join(f"{title}\n{text}" for title, text in items)
    assert [(a.title, a.body.text) for a in read(raw)] == items


def test_headings_of_an_article_are_no_items():
    raw = f"青河县推进农田建设\n水从哪里来\n{LEAD}\n钱从哪里来\n{MORE}\n人从哪里来\n{LEAD}"
    assert len(read(raw)) == 1


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        (
            f"{LEAD}县政府工作报告提出2022年生产总值增长5.5%左右的目标。今年前2个月开局良好，到2025年迈上新台阶。",
            "2022",
        ),
        (f"{LEAD}今年一季度，产业增加值比2022年四季度环比增长2.2%。", "2023"),
        (f"{LEAD}主管部门在「一一四年招商成果发表会」中宣布，今年已促成多件投资案。", "2025"),
        (f"农田提速\n发布时间：2024-11-22 04:18 来源：某某网\n本报青河3月10日讯（记者李建国）{LEAD}", "2024-03-10"),
        (f"农田提速\n发布时间：2024-01-03 来源：某某网\n本报青河12月28日讯（记者李建国）{LEAD}", "2023-12-28"),
        (f"农田提速\n2024年5月6日\n{LEAD}", "2024-05-06"),
        (f"{LEAD}2024年是青河县农田建设的攻坚之年。", "2024"),
        (f"{LEAD}今年，青河县代表出席十四届全国人大三次会议。", "2025"),
        (LEAD, None),
    ],
)
def test_dates(raw, date):
    assert only(raw).published_on == date


def test_metadata_come_first():
    article = only(f"2024年5月6日\n来源：青河日报\n{LEAD}", published_on="2020-01-02", publisher="天山报")
    assert (article.published_on, article.publisher) == ("2020-01-02", "天山报")


@pytest.mark.parametrize(
    "raw", ["", "\n\n", "，", "记者", "#", "## \n", "a\x00b", "编者按", "图为", "1\n2\n3", "\ud800", "摄\n摄"]
)
def test_nothing_raises(raw):
    articles = read(raw)
    counts = account(clean(raw), articles, len(raw))
    assert sum(counts.values()) == len(raw)


PIECES = [LEAD, MORE, LEAD[:40], MORE[20:], "编者按", STEP, "本报记者 李建国", "图为农田。李建国 摄", "李建国 摄"]
PIECES += [
    "作者系某某大学教授",
    "1",
    "一、算好账",
    "主持人：您好。",
    "来源：青河日报",
    "责任编辑：周敏",
    "## 引水上山",
    "",
]
PIECES += ["相关新闻", "农田建设提速", "　　", "?！痹", "【"]
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14)


@settings(max_examples=150, deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", "\u3000\u3000"]))
def test_any_page_is_read_and_accounted_for(pieces, between):
    raw = between.join(pieces)
    document = clean(raw)
    articles = articles_of(document, Source("a.txt", raw, "utf-8"))
    assert sum(account(document, articles, len(raw)).values()) == len(raw)
    assert not overlaps(articles)
    for article in articles:
        segments = article.body.segments(0, len(article.body))
        assert clean_slices(raw, segments, document.script) == article.body.text
