"""Noise put on clean text by rule, with the place of each original character in the noised text.

A text is a list of tokens: a character and its place in the original, or None for what is no part of it. A kind of
noise makes other tokens of them; kinds can follow each other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import opencc

from flows.text.script import variants

Token = tuple[str, int | None]
Kind = Callable[[list[Token], random.Random], list[Token]]

_TONES = {"a": "āáǎà", "e": "ēéěè", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "ü": "ǖǘǚǜ"}
_INITIALS = ("", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "zh", "ch", "sh", "r", "z", "s")
_FINALS = ("a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "i", "ia", "ian", "iang", "ing", "ong", "u", "uang")
_SIGN = re.compile("[一-鿿，。、：；]")
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u202c\ufe0f"
_STYLES = (("“”", "‘’"), ("「」", "『』"), ("『』", "「」"), ('""', "''"), ("＂＂", "‘’"), ("〝〞", "‘’"))
_OUTER, _INNER = "“”", "‘’"


class Noised(NamedTuple):
    """A text with noise.

    Attributes:
        raw: the text.
        home: place in `raw` of each character of the original that is still there, by its place in the original.
    """

    raw: str
    home: dict[int, int]


def noised(text: str, kinds: tuple[Kind, ...], pick: random.Random) -> Noised:
    """Put kinds of noise on a text, one after the other."""
    tokens: list[Token] = [(char, place) for place, char in enumerate(text)]
    for kind in kinds:
        tokens = kind(tokens, pick)
    return Noised(
        "".join(char for char, _ in tokens), {home: raw for raw, (_, home) in enumerate(tokens) if home is not None}
    )


def _text(tokens: list[Token]) -> str:
    return "".join(char for char, _ in tokens)


@cache
def _converter(standard: str) -> opencc.OpenCC:
    return opencc.OpenCC(standard)


@cache
def _variants() -> frozenset[str]:
    return frozenset(variants())


def traditional(tokens: list[Token], pick: random.Random) -> list[Token]:
    """In the script of the mainland's own tables, Taiwan or Hong Kong."""
    converted = _converter(pick.choice(("s2t", "s2tw", "s2hk"))).convert(_text(tokens))
    return [(char, home) for char, (_, home) in zip(converted, tokens, strict=True)]


def _syllable(pick: random.Random, toned: bool) -> str:
    final = pick.choice(_FINALS)
    vowel = next(char for char in "aeoiuü" if char in final)
    return pick.choice(_INITIALS) + (final.replace(vowel, pick.choice(_TONES[vowel]), 1) if toned else final)


def _with_pinyin(tokens: list[Token], pick: random.Random, share: float, toned: bool) -> list[Token]:
    """Brackets behind a share of the characters that have a simplified form."""
    made: list[Token] = []
    for token in tokens:
        made.append(token)
        if token[0] in _variants() and pick.random() < share:
            opening, closing = pick.choice(("()", "()", "()", "（）"))
            syllable = _syllable(pick, toned)[:6] + pick.choice(("", "", " "))
            made.extend((char, None) for char in f"{opening}{syllable}{closing}")
    return made


def pinyin_on_few(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Traditional script, few characters with their sound behind them."""
    return _with_pinyin(traditional(tokens, pick), pick, 0.04, True)


def pinyin_on_most(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Traditional script, nearly all variant characters with their sound behind them."""
    return _with_pinyin(traditional(tokens, pick), pick, 0.93, True)


def pinyin_without_tones(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Traditional script, some variant characters with their sound without a tone."""
    return _with_pinyin(traditional(tokens, pick), pick, 0.3, False)


def pinyin_in_simplified(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Simplified script, but for few characters, which have their sound behind them."""
    made: list[Token] = []
    for old, new in zip(tokens, traditional(tokens, pick), strict=True):
        if old != new and pick.random() < 0.05:
            made.extend(_with_pinyin([new], pick, 1, True))
        else:
            made.append(old)
    return made


def wide(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Digits, letters and a few signs as wide as Chinese characters: all, or each other one."""
    share = pick.choice((1.0, 0.5))
    return [
        (chr(ord(char) + 0xFEE0) if re.match(r"[A-Za-z0-9%.+\-]", char) and pick.random() < share else char, home)
        for char, home in tokens
    ]


def wrapped(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Lines broken at a width, paragraphs told by an indent, an empty line, or by nothing but their short last line."""
    width, style, end = pick.randint(16, 44), pick.choice(("indent", "empty", "none")), pick.choice(("\n", "\r\n"))
    made: list[Token] = []
    column = 0
    for number, (char, home) in enumerate([("\n", None), *tokens]):
        if char == "\n":
            made.extend((mark, home if place == 0 else None) for place, mark in enumerate(end if number else ""))
            if style == "empty" and number:
                made.extend((mark, None) for mark in end)
            column = 0
            if style == "indent":
                made.extend([("\u3000", None)] * 2)
                column = 2
        else:
            if column == width:
                made.extend((mark, None) for mark in end)
                column = 0
            made.append((char, home))
            column += 1
    return made


def padded_numbers(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Blanks between a number and its neighbours."""
    blank = pick.choice((" ", " ", "\xa0"))
    made: list[Token] = []
    for token in tokens:
        if made and pick.random() < 0.8 and re.fullmatch("[0-9][一-鿿%]|[一-鿿][0-9]", made[-1][0] + token[0]):
            made.append((blank, None))
        made.append(token)
    return made


def spaced_digits(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Blanks between all digits of some numbers, and around them."""
    text = _text(tokens)
    inside: set[int] = set()
    for match in re.finditer(r"(?<![A-Za-z0-9.\- /:])\d[\d.]*\d(?![A-Za-z0-9.\- /:])", text):
        if pick.random() < 0.7:
            inside.update(range(match.start() + 1, match.end()))
    made: list[Token] = []
    for place, token in enumerate(tokens):
        if place in inside:
            made.append((" ", None))
        made.append(token)
    return made


def invisible(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Zero-width characters, soft hyphens and characters of private use, anywhere."""
    made: list[Token] = []
    for token in tokens:
        made.append(token)
        if pick.random() < 0.04:
            made.append((pick.choice((*_ZERO_WIDTH, chr(pick.randint(0xE000, 0xF8FF)))), None))
    return made


def doubled_marks(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Commas and other marks twice."""
    made: list[Token] = []
    for token in tokens:
        made.append(token)
        if token[0] in "，、" and pick.random() < 0.3:
            made.append((pick.choice("，,") if token[0] == "，" else "、", None))
    return made


def mixed_quotation_marks(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Each pair of quotation marks in one of six styles, a text as a rule in two of them."""
    styles = pick.sample(_STYLES, 2)
    style = styles[0]
    made: list[Token] = []
    for char, home in tokens:
        if char == _OUTER[0]:
            style = pick.choice(styles)
        for mine, theirs in zip((_OUTER, _INNER), style, strict=True):
            if char in mine:
                char = theirs[mine.index(char)]
                break
        made.append((char, home))
    return made


def lost_quotation_marks(tokens: list[Token], _: random.Random) -> list[Token]:
    """A question mark where each quotation mark was."""
    return [("?" if char in _OUTER + _INNER else char, home) for char, home in tokens]


def blanks_for_lines(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Paragraphs set apart by wide blanks, without a line feed."""
    blanks = pick.choice(("\u3000\u3000", "\u3000\u3000", "\u2003\u2003", "\u3000\u3000\u3000\u3000"))
    made: list[Token] = []
    for token in tokens:
        if token[0] == "\n":
            made.extend((blank, token[1] if place == 0 else None) for place, blank in enumerate(blanks))
        else:
            made.append(token)
    return made


def line_ends(tokens: list[Token], pick: random.Random) -> list[Token]:
    """Line ends of other systems, and blanks before them."""
    end = pick.choice(("\r\n", "\r", "\u2028"))
    made: list[Token] = []
    for char, home in tokens:
        if char == "\n":
            made.extend([(" ", None)] * pick.choice((0, 0, 2)))
            made.extend((mark, home if place == len(end) - 1 else None) for place, mark in enumerate(end))
        else:
            made.append((char, home))
    return made


def ascii_marks(tokens: list[Token], _: random.Random) -> list[Token]:
    """Punctuation of ASCII in place of the Chinese."""
    return [(char.translate(_TO_ASCII), home) for char, home in tokens]


_TO_ASCII = str.maketrans("，：；？！（）", ",:;?!()")

KINDS: dict[str, tuple[Kind, ...]] = {
    kind.__name__: (kind,)
    for kind in (
        traditional,
        pinyin_on_few,
        pinyin_on_most,
        pinyin_without_tones,
        pinyin_in_simplified,
        wide,
        wrapped,
        padded_numbers,
        spaced_digits,
        invisible,
        doubled_marks,
        mixed_quotation_marks,
        lost_quotation_marks,
        blanks_for_lines,
        line_ends,
        ascii_marks,
    )
}
KINDS["everything"] = (
    mixed_quotation_marks,
    wrapped,
    ascii_marks,
    doubled_marks,
    padded_numbers,
    wide,
    pinyin_on_few,
    invisible,
)
