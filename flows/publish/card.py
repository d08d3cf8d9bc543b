"""The release's card: what it holds, how right it is, what its columns mean, in both languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from flows.publish import excel
from flows.publish.provenance import LICENCE, RIGHTS, RIGHTS_ZH, code_version, libraries
from flows.publish.site import sample
from flows.publish.stored import Stored
from flows.reference import load
from flows.reference.tables import Accuracy, Calibration
from schemas import TABLES
from schemas.dictionary import dictionary
from schemas.registry import SCHEMA_VERSION

_SIZES = (
    (1e3, "n<1K"),
    (1e4, "1K<n<10K"),
    (1e5, "10K<n<100K"),
    (1e6, "100K<n<1M"),
    (1e7, "1M<n<10M"),
    (float("inf"), "n>10M"),
)
"""Hugging Face's classes of size, in rows."""


def write_card(version: str, tables: Stored, path: Path) -> None:
    """Write the release's `README.md`.

    Args:
        version: the release's version.
        tables: its tables.
        path: file to write.
    """
    text = "\n".join(
        [
            *_front_matter(tables),
            f"# xinzhi 新质 {version}",
            "",
            "What China's regional press says about new quality productive forces: who said what, which numbers were "
            "given, which industries were named, which projects can be tracked. Every row points to the characters of "
            "its source.",
            "",
            "中国地方报刊关于新质生产力的开放数据：谁说了什么、给出了哪些数字、提到了哪些行业、哪些项目可以跟踪。每一行都可回查到原文字符。",
            "",
            f"Schema version {SCHEMA_VERSION}. Offsets count Unicode code points of the raw text, `[start, end)`. "
            "`sha256sum --check SHA256SUMS` verifies the files. Text columns hold what was printed, untrusted: for a "
            "spreadsheet take `xinzhi.xlsx`, in which no cell is a formula, rather than the CSV files. "
            "Excel 用户请打开 xinzhi.xlsx。",
            "",
            f"The workbook holds the first {excel.ROW_LIMIT:,} rows of a table; the site takes in the newest documents "
            f"until a table has {sample.ROW_LIMIT:,} rows. All rows are in the other files. "
            f"工作簿每表只列前 {excel.ROW_LIMIT:,} 行，网页只列最新文档；全部数据见其他文件。",
            "",
            "## Coverage 覆盖",
            "",
            *_coverage(tables),
            "## Accuracy 准确度",
            "",
            *_accuracy(),
            "## Sources and rights 来源与权利",
            "",
            f"{RIGHTS} {RIGHTS_ZH}",
            "",
            *_sources(tables),
            "## Made by 制作",
            "",
            f"Code: {code_version()} (its licence is Apache-2.0). "
            + ", ".join(f"{name} {version}" for name, version in libraries().items())
            + ".",
            "",
            "Cite as `CITATION.cff` says. 引用格式见 `CITATION.cff`。",
            "",
            "## Data dictionary 数据字典",
            "",
            dictionary(TABLES.values()),
        ]
    )
    path.write_text(text, encoding="utf-8")


def _front_matter(tables: Stored) -> list[str]:
    """What Hugging Face's `datasets` reads: a configuration a table, the quotes where none is named.

    It fails at a table without rows, which therefore has none.
    """
    count = sum(map(tables.height, tables))
    lines = [
        "---",
        "pretty_name: xinzhi 新质",
        "language: [zh]",
        f"license: {LICENCE.lower()}",
        "tags: [news, China, industrial policy, quotation extraction, quantity extraction]",
        f"size_categories: [{next(name for limit, name in _SIZES if count < limit)}]",
        "configs:",
    ]
    for name in filter(tables.height, tables):
        lines += [f"- config_name: {name}", f"  data_files: parquet/{name}.parquet"]
        if name == "quotes":
            lines.append("  default: true")
    return [*lines, "---", ""]


def _coverage(tables: Stored) -> list[str]:
    lines = ["| table 表 | rows 行数 | |", "|---|---:|---|"]
    lines += [f"| `{name}` | {tables.height(name):,} | {TABLES[name].title_zh} |" for name in tables]
    reasons = list(tables.reasons().iter_rows())
    lost = sum(count for table, _, count in reasons if table == "documents")
    read = tables.height("documents")
    lines += ["", f"Documents read in: {read + lost}; published: {read}; rejected: {lost}."]
    lines += [f"- rejected {table}: {reason}: {count}" for table, reason, count in reasons]
    return [*lines, ""]


def _accuracy() -> list[str]:
    rows = load(Accuracy, "accuracy")
    if not rows:
        return ["Not measured yet.", ""]
    lines = [
        "Measured on five annotated newspaper pages (`tests/gold/` of the source code) that the rules were developed "
        "on; unseen text scores lower. 在五个标注版面上测得，规则即在其上开发；未见文本的得分会低一些。",
        "",
        "| metric | precision | recall | F1 | hit / gold / predicted |",
        "|---|---:|---:|---:|---|",
    ]
    lines += [f"| {r.metric} | {r.precision} | {r.recall} | {r.f1} | {r.hit} / {r.gold} / {r.pred} |" for r in rows]
    lines += ["", f"SHA-256 of the gold: `{rows[0].gold_sha256}`", ""]
    return [*lines, *_calibration()]


def _calibration() -> list[str]:
    shares: dict[str, dict[Decimal, str]] = {}
    for row in load(Calibration, "calibration"):
        shares.setdefault(row.table, {})[row.least] = f"{row.right} / {row.rows}" if row.rows else "–"
    levels = sorted({level for cells in shares.values() for level in cells})
    lines = [
        "Rows right among those whose `confidence` is at least so high, on the same pages. "
        "同一批版面上，置信度不低于各阈值的行中正确的行数。",
        "",
        f"| table | {' | '.join(f'≥ {level}' for level in levels)} |",
        f"|---|{'---:|' * len(levels)}",
    ]
    lines += [f"| {table} | {' | '.join(cells[level] for level in levels)} |" for table, cells in shares.items()]
    return [*lines, ""]


def _sources(tables: Stored) -> list[str]:
    lines = ["| publisher 发布者 | documents 文档数 | rights 权利 |", "|---|---:|---|"]
    lines += [f"| {_cell(p)} | {count} | {_cell(rights)} |" for p, rights, count in tables.publishers().iter_rows()]
    return [*lines, ""]


def _cell(text: str | None) -> str:
    shown = "".join(char if char.isprintable() else " " for char in text or "–")
    return shown.replace("|", "\\|").replace("<", "&lt;")
