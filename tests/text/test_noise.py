"""Noise goes, the text stays, and each clean character knows its raw place."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.source import Source
from flows.tabulate import tabulate
from flows.text.clean import clean, clean_slices
from flows.text.noise import FAR_RULES, RULES
from flows.text.script import to_simplified
from schemas import TABLES
from schemas.checks import check

NOISY = st.text(
    st.sampled_from(
        '发發展会會的，,。“”"「」『』‘’()（） \u3000\u2003\xa0\n\r\t0１2Ａa阿?？！!ā(ì)#—…\u200b\xad\ue000\x00:：;痹'
    ),
    max_size=80,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rule_does_what_its_example_says(rule):
    cleaned = clean(rule.example, "traditional")
    assert cleaned.text == rule.cleaned
    assert cleaned.noise[rule.name] >= 1


@pytest.mark.parametrize("kind", FAR_RULES)
def test_each_rule_that_looks_farther_has_its_example(kind):
    raw, text = FAR_RULES[kind]
    cleaned = clean(raw, "traditional")
    assert (cleaned.text, set(cleaned.noise) - {"padded_digits"}) == (text, {kind})


@given(NOISY)
def test_every_kind_that_is_counted_is_a_rule_with_an_example(raw):
    assert clean(raw).noise.keys() <= {rule.name for rule in RULES} | FAR_RULES.keys()


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("發(fā)展新質(zhì)生產(chǎn)力,促進(jìn)會(huì )議", "发展新质生产力，促进会议"),
        ("我們(men)的說(shuō)法(fǎ)", "我们的说法"),
        ("（GDP）增长5％,達１２０億元", "（GDP）增长5%，达120亿元"),
        ("「甲說『乙』。」", "“甲说‘乙’。”"),
        ("『甲說「乙」。』丙說『丁』。", "“甲说‘乙’。”丙说“丁”。"),
        ("“甲說『乙』。”丙說:'丁'。", "“甲说‘乙’。”丙说：‘丁’。"),
        ('"甲說,\n乙好。"丁說"戊', "“甲说，\n乙好。”丁说“戊"),
        (
            "他说，?我们要做好，让?一带一路?走实。?会议强调?十四五?规划，问：怎么办?大家都说好。",
            "他说，“我们要做好，让‘一带一路’走实。”会议强调“十四五”规划，问：怎么办？大家都说好。",
        ),
        ("李?说，王?，两人都来了。", "李？说，王？，两人都来了。"),
        ('他说"好",又说"行"。', "他说“好”，又说“行”。"),
        ("约 2 万亿元，增长 5.2 %", "约2万亿元，增长5.2%"),
        ("到 2 0 2 5 年增长 1 . 5 %，约1 2 0万人", "到2025年增长1.5%，约120万人"),
        ("上一页 1 2 3 4 下一页", "上一页1 2 3 4下一页"),
        ("首先，，要改革、、再出发。。", "首先，要改革、再出发。"),
        ("他说……好。", "他说……好。"),
        ("新\u200b质\xad生\ufeff产\ue5e5力", "新质生产力"),
        ("闭幕。\u3000\u3000下一步，将推进", "闭幕。\n下一步，将推进"),
        ("闭幕。\xa0下一步", "闭幕。\n下一步"),
        ("国务院总理\u3000\u3000李四\n各位代表：", "国务院总理  李四\n各位代表："),
        (
            "题：新的起点\u2003\u2003新华社记者\u2003\u200312月8日，会议召开",
            "题：新的起点\n新华社记者\n12月8日，会议召开",
        ),
        ("三十億元?！痹陉惪摄y看來,很好", "三十亿元。”在陈可银看来，很好"),
        ("怎么会？！不可能", "怎么会？！不可能"),
        ("(某省?。?025年报告", "（某省？。2025年报告"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("谁来种地?怎么种?", "谁来种地？怎么种？"),
        ("实施?东数西算?工程，打造?一带一路?节点", "实施“东数西算”工程，打造“一带一路”节点"),
        ("你来吗?我来了?大家笑了", "你来吗？我来了？大家笑了"),
        ("中国(上海)自贸区(一期)", "中国（上海）自贸区（一期）"),
    ],
)
def test_forms_of_noise(raw, text):
    assert clean(raw, "traditional").text == text


def test_characters_with_their_sound_are_converted_in_simplified_text_too():
    assert clean("要發(fā)展生產(chǎn)力。" + "我们在努力工作。" * 60).text.startswith("要发展生产力。我们")


def test_simplified_text_keeps_its_rare_characters():
    assert clean("冯頔说，他姓著，名乾。" + "我们在发展。" * 60).text.startswith("冯頔说，他姓著，名乾。")


@settings(max_examples=300, deadline=None)
@given(NOISY)
def test_the_map_leads_home(raw):
    for script in ("simplified", "traditional"):
        document = clean(raw, script)
        places = [document.to_raw(i) for i in range(len(document))]
        assert places == sorted(set(places))
        assert all(0 <= place < len(raw) for place in places)
        assert [document.to_clean(place) for place in places] == list(range(len(document)))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_raises(raw):
    document = clean(raw)
    document.text.encode("utf-8")
    assert clean_slices(raw, [(0, len(raw))], document.script) is not None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_conversion_keeps_the_length(text):
    assert len(to_simplified(text)) == len(text)


ORIGINAL = (
    "国务院常务会议指出，要发展新质生产力，推动传统产业转型升级。会议强调，2024年国内生产总值增长5%以上，粮食产量达到1.3万亿斤。\n"
    "“我们对这个时期的发展充满信心。”负责人说，产业园区总投资120亿元，预计明年投产。\n"
    "各地区各部门要认真贯彻落实，加强组织领导，确保各项任务落到实处，让群众有更多获得感。"
)
TRADITIONAL = str.maketrans(
    "国务会议发质产传统业转级强调总值粮达万亿们对这个时园区资预计认贯彻实组织领导确项让众获",
    "國務會議發質產傳統業轉級強調總值糧達萬億們對這個時園區資預計認貫徹實組織領導確項讓眾獲",
)
PINYIN = {"發": "fā", "產": "chǎn", "業": "yè", "會": "huì ", "國": "guó", "實": "shí"}


def _noised(text, pick):
    """The text as scrapers leave it: traditional script with pinyin, wide digits, blanks, other quotation marks."""
    raw = []
    for char in text.translate(TRADITIONAL):
        raw.append(char)
        if char in PINYIN and pick.random() < 0.7:
            raw.append(f"({PINYIN[char]})")
        elif char.isdigit() and pick.random() < 0.3:
            raw[-1] = chr(ord(char) + 0xFEE0)
        elif char == "，":
            raw[-1] = pick.choice(("，", ",", "，，"))
        elif char == "“":
            raw[-1] = "「"
        elif char == "”":
            raw[-1] = "」"
        elif pick.random() < 0.05:
            raw.append("\u200b")
    return "".join(raw).replace("\n", pick.choice(("\n", "\r\n", "\n\u3000\u3000", "\u3000\u3000")))


@pytest.mark.parametrize("seed", range(20))
def test_noise_put_on_comes_off(seed):
    raw = _noised(ORIGINAL, random.Random(seed))
    document = clean(raw)
    assert "\n".join(line.strip() for line in document.text.split("\n")) == ORIGINAL


def test_a_document_tells_its_noise_by_kind():
    row = tabulate(Source("a.txt", "新\u200b质發(fā)展,，促進(jìn)會(huì )議。", "utf-8"))["documents"][0]
    assert row["noise_kinds"] == [
        {"kind": "bracketed_pinyin", "count": 3},
        {"kind": "doubled_mark", "count": 1},
        {"kind": "invisible", "count": 1},
    ]
    assert row["noise_count"] == 5
    valid, failures = check(TABLES["documents"], TABLES["documents"].frame([row]))
    assert valid.height == 1 and not failures
