"""Who a clause with a predicate of its own is about."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from flows.extract.adverbials import strip_right
from flows.extract.lexicon import guarded_trie
from flows.extract.names import best_end, is_everyday, is_titled_somewhere, is_word, name_ends, name_strength, titles
from flows.extract.organisations import find_organisations, starts_with_verb
from flows.extract.speaker_nouns import Subject, is_medium
from flows.extract.titles import description_start, title_patterns, without_openers
from flows.reference import load
from flows.reference.quote_tables import Title
from flows.text.passage import Span

# A clause that says what the words are about, not whose they are.
_TOPIC: Final = re.compile(
    r"[针对]对|[对就]于?[^，]{2,30}(?:问题|言论|情况|此事|方面)?$|关于|围绕|面对|谈[到及起]|根据|按照|随着|由于|为了?|作为|受"
)
_MEETING_START: Final = re.compile(r"[^，。在]{0,16}?(?:会议|全会|大会|座谈会)")
_LONGEST_DESCRIPTION: Final = 45
_RECURS: Final = 0.7
"""Certainty of a name that only recurs in the text."""
_TITLED: Final = 0.8
"""Certainty of a name that has a title somewhere in the text."""
_UNKNOWN_NAME: Final = re.compile(r"[\u3400-\u9fff·]{3,10}")
_NAME_ENDS: Final = re.compile(r"[，。；：、（）” \n率同与和在向对就及将等举抵会访表说称指强认宣\d]|$")
_TITLE: Final = re.compile(r"(?:“[^“”]{2,8}”[\u3400-\u9fff]{1,4})?(?P<title>《[^》\n]{1,30}》)(?![的、和与及等第《])")
_LONGEST_TITLE: Final = 8
_SECOND_TITLE: Final = 20
"""How far, in characters, after one title another may begin that a name follows."""


@cache
def _common_noun() -> re.Pattern[str]:
    words = guarded_trie(row.title for row in load(Title, "titles") if row.kind == "common" and len(row.title) > 1)
    return re.compile(f"[^，。在对向的了把将是]{{0,12}}{words}们?")


def subject_of_sentence_before(text: str, sentence: int) -> Subject | None:
    """Who the sentence before is about, in the same paragraph (张伟表示感谢。同时强调，…)."""
    end = sentence - 1
    if end < 1 or text[end] != "。":
        return None
    start = max(text.rfind(mark, 0, end) for mark in "。！？；\n") + 1
    comma = text.find("，", start, end)
    return leading_subject(text, start, end if comma < 0 else comma)


def titled_elsewhere(text: str, start: int, end: int) -> Subject | None:
    """A name of a form that no rule knows, alone before its cue, which the text has with a title elsewhere."""
    opened = without_openers(text, start, end)
    stop = strip_right(text, opened, end)
    name = text[opened:stop]
    if not _UNKNOWN_NAME.fullmatch(name) or is_word(name):
        return None
    at = text.find(name)
    while at >= 0:
        if titles().start(text, at, max(0, at - _LONGEST_TITLE)) < at and _NAME_ENDS.match(text, at + len(name)):
            return Subject("person", start, opened, stop, "", (stop, end), _TITLED)
        at = text.find(name, at + 1)
    return None


def leading_subject(text: str, start: int, end: int) -> Subject | None:
    """The subject at the beginning of a clause that has a predicate of its own."""
    if _TOPIC.match(text, start, end):
        return None
    opened = without_openers(text, start, end)
    if starts_with_verb(text, opened, end):
        return None
    named = _named_person(text, start, opened, end)
    if named and named.certainty > _RECURS:
        return named
    return (
        _organisation(text, start, opened, end)
        or _titled_person(text, start, opened, end)
        or named
        or _document(text, start, opened, end)
        or _noun(text, start, opened, end)
    )


def _organisation(text: str, start: int, opened: int, end: int) -> Subject | None:
    titles = title_patterns().anywhere
    for first, stop in find_organisations(text[opened:end])[:1]:
        stop += opened
        if first == 0 and titles.end(text, stop, end) == stop and not titles.spans(text, opened, stop):
            return Subject("organisation", start, opened, stop, "", (stop, end), 0.7)
    return None


def _titled_person(text: str, start: int, opened: int, end: int) -> Subject | None:
    found = _first_titled(text, opened, end)
    if found is None:
        return None
    name_start, stop = found
    if description_start(text, name_start, start) > opened + 2 or name_strength(text[name_start:stop]) < 2:
        return None
    return Subject("person", start, name_start, stop, "", (stop, end), 0.85)


def _first_titled(text: str, start: int, end: int) -> Span | None:
    """The first name that stands right after a title."""
    anywhere = title_patterns().anywhere
    found = anywhere.spans(text, start, min(end, start + _LONGEST_DESCRIPTION))
    while found:
        stop = found[0][1]
        if ends := name_ends(text, stop, end):
            last = best_end(text, stop, ends)
            if last - stop > 2 or not is_everyday(text[stop:last]):  # 博士毕业以后
                return stop, last
        found = anywhere.spans(text, stop, min(end, stop + _SECOND_TITLE))
    return None


def _named_person(text: str, start: int, opened: int, end: int) -> Subject | None:
    ends = name_ends(text, opened, end)
    if not ends:
        return None
    stop = best_end(text, opened, ends)
    name = text[opened:stop]
    after = title_patterns().after.match(text, stop, end)
    is_titled = is_titled_somewhere(text, name)
    if not is_titled and (name_strength(name) < 2 or (after is None and text.count(name) < 2)):
        return None
    certainty = _TITLED if is_titled else _RECURS
    return Subject("person", start, opened, stop, after[0] if after else "", (stop, end), certainty)


def _document(text: str, start: int, opened: int, end: int) -> Subject | None:
    """A document that does something (《方案》明确了目标，)."""
    match = _TITLE.match(text, opened, end)
    if match is None or is_medium(match["title"]):
        return None
    return Subject("document", start, match.start("title"), match.end(), "", (match.end(), end), _RECURS)


def _noun(text: str, start: int, opened: int, end: int) -> Subject | None:
    meeting = _MEETING_START.match(text, opened, end) if text.find("会", opened, end) >= 0 else None
    unnamed = _common_noun().match(text, opened, end)
    if unnamed and not (meeting and meeting.end() < unnamed.end()):
        return Subject("unnamed", start, opened, unnamed.end(), "", (unnamed.end(), end), 0.6)
    if meeting:
        return Subject("meeting", start, opened, meeting.end(), "", (meeting.end(), end), 0.7)
    return None
