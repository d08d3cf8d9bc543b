"""Broken lines are put together, and a row's text can be made again from its raw slices."""

import random
import textwrap

import pytest

from flows.layout import articles_of
from flows.read.source import Source
from flows.text.clean import clean, clean_slices
from flows.text.lines import is_soft_break, joined

FIRST = "记者昨日从青河县农业农村局获悉，全县今年新建高标准农田三万亩，粮食总产量预计超过十二万吨，比上年增长百分之五。"
SECOND = (
    "县里还投入两千万元修建渠道，把雪水引到田头，解决了六个乡镇的灌溉难题，农户种地的心气更足了。“今年收成好。”农民说。"
)


def body(raw):
    return articles_of(clean(raw), Source("a.txt", raw, "utf-8"))[0].body


@pytest.mark.parametrize("width", [12, 17, 20, 24, 33, 40])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_lines_broken_at_a_width(width, indent):
    paragraphs = [FIRST + SECOND, SECOND + FIRST + SECOND, FIRST]
    raw = "\n".join("\n".join(textwrap.wrap(indent + p, width, drop_whitespace=False)) for p in paragraphs)
    got = body(raw).text
    assert got.replace("\n", "") == "".join(paragraphs)
    if indent:
        assert got == "\n".join(paragraphs)


@pytest.mark.parametrize(
    ("line", "following", "soft"),
    [
        ("为新质生产力发展注入强劲动力的同时也为区域协调发展提供", "了有力支撑。", True),
        ("各地认真贯彻，", "出口大幅下降，", True),
        ("强化创新驱动", "近年来，全县坚持创新。", False),
        ("二、大力推进现代化产业体系建设，加快发展新质生产力和先进制造业", "充分发挥创新主导作用。", False),
        ("工作任务完成。", "下一步，将继续推进。", False),
        ("主要工作有以下几个方面需要各部门各地区共同推进落实到位", "（一）加强领导。", False),
    ],
)
def test_soft_breaks(line, following, soft):
    assert is_soft_break(line, following) is soft


def test_paragraphs_stay_apart_by_one_line_feed():
    assert body(f"  {FIRST}  \n\n\n　　{SECOND}\n").text == f"{FIRST}\n{SECOND}"
    assert body(f"标题：农田建设提速\n## 引水上山\n{FIRST}\n\n## 算好账\n\n{SECOND}").text.endswith(
        f"{FIRST}\n算好账\n{SECOND}"
    )


def test_joined_as_layout_does():
    raw = f"{FIRST[:40]}\n{FIRST[40:]}\n\n{SECOND}"
    assert joined(clean(raw)).text == body(raw).text == f"{FIRST}\n{SECOND}"


@pytest.mark.parametrize(
    "raw",
    [
        f"农田建设提速\n本报记者 李建国\n{FIRST}\n第A02版：要闻\n{SECOND}\n\n{FIRST[:44]}\n\n{FIRST[44:]}",
        "\n".join(textwrap.wrap(FIRST + SECOND, 20)) + "\n\n" + "\n".join(textwrap.wrap(SECOND * 2, 20)),
        f'{FIRST}\u3000\u3000{SECOND}\u3000\u3000他说:"好,,好"。\xa0{SECOND}',
        f"國務會議發(fā)展,產(chǎn)業(yè)會(huì )議。{FIRST}\r\n「甲」說『乙』。?！痹陉惪摄y看來,{SECOND}",
    ],
    ids=["page", "wrapped", "blanks", "traditional"],
)
def test_rows_can_be_made_again_from_the_source(raw):
    pick = random.Random(1)
    document = clean(raw)
    for article in articles_of(document, Source("a.txt", raw, "utf-8")):
        text = article.body.text
        for _ in range(300):
            start = pick.randrange(len(text))
            end = pick.randint(start + 1, len(text))
            segments = article.body.segments(start, end)
            assert clean_slices(raw, segments, document.script) == text[start:end]
