"""How a column is declared: type by annotation, everything else by one call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandera.polars as pa
import polars as pl

if TYPE_CHECKING:
    Segments = list[dict[str, int]]
    Strings = list[str]
    NoiseKinds = list[dict[str, str | int]]
else:
    Segments = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))
    """Half-open `[start, end)` offsets in code points of the raw source text, in reading order."""
    Strings = pl.List(pl.String)
    NoiseKinds = pl.List(pl.Struct({"kind": pl.String, "count": pl.Int64}))

DATE = r"^(\d{4}(-\d{2}(-\d{2})?)?|-(-\d{2}){1,2})$"
"""ISO 8601 date as far as known; `--03-05` where the year is not."""

_PERIOD = r"\d{4}(-\d{2}(-\d{2})?|-Q[1-4]|-H[12])?"
PERIOD = rf"^{_PERIOD}(/{_PERIOD})?$"
"""Year, half-year, quarter, month or day, or an interval of two of them (CODEBOOK.md, Figures)."""

DIMENSIONS = [
    "money",
    "mass",
    "power",
    "energy",
    "area",
    "length",
    "volume",
    "duration",
    "data",
    "data_rate",
    "count",
    "share",
    "change_rate",
    "rank",
    "ratio",
    "temperature",
    "speed",
    "other",
]
PUBLICATION = ["none", "excerpt", "full"]
TIERS = ["traditional", "emerging", "future", "pillar"]


def identifier(prefix: str) -> str:
    """Pattern of a row's id: the table's prefix and 16 hex digits."""
    return rf"^{prefix}[0-9a-f]{{16}}$"


def column(
    title: tuple[str, str],
    description: tuple[str, str],
    example: str,
    *,
    key: bool = False,
    references: str | None = None,
    unit: str | None = None,
    **checks: Any,
) -> Any:
    """Declare a column.

    Args:
        title: name for people, in English and Chinese.
        description: what a value means, in English and Chinese.
        example: a value as it stands in CSV.
        key: whether the column is the table's primary key.
        references: `table.column` whose values it takes.
        unit: unit of measure of a number.
        checks: pandera's checks (`isin`, `ge`, `str_matches`, …) and `nullable`.
    """
    metadata = {
        "title_zh": title[1],
        "description_zh": description[1],
        "example": example,
        "key": key,
        "references": references,
        "unit": unit,
    }
    return pa.Field(title=title[0], description=description[0], metadata=metadata, **checks)


# What the tables' shared columns say: title, description, example.
DOCUMENT_COLUMN = (("Document id", "文档编号"), ("Document that holds the row.", "该行所在文档。"), "d0f3c2a91b7e4")
ARTICLE_COLUMN = (("Article id", "文章编号"), ("Article that holds the row.", "该行所在文章。"), "a52d0c1be88f90a17")
SEGMENTS_COLUMN = (
    ("Segments", "片段"),
    (
        "Places in the raw text, `[start, end)` in code points; joined and cleaned they give the row's text.",
        "在原文中的位置，[起, 止) 码点偏移；拼接并清洗后即为该行文本。",
    ),
    '[{"start":309,"end":375}]',
)
EXCERPT_COLUMN = (
    ("Excerpt id", "摘录编号"),
    ("Sentence in which the row begins.", "该行起始所在的句子。"),
    "e0b9a8f7e6d5c4b3a",
)
CONFIDENCE_COLUMN = (
    ("Confidence", "置信度"),
    ("Estimated probability that the row is right.", "该行正确的估计概率。"),
    "0.93",
)
RULE_COLUMN = (("Rule", "规则"), ("Pattern that found the row.", "识别该行的规则。"), "cue_before")
REGION_DESCRIPTION = ("Division by GB/T 2260.", "GB/T 2260 行政区划代码。")
