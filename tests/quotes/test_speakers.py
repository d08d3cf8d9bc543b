"""Who speaks: titles, organisations, pronouns, short forms."""

import pytest

from flows.extract.names import name_strength
from flows.extract.organisations import find_organisations
from flows.extract.speakers import Speaker, SpokenBy, gather_speakers
from flows.extract.titles import description_start, parse_description
from tests.quotes.articles import quotes_of


@pytest.mark.parametrize(
    ("description", "role", "organisation"),
    [
        ("对此，长河大学经济学院院长、发展研究院副院长", "院长、副院长", "长河大学经济学院、发展研究院"),
        ("全国政协委员，长河黄金集团公司党委书记、董事长", "全国政协委员、党委书记、董事长", "长河黄金集团公司"),
        ("会中日新光高雄厂资深副总", "资深副总", "日新光高雄厂"),
        ("江苏省委书记", "书记", "江苏省委"),
        ("广东省政协副主席袁宝平，温州市委副书记、市长", "副书记、市长", "温州市委"),
        ("财政司长", "财政司长", None),
        ("经济部长", "部长", "经济部"),
        ("国务院发展研究中心原副主任", "原副主任", "国务院发展研究中心"),
        ("青海省科学技术厅规划资管处副处长", "副处长", "青海省科学技术厅规划资管处"),
    ],
)
def test_description(description: str, role: str, organisation: str | None) -> None:
    start = description_start(description, len(description), 0)
    assert parse_description(description[start:]) == (role, organisation)


@pytest.mark.parametrize(
    "name",
    [
        "王建国",
        "欧阳明",
        "扎西多杰",
        "多吉才让",
        "艾力·买买提",
        "约翰·史密斯",
        "林郑月娥",
        "图普六世",
        "高市早苗",
        "李某",
    ],
)
def test_names(name: str) -> None:
    assert name_strength(name) == 2


@pytest.mark.parametrize("word", ["强调", "明确", "新加坡", "的确", "王", "书记", "提出要求"])
def test_no_names(word: str) -> None:
    assert name_strength(word) == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("走进位于长河新区的宏远新材料有限公司实验室，深感震撼", ["长河新区", "宏远新材料有限公司实验室"]),
        ("国家发展和改革委员会、工业和信息化部联合印发", ["国家发展和改革委员会", "工业和信息化部"]),
        ("百林（兰州）新材料有限公司正在研发", ["百林（兰州）新材料有限公司"]),
        ("全部建成，大部分部署完毕，形成新格局", []),
    ],
)
def test_organisations(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_organisations(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("宏达公司副总经理陈刚说，公司去年建成新线。\n他说，这条线每天下线六百台。", ["陈刚", "陈刚"]),
        ("宏达公司总经理王建军介绍，一期已经投产。王总补充道，二期占地更大。", ["王建军", "王建军"]),
        ("长河县委书记罗志军来到现场。罗书记说，要抓紧施工。", ["罗志军"]),
        ("公司董事长李可银一直忙于调试。他告诉记者，设备都是新的。", ["李可银"]),
        ("习近平总书记来到长河村。总书记强调，要发展产业。", ["习近平"]),
        ("12月8日，中共中央政治局召开会议。会议指出，经济总体平稳。", ["中共中央政治局会议"]),
        ("长河省印发《长河省新材料产业规划》。《规划》提出，要做强龙头。", ["长河省新材料产业规划"]),
    ],
)
def test_whom_short_forms_mean(text: str, names: list[str]) -> None:
    assert [row.speaker_name for row in quotes_of(text)] == names


def test_fullest_mention_counts() -> None:
    rows = quotes_of("兰河新区科技局局长杨天说，要抓项目。\n新区科技局副局长李岳表示，要抓人才。\n杨天强调，要抓平台。")
    assert [(row.speaker_role, row.speaker_organisation) for row in rows] == [
        ("局长", "兰河新区科技局"),
        ("副局长", "兰河新区科技局"),
        ("局长", "兰河新区科技局"),
    ]


def test_kinds() -> None:
    text = (
        "会议强调，要守住底线。\n《规划》提出，要做强龙头。\n外交部表示，愿意对话。\n"
        "市民说，很方便。\n市长李明说，很好。"
    )
    assert [row.speaker_kind for row in quotes_of(text)] == ["meeting", "document", "organisation", "unnamed", "person"]


def test_occasion_and_day() -> None:
    rows = quotes_of(
        "3月5日，省长李明在省十四届人大二次会议上作政府工作报告时提出，要办好十件实事。", published_on="2024-03-06"
    )
    assert rows[0].occasion == "在省十四届人大二次会议上作政府工作报告时"
    assert rows[0].said_on == "2024-03-05"
    assert quotes_of("3月5日，省长李明在会上说，要办好实事。")[0].said_on == "--03-05"


def test_people_of_one_name_with_unlike_organisations_stay_two() -> None:
    def by(document: str, role: str | None, organisation: str | None) -> SpokenBy:
        return SpokenBy(document, Speaker("person", "李娜", role, organisation))

    entries = gather_speakers(
        [
            by("a", "教授", "长河大学"),
            by("b", "局长", "青山县水利局"),
            by("c", "院长、教授", "长河大学经济学院"),
            by("a", None, None),
            SpokenBy("a", Speaker("meeting", "李娜", None, None)),
        ]
    )
    assert [(e.speaker.organisation, e.quotes, e.documents) for e in entries] == [
        ("长河大学经济学院", (0, 2, 3), 2),
        (None, (4,), 1),
        ("青山县水利局", (1,), 1),
    ]


@pytest.mark.parametrize("token", ["都深入", "同大会", "韩国空军"])
def test_no_name(token: str) -> None:
    assert name_strength(token) == 0


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张伟同某国议长科拉-马霍举行会谈。\n科拉-马霍表示，愿加强交流，认为合作前景广阔。", ["科拉-马霍"]),
        ("全国政协副主席王长河宣布大会开幕。全体起立。", []),
        ("市长王长河十分关心，提出要求，推动项目建设。", []),
        ("多国工商界代表纷纷表示对经济发展充满信心，将继续深耕市场。", ["多国工商界代表"]),
    ],
)
def test_speakers_of_short_reports(text: str, names: list[str]) -> None:
    assert [quote.speaker_name for quote in quotes_of(text)] == names
