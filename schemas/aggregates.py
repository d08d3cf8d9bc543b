"""Tables that count the rows of the others, for a first look."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa

from schemas.fields import TIERS, column, identifier
from schemas.links import Speakers

_KINDS = list(Speakers.to_schema().columns["speaker_kind"].checks[0].statistics["allowed_values"])


def _id() -> Any:
    return column(
        ("Row id", "行编号"),
        ("Hash of what the row counts by.", "分组各项的哈希值。"),
        "g0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("g"),
    )


def _region() -> Any:
    return column(
        ("Province", "省份"),
        (
            "Division of the first level by GB/T 2260; none where no region is known.",
            "省级行政区划代码；地区不明则为空。",
        ),
        "630000",
        nullable=True,
        references="regions.region_code",
    )


def _region_name() -> Any:
    return column(("Name of the province", "省份名称"), ("Its name.", "省份名称。"), "青海省", nullable=True)


def _sector() -> Any:
    return column(
        ("Sector code", "行业代码"),
        ("Leaf of the taxonomy.", "末级行业代码。"),
        "S040",
        nullable=True,
        references="sector_taxonomy.sector_code",
    )


def _sector_name() -> Any:
    return column(("Sector", "行业"), ("Its name in Chinese.", "行业名称。"), "新型储能", nullable=True)


def _documents() -> Any:
    return column(("Documents", "文档数"), ("Documents.", "文档数。"), "5", unit="document", ge=1)


class SectorsByRegion(pa.DataFrameModel):
    """One row a province, sector and tier."""

    sectors_by_region_id: str = _id()
    region_code: str = _region()
    region_name: str = _region_name()
    sector_code: str = _sector()
    sector_name: str = _sector_name()
    tier: str = column(
        ("Tier", "层级"),
        ("Role of the sector.", "traditional 传统、emerging 新兴、future 未来、pillar 支柱。"),
        "emerging",
        nullable=True,
        isin=TIERS,
    )
    mention_count: int = column(
        ("Mentions", "提及次数"), ("Rows of `sectors`.", "sectors 表的行数。"), "12", unit="mention", ge=1
    )
    stated_count: int = column(
        ("Stated", "明示次数"),
        ("Mentions whose tier the text states.", "文中明示层级的提及数。"),
        "3",
        unit="mention",
        ge=0,
    )
    document_count: int = _documents()

    class Config:
        title = "Sectors by region"
        description = "Mentions of sectors by province and tier."
        metadata = {"title_zh": "分地区行业", "description_zh": "按省份与层级统计的行业提及。"}
        strict = True
        ordered = True


class InvestmentByRegion(pa.DataFrameModel):
    """One row a province and sector."""

    investment_by_region_id: str = _id()
    region_code: str = _region()
    region_name: str = _region_name()
    sector_code: str = _sector()
    sector_name: str = _sector_name()
    project_count: int = column(
        ("Projects", "项目数"),
        ("Rows of `project_clusters`.", "project_clusters 表的行数。"),
        "7",
        unit="project",
        ge=1,
    )
    priced_count: int = column(
        ("Priced", "有投资额的项目数"),
        ("Projects whose investment is stated.", "给出投资额的项目数。"),
        "2",
        unit="project",
        ge=0,
    )
    investment_cny: float = column(
        ("Investment", "投资额"),
        (
            "Sum of the stated investments, each project once; none where no project has one.",
            "所述投资额之和，每个项目计一次；均未给出则为空。",
        ),
        "46000000000",
        nullable=True,
        unit="CNY",
        ge=0,
    )

    class Config:
        title = "Investment by region"
        description = "Projects and their stated investment by province and sector."
        metadata = {"title_zh": "分地区投资", "description_zh": "按省份与行业统计的项目及所述投资额。"}
        strict = True
        ordered = True


class SpeakersByRegion(pa.DataFrameModel):
    """One row a province and kind of speaker."""

    speakers_by_region_id: str = _id()
    region_code: str = _region()
    region_name: str = _region_name()
    speaker_kind: str = column(
        ("Kind of speaker", "说话者类别"),
        ("Kind; see `speakers.speaker_kind`.", "类别，见 speakers.speaker_kind。"),
        "person",
        isin=_KINDS,
    )
    speaker_count: int = column(
        ("Speakers", "说话者数"), ("Rows of `speakers`.", "speakers 表的行数。"), "20", unit="speaker", ge=1
    )
    quote_count: int = column(("Quotes", "引语数"), ("Their quotes.", "其引语数。"), "48", unit="quote", ge=1)
    document_count: int = _documents()

    class Config:
        title = "Speakers by region"
        description = "Speakers and their quotes by province."
        metadata = {"title_zh": "分地区说话者", "description_zh": "按省份统计的说话者及其引语。"}
        strict = True
        ordered = True
