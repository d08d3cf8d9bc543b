"""A page maker: articles cut anywhere and laid in columns, with furniture, captions and repeated columns."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import jieba

ARTICLES = (
    (
        "青河县沙棘加工让荒坡变金山",
        "本报记者 赵文博",
        "立秋过后，青河县阿热勒镇的沙棘林迎来采摘季。漫山遍野的果实挂满枝头，村民哈力木和妻子天不亮就上山采果，一天能收入三百多元。\n"
        "沙棘耐旱耐寒，根系发达，既能防风固沙，又能榨油制茶。前些年，当地沙棘只卖鲜果，价格低、损耗大。县里引进两家食品加工企业，建起冷库和榨汁车间，鲜果当天就能进厂。\n"
        "“以前果子卖不出去只能烂在地里，现在企业上门收购，心里踏实多了。”哈力木说。加工厂负责人介绍，今年计划收购沙棘鲜果八千吨，生产原浆、果油和果粉三大类产品，带动周边六百户牧民就业。\n"
        "青河县林业和草原局还组织技术员下乡指导修剪施肥，推广机械采收，单株产量比去年提高两成。下一步，全县将把沙棘种植面积扩大到十五万亩，建设产品检测中心，打造区域公用品牌。",
    ),
    (
        "临海钢厂换上低碳新装备",
        "通讯员 陈晓东",
        "走进临海钢铁公司的炼钢车间，一座崭新的电弧炉正在出钢，炉前几乎看不到烟尘。工程师刘洋盯着屏幕上的温度曲线，随时调整供电功率。\n"
        "过去，这家钢厂以高炉长流程生产为主，每吨钢要消耗六百多公斤标准煤。去年公司投资二十亿元实施短流程改造，用废钢代替铁矿石，用绿电代替煤炭，吨钢碳排放下降六成以上。\n"
        "改造并不轻松。电炉冶炼周期长、电价波动大，技术团队反复试验，把冶炼时间从五十分钟压缩到三十六分钟。公司还与风电企业签订长期购电协议，锁定了用电成本。\n"
        "“低碳钢材在欧洲市场很受欢迎，订单已经排到明年三月。”销售部经理张爱华告诉记者。眼下，公司正在筹建氢冶金中试线，力争两年内拿出第一炉零碳钢水，为传统冶金行业转型探路。",
    ),
    (
        "古城夜游点亮消费新场景",
        "本报记者 李建国",
        "华灯初上，平安古城的城墙亮起暖黄色灯带，身着汉服的游客在青石板路上拍照打卡。皮影戏台前座无虚席，孩子们看得入迷。\n"
        "为了留住过夜游客，古城景区推出实景演出、非遗集市和城墙夜跑，商铺营业时间延长到凌晨一点。文化和旅游部门统计，暑期以来，古城日均接待游客四万人次，住宿订单同比增长三成。\n"
        "民宿老板孙梅把自家老院子改成十二间客房，还学着做起了短视频。她说，游客喜欢听老街的故事，晚上坐在天井里喝茶聊天，比住高楼酒店有味道。\n"
        "热闹背后也有烦恼。停车难、垃圾多一度让居民抱怨。街道办增设了三处临时停车场，组织志愿者夜间巡查，演出音量也作了限制。游客走得慢下来，古城才能真正活起来。",
    ),
)
"""Invented articles: title, byline, text."""

FURNITURE = (
    "第A02版：要闻",
    "责任编辑：周敏",
    "投稿邮箱：abc@163.com",
    "● 第一二八四期 ●",
    "版权所有，未经许可不得转载",
)
CAPTION = "图为活动现场。本报记者 王小明 摄"
LEAST = 60
"""Shortest fragment, in characters."""


@dataclass(frozen=True)
class Placed:
    """A fragment on the page: its article, its number in it and its raw span."""

    article: int
    number: int
    start: int
    end: int


@cache
def _inside_words(text: str) -> list[int]:
    """Places inside a word."""
    places: list[int] = []
    start = 0
    for word in jieba.cut(text):
        places.extend(range(start + 1, start + len(word)) if len(word) > 1 and word.isalpha() else ())
        start += len(word)
    return places


def cut(text: str, count: int, pick: random.Random) -> list[str]:
    """Cut a text anywhere but at its paragraphs' ends, half of the cuts inside a word, no piece under `LEAST`."""
    places = [i for i in range(LEAST, len(text) - LEAST) if "\n" not in text[i - 1 : i + 1]]
    inside = [i for i in _inside_words(text) if LEAST <= i < len(text) - LEAST]
    cuts: list[int] = []
    while len(cuts) < count - 1:
        place = pick.choice(inside if pick.random() < 0.5 else places)
        if all(abs(place - other) >= LEAST for other in cuts):
            cuts.append(place)
    ends = [0, *sorted(cuts), len(text)]
    return [text[a:b] for a, b in pairwise(ends)]


def page(seed: int, repeat: bool = False) -> tuple[str, list[Placed]]:
    """A page of two or three articles in two to five columns, read column by column."""
    pick = random.Random(seed)
    chosen = pick.sample(range(len(ARTICLES)), pick.choice((2, 3)))
    columns: list[list[tuple[int, int, str]]] = [[] for _ in range(pick.randint(2, 5))]
    for article in chosen:
        count = pick.randint(2, min(len(columns), 3))
        places = sorted(pick.sample(range(len(columns)), count))
        for number, piece in enumerate(cut(ARTICLES[article][2], count, pick)):
            columns[places[number]].append((article, number, piece))
    raw = last = ""
    placed: list[Placed] = []
    for column in columns:
        begin = len(raw)
        for article, number, piece in column:
            title, byline, _ = ARTICLES[article]
            raw += f"{title}\n\n{byline}\n\n" if number == 0 else ""
            laid = piece.replace("\n", "\n\n")
            placed.append(Placed(article, number, len(raw), len(raw) + len(laid)))
            raw += laid + "\n\n"
            if pick.random() < 0.2:
                raw += pick.choice((*FURNITURE, CAPTION)) + "\n\n"
        last = raw[begin:] or last
    if repeat:
        raw += last
    return raw, placed
