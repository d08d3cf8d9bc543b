"""Invented press text, and writers that put it into each format."""

from __future__ import annotations

import csv
import gzip
import html
import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

SENTENCES = (
    "本报临江讯记者从市发展改革委获悉，今年一季度全市规模以上工业增加值同比增长6.8%。",
    "市长林远山说：“我们要把存量变成增量，把增量变成质量。”",
    "截至三月底，全市累计建成光伏电站126座，装机容量达到340万千瓦。",
    "在开发区的车间里，机械臂来回转动，工人们正在赶制一批出口订单。",
    "据介绍，该项目总投资18.5亿元，建成后年产值可达30亿元，带动就业两千余人。",
    "专家认为，传统产业的改造升级同样需要新技术的支撑。",
    "下一步，全市将围绕新材料、生物医药等领域，继续引进龙头企业。",
    "记者在现场看到，一排排崭新的厂房已经封顶，道路两旁栽满了树苗。",
    "农业农村局负责人表示，春耕备耕物资储备充足，价格总体平稳。",
    "企业负责人告诉记者，去年研发投入占营业收入的比重达到7.2%。",
)
TITLE = "临江市加快培育新动能"


def text(paragraphs: int = 6, seed: int = 1) -> str:
    """Paragraphs of two to five invented sentences, one a line."""
    rnd = random.Random(seed)
    return "\n".join("".join(rnd.choices(SENTENCES, k=rnd.randint(2, 5))) for _ in range(paragraphs))


def rows(count: int = 3) -> list[dict[str, object]]:
    """Rows of a corpus."""
    return [
        {"id": f"r{n}", "text": text(2, n), "title": f"第{n}条", "published_on": "2025-03-02", "publisher": "临江日报"}
        for n in range(count)
    ]


def jsonl(values: Sequence[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def csv_bytes(values: Sequence[Mapping[str, object]]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(values[0]))
    writer.writeheader()
    writer.writerows(values)
    return stream.getvalue().encode()


def parquet(values: Sequence[Mapping[str, object]], group: int = 2) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(values)), stream, row_group_size=group)
    return stream.getvalue()


def zstd(data: bytes) -> bytes:
    return pa.compress(data, codec="zstd", asbytes=True)  # type: ignore[no-any-return]


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def word(lines: Sequence[str], title: str = "") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(body: str, columns: int = 3, headline: str = "", indent: bool = True, foot: str = "") -> bytes:
    """A PDF with real columns; the first page has a headline over all of them."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    width, height = A4
    margin, gap, above = 36, 16, 70 if headline else 0
    column = (width - 2 * margin - gap * (columns - 1)) / columns

    def frames(top: float) -> list[Frame]:
        edges = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
        tall = height - 2 * margin - top
        return [Frame(margin + n * (column + gap), margin, column, tall, **edges) for n in range(columns)]

    def draw_foot(canvas: object, document: object) -> None:
        if foot:
            canvas.setFont("STSong-Light", 9)  # type: ignore[attr-defined]
            canvas.drawCentredString(width / 2, 15, foot.format(canvas.getPageNumber()))  # type: ignore[attr-defined]

    head = [Frame(margin, height - margin - above, width - 2 * margin, above)] if headline else []
    stream = io.BytesIO()
    document = BaseDocTemplate(stream, pagesize=A4)
    document.addPageTemplates(
        [
            PageTemplate("first", [*head, *frames(above)], onPage=draw_foot),
            PageTemplate("later", frames(0), onPage=draw_foot),
        ]
    )
    style = ParagraphStyle(
        "body",
        fontName="STSong-Light",
        fontSize=10,
        leading=15,
        firstLineIndent=20 if indent else 0,
        wordWrap="CJK",
        spaceAfter=0 if indent else 8,
    )
    big = ParagraphStyle("head", fontName="STSong-Light", fontSize=22, leading=30, wordWrap="CJK")
    story: list[Flowable] = [NextPageTemplate("later")]
    if headline:
        story += [Paragraph(html.escape(headline), big), FrameBreak()]
    story += [Paragraph(html.escape(line), style) for line in body.split("\n")]
    document.build(story)
    return stream.getvalue()


MENU = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in ("首页", "时政", "经济", "社会", "文化", "视频"))
MENU = f"<div class='nav'><ul>{MENU}</ul></div>"
RELATED = "<li><a href='/r'>全市春耕工作有序推进</a></li>" * 5
RELATED = f"<div class='related'><h3>相关新闻</h3><ul>{RELATED}</ul></div>"
FOOT = """<div class='footer'><p>版权所有 临江日报社，未经书面授权，禁止复制或建立镜像。</p>
<p>电话：000-1234567</p></div>"""
LINKED_DATA = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2025-03-02T08:00:00+08:00",
    "publisher": {"name": "临江日报"},
}
LAYOUTS = {
    "bare": "<html><head>{meta}<title>{title}</title></head><body>{paragraphs}</body></html>",
    "breaks": "<html><head>{meta}<title>{title}</title></head><body>{menu}<div>{lines}</div>{foot}",
    "portal": """<html><head>{meta}<title>{title}_临江网</title><script>var a='<p>不是正文，是脚本。</p>'</script>
</head><body>{menu}<div class='main'><h1>{title}</h1>
<div class='info'>2025年03月02日 08:10 来源：<a href='/'>临江日报</a></div>
<div class='content' id='zoom'>{paragraphs}</div>{related}</div>{foot}</body></html>""",
    "newspaper": """<html><head>{meta}<title>{title}--临江日报数字报</title><meta name='PubDate' content='2025-03-02'>
</head><body><table><tr><td>{menu}</td></tr><tr><td><founder-title>{title}</founder-title>
<founder-content>{paragraphs}</founder-content></td><td>{related}</td></tr></table>{foot}</body></html>""",
    "article": """<html><head>{meta}<meta property='og:title' content='{title} | 地方 | 临江社'>
<script type='application/ld+json'>{data}</script></head><body><header>{menu}</header>
<article><div>{paragraphs}</div></article><aside>{related}</aside><footer>{foot}</footer></body></html>""",
}


def page(body: str, layout: str = "portal", title: str = TITLE, charset: str = "utf-8") -> bytes:
    """A web page as one of five kinds of site lays it out."""
    lines = [html.escape(line) for line in body.split("\n")]
    made = LAYOUTS[layout].format(
        meta=f"<meta http-equiv='Content-Type' content='text/html; charset={charset}'>",
        title=title,
        menu=MENU,
        related=RELATED,
        foot=FOOT,
        data=json.dumps(LINKED_DATA),
        lines="<br>".join(lines),
        paragraphs="".join(f"<p>{line}</p>" for line in lines),
    )
    return made.encode(charset)


def every_format() -> dict[str, bytes]:
    """One small file of each format, by name."""
    body = text(3)
    found: dict[str, bytes] = {
        "a.txt": body.encode(),
        "gb.txt": body.encode("gb18030"),
        "big.txt": "臺灣新竹的產業園區，近年來發展迅速，吸引了許多國際企業。".encode("big5") * 9,
        "wide.txt": body.encode("utf-16"),
        "a.md": f"# {TITLE}\n\n{body}".encode(),
        "a.html": page(body),
        "a.htm": page(body, "newspaper", charset="gbk"),
        "a.pdf": pdf(body),
        "a.docx": word(body.split("\n"), TITLE),
        "a.jsonl": jsonl(rows()),
        "a.ndjson": jsonl(rows()).decode().encode("utf-16"),
        "a.csv": csv_bytes(rows()),
        "a.parquet": parquet(rows()),
        "a.jsonl.gz": gzip.compress(jsonl(rows())),
        "a.csv.zst": zstd(csv_bytes(rows())),
    }
    found["a.zip"] = zipped({f"inner/{name}": data for name, data in found.items()})
    found["a.tar"] = tarred({f"inner/{name}": data for name, data in found.items() if name != "a.zip"})
    found["a.tar.gz"] = gzip.compress(found["a.tar"])
    found["a.tgz"] = found["a.tar.gz"]
    return found


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, rnd: random.Random) -> bytes:
    return data[: rnd.randrange(len(data))]


def flip(data: bytes, rnd: random.Random) -> bytes:
    flipped = bytearray(data)
    for _ in range(rnd.choice((1, 3, 20))):
        flipped[rnd.randrange(len(flipped))] ^= 1 << rnd.randrange(8)
    return bytes(flipped)


def insert(data: bytes, rnd: random.Random) -> bytes:
    at = rnd.randrange(len(data))
    return data[:at] + rnd.randbytes(rnd.randrange(1, 40)) + data[at:]


def zero(data: bytes, rnd: random.Random) -> bytes:
    at = rnd.randrange(len(data))
    return data[:at] + bytes(rnd.randrange(1, 40)) + data[at + 8 :]


def drop(data: bytes, rnd: random.Random) -> bytes:
    at = rnd.randrange(len(data))
    return data[:at] + data[at + rnd.randrange(1, 200) :]


DAMAGES: tuple[Damage, ...] = (cut, flip, insert, zero, drop)
