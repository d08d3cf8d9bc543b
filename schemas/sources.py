"""Tables about what was read: documents, their articles, and what was turned away."""

from __future__ import annotations

import pandera.polars as pa

from schemas.fields import (
    ARTICLE_COLUMN,
    DATE,
    DOCUMENT_COLUMN,
    PUBLICATION,
    SEGMENTS_COLUMN,
    NoiseKinds,
    Segments,
    Strings,
    column,
    identifier,
)


class Documents(pa.DataFrameModel):
    """One row a document that was read."""

    document_id: str = column(
        ("Document id", "文档编号"),
        ("`d` and 12 hex digits of the SHA-256 of the raw text.", "字母 d 加原文 SHA-256 的前 12 位十六进制数。"),
        "d0f3c2a91b7e4",
        key=True,
        str_matches=r"^d[0-9a-f]{12}$",
    )
    file_name: str = column(
        ("File name", "文件名"),
        (
            "Name of the source file; a corpus row has its id after `#`.",
            "来源文件名；语料库中的一行在 # 之后注明行号。",
        ),
        "page.txt",
    )
    title: str = column(
        ("Title", "标题"),
        ("Title of the document from its metadata.", "元数据中的文档标题。"),
        "今日要闻",
        nullable=True,
    )
    publisher: str = column(("Publisher", "发布者"), ("Newspaper or site.", "报纸或网站。"), "某省日报", nullable=True)
    published_on: str = column(
        ("Published on", "发布日期"),
        ("Date of publication, ISO 8601, as far as known.", "发布日期（ISO 8601），精确到已知部分。"),
        "2024-03",
        nullable=True,
        str_matches=DATE,
    )
    url: str = column(
        ("Address", "网址"), ("Address of the source.", "来源网址。"), "https://example.org/1", nullable=True
    )
    rights: str = column(
        ("Rights", "权利"), ("Who holds the rights to the text.", "文本的权利归属。"), "© the newspaper", nullable=True
    )
    publication: str = column(
        ("Publication", "可发布范围"),
        (
            "How much of the text may be published: nothing, the sentences that carry a row, or all of it.",
            "none 不得发布、excerpt 只发布支撑各行的句子、full 可发布全文。",
        ),
        "excerpt",
        isin=PUBLICATION,
    )
    encoding: str = column(("Encoding", "编码"), ("Character encoding of the file.", "文件的字符编码。"), "utf-8")
    script: str = column(
        ("Script", "字体"),
        ("Script of the raw text.", "原文为简体或繁体。"),
        "simplified",
        isin=["simplified", "traditional"],
    )
    character_count: int = column(
        ("Characters", "字符数"),
        ("Code points of the raw text.", "原文的 Unicode 码点数。"),
        "3065",
        unit="code point",
        ge=1,
    )
    noise_count: int = column(
        ("Noise", "噪声处数"),
        ("Places where cleaning removed noise.", "清洗时去除的噪声处数。"),
        "12",
        unit="place",
        ge=0,
    )
    noise_kinds: NoiseKinds = column(
        ("Kinds of noise", "噪声种类"),
        (
            "How often each rule of cleaning applied, in the order of their names; the counts add up to `noise_count`.",
            "各清洗规则的适用次数，按规则名排序；合计等于 noise_count。",
        ),
        '[{"kind":"bracketed_pinyin","count":11},{"kind":"padded_digits","count":1}]',
    )
    article_count: int = column(
        ("Articles", "文章数"), ("Articles found in the document.", "文档中识别出的文章数。"), "4", unit="article", ge=0
    )

    class Config:
        title = "Documents"
        description = "Sources that were read, with what is known of them."
        metadata = {"title_zh": "文档", "description_zh": "已读取的来源文档及其元数据。"}
        strict = True
        ordered = True


class Articles(pa.DataFrameModel):
    """One row an article."""

    article_id: str = column(
        ("Article id", "文章编号"),
        ("Stable id of the article.", "文章的稳定编号。"),
        "a52d0c1be88f90a17",
        key=True,
        str_matches=identifier("a"),
    )
    document_id: str = column(
        ("Document id", "文档编号"),
        ("Document that holds the article.", "文章所在文档。"),
        "d0f3c2a91b7e4",
        references="documents.document_id",
    )
    title: str = column(
        ("Title", "标题"),
        ("Title with kicker and subtitle.", "标题，含引题与副题。"),
        "新动能蓄势聚力",
        nullable=True,
    )
    authors: Strings = column(("Authors", "作者"), ("Names from the byline.", "署名作者。"), '["王晓燕"]')
    genre: str = column(
        ("Genre", "体裁"),
        (
            "Report, interview (one person), dialogue (several speakers), opinion (signed essay), note, caption.",
            "report 报道、interview 专访、dialogue 对话、opinion 署名文章、note 编者按或启事、caption 图片说明。",
        ),
        "report",
        isin=["report", "interview", "dialogue", "opinion", "note", "caption"],
    )
    publisher: str = column(("Publisher", "发布者"), ("Newspaper or site.", "报纸或网站。"), "某省日报", nullable=True)
    published_on: str = column(
        ("Published on", "发布日期"),
        ("Date of the article, ISO 8601, as far as known.", "文章日期（ISO 8601），精确到已知部分。"),
        "2024",
        nullable=True,
        str_matches=DATE,
    )
    region_code: str = column(
        ("Region", "地区"),
        ("Division that the article is about.", "文章所涉行政区划。"),
        "620000",
        nullable=True,
        references="regions.region_code",
    )
    character_count: int = column(
        ("Characters", "字符数"),
        ("Characters of the cleaned body.", "清洗后正文的字符数。"),
        "2950",
        unit="code point",
        ge=0,
    )
    warnings: Strings = column(
        ("Warnings", "警告"), ("What the layout stage could not settle.", "版面还原中未能确定之处。"), "[]"
    )
    segments: Segments = column(
        ("Segments", "片段"),
        (
            "Pieces of the body in the raw text, `[start, end)` in code points, in reading order.",
            "正文在原文中的位置，[起, 止) 码点偏移，按阅读顺序。",
        ),
        '[{"start":33,"end":3065}]',
    )

    class Config:
        title = "Articles"
        description = "Articles of the documents. Bodies are not published; their place in the source is."
        metadata = {"title_zh": "文章", "description_zh": "文档中的文章。不发布正文，只发布其在来源中的位置。"}
        strict = True
        ordered = True


class Excerpts(pa.DataFrameModel):
    """One row a sentence that may be published."""

    excerpt_id: str = column(
        ("Excerpt id", "摘录编号"),
        ("Stable id of the sentence.", "句子的稳定编号。"),
        "e0b9a8f7e6d5c4b3a",
        key=True,
        str_matches=identifier("e"),
    )
    document_id: str = column(*DOCUMENT_COLUMN, references="documents.document_id")
    article_id: str = column(*ARTICLE_COLUMN, references="articles.article_id")
    text: str = column(
        ("Text", "文本"), ("The sentence, cleaned.", "清洗后的句子。"), "该县建成3座电站。", str_length={"min_value": 1}
    )
    segments: Segments = column(*SEGMENTS_COLUMN)

    class Config:
        title = "Excerpts"
        description = "The sentences in which rows stand; every sentence where a document may be published in full."
        metadata = {"title_zh": "摘录", "description_zh": "各行所在的句子；可全文发布的文档则为全部句子。"}
        strict = True
        ordered = True


class Rejects(pa.DataFrameModel):
    """One row a document or row that was turned away."""

    reject_id: str = column(
        ("Reject id", "拒收编号"),
        ("Stable id of the reject.", "拒收记录的稳定编号。"),
        "x1f0e2d3c4b5a6978",
        key=True,
        str_matches=identifier("x"),
    )
    table_name: str = column(("Table", "表"), ("Table that it would have entered.", "原应进入的表。"), "documents")
    file_name: str = column(
        ("File name", "文件名"), ("Source file, where known.", "来源文件。"), "page.txt", nullable=True
    )
    row_id: str = column(
        ("Row id", "行编号"), ("Id of the row that was turned away.", "被拒收行的编号。"), "q9d1c", nullable=True
    )
    column_name: str = column(
        ("Column", "列"), ("Column whose check failed.", "未通过检查的列。"), "value", nullable=True
    )
    reason: str = column(
        ("Reason", "原因"), ("Name of the check, or what is wrong with a file.", "检查名称或文件问题。"), "empty"
    )
    value: str = column(("Value", "值"), ("Value that failed.", "未通过检查的值。"), "-1", nullable=True)
    detail: str = column(
        ("Detail", "说明"),
        ("What happened and what to do, for a person.", "给人看的说明与处理办法。"),
        "The file is empty.",
        nullable=True,
    )

    class Config:
        title = "Rejects"
        description = "What did not enter the tables, and why. Documents in = documents out + rejected documents."
        metadata = {
            "title_zh": "拒收",
            "description_zh": "未进入各表的内容及原因。读入文档数 = 发布文档数 + 拒收文档数。",
        }
        strict = True
        ordered = True
