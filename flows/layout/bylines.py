"""Bylines: who wrote, in the forms that the press prints."""

from __future__ import annotations

import re

from flows.reference import load
from flows.reference.layout_tables import BylineSurname

_SURNAMES = load(BylineSurname, "byline_surnames")
_COMPOUND = "|".join(row.surname for row in _SURNAMES if row.kind == "compound")
_SINGLE = "".join(row.surname for row in _SURNAMES if row.kind == "single")
_HAN = r"\u3400-\u9fff"
NAME = rf"(?:(?:{_COMPOUND})[{_HAN}]{{1,2}}|[{_SINGLE}] ?[{_HAN}]{{1,2}}|[{_HAN}]{{2,5}}·[{_HAN}]{{2,6}})"
_NAMES = rf"{NAME}(?:[ 、,，/]+{NAME}){{0,5}}"
_ROLE = r"(?:记者|通讯员|撰稿人?|评论员|编译|作者|撰文|文|文字|主持人|整理|采写|供稿|市长|县长|区长|省长|主席|州长|总理|主任)"
_ORG = rf"(?:本[报刊网台社]|[{_HAN}·A-Za-z]{{2,18}}?)?"
_BYLINE = re.compile(rf"[（(]?{_ORG}{_ROLE}[:：/ ]*(?P<names>{_NAMES})(?: +{_ORG}{_ROLE}[:：/ ]*{_NAMES})*[)）]?")
_NAMES_ONLY = re.compile(rf"[（(]?(?P<names>{_NAMES})[)）]?")
_ROLE_ONLY = re.compile(rf"{_ORG}(?:记者|通讯员)")
_NAME = re.compile(NAME)
_AFFILIATION = re.compile(r"[（(]?作者(?:单位)?(?:系|为|是|[:：]).{2,60}[)）]?|[（(]作者.{2,60}[)）]")


def byline_names(line: str) -> tuple[str, ...] | None:
    """Names of a byline; empty where the line has only the role; None where the line is no byline."""
    if len(line) > 60:
        return None
    if match := _BYLINE.fullmatch(line) or _NAMES_ONLY.fullmatch(line):
        return tuple(name.replace(" ", "") for name in _NAME.findall(match["names"]))
    return () if _ROLE_ONLY.fullmatch(line) else None


def is_affiliation(line: str) -> bool:
    """Whether the line says where the author works."""
    return len(line) <= 70 and _AFFILIATION.fullmatch(line) is not None
