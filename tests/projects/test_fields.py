"""Merged mentions, type, status, place, operator, size and date."""

from decimal import Decimal

import pytest

from tests.projects.articles import names_of, only, projects_of


def test_short_forms_merge():
    text = "东平县氢能装备产业园项目开工。氢能装备产业园占地300亩。"
    project = only(text)
    assert project.project_name == "东平县氢能装备产业园项目"
    assert len(project.mentions) == 2


def test_a_pronoun_with_a_phase_is_a_project_of_its_own():
    text = "石门县海水淡化基地一期项目去年投运。本项目二期下月动工。"
    assert names_of(text) == ["石门县海水淡化基地一期项目", "石门县海水淡化基地二期"]


def test_a_phase_of_the_company_named_last():
    text = "远山电子（东平）有限公司做相机镜头。公司的三期项目上周投产。"
    assert "远山电子（东平）有限公司三期项目" in names_of(text)


def test_names_of_a_known_project_merge():
    text = "“西气东输”工程又添新线。记者沿着西气东输走访。"
    assert len(projects_of(text)) == 1


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("东平县盐湖提锂项目开工建设。", "plant"),
        ("东平县100兆瓦光伏项目开工建设。", "power"),
        ("东平县独立储能项目开工建设。", "storage"),
        ("东平县智算中心开工建设。", "computing"),
        ("东平县氢能产业园开工建设。", "park"),
        ("东平县中车装备制造基地项目开工建设。", "base"),
        ("东平县跨境合作示范区开工建设。", "zone"),
        ("东平县石墨烯实验室揭牌。", "laboratory"),
        ("东平县工业互联网平台上线。", "platform"),
        ("东平县竹纤维研究院揭牌成立。", "institute"),
        ("东平县河道整治工程开工建设。", "infrastructure"),
        ("实施东平县人才培育工程。", "programme"),
        ("新建东平县人民医院。", "other"),
    ],
)
def test_type(text, type_):
    assert only(text).project_type == type_


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("谋划建设东平县氢能产业园。", "planned"),
        ("东平县将建设氢能示范产业园。", "planned"),
        ("签约东平县氢能产业园。", "signed"),
        ("加快建设东平县氢能产业园。", "under_construction"),
        ("将加快建设东平县氢能产业园。", "under_construction"),
        ("东平县氢能产业园落地建设。", "under_construction"),
        ("打造了东平县氢能产业园。", "commissioned"),
        ("东平县氢能产业园建成投产。", "commissioned"),
        ("走进东平县氢能产业园，机器轰鸣。", "operating"),
        ("东平县氢能产业园开通运营。", "operating"),
        ("东平县氢能产业园。", "unspecified"),
        ("深入实施“蓝海英才”计划。", "operating"),
        ("要实施“蓝海英才”计划。", "planned"),
        ("东平县氢能产业园、汶上县光伏产业园等项目加快建设。", "under_construction"),
    ],
)
def test_status(text, status):
    assert projects_of(text)[0].status == status


def test_what_an_essay_launches_is_planned():
    assert only("实施乡土工匠培育工程。", genre="opinion").status == "planned"
    assert only("实施乡土工匠培育工程。", genre="report").status == "operating"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("山东东平县氢能产业园开工建设。", "山东东平县"),
        ("位于湖北宜昌的石门长江大桥开工建设。", "湖北宜昌"),
        ("总投资3亿元的光学薄膜生产基地在辽宁铁岭开工建设。", "辽宁铁岭"),
        ("汶上县3个，山东远山化工有限公司香料中间体项目开工。", "汶上县"),
        ("石桥村茶艺研修基地揭牌。", "石桥村"),
        ("粤港澳大湾区量子计算中心开工建设。", "粤港澳大湾区"),
    ],
)
def test_place(text, place):
    assert projects_of(text)[-1].place == place


def test_region_code():
    assert only("东平县氢能产业园开工建设。").region_code == "370923"


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("山东远山化工有限公司香料中间体项目开工。", "山东远山化工有限公司"),
        ("河南长虹电视车间投产。", "长虹"),
        ("原石高科超导项目投产。", "原石高科"),
        ("东平县氢能产业园由远山能源集团投资建设。", "远山能源集团"),
        ("远山能源集团投资3亿元建设东平县氢能产业园。", "远山能源集团"),
        ("东平县氢能产业园开工。", None),
        ("东平县粮食局1个，东平县粮库迁建项目。", "东平县粮食局"),
        ("远山港务局提出规划。未来该局将新建东平县船舶产业园。", "远山港务局"),
        ("东平县石桥村富了。该村联合周边村子建设石桥农业公园。", "石桥村"),
        ("向东平县船舶产业园管理公司注资，东平县船舶产业园开工。", "东平县船舶产业园管理公司"),
        ("远山镜业有限公司主要做镜片。此次开工的东平新厂区占地80亩。", "远山镜业有限公司"),
    ],
)
def test_operator(text, operator):
    assert only(text).operator == operator


@pytest.mark.parametrize(
    ("text", "investment"),
    [
        ("总投资12亿元的东平县氢能产业园开工。", "1200000000"),
        ("东平县氢能产业园开工。项目占地200亩，总投资约5.6亿元。", "560000000"),
        ("东平县氢能产业园开工。全县项目共有26个，总投资94亿元。", None),
        ("东平县氢能产业园已完成投资3亿元。", None),
        ("东平县氢能产业园、总投资3亿元的汶上县光伏产业园开工。", None),
    ],
)
def test_investment(text, investment):
    project = projects_of(text)[0]
    assert project.investment_cny == (None if investment is None else Decimal(investment))


def test_capacity_and_figures():
    project = only("总投资6亿元的东平县100兆瓦光伏电站开工。")
    assert (project.capacity_value, project.capacity_unit) == (Decimal(100), "MW")
    assert project.figures == (0, 1)


def test_expected_on():
    assert only("东平县氢能产业园开工，力争2025年8月完工。").expected_on == "2025-08"


def test_a_listed_project_is_sized_by_its_company():
    text = "东海钟表、远山镜业等5个侨资项目开工。远山镜业有限公司总投资3亿元扩建厂房。"
    assert {p.project_name: p.investment_cny for p in projects_of(text)}["远山镜业"] == Decimal("300000000")


def test_place_of_a_company_and_of_another_mention():
    assert only("东海省的冬天。山东东平县远山航运公司修船码头开工。").place == "山东东平县"
    text = "位于东平县的年产2万吨镜片项目开工。汶上县来人参观。年产2万吨镜片项目二季度验收。"
    assert only(text).place == "东平县"
