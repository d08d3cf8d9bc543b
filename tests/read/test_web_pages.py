"""The main text of pages, and what they tell about themselves."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from flows.read import Source, Unreadable, read
from flows.read.bounds import Bounds
from tests.read import samples

BODY = samples.text(7)


def read_page(folder: Path, data: bytes, bounds: Bounds | None = None) -> Source | Unreadable:
    (folder / "a.html").write_bytes(data)
    [found] = read([folder / "a.html"], bounds=bounds or Bounds())
    return found


@pytest.mark.parametrize(
    ("layout", "publisher", "published_on"),
    [
        ("bare", None, None),
        ("breaks", None, None),
        ("portal", "临江日报", "2025-03-02"),
        ("newspaper", "临江日报", "2025-03-02"),
        ("article", "临江日报", "2025-03-02"),
    ],
)
def test_layouts(tmp_path: Path, layout: str, publisher: str | None, published_on: str | None) -> None:
    found = read_page(tmp_path, samples.page(BODY, layout))
    assert isinstance(found, Source)
    assert found.raw == BODY
    assert (found.title, found.publisher, found.published_on) == (samples.TITLE, publisher, published_on)


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "utf-8"])
def test_declared_encodings(tmp_path: Path, charset: str) -> None:
    assert getattr(read_page(tmp_path, samples.page(BODY, "portal", charset=charset)), "raw", "") == BODY


def test_a_page_that_names_a_wrong_encoding(tmp_path: Path) -> None:
    data = samples.page(BODY, "portal").replace(b"charset=utf-8", b"charset=gb2312")
    assert getattr(read_page(tmp_path, data), "raw", "") == BODY
    data = samples.page(BODY, "portal", charset="gbk").replace(b"charset=gbk", b"charset=utf-8")
    assert getattr(read_page(tmp_path, data), "raw", "") == BODY


def test_tables_keep_their_rows(tmp_path: Path) -> None:
    table = "<table><tr><th>指标</th><th>一季度</th></tr><tr><td>增加值</td><td>12亿元</td></tr></table>"
    found = read_page(tmp_path, f"<body><p>全市主要指标如下，供参考。</p>{table}</body>".encode())
    assert getattr(found, "raw", "").split("\n")[1:] == ["指标\t一季度", "增加值\t12亿元"]


def test_inline_elements_make_no_lines(tmp_path: Path) -> None:
    data = (
        "<p>今天，<b>临江</b><a href='/'>日报</a>记者\n  <span>林 远</span>报道&nbsp;&ldquo;新闻&rdquo;。</p>".encode()
    )
    assert getattr(read_page(tmp_path, data), "raw", "") == "今天，临江日报记者 林 远报道\xa0“新闻”。"


def test_comments_and_scripts_are_no_text(tmp_path: Path) -> None:
    data = "<p>正文在此，别无其他。</p><!-- 注释 --><script>脚本</script><style>样式</style>".encode()
    assert getattr(read_page(tmp_path, data), "raw", "") == "正文在此，别无其他。"


@pytest.mark.parametrize(
    ("head", "published_on"),
    [
        ("<meta name='PubDate' content='2025-03-02 10:00'>", "2025-03-02"),
        ("<meta property='article:published_time' content='2025-03-02T08:00:00+08:00'>", "2025-03-02"),
        ("<meta name='publishdate' content='20250302'>", "2025-03-02"),
        ("<meta name='PubDate' content='2025-13-40'>", None),
        ("<link rel='canonical' href='https://a.example/2025-03/02/content_1.htm'>", "2025-03-02"),
    ],
)
def test_dates(tmp_path: Path, head: str, published_on: str | None) -> None:
    found = read_page(tmp_path, f"<head>{head}</head><body><p>正文，只有一句。</p></body>".encode())
    assert isinstance(found, Source)
    assert found.published_on == published_on


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 30_000 + "正文，在最里面。".encode(),
        b"<p " + b"a=b " * 100_000 + "> 正文，在后面。".encode(),
        b"<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]><p>" + b"&b;" * 50_000,
        b"<table>" + b"<table><tr><td>" * 20_000 + "正文，在表里。".encode(),
        b"".join("<div class='nav'>正文，一句。<div id=x>".encode() for _ in range(20_000)),
        "<p>正文，一句。<br>".encode() * 20_000,
    ],
    ids=["deep", "attributes", "entities", "tables", "furniture", "breaks"],
)
def test_hostile_pages_end_soon(tmp_path: Path, data: bytes) -> None:
    start = time.process_time()
    read_page(tmp_path, data)
    assert time.process_time() - start < 5


def test_bounds(tmp_path: Path) -> None:
    assert getattr(read_page(tmp_path, b"<p>" * 200, Bounds(page_tags=100)), "reason", "") == "too_large"
    assert getattr(read_page(tmp_path, b"<p>" * 200, Bounds(page_bytes=100)), "reason", "") == "too_large"
    assert getattr(read_page(tmp_path, b"<script>1</script>"), "reason", "") == "empty"
