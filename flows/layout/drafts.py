"""From the lines of a page to drafts of its articles: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.layout.page import Line
from flows.layout.words import any_of

_NOTE = re.compile(rf"[【\[]?{any_of('note_label')}[】\]：]?")
_GUESTS = re.compile(rf"[【\[]?{any_of('guest_label')}[】\]：]?")
_NUMBERED = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．\s]|[Q问][：:]|第[一二三四五六七八九十]+[章节部]")
_SUBTITLE = re.compile(r"(?:——|--|—)[^—].{3,44}")
_SHORT_KICKER = 5


@dataclass(slots=True)
class Draft:
    """One article in the making.

    Attributes:
        head: lines before the body, furniture left out.
        pieces: the body's lines in reading order; where two pieces meet, other text lies between in the source.
        closing: bylines and affiliations after the body.
        captions: captions inside the article's lines.
        is_note: an editor's note.
        warnings: what could not be settled.
    """

    head: list[Line] = field(default_factory=list)
    pieces: list[list[Line]] = field(default_factory=list)
    closing: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    is_note: bool = False
    warnings: list[str] = field(default_factory=list)


def is_subtitle(line: Line) -> bool:
    """Whether a heading is a subtitle: a dash and a short phrase."""
    return line.kind == "heading" and _SUBTITLE.fullmatch(line.text) is not None


def is_plain_name(line: Line) -> bool:
    """Whether a byline is nothing but one name, which any short heading may look like."""
    return line.kind == "byline" and len(line.text) <= 3


def drafts_of(lines: Sequence[Line]) -> list[Draft]:
    """Drafts in the order of the page."""
    drafts: list[Draft] = []
    starts = _starts(lines)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        drafts.extend(_section(lines[start:end], is_last=end == len(lines)))
    return drafts


def _starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines at which an article begins."""
    starts = [0]
    in_note = False
    group_start = 0
    for i, line in enumerate(lines):
        if line.kind != "text":
            continue
        group = lines[group_start:i]
        begin = _head_in(group, is_first=group_start == 0, in_note=in_note)
        if begin is not None:
            starts.append(group_start + begin)
            in_note = False
        note = next((k for k, other in enumerate(group) if _is_note(other)), None)
        if note is not None:
            in_note = True
            starts.append(group_start + note)
        group_start = i + 1
    return sorted(set(starts))


def _is_note(line: Line) -> bool:
    return line.kind in ("heading", "byline") and _NOTE.fullmatch(line.text) is not None


def _head_in(group: Sequence[Line], is_first: bool, in_note: bool) -> int | None:
    """Index in a run of lines between two texts at which the head of a new article begins."""
    if is_first or not group:
        return None
    headings = [k for k, line in enumerate(group) if line.kind == "heading" and not _is_note(line)]
    if not headings:
        return None
    if in_note:
        return headings[0]
    closed = [k for k, line in enumerate(group) if line.kind in ("affiliation", "tail")]
    closed += [k for k, line in enumerate(group[:1]) if line.kind == "byline" and not is_plain_name(line)]
    after = [k for k in headings if not closed or k > max(closed)]
    if closed and after:
        return after[0]
    bylines = [k for k, line in enumerate(group) if line.kind == "byline" and not is_plain_name(line)]
    if bylines and headings[0] < bylines[-1] and not _GUESTS.fullmatch(group[headings[0]].text):
        return headings[0]
    if any(is_subtitle(group[k]) for k in headings[1:]):
        return headings[0]
    return None


def _section(lines: Sequence[Line], is_last: bool) -> list[Draft]:
    """Drafts of one article's lines: the article, or each of its short items."""
    draft = Draft(captions=[line for line in lines if line.kind == "caption"])
    draft.is_note = bool(lines) and _is_note(lines[0])
    tail = next((i for i, line in enumerate(lines) if line.kind == "tail" and _has_text(lines[:i])), len(lines))
    lines = lines[:tail]
    texts = [i for i, line in enumerate(lines) if line.kind == "text"]
    if not texts:
        texts = [i for i, line in enumerate(lines) if line.kind == "heading"][1:]
        if not texts:
            draft.head = [line for line in lines if line.kind not in ("furniture", "tail", "caption")]
            return [draft]
    first, last = _body_start(lines, texts[0]), texts[-1]
    if is_last and tail == len(lines) and last == len(lines) - 2 and lines[-1].kind == "heading":
        last = len(lines) - 1  # the text breaks off in its last line
    draft.head = [line for line in lines[:first] if line.kind not in ("furniture", "tail", "caption")]
    draft.closing = [line for line in lines[last + 1 :] if line.kind in ("byline", "affiliation", "source")]
    piece: list[Line] = []
    for line in lines[first : last + 1]:
        if line.kind in ("text", "heading", "source") or is_plain_name(line):
            piece.append(line)
            continue
        if line.kind in ("byline", "affiliation"):
            draft.closing.append(line)
            while piece and line.kind == "byline" and piece[-1].kind == "heading" and len(piece[-1].text) <= _SHORT_KICKER:
                draft.closing.append(piece.pop())
        if piece:
            draft.pieces.append(piece)
            piece = []
    if piece:
        draft.pieces.append(piece)
    return [draft]


def _has_text(lines: Sequence[Line]) -> bool:
    return any(line.kind == "text" for line in lines)


def _body_start(lines: Sequence[Line], first_text: int) -> int:
    """Index of the body's first line: the first text, or a heading of the body before it."""
    bylines = [i for i in range(first_text) if lines[i].kind == "byline"]
    for i in range(first_text):
        if lines[i].kind != "heading" or is_subtitle(lines[i]):
            continue
        if _GUESTS.fullmatch(lines[i].text):
            return i
        if bylines and i > bylines[-1] and _NUMBERED.match(lines[i].text):
            return i
    return first_text
