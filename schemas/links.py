"""Tables across documents: speakers, organisations and projects of the whole release."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandera.polars as pa
import polars as pl

from schemas.fields import DATE, PERIOD, REGION_DESCRIPTION, Strings, column, identifier
from schemas.projects import Projects
from schemas.quotes import Quotes

if TYPE_CHECKING:
    History = list[dict[str, str]]
else:
    History = pl.List(pl.Struct({"published_on": pl.String, "status": pl.String}))
    """What documents said of a project's stage, by their dates."""

_KINDS = list(Quotes.to_schema().columns["speaker_kind"].checks[0].statistics["allowed_values"])
_PROJECT = {
    name: list(Projects.to_schema().columns[name].checks[0].statistics["allowed_values"])
    for name in ("project_type", "status")
}
_DOCUMENT_COUNT = (("Documents", "文档数"), ("Documents that name it.", "提到它的文档数。"), "3")
_FIRST = (("First seen", "首次出现"), ("Earliest date of a document that names it.", "最早提到它的文档日期。"))
_LAST = (("Last seen", "最近出现"), ("Latest date of a document that names it.", "最近提到它的文档日期。"))


class Organisations(pa.DataFrameModel):
    """One row an organisation that speaks, employs a speaker or runs a project."""

    organisation_id: str = column(
        ("Organisation id", "机构编号"),
        ("Stable id: hash of the normalised name.", "稳定编号：规范化名称的哈希值。"),
        "o0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("o"),
    )
    name: str = column(
        ("Organisation", "机构"),
        ("Form of the name that stands in most documents, fuller forms counting more.", "最常见且较完整的名称。"),
        "某省科学技术厅",
        str_length={"min_value": 1},
    )
    other_names: Strings = column(
        ("Other names", "其他写法"), ("Other forms in the texts.", "文中的其他写法。"), '["青海省科技厅"]'
    )
    organisation_type: str = column(
        ("Type", "类型"),
        ("Kind by the ending of its name.", "按名称词尾判断的类别。"),
        "government",
        nullable=True,
    )
    region_code: str = column(
        ("Region", "地区"),
        ("Division that its name, or the article about it, gives.", "名称或文章所示的行政区划。"),
        "630000",
        nullable=True,
        references="regions.region_code",
    )
    own_quote_count: int = column(
        ("Own quotes", "机构引语数"),
        ("Quotes of the organisation itself.", "以机构名义的引语数。"),
        "2",
        unit="quote",
        ge=0,
    )
    member_quote_count: int = column(
        ("Members' quotes", "成员引语数"),
        ("Quotes of people who speak as its members.", "其成员的引语数。"),
        "5",
        unit="quote",
        ge=0,
    )
    project_count: int = column(
        ("Projects", "项目数"),
        ("Rows of `projects` that it operates.", "其作为主体的项目行数。"),
        "1",
        unit="project",
        ge=0,
    )
    document_count: int = column(*_DOCUMENT_COUNT, unit="document", ge=1)
    first_seen: str = column(*_FIRST, "2024-03-05", nullable=True, str_matches=DATE)
    last_seen: str = column(*_LAST, "2025-01-20", nullable=True, str_matches=DATE)

    class Config:
        title = "Organisations"
        description = "Organisations that speak, whose people speak, or that run projects."
        metadata = {"title_zh": "机构", "description_zh": "发言、其成员发言或运营项目的机构。"}
        strict = True
        ordered = True


class Speakers(pa.DataFrameModel):
    """One row a source of quotes."""

    speaker_id: str = column(
        ("Speaker id", "说话者编号"),
        (
            "Stable id: hash of kind and name, and of what tells namesakes apart.",
            "稳定编号：类别、姓名及区分同名者信息的哈希值。",
        ),
        "n0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("n"),
    )
    speaker_name: str = column(
        ("Speaker", "说话者"),
        ("Name; two people of one name with unlike organisations are two rows.", "姓名；同名而机构不同者分列两行。"),
        "王晓燕",
        str_length={"min_value": 1},
    )
    speaker_kind: str = column(
        ("Kind of speaker", "说话者类别"),
        (
            "Person, organisation, document, meeting or unnamed (a row an article).",
            "person 个人、organisation 机构、document 文件、meeting 会议、unnamed 未具名（每篇文章一行）。",
        ),
        "person",
        isin=_KINDS,
    )
    speaker_role: str = column(
        ("Role", "职务"), ("Fullest role that is common.", "常见且最完整的职务。"), "副厅长", nullable=True
    )
    speaker_organisation: str = column(
        ("Organisation", "机构"),
        ("Fullest organisation that is common.", "常见且最完整的机构。"),
        "某省科学技术厅",
        nullable=True,
    )
    organisation_id: str = column(
        ("Organisation id", "机构编号"),
        (
            "Organisation that the speaker is or mostly speaks for.",
            "说话者本身或主要所代表的机构。",
        ),
        "o0b9a8f7e6d5c4b3a",
        nullable=True,
        references="organisations.organisation_id",
    )
    region_code: str = column(
        ("Region", "地区"),
        (
            "Division of the organisation, else of most of the speaker's articles.",
            "机构所在地区，否则为多数文章的地区。",
        ),
        "630000",
        nullable=True,
        references="regions.region_code",
    )
    quote_count: int = column(("Quotes", "引语数"), ("Quotes.", "引语数。"), "5", unit="quote", ge=1)
    document_count: int = column(
        ("Documents", "文档数"), ("Documents with a quote.", "含其引语的文档数。"), "3", unit="document", ge=1
    )
    first_said_on: str = column(
        ("First said on", "首次发言"),
        ("Earliest date of a quote, else of its article.", "最早引语的日期，缺则取文章日期。"),
        "2024-03-05",
        nullable=True,
        str_matches=DATE,
    )
    last_said_on: str = column(
        ("Last said on", "最近发言"),
        ("Latest date of a quote, else of its article.", "最近引语的日期，缺则取文章日期。"),
        "2025-01-20",
        nullable=True,
        str_matches=DATE,
    )

    class Config:
        title = "Speakers"
        description = "Who speaks in the release: people, organisations, documents, meetings and unnamed sources."
        metadata = {"title_zh": "说话者", "description_zh": "发布数据中的说话者：个人、机构、文件、会议与未具名者。"}
        strict = True
        ordered = True


class ProjectClusters(pa.DataFrameModel):
    """One row a project of the release, the rows of `projects` about it linked."""

    project_cluster_id: str = column(
        ("Cluster id", "项目簇编号"),
        ("Hash of the smallest project id in it.", "簇内最小项目编号的哈希值。"),
        "c0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("c"),
    )
    project_name: str = column(
        ("Project", "项目名称"),
        ("Form of the name that stands in most documents, fuller forms counting more.", "最常见且较完整的名称。"),
        "海东零碳算力产业园",
        str_length={"min_value": 1},
    )
    other_names: Strings = column(
        ("Other names", "其他写法"), ("Other forms in the texts.", "文中的其他写法。"), '["零碳算力产业园"]'
    )
    project_type: str = column(
        ("Type", "类型"),
        ("Kind of project; see `projects.project_type`.", "项目类型，见 projects.project_type。"),
        "park",
        isin=_PROJECT["project_type"],
    )
    region_code: str = column(
        ("Region", "地区"), REGION_DESCRIPTION, "630200", nullable=True, references="regions.region_code"
    )
    operator: str = column(
        ("Operator", "主体"), ("Operator named most often.", "最常提到的主体。"), "中国移动", nullable=True
    )
    operator_id: str = column(
        ("Operator id", "主体编号"),
        ("The operator among the organisations.", "主体在机构表中的编号。"),
        "o0b9a8f7e6d5c4b3a",
        nullable=True,
        references="organisations.organisation_id",
    )
    sector_code: str = column(
        ("Sector code", "行业代码"),
        ("Leaf of the taxonomy that most rows give.", "多数行给出的末级行业代码。"),
        "S040",
        nullable=True,
        references="sector_taxonomy.sector_code",
    )
    status: str = column(
        ("Status", "进展"),
        (
            "Stage that the latest document with one tells; see `projects.status`.",
            "最近文档所述进展，见 projects.status。",
        ),
        "operating",
        isin=_PROJECT["status"],
    )
    status_history: History = column(
        ("Status over time", "进展历程"),
        ("Stages that dated documents tell, by date.", "有日期的文档所述进展，按日期排列。"),
        '[{"published_on":"2024-03-05","status":"signed"}]',
    )
    investment_cny: float = column(
        ("Investment", "投资额"),
        ("Total investment that the latest document with one states.", "最近文档所述总投资。"),
        "40000000000",
        nullable=True,
        unit="CNY",
        ge=0,
    )
    capacity_value: float = column(
        ("Capacity", "产能"),
        (
            "Capacity that the latest document with one states, in `capacity_unit`.",
            "最近文档所述产能，单位见 capacity_unit。",
        ),
        "2000",
        nullable=True,
        ge=0,
    )
    capacity_unit: str = column(
        ("Unit of capacity", "产能单位"), ("Unit of `capacity_value`.", "capacity_value 的单位。"), "t", nullable=True
    )
    expected_on: str = column(
        ("Expected on", "预期日期"),
        ("When it is to be done, by the latest document that tells.", "最近文档所述预期完成日期。"),
        "2024",
        nullable=True,
        str_matches=PERIOD,
    )
    mention_count: int = column(
        ("Mentions", "提及次数"), ("Places that name it.", "提及次数。"), "4", unit="mention", ge=1
    )
    document_count: int = column(*_DOCUMENT_COUNT, unit="document", ge=1)
    first_seen: str = column(*_FIRST, "2024-03-05", nullable=True, str_matches=DATE)
    last_seen: str = column(*_LAST, "2025-01-20", nullable=True, str_matches=DATE)

    class Config:
        title = "Project clusters"
        description = "Projects of the release: rows of `projects` that are about one project are one row here."
        metadata = {
            "title_zh": "项目簇",
            "description_zh": "全部文档中的项目：projects 中属同一项目的各行在此合为一行。",
        }
        strict = True
        ordered = True
