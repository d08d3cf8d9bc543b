"""What a project's name says: a form to compare, the place in it, and whether it tells the project from all others."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import jieba
from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extract.region_names import NAMES, REGIONS
from flows.extract.regions import find_regions
from flows.extract.words import Endings, alternation
from flows.reference import load
from flows.reference.link_tables import Country, LineHead, ProjectForm
from flows.reference.project_tables import (
    KnownCompany,
    MacroArea,
    ProjectContent,
    ProjectHead,
    ProjectWord,
    ProperName,
)
from flows.reference.sector_tables import SectorSurface

_MARKS = re.compile(r"[“”‘’《》（）()\s—–－-]")
_QUOTED = re.compile(r"[“‘《]([^”’》]{2,})[”’》]")
# “小而美”项目: a kind of project, not one.
_SLOGAN = re.compile(r"[“‘][^”’]+[”’](?:[\u4e00-\u9fff]{2})?项目$")
# 改扩建 stays: the works at an airport are another project than the airport, but for its phases (三期扩建工程).
_TAIL = re.compile(r"(?:建设|新建|(?<=期)改?扩建)?(?:项目|工程)$")
_TOWN = re.compile(r"^[\u4e00-\u9fff]{2,3}(?:镇|乡|街道|村)(?=.{4})")
_TO = "至"
_ENDS = re.compile(r"(?P<a>[\u4e00-\u9fff]{2,3})至(?P<b>[\u4e00-\u9fff]{2,3}?)(?P<head>高铁|铁路|高速|城际|快铁)")
_HAN = re.compile(r"[\u4e00-\u9fff]")
# What may not differ between two names of one project: numbers, letters, phases, directions, ends of a line.
_NUMBERS = re.compile(
    r"[0-9A-Za-z]+|[零〇一二三四五六七八九十百千万两首]+|[东南西北中上下左右前后内外新老旧主副]|[段区片]|至"
)
# Lines of jieba's dictionary that hold names of people, places and things: word, count, tag.
_NAME_LINE = re.compile(rb"^(\S+) (\d+) (nrt?|n[stz])\r?$", re.MULTILINE)
_COMMON = 500
"""A word that jieba's dictionary calls a name but has more often than this is an everyday word too; places aside."""


class ProjectName(NamedTuple):
    """A project's name, read.

    Attributes:
        key: form to compare; equal keys are one project, as far as regions and `is_named` agree.
        length: characters of the key without the place.
        head: the noun at its end, empty where there is none of the table.
        region: code of the place that it begins with.
        is_named: whether it holds a proper name, so that it tells the project from others without a region.
        is_placed: whether it is a place and a noun for what a place has one of.
        is_quoted: whether a part that isn't generic stands in quotation marks.
        is_line: whether it may cross a region's border.
        is_proper: whether it is a nationally known project.
    """

    key: str
    length: int
    head: str
    region: str | None
    is_named: bool
    is_placed: bool
    is_quoted: bool
    is_line: bool
    is_proper: bool

    @property
    def numbers(self) -> tuple[str, ...]:
        """What may not differ: numbers, phases, directions."""
        return tuple(sorted(_NUMBERS.findall(self.key)))


@cache
def _tables() -> tuple[Endings, dict[str, str], AhoCorasick, re.Pattern[str], dict[str, str], dict[str, str]]:
    forms = {row.form: row.normal for row in load(ProjectForm, "project_forms")}
    heads = {row.head: row.kind for row in load(ProjectHead, "project_heads")}
    heads = {forms.get(row.head, row.head): "specific" for row in load(LineHead, "line_heads")} | heads
    known = Endings(heads)
    # The short form of a word that ends in a head is one: 综合保税区 → 综保区.
    closing = {form: form[known.start(form, len(form)) :] for form in forms}
    heads |= {forms[form]: heads[head] for form, head in closing.items() if head and forms[form] not in heads}
    common = {row.word for row in load(ProjectWord, "project_generic_words")}
    common |= {row.word for row in load(ProjectContent, "project_content_words")}
    common |= {row.surface for row in load(SectorSurface, "sector_surfaces")}
    proper = {_MARKS.sub("", row.name): row.project for row in load(ProperName, "project_proper_names")}
    words = sorted({w for w in (*common, *heads) if len(w) > 1})
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    return Endings(heads), heads, automaton, re.compile(alternation(forms)), forms, proper


@cache
def _places() -> AhoCorasick:
    areas = {row.name for row in load(MacroArea, "macro_areas")}
    companies = {row.name for row in load(KnownCompany, "known_companies")}
    countries = {row.name for row in load(Country, "countries")}
    return AhoCorasick(sorted({*areas, *companies, *countries, *(name for name in NAMES if len(name) > 1)}))


@cache
def _lines() -> Endings:
    return Endings(row.head for row in load(LineHead, "line_heads"))


@cache
def _names() -> frozenset[str]:
    """Names of places, people and things in jieba's dictionary."""
    with jieba.get_dict_file() as file:
        found = _NAME_LINE.findall(file.read())
    words = (word.decode() for word, count, tag in found if tag == b"ns" or int(count) <= _COMMON)
    return frozenset(word for word in words if len(word) > 1)


def _is_proper(stem: str) -> bool:
    """Whether what is left of a name without its common words is a proper name.

    It is where a place, a company, a name of jieba's dictionary or a word unknown to it (two single characters in a
    row) stands in it.
    """
    if _places().find_matches_as_indexes(stem):
        return True
    single = 0
    for word in jieba.cut(stem, HMM=False):
        if word in _names():
            return True
        single = single + 1 if len(word) == 1 and _HAN.match(word) else 0
        if single > 1:
            return True
    return False


def short_lines(key: str) -> frozenset[str]:
    """Keys that a line may have in short, a character for each of its ends (东平至南山高铁: 东南高铁, 平山高铁)."""
    found = _ENDS.fullmatch(key)
    return frozenset(a + b + found["head"] for a in found["a"] for b in found["b"]) if found else frozenset()


@cache
def read_name(name: str) -> ProjectName:
    """Read a project's name.

    The key is the name without marks, with one form of each common word (`project_forms`), without a closing 项目 or
    工程, and without the places that it begins with: all of them where the rest holds a proper name, all but the last
    where it doesn't.

    Args:
        name: as it stands in `projects.project_name`.
    """
    endings, heads, words, form, forms, proper = _tables()
    bare = _MARKS.sub("", name)
    if bare in proper:
        return ProjectName(proper[bare], len(bare), "", None, True, False, False, True, True)
    text = _TAIL.sub("", form.sub(lambda match: forms[match[0]], bare)) or bare
    text = _TOWN.sub("", text)
    rest, last, region = _without_place(text)
    if rest.startswith(_TO):
        rest, last = last + rest, ""
    start = endings.start(rest, len(rest))
    head = rest[start:]
    whole = _TAIL.sub("", bare)
    written = whole[endings.start(whole, len(whole)) :]
    stem = _without(rest[:start], words)
    quoted = _QUOTED.search(name)
    is_quoted = bool(quoted and _without(_MARKS.sub("", quoted[1]), words))
    is_named = _is_proper(stem) and not _SLOGAN.match(name)
    line_start = _lines().start(bare, len(bare))
    return ProjectName(
        key=rest if is_named else last + rest,
        length=len(rest),
        head=head,
        region=region,
        is_named=is_named,
        is_placed=bool(last) and _is_single(heads.get(written, "generic"), region),
        is_quoted=is_quoted,
        is_line=line_start < len(bare) or _lines().start(text, len(text)) < len(text),
        is_proper=False,
    )


def _without(text: str, words: AhoCorasick) -> str:
    """What is left of a text without the words, the parts apart by one space."""
    parts, at = [], 0
    for _, start, end in words.find_matches_as_indexes(text):
        parts.append(text[at:start])
        at = end
    return " ".join(" ".join([*parts, text[at:]]).split())


def _is_single(kind: str, code: str | None) -> bool:
    """Whether a place has one thing of the kind; a province has many gateways, generating sets and fields."""
    is_wide = code is not None and REGIONS[code].level == "province"
    return kind not in ("generic", "programme") and not (kind == "placed" and is_wide)


def _without_place(text: str) -> tuple[str, str, str | None]:
    """Rest of a name without its leading places, the last of them in short, and its code."""
    end, last, code = 0, "", None
    for mention in find_regions(text):
        if mention.start != end:
            break
        end, code = mention.end, mention.code
        surface = text[mention.start : mention.end]
        full = mention.name == REGIONS[code].name
        last = surface[:-1] if full and len(surface) > 2 and surface[:-1] in NAMES else surface
    if end == len(text):
        return text, "", code
    return text[end:], last, code


def bigrams(key: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def similarity(one: ProjectName, other: ProjectName) -> float:
    """Jaccard index of the character bigrams of two keys, 0 where numbers, phases, directions or heads differ."""
    if one.numbers != other.numbers or one.head != other.head:
        return 0.0
    a, b = bigrams(one.key), bigrams(other.key)
    return len(a & b) / len(a | b) if a and b else 0.0
