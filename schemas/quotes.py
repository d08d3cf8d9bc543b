"""Table of quotes: who said what."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import (
    ARTICLE_COLUMN,
    CONFIDENCE_COLUMN,
    DATE,
    DOCUMENT_COLUMN,
    RULE_COLUMN,
    SEGMENTS_COLUMN,
    Segments,
    column,
    identifier,
)


class Quotes(pa.DataFrameModel):
    """One row a stretch of speech attributed to one source."""

    quote_id: str = column(
        ("Quote id", "引语编号"),
        ("Stable id of the quote.", "引语的稳定编号。"),
        "q0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("q"),
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    mode: str = column(
        ("Mode", "方式"),
        (
            "`direct`: words in quotation marks; `indirect`; `mixed`: both; `turn`: a labelled turn of a dialogue.",
            "direct 直接引语、indirect 间接引语、mixed 混合、turn 对话中的一轮发言。",
        ),
        "indirect",
        isin=["direct", "indirect", "mixed", "turn"],
    )
    speaker_kind: str = column(
        ("Kind of speaker", "说话者类别"),
        (
            "Person, organisation, document, meeting or unnamed.",
            "person 个人、organisation 机构、document 文件、meeting 会议、unnamed 未具名。",
        ),
        "person",
        isin=["person", "organisation", "document", "meeting", "unnamed"],
    )
    speaker_name: str = column(
        ("Speaker", "说话者"),
        ("Full name, resolved within the article.", "在文章内还原的全名。"),
        "王晓燕",
        str_length={"min_value": 1},
    )
    speaker_role: str = column(
        ("Role", "职务"),
        ("Office or title, from the fullest mention.", "职务，取文中最完整的说法。"),
        "副厅长",
        nullable=True,
    )
    speaker_organisation: str = column(
        ("Organisation", "机构"),
        ("Organisation with its department.", "所属机构及部门。"),
        "某省科学技术厅",
        nullable=True,
    )
    speaker_id: str = column(
        ("Speaker id", "说话者编号"),
        ("The speaker across documents.", "说话者在全部文档中的编号。"),
        "n0b9a8f7e6d5c4b3a",
        nullable=True,
        references="speakers.speaker_id",
    )
    cue: str = column(
        ("Cue", "提示语"),
        ("Reporting verb as written; none for a turn.", "引述动词原文；对话轮次无。"),
        "表示",
        nullable=True,
    )
    occasion: str = column(
        ("Occasion", "场合"), ("Where it was said, as written.", "发言场合原文。"), "在座谈会上", nullable=True
    )
    said_on: str = column(
        ("Said on", "发言日期"),
        ("ISO 8601 date as far as the text gives it.", "文中给出的发言日期（ISO 8601）。"),
        "2024-03-05",
        nullable=True,
        str_matches=DATE,
    )
    parent_quote_id: str = column(
        ("Parent quote", "上级引语"),
        ("Quote that this one stands in.", "所在的上级引语。"),
        "q1c0",
        nullable=True,
        references="quotes.quote_id",
    )
    text: str = column(
        ("Text", "文本"),
        ("What was said, cleaned, in simplified script.", "引语内容，清洗后的简体文本。"),
        "要加快发展。",
        str_length={"min_value": 1},
    )
    segments: Segments = column(*SEGMENTS_COLUMN)
    confidence: float = column(*CONFIDENCE_COLUMN, gt=0, le=1)
    rule: str = column(*RULE_COLUMN)

    class Config:
        title = "Quotes"
        description = "Who said what."
        metadata = {"title_zh": "引语", "description_zh": "谁说了什么。"}
        strict = True
        ordered = True
