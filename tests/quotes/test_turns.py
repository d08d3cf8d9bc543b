"""Dialogues, interviews and labels, on invented text."""

from tests.quotes.articles import quotes_of, said


def test_interview_with_paragraphs_and_headings() -> None:
    text = (
        "记者：请您谈谈今年的重点工作。\n李志强：我们主要抓三件事。\n第一是抓产业，第二是抓民生。\n"
        "如何留住人才\n记者：如何破解人才短缺难题？\n李志强：关键是引得进、留得住。\n（本报记者 王丽）"
    )
    rows = quotes_of(text, "interview", "专访长河县委书记李志强：以产业振兴带动乡村振兴")
    assert [(row.speaker_name, row.speaker_role, row.speaker_organisation) for row in rows[:2]] == [
        ("王丽", "本报记者", None),
        ("李志强", "书记", "长河县委"),
    ]
    assert said(text, "interview")[1].spans == ("我们主要抓三件事。\n第一是抓产业，第二是抓民生。",)
    assert said(text, "interview")[3].spans == ("关键是引得进、留得住。",)


def test_question_and_answer_letters() -> None:
    rows = said("问：您怎么看当前形势？\n答：总体是稳的。", "interview", "对话张建平：企业如何“走出去”")
    assert [(row.mode, row.name) for row in rows] == [("turn", "记者"), ("turn", "张建平")]


def test_guests_are_known_from_the_roster() -> None:
    text = (
        "嘉宾简介\n王中文：长河经济技术开发区管委会副主任\n李小娜：长河省委党校经济教研部副教授\n"
        "主持人\n本报记者 秦小睿\n主持人：怎样理解新质生产力？\n"
        "李小娜：这是一个新概念。\n王中文：我同意。\n主持人：谢谢两位。"
    )
    rows = quotes_of(text, "dialogue")
    assert [(row.speaker_name, row.speaker_role) for row in rows] == [
        ("秦小睿", "主持人"),
        ("李小娜", "副教授"),
        ("王中文", "副主任"),
        ("秦小睿", "主持人"),
    ]
    assert rows[1].speaker_organisation == "长河省委党校经济教研部"


def test_captions_of_television_news() -> None:
    text = "村民 李秀英：现在日子好过多了！\n长河县水利局局长 张伟：我们新修了三座水库。\n这一工程惠及三万群众。"
    rows = said(text)
    assert [(row.name, row.spans) for row in rows] == [
        ("李秀英", ("现在日子好过多了！",)),
        ("张伟", ("我们新修了三座水库。",)),
    ]


def test_name_alone_on_its_line() -> None:
    text = (
        "首席主持人 小翟\n怎么理解它的重要性呢？\n全国人大代表 长河市人民政府市长张子林\n这是发展实体经济的重中之重。\n"
        "首席主持人 小翟\n请您举个例子给大家听听吧。"
    )
    assert [(row.mode, row.name) for row in said(text, "dialogue")] == [
        ("turn", "小翟"),
        ("turn", "张子林"),
        ("turn", "小翟"),
    ]


def test_press_conference_with_labels_on_their_own_lines() -> None:
    text = (
        "长河日报记者：\n请问今年的目标是什么？\n张伟民：\n谢谢你的提问。\n我们的目标是增长百分之五。\n"
        "【主持人】\n请继续提问。\n张伟民：\n谢谢大家。"
    )
    rows = said(text, "dialogue", "县长张伟民出席发布会")
    assert [(row.name, row.spans[0]) for row in rows][1:] == [
        ("张伟民", "谢谢你的提问。\n我们的目标是增长百分之五。"),
        ("主持人", "请继续提问。"),
        ("张伟民", "谢谢大家。"),
    ]
    assert rows[0].spans == ("请问今年的目标是什么？",)


def test_no_label() -> None:
    assert said("图为：长河大桥。\n来源：长河日报\n央视网消息（新闻联播）：今天晴。\n一是：抓产业。") == []
