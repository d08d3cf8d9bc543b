"""Table of what differs between two releases."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import column
from schemas.registry import Table


class Changes(pa.DataFrameModel):
    """One row a row that was added or removed, or a column of a row that has another value."""

    table_name: str = column(("Table", "表"), ("Table of the row.", "该行所在的表。"), "figures")
    row_id: str = column(("Row id", "行编号"), ("Primary key of the row.", "该行的主键。"), "f0b9a8f7e6d5c4b3a")
    change: str = column(
        ("Change", "变化"),
        ("What happened to the row.", "added 新增、removed 删除、changed 修改。"),
        "changed",
        isin=["added", "removed", "changed"],
    )
    column_name: str = column(
        ("Column", "列"), ("Column that has another value.", "取值发生变化的列。"), "status", nullable=True
    )
    old_value: str = column(
        ("Old value", "旧值"), ("Value in the older release, lists as JSON.", "旧版本中的值。"), "target", nullable=True
    )
    new_value: str = column(
        ("New value", "新值"), ("Value in the newer release, lists as JSON.", "新版本中的值。"), "actual", nullable=True
    )

    class Config:
        title = "Changes"
        description = "What differs from the release before, row by row and column by column."
        metadata = {"title_zh": "变更", "description_zh": "与上一版本相比的逐行逐列差异。"}
        strict = True
        ordered = True


CHANGES = Table("changes", Changes)
"""The table's schema. It belongs to a pair of releases and so stands beside `schemas.TABLES`."""
