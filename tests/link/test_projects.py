"""Which projects of two documents are one."""

import pytest

from flows.link.project_names import read_name, similarity
from flows.reference import load
from flows.reference.link_tables import LineHead, ProjectForm
from tests.link.frames import Maker


def clusters(*projects, **columns):
    """Number of clusters of projects, a document each: a name, or name and region, and type."""
    maker = Maker()
    for project in projects:
        name, region, kind = (*((project,) if isinstance(project, str) else project), None, None)[:3]
        maker.document().project(name, region, kind or "plant", **columns)
    return len(maker.link()["project_clusters"])


@pytest.mark.parametrize("row", load(ProjectForm, "project_forms"), ids=lambda row: row.form)
def test_each_form_is_replaced(row):
    assert row.form in row.example
    assert row.form not in read_name(row.example).key


@pytest.mark.parametrize("row", load(LineHead, "line_heads"), ids=lambda row: row.head)
def test_lines_may_cross_borders(row):
    assert read_name(f"昆玛{row.head}").is_line


@pytest.mark.parametrize(
    "projects",
    [
        ("昆玛水电站", "青海昆玛水电站", ("昆玛水电站", "630000")),
        (("昆玛大桥", "630000"), ("昆玛大桥", "510000"), "昆玛大桥"),
        ("昆玛至赤岭高速铁路", "昆玛至赤岭高铁"),
        ("“昆玛”国家级自然保护区", "昆玛自然保护区"),
        (("南宁综合保税区", "450100"), ("广西南宁综合保税区", "450000")),
        ("“赤岭行动”专项计划", ("“赤岭行动”专项计划", "630000")),
        (("特色农产品展示中心", "630102"), ("特色农产品展示中心", "630102")),
        ("三北工程", "“三北”工程", ("“三北”防护林工程", "150000")),
        (("提振消费专项行动", None, "programme"), ("提振消费专项行动", None, "programme")),
    ],
)
def test_one_project(projects):
    assert clusters(*projects) == 1


@pytest.mark.parametrize(
    "projects",
    [
        ("昆玛风电场一期", "昆玛风电场二期"),
        ("昆玛100万千瓦光伏项目", "昆玛200万千瓦光伏项目"),
        ("昆玛灌区", "昆玛灌区一期工程"),
        ("昆玛水渠东线工程", "昆玛水渠西线工程"),
        ("昆玛机场T1航站楼", "昆玛机场T2航站楼"),
        ("循环利用项目", "循环利用项目"),
        (("循环利用项目", "620000"), ("循环利用项目", "620000")),
        (("特色农产品展示中心", "630102"), ("特色农产品展示中心", "630103")),
        (("昆玛产业园", "630000"), ("昆玛产业园", "510000")),
        (("南宁综合保税区", "450100"), ("北海综合保税区", "450500")),
        (("内蒙古新建高标准农田", "150000"), ("内蒙古新建高标准农田", "150000")),
        ("“小而美”项目", "“小而美”项目"),
        ("南宁至昆玛高铁", "崇左至昆玛高铁"),
        (("城市更新行动", "120000", "programme"), ("城市更新行动", "310000", "programme")),
        ("昆玛大桥", "昆玛大桥引桥工程"),
    ],
)
def test_two_projects(projects):
    assert clusters(*projects) == 2


def test_without_a_region_a_named_project_joins_the_only_province():
    assert clusters(("昆玛产业园", "630000"), "昆玛产业园") == 1
    assert clusters(("昆玛产业园", "630000"), ("昆玛产业园", "510000"), "昆玛产业园") == 3


def test_the_same_description_after_years_is_another_programme():
    maker = Maker()
    for date in ("2017-03-05", "2018-03-05", "2023-03-05"):
        maker.document(date).project("服务质量提升行动", project_type="programme")
    assert sorted(row["document_count"] for row in maker.link()["project_clusters"]) == [1, 2]


def test_descriptions_of_unlike_size_or_operator_stay_two():
    maker = Maker()
    for capacity in (100.0, 200.0):
        maker.document().project("集中式光伏电站", "632801", capacity_value=capacity, capacity_unit="MW")
    assert len(maker.link()["project_clusters"]) == 2


def test_similarity_is_jaccard_and_zero_for_other_numbers():
    one, other = read_name("赤岭沪东船舶制造厂区"), read_name("赤岭沪东造船制造厂区")
    assert 0 < similarity(one, other) < 1
    assert similarity(one, one) == 1
    assert similarity(read_name("昆玛风电场一期"), read_name("昆玛风电场二期")) == 0


def test_a_cluster_tells_status_over_time_and_the_latest_facts():
    maker = Maker()
    told = (
        ("2024-05", "under_construction", 2e9), ("2023-01-10", "signed", 1e9), ("2025-02-01", "unspecified", None),
        (None, "planned", None), ("2024-12-01", "commissioned", None),
    )  # fmt: skip
    for date, status, investment in told:
        maker.document(date).project("昆玛产业园", "630200", "park", status, investment_cny=investment)
    linked = maker.link()
    (cluster,) = linked["project_clusters"]
    assert cluster["status"] == "commissioned"
    assert [(entry["published_on"], entry["status"]) for entry in cluster["status_history"]] == [
        ("2023-01-10", "signed"), ("2024-05", "under_construction"), ("2024-12-01", "commissioned"),
    ]  # fmt: skip
    assert cluster["investment_cny"] == 2e9
    assert (cluster["first_seen"], cluster["last_seen"]) == ("2023-01-10", "2025-02-01")
    assert cluster["document_count"] == 5
    assert {project["project_cluster_id"] for project in linked["projects"]} == {cluster["project_cluster_id"]}
