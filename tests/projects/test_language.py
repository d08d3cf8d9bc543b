"""What the language of the press does around the names of projects: short names, openings, classes."""

import pytest

from tests.projects.articles import names_of, only, projects_of


@pytest.mark.parametrize(
    "text",
    [
        "东平至汶上高铁今天开通运营。东汶高铁全长80公里。",
        "泰安至东平高速公路开工。泰东高速全长60公里。",
        "东平高铁长清至汶上段开通运营，标志着东平高铁长汶段投入使用。",
        "东平至长清高速铁路启动联调联试。东清高铁全长80公里。",
    ],
)
def test_a_line_and_its_short_name_are_one(text):
    assert len(only(text).mentions) == 2


@pytest.mark.parametrize(
    "text",
    [
        "东平至汶上高铁开通运营。南汶高铁开通运营。",
        "东平至汶上高速公路开通运营。东汶高铁开通运营。",
    ],
)
def test_other_lines_stay_apart(text):
    assert len(projects_of(text)) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # branch and phase of known works
        ("南水北调东线二期工程开工建设。", ["南水北调东线二期工程"]),
        ("引江补汉工程师在现场。", ["引江补汉"]),
        # a place in parentheses behind the head
        ("区域苗种转化中心（泰安）正式启用。", ["区域苗种转化中心（泰安）"]),
        ("石门河治理工程（泰安段）开工建设。", ["石门河治理工程（泰安段）"]),
        # a name behind a description
        ("深水采气平台“蓝湾一号”投产。", ["深水采气平台“蓝湾一号”"]),
        # the whole of a quotation, its verbs too
        ("启动“助力山乡少年读书计划”。", ["“助力山乡少年读书计划”"]),
        ("本周，水利部“百日清渠”专项行动取得进展。", ["“百日清渠”专项行动"]),
        # conjunctions between places
        ("泰安河口宾馆和济南南山水库开工建设。", ["济南南山水库"]),
        # parts of an amount
        ("签约全球最大27.1万立方米运输船项目。", ["27.1万立方米运输船项目"]),
        # words that look like a stop
        ("东平县设立国家渔业扩大开放综合示范区。", ["国家渔业扩大开放综合示范区"]),
        ("他参与过东平长江大桥建设。", ["东平长江大桥"]),
        # a description with a place before the name itself
        ("山东省重大水利工程石门冲水库开工建设。", ["石门冲水库"]),
        # a campaign that comes again, an amount that is part of its purpose
        ("启动实施新一轮乡镇商贸提质三年行动。", ["乡镇商贸提质三年行动"]),
        ("县里实施科学养殖提质计划。", ["科学养殖提质计划"]),
        ("东平引水工程的出口段主洞正在施工。", ["东平引水工程"]),
        ("实施新一轮百亿斤棉花产能提升行动。", ["百亿斤棉花产能提升行动"]),
    ],
)
def test_edges(text, names):
    assert names_of(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "东平至汶上高铁投入运营。",
        "随着东平至汶上高铁的开通运营，出行更快了。",
        "东平至汶上高铁进行全线拉通试验。",
        "蓝湾长江大桥主航道桥合龙。",
        "工人转战石门高速二期工程。",
        "县乡企业成长专项基金近日在泰安启动，首期募资5亿元。",
        "东平县设立国家渔业试验综合示范区。",
        "工人们在东平核电500千伏送出工程施工现场忙碌。",
        "海雾材料创新中心启动筹建。",
        "中国北麓高寒草籽种质资源库新增藏品4000种。",
        "东平县推进海洋经济示范区建设。",
    ],
)
def test_openings_and_official_names_count(text):
    assert len(projects_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "推进海洋经济示范区建设，加快建设海洋强国。",
        "全年新建1亿亩高标准农田。",
        "走上民族复兴的康庄大道，施工建设。",
        "一揽子价格项目落地。",
        "加强灌区骨干工程建设。",
        "加固山东国省干线公路。",
        "通过建设村级药柜和远程问诊平台等措施，让群众受益。",
        "平均行车间隔为26分钟，开通运营。",
        "清单列出东平县智能装备、海洋药物等五大领域15个项目。",
        "为保障汛期水库安全，抓紧建设监测设施。",
        "工程最后一台发电机组安装完成。",
    ],
)
def test_classes_are_no_projects(text):
    assert names_of(text) == []


def test_a_works_with_a_place_stays_beside_what_a_dash_adds():
    assert names_of("东平县行蓄洪区洼地治理工程――石门排涝站开工建设。") == ["东平县行蓄洪区洼地治理工程", "石门排涝站"]


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        # from another mention of the programme
        ("“青山”专项行动立案多起。今年以来，公安部组织开展“青山”专项行动。", "公安部"),
        # who is only followed
        ("泰安市发展改革委围绕泰安市委部署，实施乡镇医疗强基工程。", "泰安市发展改革委"),
    ],
)
def test_operators(text, operator):
    assert only(text).operator == operator


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("“青山”专项行动日前启动，重点整治乱采。", "operating"),
        ("东平至汶上高铁开展运行试验。", "under_construction"),
        ("海雾材料创新中心启动筹建。", "planned"),
        ("教育部门上线东平县终身学习平台。", "commissioned"),
    ],
)
def test_statuses(text, status):
    assert only(text).status == status
