"""Every character of a source is in an article, in furniture, or deleted for a reason, and in one of them only."""

from __future__ import annotations

from itertools import pairwise

import pytest

from flows.layout import account, articles_of
from flows.layout.account import overlaps
from flows.read import Source, read
from flows.text.clean import clean, clean_slices
from tests.faults.outputs import OTHER, TEXT
from tests.release.conftest import DOCUMENTS

NOISY = (
    "發(fā)展新質(zhì)生產(chǎn)力\r\n\r\n" + TEXT.replace("。", "。\u200b ") + "\ue000版權(quán)所有 2024\r\n" + OTHER
)
MADE = [Source(f"{number}.txt", text, "utf-8") for number, text in enumerate([TEXT, OTHER, NOISY, "", " \n", "\x00"])]


def faults(source: Source) -> list[str]:
    """What is wrong with the account of a source."""
    raw = source.raw
    cleaned = clean(raw)
    articles = articles_of(cleaned, source)
    counts = account(cleaned, articles, len(raw))
    kept = [cleaned.segments(at, at + 1)[0][0] for at in range(len(cleaned))]
    deleted = sum(after - before > 1 for before, after in pairwise([-1, *kept, len(raw)]))
    told = []
    if sum(counts.values()) != len(raw) or min(counts.values()) < 0:
        told.append(f"{counts} are not the {len(raw)} characters")
    if sorted(set(kept)) != kept:
        told.append("a character of the clean text comes twice or out of its order")
    if counts["noise"] != len(raw) - len(kept) or deleted > sum(cleaned.noise.values()):
        told.append(f"{deleted} places deleted, {dict(cleaned.noise)} told")
    if overlaps(articles):
        told.append(f"{overlaps(articles)} are in two bodies")
    for article in articles:
        cut = clean_slices(raw, article.body.segments(0, len(article.body)), cleaned.script)
        if "".join(cut.split()) != "".join(article.body.text.split()):
            told.append(f"the segments of {article.title} hold other characters than its body")
    return told


@pytest.mark.parametrize("source", [*read([DOCUMENTS]), *MADE], ids=lambda source: source.file_name)
def test_account(source: Source) -> None:
    assert faults(source) == []
