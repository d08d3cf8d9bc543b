"""Twice the text takes about twice the time, whatever it's made of."""

from __future__ import annotations

import time

import pytest

from flows.text.clean import clean
from flows.text.lines import joined

PIECES = (
    "?", "??我", "说，?我们?", "。?", "?！痹", "(", "发(", "發(fā", "發(fā)", "(a", "()", "，", ",，", "、", "。",
    " ", "\u3000", "。\u3000", "\n", "\r\n", " \n", "\u3000\n", "字\n", "1 ", "1 2", " 1", "1. ", "\u200b", "字\u200b",
    "\ue000", '"', "'", '字"', "『", "「", "』", "“『", "『「", "!", ":!", "!字", "#", "\n#", "\x00", "\ud800", "a",
    "字", "發",
)  # fmt: skip


def seconds(raw: str) -> float:
    """Least time of two runs, in CPU seconds."""
    best = 99.0
    for _ in range(2):
        start = time.process_time()
        joined(clean(raw))
        best = min(best, time.process_time() - start)
    return best


def test_marks_that_open_and_others_that_close() -> None:
    assert seconds("「" * 20_000 + "』" * 20_000) < 1


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
@pytest.mark.parametrize("tail", ["", "』字字字字字。"], ids=ascii)
def test_doubled_text(piece: str, tail: str) -> None:
    count = 30_000 // len(piece)
    once, twice = seconds(piece * count + tail), seconds(piece * 2 * count + tail)
    assert twice < 3.2 * once + 0.25  # what takes the square of the length takes seconds
