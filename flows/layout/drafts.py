"""From the lines of a page to drafts of its articles: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from flows.layout.bylines import is_signature, is_turn_label
from flows.layout.fragments import NEVER_FIRST, continuation, opening
from flows.layout.page import Line, breaks_off, may_be_broken
from flows.layout.pairs import left_open
from flows.layout.sequences import START, closes, folded, seam
from flows.layout.words import any_of

_NOTE = re.compile(rf"[【\[]?{any_of('note_label')}[】\]：]?")
_GUESTS = re.compile(rf"[【\[]?{any_of('guest_label')}[】\]：]?")
_ANNOUNCED = re.compile(any_of("announcement"))
_NUMBER = "[一二三四五六七八九十]{1,3}"
_NUMBERED = re.compile(rf"[（(]?(?:{_NUMBER}|\d{{1,2}})[)）、.．\s]|[Q问][：:]|第{_NUMBER}[章节部]")
_NO_TITLE = re.compile(rf"（|{_NUMBERED.pattern}")
_SUBTITLE = re.compile(r"(?:——|--|—)[^—].{3,44}")
_NOT_WORDS = re.compile(r"\W")
_SHORT_KICKER = 5
_TITLE_LEAST = 8
_LAST_LINES = 2
_BODY_KINDS = ("text", "heading", "source")
_NO_HEAD = ("furniture", "tail", "caption")
_LABEL_LEAST = 4
_AROUND = 4
_REMAINDER_LEAST = 5.0
_WANTED_LEAST = 1.0
_TORN_LEAST = 2.0
_TITLE_GAIN = 0.4


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
        drafts.extend(_section(lines[start:end]))
    return drafts


def _starts(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines at which an article begins."""
    starts = [0]
    in_note = False
    texts = [i for i, line in enumerate(lines) if line.kind == "text"]
    is_broken = may_be_broken(lines)

    @cache
    def text_starts() -> list[tuple[str, float]]:
        beginnings = [lines[k].text[:8] for k in texts]
        return [(start, seam(START, folded(start))) for start in beginnings]

    for before, i in zip([-1, *texts], texts, strict=False):
        if i == before + 1:
            continue
        group = lines[before + 1 : i]
        is_announced = before >= 0 and (lines[before].text[-1] == "：" or _ANNOUNCED.search(lines[before].text))
        if is_announced and not in_note and not any(map(_is_reporter, group)):
            continue
        begin = _head_in(group, is_first=before < 0, in_note=in_note)
        if begin is not None and not in_note and _has_kicker(group, begin):
            begin = _past_remainder(group, begin, lines, text_starts())
        if begin is None and is_broken and before >= 0:
            begin = _bare_head(lines[max(before - 1, 0) : before + 1], group, lines[i : i + 2])
            if begin is not None and _is_remainder(group[begin], lines, text_starts()):
                begin = None
        if begin is not None:
            starts.append(before + 1 + begin)
            in_note = False
        note = next((k for k, other in enumerate(group) if _is_note(other)), None)
        if note is not None:
            in_note = True
            starts.append(before + 1 + note)
    return sorted(set(starts))


def _has_kicker(group: Sequence[Line], begin: int) -> bool:
    return sum(line.kind == "heading" for line in group[begin:]) > 1 and not group[begin].is_marked


def _past_remainder(
    group: Sequence[Line], begin: int, lines: Sequence[Line], starts: Sequence[tuple[str, float]]
) -> int:
    """Index of the head's first line, past a short line that a column's end cut off.

    Args:
        group: lines between two texts.
        begin: index of the first heading there.
        lines: all lines of the page.
        starts: beginnings of the page's texts, and how usual each is for a paragraph.
    """
    headings = [k for k, line in enumerate(group) if line.kind == "heading" and k >= begin]
    if any(other.kind not in _NO_HEAD for other in group[:begin]):
        return begin
    for k, following in reversed(list(pairwise(headings))):
        if not is_subtitle(group[following]) and _is_remainder(group[k], lines, starts):
            return following
    return begin


def _is_remainder(line: Line, lines: Sequence[Line], starts: Sequence[tuple[str, float]]) -> bool:
    """Whether a short line before a title is the beginning of a paragraph that goes on elsewhere, and no kicker.

    The weights come from a logistic regression over pages of news with and without kickers.
    """
    if _is_wanted(line, lines, starts):
        return True
    goes_on = max(continuation(line.text, start) - max(usual, 0.0) for start, usual in starts)
    below = [other.text for other in lines[line.number + 1 : line.number + 1 + _AROUND]]
    above = [other.text for other in lines[max(line.number - _AROUND, 0) : line.number]]
    score = 0.5 * goes_on + 0.3 * seam(START, folded(line.text[:8])) - 0.9 * closes(line.text)
    score += 5.0 * said_again(line.text, above) - 7.0 * said_again(line.text, below)
    score += 9.0 * (("，" in line.text) + (len(line.text) < _LABEL_LEAST) + (left_open(line.text) != ""))
    return score > _REMAINDER_LEAST


def _is_wanted(line: Line, lines: Sequence[Line], starts: Sequence[tuple[str, float]]) -> bool:
    """Whether a text of the page that begins with a comma or the like goes on better on this line than on any other."""
    ends = [other.text for other in lines if breaks_off(other)]
    for start, _ in starts:
        if start[0] in NEVER_FIRST:
            others = [continuation(end, start) for end in ends]
            if continuation(line.text, start) > max([_WANTED_LEAST, *others]):
                return True
    return False


def _bare_head(before: Sequence[Line], group: Sequence[Line], after: Sequence[Line]) -> int | None:
    """Index in a run of lines of a title without a byline, in a page where articles break off.

    A heading behind half a sentence is no heading of that article; nor is one that says what the text behind it says
    and the text before it does not. What the text behind it goes on is half a sentence itself.
    """
    headings = [k for k, line in enumerate(group) if line.kind == "heading" and len(line.text) >= _TITLE_LEAST]
    if not headings or _NO_TITLE.match(group[headings[0]].text) or group[0].text.isdigit():
        return None
    last, following = group[headings[-1]].text, after[0].text
    if continuation(last, following) > max(opening(following), 0.0) + _TORN_LEAST:
        return None
    if breaks_off(before[-1]):
        return headings[0]
    title = "".join(group[k].text for k in headings)
    gain = said_again(title, [line.text for line in after]) - said_again(title, [line.text for line in before])
    return headings[0] if gain >= _TITLE_GAIN else None


def said_again(headline: str, lines: Sequence[str]) -> float:
    """Share of a headline's character pairs that the lines hold."""
    headline = _NOT_WORDS.sub("", headline)
    text = _NOT_WORDS.sub("", "".join(lines))
    pairs = {headline[i : i + 2] for i in range(len(headline) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _is_reporter(line: Line) -> bool:
    return line.kind == "byline" and not is_signature(line.text) and not is_turn_label(line.text)


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


def _section(lines: Sequence[Line]) -> list[Draft]:
    """Drafts of the lines from one head to the next; what stands behind an author's affiliation is apart."""
    texts = [i for i, line in enumerate(lines) if line.kind == "text"]
    tail = next((i for i, line in enumerate(lines) if line.kind == "tail" and texts and i > texts[0]), len(lines))
    texts = [i for i in texts if i < tail]
    if texts:
        closed = next((i for i in range(texts[0], texts[-1]) if lines[i].kind == "affiliation"), None)
        if closed is not None:
            return [*_section(lines[: closed + 1]), *_section(lines[closed + 1 :])]
    draft = Draft(captions=[line for line in lines if line.kind == "caption"])
    draft.is_note = bool(lines) and _is_note(lines[0])
    lines = lines[:tail]
    if not texts:
        texts = [i for i, line in enumerate(lines) if line.kind == "heading"][1:]
    first, last = _body_span(lines, texts) if texts else (len(lines), len(lines))
    draft.head = [line for line in lines[:first] if line.kind not in _NO_HEAD]
    draft.closing = [line for line in lines[last + 1 :] if line.kind in ("byline", "affiliation", "source")]
    _add_pieces(draft, lines[first : last + 1])
    return [draft]


def _body_span(lines: Sequence[Line], texts: Sequence[int]) -> tuple[int, int]:
    """Indices of the body's first and last line."""
    last = texts[-1]
    behind = lines[last + 1 :]
    headings = [line for line in behind if line.kind == "heading"]
    is_list = lines[last].text[-1] == "：" or bool(headings and _NUMBERED.match(headings[0].text))
    if headings == list(behind[: len(headings)]) and (is_list or len(headings) <= _LAST_LINES):
        last += len(headings)  # a list ends the text, or it breaks off in a short last line
    return _body_start(lines, texts[0]), last


def _add_pieces(draft: Draft, lines: Sequence[Line]) -> None:
    """Add a body's lines to a draft: a new piece begins behind everything that is no body."""
    piece: list[Line] = []
    for i, line in enumerate(lines):
        if line.kind in _BODY_KINDS or is_plain_name(line):
            piece.append(line)
            continue
        is_turn = line.kind == "byline" and lines[i + 1 : i + 2] and lines[i + 1].kind == "text"
        if is_turn and is_turn_label(line.text):
            piece.append(line)
            continue
        if line.kind == "byline":
            draft.closing.append(line)
            while piece and _is_label(piece[-1]):
                draft.closing.append(piece.pop())
        if piece:
            draft.pieces.append(piece)
            piece = []
    if piece:
        draft.pieces.append(piece)


def _is_label(line: Line) -> bool:
    return line.kind == "heading" and len(line.text) <= _SHORT_KICKER


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
