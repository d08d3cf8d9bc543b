"""Traditional to simplified script, one character for one.

Conversion by OpenCC's official wheel (phrase tables decide 乾隆 / 干净); it keeps the length of Chinese text, and where
it would not, characters are converted one by one so that the offset map holds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import opencc

Script = Literal["simplified", "traditional"]

TRADITIONAL_SHARE = 0.01
"""From this share of converted characters on a text counts as traditional. Simplified text stays untouched: it has
lone variant characters (in names, 頔) that must not be changed."""

_SAMPLE = 20_000
_LEAST = 3
_SURROGATE = re.compile(f"[{chr(0xD800)}-{chr(0xDFFF)}]")

# Forms of Hong Kong and Taiwan that OpenCC's table for all of traditional script leaves as they are.
_REGIONAL = dict(zip("敍枱粧糭衞衹痺簷", "叙台妆粽卫只痹檐", strict=True))
_REGIONAL_FORM = re.compile(f"[{''.join(_REGIONAL)}]")

# OpenCC keeps 著 for 着 outside its phrases (沿著, 著力). Words that really have 著:
_ZHE = re.compile(r"(?<![名原显专论编译巨土合卓遗拙撰昭])著(?![名作称述者书录])")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _convert(text: str) -> str:
    try:
        converted: str = _converter().convert(text)
    except UnicodeEncodeError:  # lone surrogates
        converted = _converter().convert(_SURROGATE.sub("\ufffd", text))
    return _REGIONAL_FORM.sub(lambda form: _REGIONAL[form[0]], converted)


def detect_script(text: str) -> Script:
    """Tell the script from up to 20,000 characters of the text."""
    sample = text[:_SAMPLE]
    variant, place = _variant(), 0
    for _ in range(_LEAST):
        found = variant.search(sample, place)
        if not found:
            return "simplified"
        place = found.end()
    converted = _convert(sample)
    if converted == sample:
        return "simplified"
    changed = sum(a != b for a, b in zip(sample, converted, strict=False))
    return "traditional" if changed >= max(_LEAST, TRADITIONAL_SHARE * len(sample)) else "simplified"


def to_simplified(text: str) -> str:
    """Convert to simplified script; the result has as many characters as `text`."""
    converted = _convert(text)
    if len(converted) != len(text):
        converted = "".join(_one(char) for char in text)
    return _ZHE.sub("着", converted)


@cache
def variants() -> str:
    """Every traditional character that has a simplified form, as one string."""
    chars = [chr(code) for code in range(0x4E00, 0xA000)]
    converted = _convert("\n".join(chars)).split("\n")
    return "".join(a for a, b in zip(chars, converted, strict=True) if a != b)


@cache
def _variant() -> re.Pattern[str]:
    return re.compile(f"[{variants()}]")


@cache
def _one(char: str) -> str:
    converted = _convert(char)
    return converted if len(converted) == 1 else char
