"""Text whose bytes lost step: a two-byte character lost its first byte, and what follows was read one byte off.

A GBK page copied byte by byte leaves `?！痹陉惪摄y看来` where `。”在陳可銀看来` stood: the first byte of the full stop
became a question mark, and each character after it was made of the second half of one and the first half of the next,
until a half that is ASCII by itself brought the reader back into step.
"""

from __future__ import annotations

import re
from functools import cache

from flows.reference import load
from flows.reference.read_tables import CommonCharacter

Edit = tuple[int, int, str, str]
"""What cleaning does at a place: start and end in the raw text, name of the rule, replacement."""

# A full stop and a quotation mark (A1A3 A1B0 or A1B1) one byte off: the mark ！ (A3A1) and a character that begins
# with B0 or B1.
_TRIGGER = re.compile(r"\?！[\u3400-\u9fff]")
_LOST = b"\xa1"
_QUOTE_LEADS = (0xB0, 0xB1)
_LONGEST = 40
_CERTAIN = 2
_MARKS = "，。、；：“”‘’（）《》！？"


@cache
def _common() -> frozenset[str]:
    rows = load(CommonCharacter, "common_characters")
    return frozenset(char for row in rows for char in (*row.traditional, row.simplified)).union(_MARKS)


def in_step(raw: str) -> list[Edit]:
    """Edits that bring shifted characters back into step, as `flows.text.noise.edits` gives them."""
    edits: list[Edit] = []
    for match in _TRIGGER.finditer(raw):
        if edits and match.start() < edits[-1][1]:
            continue
        edits.extend(_repair(raw, match.start()))
    return edits


def _repair(raw: str, start: int) -> list[Edit]:
    data = bytearray(_LOST)
    ends_in_step = False
    for char in raw[start + 1 : start + _LONGEST]:
        try:
            code = char.encode("gbk")
        except UnicodeEncodeError:
            break
        if char == "?":
            break
        data += code
        if len(code) == 1:
            ends_in_step = True
            break
    if len(data) < 4 or data[3] not in _QUOTE_LEADS:
        return []
    chars: list[str] = []
    for i in range(0, len(data) - 1, 2):
        try:
            char = bytes(data[i : i + 2]).decode("gbk")
        except UnicodeDecodeError:
            break
        if len(chars) >= _CERTAIN and char not in _common():
            break
        chars.append(char)
    edits = [(start + k, start + k + 1, "shifted_bytes", char) for k, char in enumerate(chars)]
    if ends_in_step and 2 * len(chars) == len(data):
        edits.append((start + len(chars), start + len(chars) + 1, "shifted_bytes", ""))
    return edits
