"""One form for the many ways to write an organisation's name."""

from __future__ import annotations

import re
from functools import cache

from flows.extract.region_names import REGIONS
from flows.extract.regions import RegionMention, find_regions
from flows.extract.words import Endings, alternation
from flows.reference import load
from flows.reference.link_tables import Country, GenericOrganisation, OrganisationForm
from flows.reference.quote_tables import OrganisationEnding

_MARKS = re.compile(r"[“”‘’《》\s]")
_FORMER = re.compile(r"^(?:时任|现任|前任|原|时)(?=..)")
# 省工信厅, 市委: a body of the region that the article is about; 市场…, 区块链…: none.
_LOCAL = re.compile(
    r"^(?:[省州县旗镇乡](?!际|域|级|亲)|市(?!场|政|值|民|容|级|域)|区(?!块|域|间|级|位)|自治区)(?=委|纪|人|政|[^\s、]{2,}[厅局委办院会心队所站团处部])"
)
_LEVELS = {"省": "province", "自": "province", "市": "prefecture", "州": "prefecture"}
_ABROAD = "驻"


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], dict[str, str]]:
    rows = load(OrganisationForm, "organisation_forms")
    parts = {row.form: row.normal for row in rows if row.place == "part"}
    ends = re.compile(alternation(row.form for row in rows if row.place == "end") + "$")
    return re.compile(alternation(parts)), ends, parts, {row.form: row.normal for row in rows if row.place != "part"}


@cache
def _countries() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    names = alternation(row.name for row in load(Country, "countries"))
    shorts = {row.short: row.name for row in load(Country, "countries") if row.short}
    return re.compile(f"^{names}"), re.compile(f"{names}$"), shorts


@cache
def _generic() -> tuple[frozenset[str], re.Pattern[str]]:
    rows = load(GenericOrganisation, "organisation_generic_words")
    starts = alternation(row.word for row in rows if row.place == "start")
    return frozenset(row.word for row in rows if row.place == "whole"), re.compile(f"^{starts}")


@cache
def _endings() -> tuple[Endings, dict[str, str]]:
    types = {row.ending: row.type for row in load(OrganisationEnding, "organisation_endings") if row.type != "none"}
    return Endings(types), types


def organisation_type(name: str) -> str | None:
    """Kind of an organisation by the longest known ending of its name."""
    endings, types = _endings()
    return types.get(name[endings.start(name, len(name)) :])


def is_generic(normal: str) -> bool:
    """Whether the word stands for some organisation of its article (公司, 当地媒体) and for none by itself."""
    whole, starts = _generic()
    return len(normal) < 2 or normal in whole or bool(starts.match(normal))


def local_level(normal: str) -> str | None:
    """Level of the region whose body a name without a place means (市委: `prefecture`), None for other names."""
    if not _LOCAL.match(normal):
        return None
    return _LEVELS.get(normal[0], "county")


def is_country(normal: str) -> bool:
    """Whether the name is a country's and nothing more."""
    match = _countries()[0].match(normal)
    return match is not None and match.end() == len(normal)


def place_of(normal: str) -> str | None:
    """Code of the last of the regions that the name begins with, else of the first that it holds."""
    found = find_regions(normal)
    code, end = (found[0].code if found else None), 0
    for mention in found:
        if mention.start != end:
            break
        code, end = mention.code, mention.end
    return code


@cache
def split(raw: str) -> tuple[str, ...]:
    """Names that a field lists: 中共中央政治局、国务院."""
    return tuple(part for part in _MARKS.sub("", raw).split("、") if part)


@cache
def normalise(raw: str) -> str:
    """Name as it is compared: without marks, former posts and company forms, with one form of each common word.

    A larger region before a smaller one is dropped, a region's short name becomes its full one; what stands before a
    country at the end is dropped, since it belongs to the sentence (无视|美国), and a country's short name becomes
    its usual one (俄).
    """
    parts, ends, normals, wholes = _forms()
    _, closing, shorts = _countries()
    name = _FORMER.sub("", _MARKS.sub("", raw))
    if len(name) > 4:
        name = ends.sub(lambda match: wholes[match[0]], name)
    name = parts.sub(lambda match: normals[match[0]], name)
    name = shorts.get(name, wholes.get(name, name))
    country = closing.search(name)
    if country and _ABROAD not in name:
        return country[0]
    return _one_place(name)


def _one_place(name: str) -> str:
    found = find_regions(name)
    leading: list[RegionMention] = []
    for mention in found:
        if mention.start != (leading[-1].end if leading else 0):
            break
        leading.append(mention)
    if not leading or leading[-1].end == len(name):
        return name
    last = leading[-1]
    return (last.name if last.name == REGIONS[last.code].name else name[last.start : last.end]) + name[last.end :]


def expand_country(normal: str, offices: frozenset[str]) -> str:
    """A country's short name before an office in full: 俄外交部 → 俄罗斯外交部.

    Args:
        normal: normalised name.
        offices: what follows countries' full names in the release.
    """
    full, _, shorts = _countries()
    if full.match(normal) or normal[1:] not in offices:
        return normal
    return shorts.get(normal[0], normal[0]) + normal[1:]


def office_of(normal: str) -> str | None:
    """What follows a country's full name: 外交部 in 俄罗斯外交部."""
    match = _countries()[0].match(normal)
    rest = normal[match.end() :] if match else ""
    return rest if len(rest) > 1 else None
