"""Phases named after a pronoun or a company: 该项目二期, 公司的一期项目."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from flows.extract.project_bodies import COMPANY_WORDS, Bodies
from flows.extract.project_name import ProjectName
from flows.extract.project_verbs import verb_after, verb_before

_PRONOUN: Final = re.compile(
    r"(?:该|本|此|上述)(?:项目|工程|园区|基地)(?P<phase>[一二三四五六首]期|[一二三]阶段)(?:工程|项目)?"
)
_OWNER: Final = re.compile(r"(?:该?公司|该?集团|该?企业)的?(?P<phase>[一二三四五首]期)(?:项目|工程)")
_UNNAMED: Final = re.compile(
    r"一家(?P<owner>[^，。；：！？、“”\n]{2,16}(?:企业|公司|工厂))的?(?P<phase>[一二三四五六首]期(?:项目|工程))"
)
_ANY_PHASE: Final = re.compile(r"[一二三四五六首]期(?:项目|工程)?|[一二三]阶段")
_OWNERS: Final = tuple(f"{word}的" for word in COMPANY_WORDS)
_PHASED: Final = re.compile(r"[一二三四五六首][期阶]")
_REACH: Final = 400


def find_phases(text: str, names: Sequence[ProjectName], bodies: Bodies) -> list[ProjectName]:
    """Phases of the project, or of the company, that the text named last.

    Args:
        text: the text.
        names: projects found by their names, in order.
        bodies: organisations of the text.
    """
    found = _owned(text, names, bodies)
    if ("期" not in text and "阶" not in text) or not _PHASED.search(text):
        return found
    starts = [name.start for name in names]
    for match in _PRONOUN.finditer(text):
        at = bisect_left(starts, match.start()) - 1
        while at >= 0 and names[at].type == "programme":
            at -= 1
        if at < 0 or match.start() - names[at].end > _REACH:
            continue
        near = [n for n in names[: at + 1] if match.start() - n.end <= _REACH and n.type != "programme"]
        phased = [n for n in near if _ANY_PHASE.search(n.label or text[n.start : n.end])]
        generic = [n for n in near if n.kind in ("generic", "item")]
        base = (phased or generic or near)[-1]
        label = _ANY_PHASE.sub("", base.label or text[base.start : base.end]) + match["phase"]
        found.append(_phase(text, match, label, base))
    if "期项目" not in text and "期工程" not in text:
        return found
    for match in _UNNAMED.finditer(text):
        named = _phase(text, match, match["owner"] + match["phase"], None)
        found.append(named.but(start=match.start("owner")))
    for match in _OWNER.finditer(text):
        if company := _company_before(text, match.start(), bodies):
            found.append(_phase(text, match, company + match["phase"] + "项目", None))
    return found


def _company_before(text: str, position: int, bodies: Bodies) -> str | None:
    """The company that 公司 means at a position: the last that begins a sentence of the paragraph, else the last."""
    near = [span for span in bodies.companies if position - _REACH <= span[1] < position]
    paragraph = text.rfind("\n", 0, position) + 1
    # 甲公司由乙集团投资。公司的一期项目: 公司 is whom a sentence of the paragraph is about.
    subjects = [a for a in near if a[0] >= paragraph and (a[0] == paragraph or text[a[0] - 1] in "。！？")]
    return text[slice(*(subjects or near)[-1])] if near else None


def _owned(text: str, names: Sequence[ProjectName], bodies: Bodies) -> list[ProjectName]:
    """Names that begin with a phase, or behind 某公司的, with the company before them."""
    found: list[ProjectName] = []
    for name in names:
        own = text[name.start : name.end]
        # 公司投资…改造三期厂房: the phase of the company named last.
        if own[1:2] == "期" and name.head not in ("项目", "工程"):
            if company := _company_before(text, name.start, bodies):
                found.append(name.but(label=company + own))
        # 某公司的修船坞
        elif text.endswith(_OWNERS, 0, name.start):
            owner = next((span for span in bodies.companies if span[1] == name.start - 1), None)
            if owner is not None:
                found.append(name.but(start=owner[0], label=text[slice(*owner)] + own))
    return found


def _phase(text: str, match: re.Match[str], label: str, base: ProjectName | None) -> ProjectName:
    return ProjectName(
        match.start(),
        match.end(),
        label,
        "项目",
        base.type if base else "other",
        base.kind if base else "item",
        base.evidence if base else frozenset(),
        verb_before(text, match.start()),
        verb_after(text, match.end()),
        0.7,
        "phase",
    )
