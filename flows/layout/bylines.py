"""Bylines and credits: who wrote and who took the picture, in the forms that the press prints."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.layout.words import HAN, any_of, person_name, words_of

LONGEST = 70
"""Longest byline, in characters."""

_REPORTER = "(?:记者|通讯员|作者)"
_HAS_REPORTER = re.compile(_REPORTER)
_HAS_ROLE = re.compile(f"{_REPORTER}|{any_of('credit_role')}")
_NAME = re.compile(person_name())
_NAMES = rf"{person_name()}(?:[ 、，/]+{person_name()}){{0,7}}"
_ORGANISATION = rf"(?:[{HAN}·A-Za-z（）/ ]{{2,24}}?)?"
_ROLE = rf"{_ORGANISATION}{any_of('byline_role')}"
_ITEM = rf"(?:{_ROLE}|{any_of('editor_role')})[：/| ]*(?:{_NAMES})"
_ORNAMENT = "[□■◆●◎▲○★☆]? *"
_BYLINE = re.compile(
    rf"{_ORNAMENT}[（【〔[]?{_ITEM}(?:[ 、，；/|]+{_ITEM}){{0,4}}(?:[ /]*[{HAN}]{{2,6}}报[道导]|报道)?[）】〕\]]?"
)
_NAMES_ONLY = re.compile(rf"{_ORNAMENT}[（【]?{person_name()}(?:[ 、/]+{person_name()}){{0,7}}[）】]?")
_OFFICE = re.compile(rf"{_ORGANISATION}{any_of('byline_office')} *(?P<names>{person_name()})")
_HOST = re.compile(r"\S{0,4}主持人? *\S")
_ROLE_ONLY = re.compile(rf"(?:{_ORGANISATION}{any_of('byline_role')}|{any_of('host_label')})：?")
_AFFILIATION = re.compile(r"[（【]?(?:本文)?作者(?:单位)?(?:系|为|是|：)[^。]{2,80}[）】]?|（作者.{2,60}）")
_NAMES_IN = re.compile(rf"{any_of('byline_role')}[：/| ]*(?:[{HAN}]{{2,8}}[社报网台] +)?(?P<names>{_NAMES})")
_CREDIT_END = re.compile(rf"[ /]*{any_of('credit_role')}?[）)】\]]*$")
_PHOTOGRAPHERS = re.compile(rf"(?:^|[^{HAN}]|{_REPORTER}|{any_of('credit_role')}|[社报网])(?P<names>{_NAMES})$")
_CREDIT = re.compile(
    rf"(?P<text>.*[。！？；”])?[ （(【[]*(?:{any_of('caption_opening')}?[：/ ]*)?"
    rf"(?:[{HAN}·A-Za-z/ ]{{0,18}}?{_REPORTER}?[：/ ]*(?:{_NAMES})[ /]*{any_of('credit_role')}"
    rf"|[{HAN}·A-Za-z]{{2,14}}{any_of('credit_role')}|{any_of('credit_role')}[：/ ]+[{HAN}·A-Za-z/ ]{{2,20}}"
    rf"|[{HAN}·A-Za-z]{{2,14}}{_REPORTER} *{_NAMES})[）)】\]]?"
)
_BARE_CREDIT = re.compile(
    rf"[（(【\[]?(?:(?:[{HAN}·A-Za-z/ ]{{0,18}}?{_REPORTER}[：/ ]*)?{_NAMES}[ /]*(?:摄影?|供图|摄影报道)"
    rf"|{any_of('credit_role')}[：/]+ ?[{HAN}·A-Za-z/ ]{{2,20}}|[{HAN}]{{2,8}}发（{_NAMES} ?摄）)[）)】\]]?"
    rf"|[（(【\[]{any_of('caption_opening')}[）)】\]]"
)
_CAPTION = re.compile(rf"[（(【]?{any_of('caption_opening')}[：:，]?(?![一-龥]*[年月日])")
_CREDIT_LAST = "".join({word[-1] for word in words_of("credit_role")}) + "）)】]"
_PICTURE_NOTE = re.compile(rf"（(?:{any_of('caption_opening')}|[{HAN}]{{2,6}}{any_of('credit_role')})）。?$")
CAPTION_LONGEST = 160
"""Longest caption with its credit, in characters."""


class Credit(NamedTuple):
    """A caption line. `end` is where its text ends and the credit begins; `authors` are the photographers."""

    end: int
    authors: tuple[str, ...]


def names_in(text: str) -> tuple[str, ...]:
    """Persons named in a byline, each once, blanks inside a name taken out."""
    return tuple(dict.fromkeys(name.replace(" ", "") for name in _NAME.findall(text)))


def byline_names(line: str) -> tuple[str, ...] | None:
    """Names of a byline; empty where the line has only the role; None where the line is no byline."""
    if len(line) > LONGEST or line[-1] in "。，；！？":
        return None
    if _BYLINE.fullmatch(line):
        return tuple(dict.fromkeys(name for m in _NAMES_IN.finditer(line) for name in names_in(m["names"])))
    if _NAMES_ONLY.fullmatch(line):
        return names_in(line)
    if match := _OFFICE.fullmatch(line):
        return names_in(match["names"])
    return () if len(line) <= 20 and _ROLE_ONLY.fullmatch(line) else None


def is_bare_credit(line: str) -> bool:
    """Whether the line is nothing but a picture's credit."""
    return len(line) <= LONGEST and _BARE_CREDIT.fullmatch(line) is not None


def _photographers(credit: str) -> tuple[str, ...]:
    match = _PHOTOGRAPHERS.search(_CREDIT_END.sub("", credit))
    return names_in(match["names"]) if match else ()


def is_signature(line: str) -> bool:
    """Whether a byline is the names alone, as under an essay."""
    return _NAMES_ONLY.fullmatch(line) is not None or line.startswith("作者")


def credited(text: str) -> tuple[str, ...]:
    """Reporters named in a dateline or in brackets at a paragraph's end."""
    return tuple(dict.fromkeys(name for m in _NAMES_IN.finditer(text) for name in names_in(m["names"])))


def is_turn_label(line: str) -> bool:
    """Whether a byline is rather the label of a turn in a dialogue: an office or the host, with a name."""
    return _OFFICE.fullmatch(line) is not None or _HOST.match(line) is not None


def is_affiliation(line: str) -> bool:
    """Whether the line says where the author works."""
    return len(line) <= 90 and _AFFILIATION.fullmatch(line) is not None


def credit_of(line: str) -> Credit | None:
    """The line as a caption, or None: a credit at its end, or an opening word at its start."""
    if len(line) > CAPTION_LONGEST:
        return None
    opening = _CAPTION.match(line)
    may_credit = "：" in line or "/" in line or line[-1] in _CREDIT_LAST
    has_role = (_HAS_ROLE if may_credit else _HAS_REPORTER).search(line)
    match = _CREDIT.fullmatch(line) if has_role else None
    if match and (match["text"] or opening):
        end = match.end("text") if match["text"] else len(line)
        return Credit(end, _photographers(line[end:]))
    if line[-1] in "。）" and (opening or _PICTURE_NOTE.search(line)) and line.count("。") <= 2:
        return Credit(len(line), ())
    return None
