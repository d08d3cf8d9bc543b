"""Dimension tables: what the codes of the other tables stand for."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import DATE, DIMENSIONS, TIERS, Strings, column


class Regions(pa.DataFrameModel):
    """One row an administrative division or functional zone."""

    region_code: str = column(
        ("Region code", "地区代码"),
        ("Code of GB/T 2260.", "GB/T 2260 行政区划代码。"),
        "630000",
        key=True,
    )
    name: str = column(("Name", "名称"), ("Full name.", "全称。"), "青海省")
    level: str = column(
        ("Level", "级别"),
        (
            "Province, prefecture, county or functional zone.",
            "province 省级、prefecture 地级、county 县级、zone 功能区。",
        ),
        "province",
        isin=["province", "prefecture", "county"],
    )
    parent_code: str = column(
        ("Parent", "上级"),
        ("Division above.", "上级区划。"),
        "630000",
        nullable=True,
        references="regions.region_code",
    )

    class Config:
        title = "Regions"
        description = "Administrative divisions (GB/T 2260)."
        metadata = {"title_zh": "地区", "description_zh": "行政区划（GB/T 2260）。"}
        strict = True
        ordered = True


class FunctionalZones(pa.DataFrameModel):
    """One row an area with a name of its own that is no administrative division."""

    zone_name: str = column(("Zone", "功能区"), ("Full name.", "全称。"), "兰州新区", key=True)
    other_names: Strings = column(("Other names", "别名"), ("Other names.", "其他名称。"), "[]")
    region_code: str = column(
        ("Region", "地区"),
        ("Smallest division that holds it.", "所在的最小行政区划。"),
        "620100",
        references="regions.region_code",
    )
    zone_type: str = column(("Type", "类型"), ("Kind of zone.", "功能区类型。"), "new_area")

    class Config:
        title = "Functional zones"
        description = "New areas, development zones, ports and the like, with the division that holds them."
        metadata = {"title_zh": "功能区", "description_zh": "新区、开发区、口岸等功能区及其所在行政区划。"}
        strict = True
        ordered = True


class SectorTaxonomy(pa.DataFrameModel):
    """One row a leaf of the taxonomy."""

    sector_code: str = column(("Sector code", "行业代码"), ("Leaf of the taxonomy.", "末级代码。"), "S040", key=True)
    name_zh: str = column(("Chinese name", "中文名"), ("Name in Chinese.", "中文名称。"), "新型储能")
    name_en: str = column(("English name", "英文名"), ("Name in English.", "英文名称。"), "New-type energy storage")
    sector_group: str = column(("Group", "大类"), ("Parent group.", "上级大类。"), "新能源")
    tier: str = column(
        ("Default tier", "默认层级"),
        ("Role where the text states none.", "文中未明示时的默认层级。"),
        "future",
        isin=TIERS,
    )
    tier_since: str = column(
        ("Tier since", "层级起始"),
        ("Year and month of the policy that the default follows.", "默认层级所依据政策的年月。"),
        "2023-12",
        str_matches=DATE,
    )
    tier_source: str = column(
        ("Source of tier", "层级来源"),
        ("Policy that the default follows.", "默认层级所依据的政策。"),
        "产业结构调整指导目录（2024年本）",
    )
    gbt4754_codes: Strings = column(
        ("GB/T 4754-2017", "国民经济行业代码"),
        ("Codes of the national classification of economic activities.", "GB/T 4754-2017 国民经济行业分类代码。"),
        '["C384"]',
    )
    sei2018_codes: Strings = column(
        ("SEI 2018", "战略性新兴产业代码"),
        ("Codes of the 2018 classification of strategic emerging industries.", "战略性新兴产业分类（2018）代码。"),
        '["6.5"]',
    )

    class Config:
        title = "Sector taxonomy"
        description = "Industries that sector codes stand for."
        metadata = {"title_zh": "行业分类", "description_zh": "行业代码所指的行业。"}
        strict = True
        ordered = True


class Units(pa.DataFrameModel):
    """One row a unit of measure."""

    unit_id: str = column(("Unit id", "单位编号"), ("Unit and dimension.", "单位与量纲。"), "MW:power", key=True)
    unit: str = column(("Unit", "单位"), ("Unit as it stands in `figures.unit`.", "figures.unit 中的单位。"), "MW")
    dimension: str = column(("Dimension", "量纲"), ("Kind of quantity.", "量的种类。"), "power", isin=DIMENSIONS)
    names: Strings = column(("Written as", "写法"), ("Ways in which texts write it.", "文中的写法。"), '["兆瓦","MW"]')
    base_unit: str = column(
        ("Base unit", "基本单位"), ("Unit of `figures.value_si`.", "figures.value_si 的单位。"), "W", nullable=True
    )
    factor: float = column(
        ("Factor", "换算系数"), ("One unit in base units.", "一单位等于多少基本单位。"), "1000000", nullable=True, gt=0
    )

    class Config:
        title = "Units"
        description = "Units of figures, with their base unit. Counts keep their Chinese classifier and have none."
        metadata = {"title_zh": "单位", "description_zh": "数据的单位及其基本单位；计数保留汉语量词，不设基本单位。"}
        strict = True
        ordered = True
