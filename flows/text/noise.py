"""What a page's journey through scrapers and editors leaves in its text, as rules that delete or replace one for one.

Each rule is local: it looks at a few characters around the place, so that cleaning a cut-out slice gives what cutting
the cleaned text gives.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class NoiseRule(NamedTuple):
    """A kind of noise: what its pattern matches is deleted.

    Attributes:
        name: identifier, used in counts.
        pattern: regular expression over raw text.
        example: raw text that the rule applies to.
        cleaned: the example after cleaning.
    """

    name: str
    pattern: str
    example: str
    cleaned: str


_HAN = r"\u3400-\u9fff"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"

DELETIONS: tuple[NoiseRule, ...] = (
    NoiseRule(
        "bracketed_pinyin",
        rf"(?<=[{_HAN}])[(（][a-zü]{{0,3}}[{_TONED}][a-zü]{{0,4}} ?[)）]",
        "發(fā)展會(huì )",
        "发展会",
    ),
    NoiseRule("invisible", r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]", "新\u200b质", "新质"),
    NoiseRule("control", r"[\x00-\x08\x0b-\x0c\x0d-\x1f\x7f-\x9f]", "一\r\n二", "一\n二"),
    NoiseRule(
        "padded_digits",
        rf"(?<=[0-9０-９])[ \u00a0]+(?=[{_HAN}%％])|(?<=[{_HAN}])[ \u00a0]+(?=[0-9０-９])",
        "约2 万亿元",
        "约2万亿元",
    ),
    NoiseRule("doubled_comma", r"(?<=[，,])[，,]", "首先，，要", "首先，要"),
)

_COMBINED = re.compile("|".join(f"(?P<{rule.name}>{rule.pattern})" for rule in DELETIONS))

# Full-width digits, Latin letters and a few signs to ASCII; quotation marks of all styles to “ ” ‘ ’.
_WIDTH: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in "!\"'(),:;<>?[]{}"}
_SIGNS = {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ",
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”", "＂": "“",
    "﹐": "，", "﹒": "．", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "•": "·", "‧": "·", "・": "·", "∙": "·",
}  # fmt: skip
FOLD = _WIDTH | {ord(sign): plain for sign, plain in _SIGNS.items()}

_ASCII_PUNCTUATION = re.compile(r"(?<=[^\x00-\x7f])[,:;?!()]|[,:;?!()](?=[^\x00-\x7f])")
_FULL = dict(zip(",:;?!()", "，：；？！（）", strict=True))
_STRAIGHT = re.compile(r"[\"＂]|\n")


def deletions(raw: str) -> list[tuple[int, int, str]]:
    """Places to delete in `raw`, ascending: `(start, end, rule name)`."""
    return [(m.start(), m.end(), m.lastgroup or "") for m in _COMBINED.finditer(raw)]


def fold(text: str) -> str:
    """Fold width, punctuation and quotation marks, one character for one."""
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
