"""Dialogue: labelled turns and what belongs to each."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from flows.extract.interviews import host_name, interviewee
from flows.extract.names import name_strength
from flows.extract.speaker_book import SpeakerBook
from flows.extract.speaker_nouns import is_medium
from flows.extract.speakers import Speaker, person
from flows.extract.titles import description_start, parse_description, title_patterns, title_start
from flows.extract.words import alternation
from flows.layout.article import Article
from flows.reference import load
from flows.reference.quote_tables import TurnLabel
from flows.text.passage import Span

_LABEL: Final = re.compile(
    r"[ 　]*(?P<label>《[^》\n]{2,12}》|[^。！？；：“”\n（）《》]{1,60}(?:（[^）\n]{1,16}）)?)：(?P<mark>“?)"
)
_ADDRESS: Final = "称呼"
_BRACKET_LABEL: Final = re.compile(r"[ 　]*【(?P<label>[^】\n]{1,20})】：?(?P<mark>“?)")
_ALONE: Final = re.compile(r"[ 　]*(?P<label>[^，。！？；：“”\n《》]{2,44})[ 　]*\n")
_NO_LABEL: Final = "，。！？；：“”《》"
"""Marks that end no label that is a line of its own."""
_LONGEST_LABEL: Final = 80
_LOOK_AHEAD: Final = 200
_LINES_OF_DIALOGUE: Final = 3
"""Least line feeds of a text with two labels that are lines of their own."""
_QUESTION_LINE: Final = re.compile(r"\n[^\n。]{4,40}？\n")
_SENTENCE_END: Final = "。！？…”；）"
_HEADING_LENGTH: Final = 40


class Turn(NamedTuple):
    """A labelled stretch of speech.

    Attributes:
        spans: the speech, label left out.
        mode: `turn`, or `direct` where quotation marks hold it.
        speaker: who speaks.
        rule: how the label was known.
        confidence: how sure.
    """

    spans: tuple[Span, ...]
    mode: str
    speaker: Speaker
    rule: str
    confidence: float


class _Label(NamedTuple):
    start: int
    content: int
    speaker: Speaker
    is_marked: bool
    rule: str


@cache
def _roles() -> tuple[dict[str, str], re.Pattern[str]]:
    rows = load(TurnLabel, "turn_labels")
    return {row.label: row.role for row in rows}, re.compile(alternation(row.label for row in rows))


def find_turns(text: str, article: Article, book: SpeakerBook) -> list[Turn]:
    """The labelled turns of an article, in order."""
    if "：" not in text and "【" not in text and text.count("\n") < _LINES_OF_DIALOGUE:
        return []
    labels = _labels(text, article, book)
    if not labels:
        return []
    is_dialogue = _is_dialogue(article, labels)
    is_single = is_dialogue and len({label.speaker.name for label in labels}) == 1
    turns: list[Turn] = []
    for index, label in enumerate(labels):
        limit = labels[index + 1].start if index + 1 < len(labels) else len(text)
        if label.is_marked:
            end = _marked_end(text, label.content, limit)
            spans: tuple[Span, ...] = ((label.content, end),)
            turns.append(Turn(spans, "direct", label.speaker, label.rule, 0.95))
            continue
        end = _turn_end(text, label.content, limit, is_dialogue)
        start = label.content
        while start < end and text[start] in " 　\n":
            start += 1
        if is_single and (question := _QUESTION_LINE.search(text, start, end)):
            end = question.start()  # an interview with one voice: its questions are headings
        if end - start >= 2 and (is_dialogue or text[end - 1] in _SENTENCE_END or end == len(text)):
            turns.append(Turn(((start, end),), "turn", label.speaker, label.rule, 0.95 if is_dialogue else 0.9))
    return turns


def _is_dialogue(article: Article, labels: list[_Label]) -> bool:
    if article.genre in ("dialogue", "interview"):
        return True
    return len(labels) >= 4 and any(label.rule == "role_label" for label in labels)


def _labels(text: str, article: Article, book: SpeakerBook) -> list[_Label]:
    labelled: list[re.Match[str]] = []
    alone: list[re.Match[str]] = []
    start = 0
    has_bracket = "【" in text
    for line in text.split("\n"):
        if (line.find("：", 0, _LONGEST_LABEL) >= 0 and (match := _LABEL.match(text, start))) or (
            has_bracket and (match := _BRACKET_LABEL.match(text, start))
        ):
            labelled.append(match)
        elif 0 < len(line) < _LONGEST_LABEL and line[-1] not in _NO_LABEL and (match := _ALONE.match(text, start)):
            alone.append(match)
        start += len(line) + 1
    if not labelled and len(alone) < 2:
        return []
    roles, _ = _roles()
    # beside a reporter's or host's label a bare name is one too
    has_role = any(match["label"].strip() in roles or match["label"].startswith("《") for match in labelled)
    found = [label for match in labelled if (label := _read_label(text, match, article, book, has_role))]
    speakers: dict[str, Speaker] = {}
    by_line: list[_Label] = []
    for match in alone:
        line = match["label"].strip(" 　")
        if speaker := speakers.get(line) or _label_line(text, match, article, book):
            speakers[line] = speaker
            by_line.append(_Label(match.start(), match.end(), speaker, False, "label_line"))
    if len(by_line) > 1:
        found = sorted([*found, *by_line], key=lambda label: label.start)
    return found


def _read_label(text: str, match: re.Match[str], article: Article, book: SpeakerBook, has_role: bool) -> _Label | None:
    label = match["label"].strip(" 　")
    content = match.end()
    stop = len(text) if (feed := text.find("\n", content)) < 0 else feed
    line = text[content:stop].strip()
    if not line:
        # the speech stands in the next paragraph
        following = len(text) if (feed := text.find("\n", stop + 1)) < 0 else feed
        line = text[stop + 1 : following].strip()
        if not line or line[-1] not in _SENTENCE_END:
            return None
    if not match["mark"] and _is_roster(line):
        return None
    if (address := _roles()[1].match(label)) and _roles()[0][address[0]] == _ADDRESS:
        return None
    named = _named_role(label, book, article)
    if named:
        speaker, rule = named
    else:
        named_speaker = _person_label(label, book, has_role)
        if not named_speaker:
            return None
        speaker, rule = named_speaker, "name_label"
    return _Label(match.start(), content, speaker, bool(match["mark"]), rule)


def _is_roster(line: str) -> bool:
    """Whether a line after a name and a colon says who that is, instead of speaking."""
    bare = re.sub(r"（[^）]*）$", "", line.strip())
    return "。" not in bare and len(bare) <= 44 and title_start(bare, len(bare), 0) < len(bare)


def _named_role(label: str, book: SpeakerBook, article: Article) -> tuple[Speaker, str] | None:
    roles, pattern = _roles()
    if label.startswith("《"):
        return (Speaker("organisation", label.strip("《》"), None, None), "role_label") if is_medium(label) else None
    match = pattern.match(label)
    if not match or roles[match[0]] == _ADDRESS:
        return None
    role = roles[match[0]]
    name = label[match.end() :].strip(" 　（）")
    if name and not name_strength(name):
        return None
    if role == "答":
        answerer = interviewee(article, book)
        answering = person(answerer, book) if answerer else Speaker("unnamed", match[0], None, None)
        return answering, "role_label"
    if not name:
        name = host_name(match[0], role, article, book) or ""
    if name:
        post = book.post(name)
        post_role = post.role if post.role and role in post.role else None
        return Speaker("person", name, post_role or role, post.organisation), "role_label"
    return Speaker("unnamed", match[0] if len(match[0]) > 1 else role, None, None), "role_label"


def _person_label(label: str, book: SpeakerBook, has_role: bool) -> Speaker | None:
    """Speaker of a label such as 某公司总经理 李四, 张三, 王书记 or 村民."""
    compact = re.sub(r"（[^）]*）$", "", label).rstrip(" 　")
    p = title_patterns()
    for _, stop in reversed(p.anywhere.spans(compact)):
        at = stop
        while at < len(compact) and compact[at] in " 　":
            at += 1
        if at < len(compact) and name_strength(compact[at:]) and "，" not in compact[at:]:
            return _with_label_post(compact[at:], compact[description_start(compact, stop, 0) : stop], book)
    if "，" in compact:
        return None
    if (after := p.after.search(compact)) and after.end() == len(compact):
        name = compact[: after.start()]
        if name_strength(name):
            return person(name, book)
        if len(name) == 1 and (full := book.by_surname(name)):
            return person(full, book)
    if name_strength(compact) and (name_strength(compact) == 2 or book.count(compact) > 1):
        if has_role or book.is_titled(compact) or book.count(compact + "：") > 1 or book.count(compact) > 2:
            return person(compact, book)
        return None
    if " " in compact or "　" in compact:
        place, _, name = compact.replace("　", " ").rpartition(" ")
        if name_strength(name) == 2 and len(place) >= 3:
            return Speaker("person", name, *book.post(name))
    if p.common.start(compact, len(compact), 0) < len(compact) and len(compact) <= 16:
        return Speaker("unnamed", compact, None, None)
    return None


def _with_label_post(name: str, description: str, book: SpeakerBook) -> Speaker:
    post = book.post(name)
    own = parse_description(description)
    if not post.role:
        post = own
    return Speaker("person", name, post.role, post.organisation)


def _label_line(text: str, match: re.Match[str], article: Article, book: SpeakerBook) -> Speaker | None:
    """Speaker of a line that holds nothing but title and name, with speech in the next paragraph."""
    label = match["label"].strip(" 　")
    following = text[match.end() : match.end() + _LOOK_AHEAD].lstrip().split("\n", 1)[0]
    if len(following) < 10 or following[-1] not in _SENTENCE_END:
        return None
    _, pattern = _roles()
    if (role := pattern.match(label)) and name_strength(label[role.end() :].strip(" 　")):
        named = _named_role(label, book, article)
        return named[0] if named else None
    p = title_patterns()
    for _, stop in reversed(p.anywhere.spans(label)):
        name = label[stop:].strip(" 　")
        if name_strength(name):
            return _with_label_post(name, label[:stop], book)
    return None


def _marked_end(text: str, start: int, limit: int) -> int:
    """End of speech in marks, the closing one left out; it may run over paragraphs."""
    depth = 1
    for match in re.finditer("[“”]", text[start:limit]):
        depth += 1 if match[0] == "“" else -1
        if depth == 0:
            return start + match.start()
        if match[0] == "“" and depth > 2:
            depth = 2
    stop = text.find("\n", start, limit)
    return stop if stop >= 0 else limit


def _turn_end(text: str, start: int, limit: int, is_dialogue: bool) -> int:
    """End of a turn: its paragraph, in a dialogue every paragraph up to the next label, headings before it left out."""
    begin = start
    while begin < limit and text[begin] in " 　\n":
        begin += 1
    stop = text.find("\n", begin, limit)
    if stop < 0:
        return limit
    if not is_dialogue:
        return stop
    end = limit
    while end > stop:
        line_start = text.rfind("\n", begin, end) + 1
        line = text[line_start:end].strip()
        if line and (line[-1] in "。！”…；" or len(line) > _HEADING_LENGTH):
            break
        end = max(line_start - 1, stop)
    return end
