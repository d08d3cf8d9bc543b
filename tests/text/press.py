"""Invented press text, made from a small grammar: no two documents alike, with all marks that noise can meet."""

from __future__ import annotations

import random

_FRAMES = (
    "{place}{office}{name}介绍，{period}{thing}达到{number}，{growth}。",
    "“{aim}，{aim}。”{name}说，“要让‘{slogan}’落到实处。”",
    "记者从{place}{office}获悉，{place}将建设“{slogan}”示范区（{letters}），总投资{number}。",
    "{period}，{place}围绕“{slogan}”“{slogan}”等{count}项任务，推进{thing}建设；下一步：{aim}。",
    "{name}表示，{aim}，{growth}，为{place}发展注入新动力。",
    "钱从哪里来？{place}的回答是：{aim}。",
    "据《{place}日报》报道，{period}{thing}产值为{number}，比上年{growth}，占全国的{share}%。",
    "在{place}{thing}车间，{count}台{letters}设备同时运转……{name}和同事们正在调试。",
    "这项技术怎么用？“{aim}，{aim}！”{place}{office}副主任{name}这样回答。",
)
_WORDS = {
    "place": ("临江市", "青岩县", "云岭省", "东台区", "北湾新区", "白鹭洲镇"),
    "office": ("发展改革委", "农业农村局", "统计局", "科学技术厅", "税务部门"),
    "name": ("林远山", "赵会明", "陈国业", "马识途", "欧阳宁"),
    "thing": ("光伏组件", "动力电池", "现代农业", "软件和信息服务", "绿色钢铁", "海洋装备"),
    "aim": (
        "加快传统产业转型",
        "引进龙头企业",
        "把论文写在大地上",
        "为企业减轻负担",
        "补齐民生领域的短板",
        "让数据多跑路",
    ),
    "slogan": ("一网通办", "向海图强", "机器换人", "五水共治", "凤还巢", "百亿补链", "东数西算"),
    "letters": ("AI", "5G", "LED", "C919", "EA-18G", "B2B"),
}


def _number(pick: random.Random) -> str:
    value = pick.choice((f"{pick.randint(2, 9999)}", f"{pick.uniform(1, 900):.1f}", f"{pick.uniform(1, 9):.2f}"))
    return value + pick.choice(("万元", "亿元", "万千瓦", "吨", "亿美元", "台（套）", "个"))


def _growth(pick: random.Random) -> str:
    return pick.choice(
        (
            f"同比增长{pick.uniform(0.1, 40):.1f}%",
            f"下降{pick.uniform(0.1, 9):.1f}个百分点",
            f"增长{pick.randint(2, 9)}倍",
            "增幅居全省第一",
        )
    )


def _sentence(pick: random.Random) -> str:
    made = pick.choice(_FRAMES)
    year, month, day = pick.randint(2015, 2030), pick.randint(1, 12), pick.randint(1, 28)
    while "{" in made:
        slot = made[made.index("{") + 1 : made.index("}")]
        word = {
            "number": _number,
            "growth": _growth,
            "share": lambda _: str(pick.randint(2, 60)),
            "count": lambda _: str(pick.randint(2, 300)),
            "period": lambda _: pick.choice((f"{year}年", f"{year}年{month}月{day}日", f"1—{month}月", "上半年")),
        }.get(slot, lambda _, slot=slot: pick.choice(_WORDS[slot]))(pick)
        made = made.replace(f"{{{slot}}}", word, 1)
    return made


def document(seed: int) -> str:
    """A text of three to eight paragraphs with two to five sentences each."""
    pick = random.Random(seed)
    return "\n".join("".join(_sentence(pick) for _ in range(pick.randint(2, 5))) for _ in range(pick.randint(3, 8)))
