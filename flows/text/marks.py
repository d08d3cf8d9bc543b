"""Width, punctuation and quotation marks folded to one form, one character for one."""

from __future__ import annotations

import re

# Full-width digits, Latin letters and a few signs to ASCII; quotation marks of all styles to “ ” ‘ ’.
_WIDTH = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94) if chr(0x21 + i) not in "!\"'(),:;<>?[]{}"}
_FOLD = _WIDTH | {
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u3000": " ", "\t": " ",
    "「": "“", "」": "”", "『": "‘", "』": "’", "﹁": "“", "﹂": "”", "〝": "“", "〞": "”", "＂": '"', "＇": "'",
    "﹐": "，", "﹒": "．", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "•": "·", "‧": "·", "・": "·", "∙": "·",
    "∶": "：", "︰": "：", "﹪": "%", "﹣": "-",
}  # fmt: skip
_FOLDED = re.compile(f"[{''.join(map(re.escape, _FOLD))}]")
# The class stands first, so that the scan stops at it alone.
_ASCII_MARKS = re.compile(
    r"[,:;?!()](?:(?<=[^\x00-\x7f].)[,:;?!()]*+|(?<![,:;?!()].)[,:;?!()]*+(?=[^\x00-\x7f]))", re.DOTALL
)
_ASCII = ",:;?!()"
_FULL = str.maketrans(_ASCII, "，：；？！（）")
_HALF_BRACKETS = re.compile(r"\([^()（）\n]{0,30}）|（[^()（）\n]{0,30}\)")
# A line's end that may be a paragraph's: a pair of marks doesn't go on behind it.
_END = r"(?:(?<=[。！？…；：”’）》】」』!?;:])|(?<=[。！？…]\"))\n|\n(?=\s)"
_CORNERS = re.compile(f"[「」『』“”]|{_END}")
_DOUBLE = re.compile(f'"|{_END}')
_SINGLE = re.compile(rf"(?<=[^\x00-\x7f])'|'(?=[^\x00-\x7f])|{_END}")
_DEEPEST = 8
_BEFORE_OPENING = "：:（(《、"
_BEHIND_CLOSING = "，。、；：！？）》,.;:!?)"


def fold(text: str) -> str:
    """Fold width, punctuation and quotation marks, one character for one."""
    if "『" in text:
        text = _corners_by_depth(text)
    text = _FOLDED.sub(lambda m: _FOLD[m[0]], text)
    if '"' in text:
        text = _paired(text, _DOUBLE, "“", "”")
    if "'" in text:
        text = _paired(text, _SINGLE, "‘", "’")
    # Looking for single characters one by one is several times as fast as scanning for their class.
    if any(mark in text for mark in _ASCII):
        text = _ASCII_MARKS.sub(lambda m: m[0].translate(_FULL), text)
    return _HALF_BRACKETS.sub(lambda m: f"（{m[0][1:-1]}）", text) if "(" in text or ")" in text else text


def _corners_by_depth(text: str) -> str:
    """Corner brackets to “ ” and ‘ ’ where double ones occur: these are the inner marks, or the outer ones."""
    opened: list[tuple[str, str]] = []

    def turn(match: re.Match[str]) -> str:
        mark = match[0]
        if mark == "\n":
            opened.clear()
            return mark
        if mark in "「『“":
            if mark == "『":
                made = "‘" if opened and opened[-1][1] == "“" else "“"
            else:
                made = "‘" if mark == "「" and opened and opened[-1] == ("『", "“") else "“"
            opened.append((mark, made))
            del opened[:-_DEEPEST]
            return made
        opening = "「『“"["」』”".index(mark)]
        while any(mark == opening for mark, _ in opened):
            before, made = opened.pop()
            if before == opening:
                return "”" if made == "“" else "’"
        return "’" if mark == "』" else "”"

    return _CORNERS.sub(turn, text)


def _paired(text: str, marks: re.Pattern[str], opening: str, closing: str) -> str:
    """Straight quotation marks turned to opening and closing ones by turns, or as their neighbours want them."""
    is_open = False

    def turn(match: re.Match[str]) -> str:
        nonlocal is_open
        if match[0] == "\n":
            is_open = False
            return "\n"
        if is_open:
            is_open = text[match.start() - 1] in _BEFORE_OPENING
        else:
            is_open = text[match.end() : match.end() + 1] not in _BEHIND_CLOSING
        return opening if is_open else closing

    return marks.sub(turn, text)
