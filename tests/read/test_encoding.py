"""A wrong guess of an encoding is a defect."""

from __future__ import annotations

import codecs
import time

import opencc
import pytest

from flows.read.encoding import decode
from flows.read.source import ReadError
from tests.read import samples

SIMPLIFIED = samples.text(12)
TRADITIONAL = opencc.OpenCC("s2tw").convert(SIMPLIFIED)


@pytest.mark.parametrize(
    ("codec", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb2312", "gb2312"),
        ("gbk", "gb2312"),
        ("gb18030", "gb2312"),
    ],
)
def test_simplified(codec: str, recorded: str) -> None:
    assert decode(SIMPLIFIED.encode(codec)) == (SIMPLIFIED, recorded)


@pytest.mark.parametrize(
    ("codec", "recorded"),
    [("utf-8", "utf-8"), ("utf-16-be", "utf-16-be"), ("big5", "big5"), ("cp950", "big5"), ("gbk", "gbk")],
)
def test_traditional(codec: str, recorded: str) -> None:
    assert decode(TRADITIONAL.encode(codec)) == (TRADITIONAL, recorded)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("seed", range(20))
def test_short_texts(codec: str, seed: int) -> None:
    script = TRADITIONAL if codec.startswith("big5") else SIMPLIFIED
    text = script[seed * 7 : seed * 7 + 24]
    assert decode(text.encode(codec))[0] == text


@pytest.mark.parametrize(
    ("text", "codec", "recorded"),
    [
        ("改革——再出发·临江", "gbk", "gbk"),  # Python's own gb2312 makes other characters of — and ·
        ("镕金路上的工程师说，新桥通车了。", "gb18030", "gbk"),
        ("一位名叫㑇的工程师说，新桥通车了。", "gb18030", "gb18030"),
        ("𠮷野家在本市开业，吸引了不少市民前来品尝。", "gb18030", "gb18030"),
        ("香港嘅巴士公司表示，啲乘客可以喺呢度轉車。", "big5hkscs", "big5hkscs"),
        ("二〇二五年，臨江市的產業園區發展迅速。", "big5hkscs", "big5hkscs"),  # Taiwan's table makes kana of 〇
        (TRADITIONAL * 40 + "啲乘客喺呢度轉車。", "big5hkscs", "big5hkscs"),  # told by its end alone
        ("联通", "gbk", "gb2312"),  # valid UTF-8 by accident
    ],
)
def test_what_only_one_codec_can_do(text: str, codec: str, recorded: str) -> None:
    assert decode(text.encode(codec)) == (text, recorded)


def test_chinese_after_a_long_ascii_head() -> None:
    text = "# header\n" * 9000 + SIMPLIFIED
    assert decode(text.encode("gbk"))[0] == text


def test_line_ends_stay_and_the_mark_goes() -> None:
    assert decode(codecs.BOM_UTF8 + "甲\r\n乙\r丙".encode())[0] == "甲\r\n乙\r丙"


def test_ascii_and_accents_are_utf8() -> None:
    assert decode(b"plain text")[1] == "utf-8"
    assert decode("The café in Ürümqi was open for the whole week.".encode())[1] == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        ((SIMPLIFIED + "中").encode()[:-1], "truncated"),
        ((SIMPLIFIED + "中").encode("gbk")[:-1], "truncated"),
        ((TRADITIONAL + "中").encode("big5")[:-1], "truncated"),
        (SIMPLIFIED.encode("utf-16")[:-1], "truncated"),
        (SIMPLIFIED.encode("utf-16-le")[:-1], "truncated"),
        (SIMPLIFIED.encode()[:90] + b"\xff" + SIMPLIFIED.encode()[90:], "undecodable"),
        (SIMPLIFIED.encode("gbk")[:90] + b"\xff\xff" + SIMPLIFIED.encode("gbk")[90:], "undecodable"),
        ("Où sont les élèves à présent ? Voilà.".encode("latin-1"), "undecodable"),
        (SIMPLIFIED.encode()[:30] + b"\0" + SIMPLIFIED.encode()[30:], "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"abc" * 9, "binary"),
        (b"%PDF-1.4 something", "binary"),
        (b"\x01\x02\x03\x04\x05\x06text", "binary"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_never_mojibake(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as raised:
        decode(data)
    assert raised.value.reason == reason


def test_a_wrong_byte_anywhere_is_told() -> None:
    data = SIMPLIFIED.encode()
    for at in range(0, len(data), 37):
        with pytest.raises(ReadError):
            decode(data[:at] + b"\xfe" + data[at:])


def test_fast_enough_for_plain_text() -> None:
    data = (SIMPLIFIED * 2000).encode()
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        decode(data)
        best = min(best, time.process_time() - start)
    assert len(data) / best > 50e6  # 250 MB/s on a free core; half of the bar, for a shared machine
