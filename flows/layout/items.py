"""Lists of short news items: each headline with its paragraphs is an article of its own."""

from __future__ import annotations

import re
from statistics import median

from flows.layout.drafts import Draft, said_again
from flows.layout.words import any_of

_DIGEST = re.compile(rf".{{0,12}}{any_of('digest_label')}|{any_of('digest_label')}[丨｜|：· ].*")
_LEAST_ITEMS = 3
_LEAST_LABELLED = 2
_SHARE = 0.5
_LABELLED_SHARE = 0.25
_LONGEST_ITEM = 6
"""Most paragraphs of an item."""


def items_of(draft: Draft, list_title: str | None) -> list[Draft]:
    """The draft's items, or the draft alone where it is no list of items.

    A headline is told from a heading inside an article by its words: the paragraph below says them again.

    Args:
        draft: an article in the making.
        list_title: title of the document by its metadata.
    """
    if len(draft.pieces) != 1 or not draft.head:
        return [draft]
    last_head = draft.head[-1]
    lines = [*([last_head] if last_head.kind == "heading" else []), *draft.pieces[0]]
    starts = [i for i, line in enumerate(lines) if line.kind == "heading"]
    if not starts or starts[0] != 0 or len(lines) < 2 or lines[-1].kind == "heading":
        return [draft]
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    if any(not 2 <= len(group) <= _LONGEST_ITEM + 1 for group in groups):
        return [draft]
    if len(groups) < _LEAST_LABELLED:
        return [draft]
    titles = [line.text for line in draft.head[:-1]] + [list_title or ""]
    labelled = any(_DIGEST.fullmatch(title) for title in titles)
    least, enough = (_LEAST_LABELLED, _LABELLED_SHARE) if labelled else (_LEAST_ITEMS, _SHARE)
    if len(groups) < least:
        return [draft]
    if median([said_again(group[0].text, [line.text for line in group[1:]]) for group in groups]) < enough:
        return [draft]
    items = [Draft(head=[group[0]], pieces=[group[1:]]) for group in groups]
    items[0].head = [line for line in draft.head if line.kind != "heading"] + [groups[0][0]]
    items[0].captions, items[-1].closing = draft.captions, draft.closing
    return items
