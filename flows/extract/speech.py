"""Where speech ends, and which words in quotation marks are speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from flows.extract.frame_words import any_of, frame_words
from flows.extract.lexicon import guarded_trie
from flows.extract.names import name_ends
from flows.extract.organisations import regions
from flows.extract.quotation_marks import Marked
from flows.extract.speakers import Speaker
from flows.extract.titles import title_patterns
from flows.extract.words import Endings
from flows.reference import load
from flows.reference.quote_tables import DirectiveOpener, NarrationOpener

_STOP: Final = re.compile("[。！？…][。！？；…”’]*")
_STOP_OF_BODY: Final = re.compile("[。！？；…][。！？；…”’]*")
_CEREMONY: Final = ("开幕。", "闭幕。", "开赛。", "休会。", "散会。")
_SENTENCE_MARKS: Final = re.compile(r"[，。！？；…]")
_SHORT_NAME: Final = 3
_SUBJECT_LENGTH: Final = 20
_MENTION: Final = 400
"""How far back, in characters, the name that a pronoun means is looked for."""
_DATED: Final = re.compile(r"[从自]?(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}日，")
# 今天（3月5日）: only who reports gives the date beside the word
_GLOSSED_DATE: Final = re.compile(r"[今昨前明]天（\d{1,2}月\d{1,2}日）")
_CONVENED: Final = re.compile(
    r"[^，。；“”]{4,40}?(?:\d{1,2}月)?\d{1,2}日(?:至\d{1,2}日)?(?:[上下]午)?在[^，。；]{1,12}(?:召开|举行|开幕)"
)
_RECURRING: Final = 4
"""How many characters of a headline's beginning, at least, the news repeats."""
# a headline without a mark at its end, and the news that begins with the same words
_HEADLINE: Final = re.compile(
    r"([^，。；：“”\d ]{4,8})[^，。；：]{3,36}?\1[^，。；：]{0,16}?"
    r"(?:\d[日月]|[今昨]天|日前|近日|第[一二三四五六七八九十])"
)
_REPORTED: Final = re.compile(r"据[^，。]{2,16}(?:报道|消息|统计)")
_LEADER: Final = re.compile(r"(?:.*、)?(?:总书记|(?:国家)?主席|总理)(?:、.*)?")
_NAMED_MEETING: Final = re.compile(r"党的.{2,16}(?:全会|大会|大)|.{2,8}届.{2,8}全会")
_JUDGED: Final = re.compile(r"(?:是|这是|并非|不是|叫|为|像|就像|称为|形容为|个)$")


@dataclass(slots=True, eq=False)
class _Narration:
    """How sentences of narration begin and end.

    Attributes:
        strong: openers after which speech is over, whoever speaks.
        strong_firsts: their first characters, for a quick look.
        weak: openers after which what is only cited is over.
        directive: openers with which documents and meetings go on to speak.
        comment: a comma with a remark on what was said.
        remark: such a remark at the beginning of a sentence.
        attends: what somebody with a title does at meetings.
        endings: words that end a sentence of narration (陪同调研).
        ending_lasts: their last characters, for a quick look.
    """

    strong: re.Pattern[str]
    strong_firsts: frozenset[str]
    weak: re.Pattern[str]
    directive: re.Pattern[str]
    comment: re.Pattern[str]
    remark: re.Pattern[str]
    attends: re.Pattern[str]
    endings: Endings
    ending_lasts: frozenset[str]


@dataclass(slots=True, eq=False)
class _Manner:
    """How far the speech of a speaker runs.

    Attributes:
        sentence_wise: documents, and whoever is cited, go on only with directives.
        is_topic: the article is about the document, which it calls by a short name.
        is_body: an organisation speaks.
        own_name: the speaker's name; a sentence about the speaker is narration.
    """

    sentence_wise: bool
    is_topic: bool
    is_body: bool
    own_name: str | None


@cache
def _narration() -> _Narration:
    rows = load(NarrationOpener, "narration_openers")
    comment = guarded_trie(row.opener for row in rows if row.kind == "comment")
    directive = guarded_trie(row.opener for row in load(DirectiveOpener, "directive_openers"))
    strong = [row.opener for row in rows if row.kind in ("hearsay", "sight", "event")]
    return _Narration(
        strong=re.compile(guarded_trie(strong)),
        strong_firsts=frozenset(word[0] for word in strong),
        weak=re.compile(guarded_trie(row.opener for row in rows if row.kind in ("time", "turn"))),
        directive=re.compile(f"[“《]?{directive}"),
        comment=re.compile(f"，(?=(?:为[^，。；]{{2,24}}?)?{comment})"),
        remark=re.compile(f"这?{comment}"),
        attends=re.compile(any_of("attends")),
        endings=Endings(row.opener for row in rows if row.kind == "ending"),
        ending_lasts=frozenset(row.opener[-1] for row in rows if row.kind == "ending"),
    )


def content_end(text: str, start: int, limit: int, speaker: Speaker, written: str, is_cited: bool) -> int:
    """End of indirect speech that starts at `start`: `limit`, or where narration plainly returns before it.

    Args:
        text: the body.
        start: where the speech starts.
        limit: where it must end.
        speaker: whose it is; documents, meetings and leaders are cited in a sentence or two.
        written: how the clause names the speaker, title included.
        is_cited: whether it stands in somebody else's essay or turn.
    """
    is_text = speaker.kind in ("document", "meeting")
    # a leader named with his title is cited; the news of what he does calls him by his name alone
    is_leader = speaker.kind == "person" and "总书记" in (
        written if speaker.name in written else _called(text, start, speaker)
    )
    if is_cited and speaker.role and _LEADER.fullmatch(speaker.role):
        is_leader = True
    if is_text or is_leader:
        stop = text.find("。", start, limit)
        if match := _narration().comment.search(text, start + 4, limit if stop < 0 else stop):
            return match.start()
    stops = _STOP_OF_BODY if speaker.kind == "organisation" else _STOP
    end = _first_end(text, start, limit, stops)
    if end < limit and not text.endswith(_CEREMONY, start, end):
        manner = _manner(speaker, written, is_cited, is_leader)
        while end < limit:
            following = _first_end(text, end, limit, stops)
            if _returns(text, end, following, manner):
                break
            end = following
    while end > start and text[end - 1] in " 　\n":
        end -= 1
    return end


def _manner(speaker: Speaker, written: str, is_cited: bool, is_leader: bool) -> _Manner:
    """How far the speech of a speaker runs."""
    is_text = speaker.kind in ("document", "meeting")
    # a plenum called by its number is cited; the report of it calls it 全会
    is_named = speaker.kind == "meeting" and bool(_NAMED_MEETING.fullmatch(written))
    # what an article is about is called by a short name (报告, 文章) and reported at length
    is_topic = speaker.kind == "document" and len(written.strip("《》")) <= _SHORT_NAME and not is_cited
    own_name = {"person": speaker.name, "meeting": written.lstrip("“《")[-2:]}.get(speaker.kind)
    return _Manner(
        sentence_wise=(speaker.kind == "document" and not is_topic) or is_leader or is_named or (is_cited and is_text),
        is_topic=is_topic,
        is_body=speaker.kind == "organisation",
        own_name=own_name,
    )


def _is_dated(sentence: str) -> bool:
    """Whether a sentence with a sign of a date says when something took place as only who reports does."""
    if "天（" in sentence and _GLOSSED_DATE.search(sentence):
        return True
    if "日" in sentence and _CONVENED.match(sentence):
        return True
    # the pattern is slow, so first whether the sentence's beginning recurs at all
    opening = sentence[:_RECURRING]
    return sentence.find(opening, _RECURRING) > 0 and _HEADLINE.match(sentence) is not None


def _acts(text: str, begin: int, end: int) -> bool:
    """Whether a sentence tells what somebody with a title does (省长张伟出席会议)."""
    for _, stop in title_patterns().anywhere.spans(text, begin, min(end, begin + _SUBJECT_LENGTH * 2)):
        if text[stop : stop + 1] in "、和，":
            continue
        for name_end in name_ends(text, stop, end):
            if text.startswith(tuple(frame_words("attends")), name_end):
                return True
    return False


def _called(text: str, start: int, speaker: Speaker) -> str:
    """What stands right after the speaker's name where the text last has it, for speech that a pronoun brings."""
    at = text.rfind(speaker.name, max(0, start - _MENTION), start)
    return text[at + len(speaker.name) :][:_SHORT_NAME] if at >= 0 else ""


def comments(text: str, at: int) -> bool:
    """Whether a comma at a position opens a remark on what was said (，为发展提供根本遵循)."""
    return _narration().comment.match(text, at) is not None


def _first_end(text: str, start: int, limit: int, stops: re.Pattern[str]) -> int:
    """End of the sentence that starts at `start`, its closing quotation marks included."""
    match = stops.search(text, start, limit)
    return match.end() if match else limit


def _returns(text: str, begin: int, end: int, manner: _Manner) -> bool:
    """Whether the sentence `text[begin:end]` is narration again."""
    narration = _narration()
    while begin < end and text[begin] in " 　":
        begin += 1
    if (
        text[end - 1] == "。"
        and text[end - 2] in narration.ending_lasts
        and narration.endings.start(text, end - 1, begin) < end - 1
    ):
        return True
    first = text[begin : begin + 1]
    if first in narration.strong_firsts and narration.strong.match(text, begin, end):
        return True
    if (first in "从自" or first.isdecimal()) and _DATED.match(text, begin, end):
        return True
    sentence = text[begin:end]
    if ("日" in sentence or "月" in sentence or "第" in sentence or "天" in sentence) and _is_dated(sentence):
        return True
    if narration.attends.search(sentence) and _acts(text, begin, end):
        return True
    if "据" in sentence and _REPORTED.search(sentence):
        return True
    if (manner.is_body or manner.is_topic) and regions().end(text, begin, end) > begin:
        return True
    if manner.is_body and narration.remark.match(text, begin, end):
        return True
    if manner.sentence_wise and not narration.directive.match(text, begin, end):
        return True
    if (manner.sentence_wise or manner.is_topic) and (
        text[end - 1] == "？" or narration.weak.match(text, begin, end) is not None
    ):
        return True
    return manner.own_name is not None and text.find(manner.own_name, begin, begin + _SUBJECT_LENGTH) >= 0


def is_term(text: str, passage: Marked) -> bool:
    """Whether words in marks right after a cue only begin an indirect sentence (甲说，“两新”政策见效)."""
    inner = text[passage.start : passage.end]
    after = text[passage.closes : passage.closes + 1]
    if not passage.closed or not inner or inner[-1] in "。！？…":
        return False
    return bool(after) and after not in "，。！？；：、“”\n…" and len(inner) <= 30


def is_attributed_words(text: str, passage: Marked, start: int) -> bool:
    """Whether words in marks inside indirect speech are the speaker's own, not a term."""
    inner = text[passage.start : passage.end]
    if _SENTENCE_MARKS.search(inner):
        return True
    return passage.opens - start <= 6 and bool(_JUDGED.search(text, max(start, passage.opens - 3), passage.opens))
