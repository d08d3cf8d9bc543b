"""What a page's journey through scrapers and editors leaves in its text, as rules that delete or replace one for one.

Each rule is local: it looks at a few characters around the place, so that cleaning a cut-out slice gives what cutting
the cleaned text gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.text.script import variants
from flows.text.shifted import Edit, in_step


class NoiseRule(NamedTuple):
    """A kind of noise.

    Attributes:
        name: identifier, used in counts.
        first: class of the match's first character, all rare in plain text: the scan stops at these alone.
        rest: regular expression that goes on behind the first character and may look back over it.
        replacement: one character that takes the place of the match, or nothing.
        example: raw text that the rule applies to.
        cleaned: the example after cleaning.
    """

    name: str
    first: str
    rest: str
    replacement: str
    example: str
    cleaned: str


_HAN = r"\u3400-\u9fff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_SYLLABLE = f"[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,4}}"
_BLANKS = r" \u00a0\u2002\u2003\u3000"
_WIDE = r"\u00a0\u2003\u3000"

RULES: tuple[NoiseRule, ...] = (
    NoiseRule("bracketed_pinyin", "(（", rf"(?<=[{_HAN}].){_SYLLABLE} ?[)）]", "", "發(fā)展會(huì )", "发展会"),
    NoiseRule("toneless_pinyin", "(（", rf"(?<=[{variants()}].)[a-z]{{1,6}} ?[)）]", "", "們(men)", "们"),
    NoiseRule("lost_year_digit", "?？", r"(?=0\d\d年)", "2", "省?025年", "省2025年"),
    NoiseRule("lost_character", "?", rf"{_SYLLABLE} ?[)）]", "", "日?bào)社", "日社"),
    NoiseRule(
        # Blanks after the end of a sentence stand for a lost line feed.
        "paragraph_blanks",
        _BLANKS,
        rf"(?:(?<=[。！？…”’】）].)[{_BLANKS}]+|(?<=[。！？][{_WIDE}]))(?=\S)",
        "\n",
        "圆满结束。\u3000\u3000下一步，将",
        "圆满结束。\n下一步，将",
    ),
    NoiseRule(
        # So do two wide blanks before running text; before a short word they set out a name (总理　　李四).
        "wide_blanks",
        r"\u2003\u3000",
        r"(?<=\S.)[\u2003\u3000]+(?=\S{5})",
        "\n",
        "未来可期\u2003\u2003从全年看，经济",
        "未来可期\n从全年看，经济",
    ),
    NoiseRule(
        "padded_digits",
        r" \u00a0",
        rf"(?:(?<=[0-9０-９].)[ \u00a0]*(?=[{_HAN}%％])|(?<=[{_HAN}].)[ \u00a0]*(?=[0-9０-９]))",
        "",
        "约2 万亿元",
        "约2万亿元",
    ),
    NoiseRule(
        "invisible",
        r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
        r"\ufeff\uffa0\ufff9-\ufffc",
        "",
        "",
        "新\u200b质",
        "新质",
    ),
    NoiseRule("private_use", r"\ue000-\uf8ff", "", "", "新\ue5e5质", "新质"),
    NoiseRule("line_end", r"\r\x0b\x0c\x85\u2028\u2029", r"(?!\n)(?<!\r(?=\n))", "\n", "一\r二", "一\n二"),
    NoiseRule("control", r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff", "", "", "一\r\n二", "一\n二"),
)
"""Kinds of noise, the first that matches at a place being taken."""

_SCAN = re.compile(
    f"[{''.join(rule.first for rule in RULES)}]"
    f"(?:{'|'.join(f'(?P<{rule.name}>(?<=[{rule.first}]){rule.rest})' for rule in RULES)})"
)
_REPLACEMENT = {rule.name: rule.replacement for rule in RULES}
_SHIFTED = "?！"
# Quotation marks that a character set lacked: a pair of question marks around words that ask nothing.
_ASKS = "[吗呢么何怎哪谁几否]|还是|多少"
_LOST_QUOTES = re.compile(rf"(?<=[{_HAN}])\?(?:(?!{_ASKS})[{_HAN}A-Za-z0-9·+]){{2,14}}\?(?=[{_HAN}，。、；）])")
_ASKING = re.compile(_ASKS)
_CLAUSE = 12
_DOUBLED = re.compile("(?<=[，,])[，,]+|(?<=、)、+|(?<=。)。(?!。)(?<!。。。)")
_DOUBLES = ("，，", "，,", ",，", ",,", "、、", "。。")

# Full-width digits, Latin letters and a few signs to ASCII; quotation marks of all styles to “ ” ‘ ’.
_WIDTH: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in "!\"'(),:;<>?[]{}"}
_SIGNS = {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”", "＂": '"',
    "﹐": "，", "﹒": "．", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "•": "·", "‧": "·", "・": "·", "∙": "·",
    "∶": "：", "︰": "：", "﹪": "%", "﹣": "-",
}  # fmt: skip
FOLD = _WIDTH | {ord(sign): plain for sign, plain in _SIGNS.items()}

_FOLDED = re.compile("[" + "".join(re.escape(chr(code)) for code in FOLD) + "]")
_ASCII_PUNCTUATION = re.compile(r"[,:;?!()](?:(?<=[^\x00-\x7f].)|(?=[^\x00-\x7f]))")
_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_STRAIGHT = re.compile(r"[\"\n]")


def edits(raw: str) -> list[Edit]:
    """Places to change in `raw`, ascending and apart: `(start, end, rule name, replacement)`."""
    found = [(m.start(), m.end(), m.lastgroup or "", _REPLACEMENT[m.lastgroup or ""]) for m in _SCAN.finditer(raw)]
    if _SHIFTED in raw:
        found = _apart([*in_step(raw), *found])
    if raw.count("?") > 1:
        found = _apart([*found, *_lost_quotes(raw)])
    if any(double in raw for double in _DOUBLES):
        found = _apart([*found, *((m.start(), m.end(), "doubled_mark", "") for m in _DOUBLED.finditer(raw))])
    return found


def _lost_quotes(raw: str) -> Iterator[Edit]:
    for match in _LOST_QUOTES.finditer(raw):
        start, end = match.span()
        if not _ASKING.search(raw, max(start - _CLAUSE, 0), start):
            yield start, start + 1, "lost_quotation_mark", "“"
            yield end - 1, end, "lost_quotation_mark", "”"


def _apart(found: list[Edit]) -> list[Edit]:
    """The edits in order, without those that reach into an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: edit[:2]):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def fold(text: str) -> str:
    """Fold width, punctuation and quotation marks, one character for one."""
    if _FOLDED.search(text):
        text = text.translate(FOLD)
    text = _ASCII_PUNCTUATION.sub(lambda m: _FULL[m[0]], text)
    if '"' in text:
        text = _pair_straight_quotes(text)
    return text


def _pair_straight_quotes(text: str) -> str:
    is_open = False

    def turn(match: re.Match[str]) -> str:
        nonlocal is_open
        if match[0] == "\n":
            is_open = False
            return "\n"
        is_open = not is_open
        return "“" if is_open else "”"

    return _STRAIGHT.sub(turn, text)
