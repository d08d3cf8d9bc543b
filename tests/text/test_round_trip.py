"""Noise of each kind, put on clean text by rule, comes off again: the text is the old one, each character at home."""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import pytest

from flows.text.clean import clean
from flows.text.lines import joined
from tests.text.noising import KINDS, noised
from tests.text.press import document

DOCUMENTS = 40
LEAST = 0.999


@pytest.mark.parametrize("kind", KINDS)
def test_noise_comes_off(kind: str) -> None:
    pick = random.Random(kind)
    count = same = 0
    for seed in range(DOCUMENTS):
        text = document(seed)
        original = joined(clean(text))
        assert original.text == text
        noisy = noised(text, KINDS[kind], pick)
        page = clean(noisy.raw)
        found = joined(page)
        matcher = SequenceMatcher(None, text, found.text, autojunk=False)
        blocks = [(0, 0, len(text))] if found.text == text else matcher.get_matching_blocks()
        count += len(text)
        for a, b, size in blocks:
            same += size
            for place in range(size):
                if text[a + place] != "\n":  # of two ends of a line either may stand for both
                    assert found.to_raw(b + place) == noisy.home[a + place]
        assert [page.to_clean(page.to_raw(place)) for place in range(len(page))] == list(range(len(page)))
    assert same >= LEAST * count


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_changes_the_text(kind: str) -> None:
    assert noised(document(1), KINDS[kind], random.Random(1)).raw != document(1)
