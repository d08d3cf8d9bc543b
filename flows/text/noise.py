"""What a page's journey through scrapers and editors leaves in its text, as rules that delete or replace one for one.

Most rules look at a few characters around the place; those for question marks read the whole paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.text.lost_quotes import lost_quotes
from flows.text.passage import Passage
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

# No rule applies to a blank behind a blank: where none applies to a run's first one the scan passes the run over.
_SCAN = re.compile(
    f"[{''.join(rule.first for rule in RULES)}]"
    f"(?:{'|'.join(f'(?P<{rule.name}>(?<=[{rule.first}]){rule.rest})' for rule in RULES)}"
    f"|(?<=[{_BLANKS}])[{_BLANKS}]+)"
)
FAR_RULES: dict[str, tuple[str, str]] = {
    "doubled_mark": ("首先，，要改革", "首先，要改革"),
    "spaced_digits": ("到 2 0 2 5 年", "到2025年"),
    "lost_quotation_mark": ("他说，?我们要做好。?", "他说，“我们要做好。”"),
    "shifted_bytes": ("三十億元?！痹陉惪摄y看來", "三十亿元。”在陈可银看来"),
}
"""The kinds that are found by more than a place's neighbours, each with an example, raw and cleaned."""

PINYIN = frozenset({"bracketed_pinyin", "toneless_pinyin"})
"""Rules whose match tells how the character before it sounds."""

_REPLACEMENT = {rule.name: rule.replacement for rule in RULES}
_UNSEEN = ("invisible", "private_use")
_DOUBLED = re.compile("(?<=[，,])[，,]+|(?<=、)、+|(?<=。)。(?!。)(?<!。。。)")
_DOUBLES = ("，，", "、、", "。。")
_SPACED_PAIR = re.compile(r" (?<=[0-9] )(?=[0-9.])")
_BESIDE = re.compile(rf"[{_HAN}（“] ?\Z")
_BEHIND = re.compile(rf" ?[{_HAN}%％]")
# The digit stands first, so that the scan stops at digits alone.
_SPACED = re.compile(r"[0-9](?<![0-9A-Za-z.\-:/].)(?<![0-9.] .)(?: [0-9.])* [0-9](?![ ]?[0-9]|[A-Za-z\-:/])")


def edits(raw: str) -> list[Edit]:
    """Places to change in `raw`, ascending and apart: `(start, end, rule name, replacement)`."""
    found = _scanned(raw)
    unseen = [edit for edit in found if edit[2] in _UNSEEN] if found else []
    if not unseen:
        return _completed(raw, found)
    # They may stand inside other noise, which is looked for in the text without them.
    borders = [0, *(place for edit in unseen for place in edit[:2]), len(raw)]
    seen = Passage.join((Passage(raw[a:b], [0], [a]), False) for a, b in zip(borders[::2], borders[1::2], strict=True))
    others = _completed(seen.text, _scanned(seen.text))
    return _apart([*((seen.to_raw(a), seen.to_raw(b - 1) + 1, rule, to) for a, b, rule, to in others), *unseen])


def _scanned(raw: str) -> list[Edit]:
    """Edits of the rules that look at one place."""
    edits: list[Edit] = []
    for match in _SCAN.finditer(raw):
        if rule := match.lastgroup:
            start, end = match.span()
            edits.append((start, end, rule, _REPLACEMENT[rule]))
    return edits


def _completed(raw: str, found: list[Edit]) -> list[Edit]:
    """The edits with those of the rules that look farther."""
    if "?" in raw:
        found = _apart([*in_step(raw), *found])
    if raw.count("?") > 1:
        found = _apart([*found, *lost_quotes(raw, {place for edit in found for place in range(*edit[:2])})])
    if any(mark in raw for mark in _DOUBLES) or "," in raw:
        found = _apart([*found, *((m.start(), m.end(), "doubled_mark", "") for m in _DOUBLED.finditer(raw))])
    if _SPACED_PAIR.search(raw):
        found = _apart([*found, *_spaced_digits(raw)])
    return found


def _spaced_digits(raw: str) -> Iterator[Edit]:
    """Blanks between all digits of a number. Numbers of pages stand in a row too: each is one more than the last."""
    for match in _SPACED.finditer(raw):
        start, end = match.span()
        digits = match[0][::2]
        if not _BESIDE.search(raw, max(start - 2, 0), start) and not _BEHIND.match(raw, end):
            continue
        if raw[max(start - 1, 0) : start] == " " == raw[end : end + 1] and digits in "0123456789":
            continue
        for place in range(start + 1, end, 2):
            yield place, place + 1, "spaced_digits", ""


def _apart(found: list[Edit]) -> list[Edit]:
    """The edits in order, without those that reach into an earlier one."""
    kept: list[Edit] = []
    for edit in sorted(found, key=lambda edit: edit[:2]):
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept
