"""Tables of projects and of the places that name them."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import (
    ARTICLE_COLUMN,
    CONFIDENCE_COLUMN,
    DOCUMENT_COLUMN,
    EXCERPT_COLUMN,
    PERIOD,
    REGION_DESCRIPTION,
    RULE_COLUMN,
    SEGMENTS_COLUMN,
    Segments,
    column,
    identifier,
)


class Projects(pa.DataFrameModel):
    """One row a project of an article, its mentions merged."""

    project_id: str = column(
        ("Project id", "项目编号"),
        ("Stable id of the project in its article.", "项目在文章中的稳定编号。"),
        "p0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("p"),
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    project_cluster_id: str = column(
        ("Cluster id", "项目簇编号"),
        ("The project across documents.", "该项目在全部文档中的编号。"),
        "c0b9a8f7e6d5c4b3a",
        nullable=True,
        references="project_clusters.project_cluster_id",
    )
    project_name: str = column(
        ("Project", "项目名称"),
        ("Fullest name in the article.", "文中最完整的名称。"),
        "东部药谷",
        str_length={"min_value": 1},
    )
    project_type: str = column(
        ("Type", "类型"),
        (
            "Kind of project.",
            "plant 工厂、power 发电、storage 储能、computing 算力、park 园区、base 基地、zone 区、laboratory 实验室、"
            "platform 平台、institute 院所、infrastructure 基础设施、programme 工程行动计划、other 其他。",
        ),
        "park",
        isin=[
            "plant",
            "power",
            "storage",
            "computing",
            "park",
            "base",
            "zone",
            "laboratory",
            "platform",
            "institute",
            "infrastructure",
            "programme",
            "other",
        ],
    )
    status: str = column(
        ("Status", "进展"),
        (
            "Stage of the project.",
            "planned 谋划、signed 签约、under_construction 在建、commissioned 建成投产、operating 运营、unspecified 未说明。",
        ),
        "under_construction",
        isin=["planned", "signed", "under_construction", "commissioned", "operating", "unspecified"],
    )
    region_code: str = column(
        ("Region", "地区"), REGION_DESCRIPTION, "620000", nullable=True, references="regions.region_code"
    )
    place: str = column(("Place", "地点"), ("Place as written.", "地点原文。"), "兰州新区", nullable=True)
    operator: str = column(
        ("Operator", "主体"), ("Who builds, owns or runs it.", "建设、所有或运营方。"), "中国移动", nullable=True
    )
    sector_code: str = column(
        ("Sector code", "行业代码"),
        ("Leaf of the taxonomy.", "分类体系中的末级代码。"),
        "S040",
        nullable=True,
        references="sector_taxonomy.sector_code",
    )
    investment_cny: float = column(
        ("Investment", "投资额"),
        ("Stated total investment.", "文中所述总投资。"),
        "40000000000",
        nullable=True,
        unit="CNY",
        ge=0,
    )
    capacity_value: float = column(
        ("Capacity", "产能"),
        ("Stated capacity, in `capacity_unit`.", "文中所述产能，单位见 capacity_unit。"),
        "2000",
        nullable=True,
        ge=0,
    )
    capacity_unit: str = column(
        ("Unit of capacity", "产能单位"), ("Unit of `capacity_value`.", "capacity_value 的单位。"), "t", nullable=True
    )
    expected_on: str = column(
        ("Expected on", "预期日期"),
        ("When it is to be done, ISO 8601.", "预期完成日期（ISO 8601）。"),
        "2024",
        nullable=True,
        str_matches=PERIOD,
    )
    mentions: Segments = column(
        ("Mentions", "提及位置"),
        ("Places of all mentions in the raw text.", "全部提及在原文中的位置。"),
        '[{"start":1123,"end":1127}]',
    )
    confidence: float = column(*CONFIDENCE_COLUMN, gt=0, le=1)
    rule: str = column(*RULE_COLUMN)

    class Config:
        title = "Projects"
        description = "Facilities, parks, bases, platforms and named programmes that can be tracked."
        metadata = {"title_zh": "项目", "description_zh": "可以跟踪的设施、园区、基地、平台与具名工程计划。"}
        strict = True
        ordered = True


class ProjectMentions(pa.DataFrameModel):
    """One row a mention of a project."""

    project_mention_id: str = column(
        ("Mention id", "提及编号"),
        ("Stable id of the mention.", "提及的稳定编号。"),
        "m0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("m"),
    )
    project_id: str = column(
        ("Project id", "项目编号"),
        ("Project that is mentioned.", "所提及的项目。"),
        "p0b9a8f7e6d5c4b3a",
        references="projects.project_id",
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    mention_text: str = column(
        ("Mention", "提及原文"), ("The mention as written.", "提及的原文。"), "东部药谷", str_length={"min_value": 1}
    )
    excerpt_id: str = column(*EXCERPT_COLUMN, references="excerpts.excerpt_id")
    segments: Segments = column(*SEGMENTS_COLUMN)

    class Config:
        title = "Project mentions"
        description = "Each place where a project is named."
        metadata = {"title_zh": "项目提及", "description_zh": "项目每次被提到的位置。"}
        strict = True
        ordered = True
