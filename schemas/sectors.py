"""Table of sector mentions: which industries, where, in which role."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import (
    ARTICLE_COLUMN,
    CONFIDENCE_COLUMN,
    DOCUMENT_COLUMN,
    EXCERPT_COLUMN,
    REGION_DESCRIPTION,
    RULE_COLUMN,
    SEGMENTS_COLUMN,
    TIERS,
    Segments,
    column,
    identifier,
)


class Sectors(pa.DataFrameModel):
    """One row a mention of an industry."""

    sector_mention_id: str = column(
        ("Mention id", "提及编号"),
        ("Stable id of the mention.", "提及的稳定编号。"),
        "s0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("s"),
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    sector_text: str = column(
        ("Sector", "行业原文"),
        ("The industry as written.", "行业的原文说法。"),
        "生物医药",
        str_length={"min_value": 1},
    )
    sector_code: str = column(
        ("Sector code", "行业代码"),
        ("Leaf of the taxonomy.", "分类体系中的末级代码。"),
        "S040",
        references="sector_taxonomy.sector_code",
    )
    tier: str = column(
        ("Tier", "层级"),
        ("Role of the industry.", "traditional 传统、emerging 新兴、future 未来、pillar 支柱。"),
        "future",
        nullable=True,
        isin=TIERS,
    )
    tier_basis: str = column(
        ("Basis of tier", "层级依据"),
        ("Stated by the text, or the taxonomy's default.", "stated 文中明示、taxonomy 分类默认。"),
        "stated",
        nullable=True,
        isin=["stated", "taxonomy"],
    )
    region_code: str = column(
        ("Region", "地区"), REGION_DESCRIPTION, "620000", nullable=True, references="regions.region_code"
    )
    excerpt_id: str = column(*EXCERPT_COLUMN, references="excerpts.excerpt_id")
    segments: Segments = column(*SEGMENTS_COLUMN)
    confidence: float = column(*CONFIDENCE_COLUMN, gt=0, le=1)
    rule: str = column(*RULE_COLUMN)

    class Config:
        title = "Sectors"
        description = "Which industries were named, where and in which role."
        metadata = {"title_zh": "行业", "description_zh": "提到了哪些行业、在何地、扮演何种角色。"}
        strict = True
        ordered = True
