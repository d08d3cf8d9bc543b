"""Table of figures: numbers that state something."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import (
    ARTICLE_COLUMN,
    CONFIDENCE_COLUMN,
    DIMENSIONS,
    DOCUMENT_COLUMN,
    EXCERPT_COLUMN,
    PERIOD,
    RULE_COLUMN,
    SEGMENTS_COLUMN,
    Segments,
    column,
    identifier,
)


class Figures(pa.DataFrameModel):
    """One row a numeric expression that states something."""

    figure_id: str = column(
        ("Figure id", "数据编号"),
        ("Stable id of the figure.", "数据的稳定编号。"),
        "f0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("f"),
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    quote_id: str = column(
        ("Quote id", "引语编号"),
        ("Innermost quote that holds the figure.", "包含该数据的最内层引语。"),
        "q0b9a8f7e6d5c4b3a",
        nullable=True,
        references="quotes.quote_id",
    )
    project_id: str = column(
        ("Project id", "项目编号"),
        ("Project whose investment or capacity it states.", "该数据说明其投资或产能的项目。"),
        "p0b9a8f7e6d5c4b3a",
        nullable=True,
        references="projects.project_id",
    )
    figure_text: str = column(
        ("Figure", "数据原文"),
        ("Number with qualifier and unit, as written.", "数字及其限定语和单位，原文。"),
        "超3万个",
        str_length={"min_value": 1},
    )
    value: float = column(
        ("Value", "数值"), ("Value in `unit`, multiplied out.", "以 unit 计的数值，万、亿已展开。"), "30000"
    )
    value_max: float = column(("Upper value", "上限值"), ("Upper end of a range.", "区间上限。"), "41", nullable=True)
    unit: str = column(
        ("Unit", "单位"),
        ("Unit as written: ISO 4217 code, symbol or Chinese classifier.", "原文单位：货币代码、符号或汉语量词。"),
        "个",
    )
    dimension: str = column(("Dimension", "量纲"), ("What kind of quantity.", "量的种类。"), "count", isin=DIMENSIONS)
    value_si: float = column(
        ("Value in base unit", "基本单位数值"),
        (
            "Value in the dimension's base unit (table `units`), where there is one.",
            "换算为该量纲基本单位（见 units 表）的数值。",
        ),
        "3000000000",
        nullable=True,
    )
    value_cny: float = column(
        ("Value in CNY", "人民币数值"),
        ("Value of amounts in yuan.", "人民币金额。"),
        "26800000000",
        nullable=True,
        unit="CNY",
    )
    qualifier: str = column(
        ("Qualifier", "限定"),
        (
            "How the text bounds the number; `order` is an order of magnitude (百亿级).",
            "文中对数字的限定；order 为数量级（百亿级）。",
        ),
        "more_than",
        isin=["exact", "approximately", "more_than", "less_than", "at_least", "at_most", "order"],
    )
    indicator: str = column(
        ("Indicator", "指标"),
        ("What is measured, in the text's words.", "所度量的内容，用原文词语。"),
        "总投资",
        nullable=True,
    )
    subject: str = column(
        ("Subject", "主体"),
        ("Whose quantity it is, in the text's words.", "数据所属主体，用原文词语。"),
        "兰州新区",
        nullable=True,
    )
    region_code: str = column(
        ("Region", "地区"),
        ("Region that the subject names, by GB/T 2260.", "主体所属地区的 GB/T 2260 行政区划代码。"),
        "620000",
        nullable=True,
        references="regions.region_code",
    )
    period: str = column(
        ("Period", "时期"),
        ("Period that the number holds for.", "数据所属时期。"),
        "2024-Q1",
        nullable=True,
        str_matches=PERIOD,
    )
    status: str = column(
        ("Status", "状态"),
        ("Reached, aimed at, or planned.", "actual 已实现、target 目标、planned 计划。"),
        "actual",
        isin=["actual", "target", "planned"],
    )
    change: str = column(
        ("Change", "变动"),
        ("Level or movement.", "level 水平、increase 增加、decrease 减少。"),
        "level",
        isin=["level", "increase", "decrease"],
    )
    comparison: str = column(
        ("Comparison", "比较基准"),
        (
            "What a change is measured against, where the text says so: `yoy` the same period a year before, `mom` the "
            "period directly before, else the base period in ISO form.",
            "文中写明的比较基准：yoy 为同比（较上年），mom 为环比（较上期），其余为基期（ISO 形式）。",
        ),
        "yoy",
        nullable=True,
        str_matches=f"^(?:yoy|mom|{PERIOD.strip('^$')})$",
    )
    excerpt_id: str = column(*EXCERPT_COLUMN, references="excerpts.excerpt_id")
    segments: Segments = column(*SEGMENTS_COLUMN)
    confidence: float = column(*CONFIDENCE_COLUMN, gt=0, le=1)
    rule: str = column(*RULE_COLUMN)

    class Config:
        title = "Figures"
        description = "Numbers that state something, with unit, period and what they measure."
        metadata = {"title_zh": "数据", "description_zh": "有所陈述的数字，及其单位、时期与度量对象。"}
        strict = True
        ordered = True
