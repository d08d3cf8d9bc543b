"""The words around a number that may name what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from flows.extract.lexicon import guarded_trie
from flows.extract.words import Beginnings, Endings
from flows.reference import load
from flows.reference.figure_tables import GrowthTerm
from flows.reference.phrase_tables import IndicatorHead, PhraseWord
from flows.text.passage import Span

_ROWS: Final = load(PhraseWord, "phrase_words")


def _words(role: str) -> list[str]:
    return [row.word for row in _ROWS if row.role == role]


_GROWTH: Final = guarded_trie(row.term for row in load(GrowthTerm, "growth_terms") if row.kind == "verb")
_COMPARISON: Final = "(?:[比较与同]|高于|低于|快于|慢于)[^，。；]{1,16}?"
_LINKS: Final = Endings(_words("link"))
_CHANGES: Final = re.compile(f"(?:{guarded_trie(_words('compare'))}|{_COMPARISON})*{_GROWTH}(?:了|至|到|近|超|约)*$")
_COMPARES: Final = Endings(_words("compare"))
_CUES: Final = Endings(_words("cue"))
_CUT: Final = re.compile(f".*{guarded_trie(_words('cut'))}(?!投资)(?=..)")
_OWNER: Final = re.compile("(?<!对)(?P<owner>[^对的]{1,16})的(?=..)")
_GENERIC: Final = frozenset(_words("generic"))
_STOP: Final = Beginnings(_words("stop"))
_WORD_CHARACTER: Final = re.compile("[一-龥A-Za-z”）]")
_VERB_FIRST: Final = re.compile(f"的?(?:{_GROWTH}|[于为是将已均也都])")
_PLAIN: Final = "(?:[A-Za-z][A-Za-z0-9-]*|[^，。；：！？、（）\n“”…—.0-9])"
_ITEM: Final = "[^，。；：！？、（）\n“”…—.0-9一二两三四五六七八九十]"
_RIGHT: Final = re.compile(
    f"的?(?P<phrase>“[^”\n]{{1,16}}”{_PLAIN}{{0,12}}|{_PLAIN}{{2,5}}、{_PLAIN}{{2,5}}的{_PLAIN}{{2,12}}|{_ITEM}{{1,6}}(?:、{_ITEM}{{1,6}}){{2,4}}|{_PLAIN}{{1,24}})"
)
_VOIDS: Final = guarded_trie(_words("void"))
_VOID: Final = re.compile(f"的?{_VOIDS}(?![一-龥])|{_VOIDS}的?(?=[，。；：、的])")
_BREAKS: Final = frozenset(("", *"，。；：！？（）\n”…—.0123456789"))  # no phrase begins with one
_JOINS: Final = frozenset("、和或")
_SKIP: Final = re.compile("(?:[、和或][^，。；、]{1,5}级){1,3}")
_MODIFIED: Final = re.compile("(?P<modifier>.{5,}?的)(?P<noun>..+)")
_OWNED: Final = re.compile("(?P<noun>[^的]{1,4})的")
_HEADS: Final = Endings(row.head for row in load(IndicatorHead, "indicator_heads"))
_ASIDE: Final = re.compile("[（(][^）)]*[）)]$")
_PAYER: Final = re.compile("[由在向从对为给][^，。]{2,12}?(?=[投注融出]资|拨款|转拨|捐|发放|计划)")
_IN: Final = "在"
_MARKS: Final = "，。；：！？、（“”…"
_MARK: Final = re.compile(f"[{_MARKS}]")
_MONTH_END: Final = "份"  # of 5月份
_COMPARE_SIGNS: Final = frozenset("比较与同")
_LEFT: Final = 32


_LEADS: Final = Beginnings(_words("lead"))
_OPENERS: Final = Beginnings(_words("opener"))


def skip_leads(text: str, at: int) -> int:
    """Position after the words (其中, 同时) that open a clause at `at`."""
    return _LEADS.skip(text, at)


def opener_end(text: str, at: int) -> int:
    """End of a word at `at` that begins no name; `at` itself where none does."""
    return _OPENERS.end(text, at)


def is_generic(phrase: str) -> bool:
    """Whether a phrase (增速, 占比, 金额) says what is measured only together with what stands before it."""
    return phrase in _GENERIC


def is_measure(phrase: str) -> bool:
    """Whether a phrase ends in a noun that measures (产值, 装机容量)."""
    aside = _ASIDE.search(phrase) if phrase.endswith(("）", ")")) else None
    end = aside.start() if aside else len(phrase)
    return _HEADS.start(phrase, end) < end


def right_of(text: str, end: int) -> str:
    """The noun phrase after a number: to the next mark, or the verb that follows it."""
    follow = text[end : end + 1]
    if follow in _BREAKS:
        return ""
    skip = _SKIP.match(text, end) if follow in _JOINS else None
    end = skip.end() if skip else end
    match = _RIGHT.match(text, end)
    if not match or _VOID.match(text, end):
        return ""
    phrase = match["phrase"]
    owned = _OWNED.match(phrase)
    if owned:
        return _noun(owned["noun"])
    modified = _MODIFIED.match(phrase)
    if modified:
        return modified["modifier"] + _noun(modified["noun"])
    if _VERB_FIRST.match(text, end):
        return ""
    return _noun(phrase)


def _noun(phrase: str) -> str:
    stop = _verb_in(phrase)
    return (phrase[:stop] if stop > 0 else phrase).rstrip("的等了 ")


def has_verb(phrase: str) -> bool:
    """Whether a word that ends noun phrases stands inside."""
    return _verb_in(phrase) > 0


def _verb_in(phrase: str) -> int:
    """Where the first word that ends noun phrases stands, after a character of a word; -1 where none does."""
    at = _STOP.find(phrase, 1)
    while at > 0 and not _WORD_CHARACTER.match(phrase, at - 1):
        at = _STOP.find(phrase, at + 1)
    return at


def names_source(text: str, end: int) -> bool:
    """Whether the clause that ends at `end` only names a source (某局数据显示，…)."""
    return _CUES.start(text, end) < end


def leading_noun(clause: str) -> str:
    """The noun phrase that a clause without a figure begins with."""
    return _noun(clause[skip_leads(clause, 0) :])


def left_of(text: str, floor: int, start: int, *, is_change: bool, times: Iterable[Span] = ()) -> str:
    """The phrase before a number, without link verbs, growth, comparison and dates.

    Args:
        text: the text.
        floor: where the phrase may begin.
        start: start of the figure.
        is_change: whether the figure is an increase or decrease.
        times: spans of dates and periods, in order.
    """
    floor = max(floor, start - _LEFT)
    pieces = ""
    for begin, end in times:
        if end > start:
            break
        if floor < end:
            pieces += text[floor:begin]
            floor = end
            if text.startswith(_MONTH_END, end) and text[begin - 1 : begin] not in _COMPARE_SIGNS:
                floor += 1
    phrase = f"{pieces}{text[floor:start]}".rstrip("，、：“")
    phrase = phrase[_last_mark(phrase) :]
    for _ in range(2):
        before = phrase
        phrase = _LINKS.stripped(phrase)
        if is_change:
            phrase = _CHANGES.sub("", phrase)
        phrase = _COMPARES.stripped(phrase)
        if phrase == before:
            break
    cut = _CUT.match(phrase)
    if cut:
        phrase = phrase[cut.end() :]
    return phrase[skip_leads(phrase, 0) :]


def without_payer(phrase: str) -> str:
    """A phrase without who invests or where: 由甲公司投资 → 投资."""
    payer = _PAYER.match(phrase)
    return phrase[payer.end() :] if payer else phrase


def split_owner(phrase: str) -> tuple[str | None, str]:
    """A phrase as the owner and the measure it owns: 全市的固定资产投资 → 全市, 固定资产投资."""
    match = _OWNER.match(phrase)
    if match and is_measure(phrase):
        owner = match["owner"]
        inside = owner.find(_IN, 2)  # 甲公司在我国市场的占有率
        return owner[:inside] if inside > 0 else owner, phrase[match.end() :]
    return None, phrase


def _last_mark(phrase: str) -> int:
    """Position after the last mark; one inside a closed pair of brackets doesn't count."""
    if "）" not in phrase:
        end = 0
        for mark in _MARK.finditer(phrase):
            end = mark.end()
        return end
    depth = 0
    for index in range(len(phrase) - 1, -1, -1):
        char = phrase[index]
        if char == "）":
            depth += 1
        elif char == "（" and depth:
            depth -= 1
        elif char in _MARKS and not depth:
            return index + 1
    return 0
