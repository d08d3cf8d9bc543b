"""Row types of the reference tables that project rules read."""

from __future__ import annotations

from typing import NamedTuple


class ProjectHead(NamedTuple):
    """A noun that can end a project's name.

    Attributes:
        head: the noun, longest forms too (产业园, 大数据产业园).
        type: project type (CODEBOOK.md, Projects) when nothing in the name says more.
        kind: what makes a name with this head specific: `specific` (any description), `generic` (项目, 工程: a
            description that says what is built), `named` (a place, organisation or proper stem), `zone` (as `named`,
            and its building is spoken of), `venue` (as `named`, and its building or opening is spoken of),
            `programme` (a purpose).
        example: a phrase that ends in a name with this head.
    """

    head: str
    type: str
    kind: str
    example: str


class ProjectStop(NamedTuple):
    """A word that decides how far a name reaches to the left of its head.

    Attributes:
        word: as written.
        kind: `hard` ends the name; `govern` too, and what follows it is a programme's name whatever it holds (实施);
            `first` too, and marks a single thing (全球首个, 一座); `nominal` is a verb that belongs to the name only
            directly before the head (智慧水务建设平台) and else ends it; `soft` is a nominal verb that ends a name only
            as its first word; `lead` is dropped at the start of a name (千亿级); `plural` makes the phrase a class, not
            a project; `join` is a conjunction; `keep` protects a word that holds a stop's characters (华为, 数据).
    """

    word: str
    kind: str


class ProjectFollowers(NamedTuple):
    """What may not follow a head, because the head then belongs to another word (工程师, 基金会).

    Attributes:
        head: the head, `*` for all of them.
        followers: strings.
    """

    head: str
    followers: tuple[str, ...]


class ProjectWord(NamedTuple):
    """A word of a project's name that tells it from no other.

    It says nothing specific (重点, 示范, 国家级: table `project_generic_words`), or only what class of thing it is
    (康复, 边境, 新媒体: table `project_class_words`).
    """

    word: str


class ProjectContent(NamedTuple):
    """A word in a name that tells the type of a 项目 or 工程 (光伏 is power)."""

    word: str
    type: str


class ProjectBlocker(NamedTuple):
    """A word whose presence before the head tells that the phrase is no project (空袭行动, 反腐败斗争攻坚战).

    Attributes:
        word: as written.
        reason: `battle`, `war`, `crime` and `contract` block every head (`battle` near the phrase, too), `sport` only
            项目, `abstract` only programmes, `plan` those that end in it (投资|计划), `campaign` those where nothing
            else stands before the head (专项整治|行动).
    """

    word: str
    reason: str


class ProperName(NamedTuple):
    """A nationally known project (东数西算), found without a head noun.

    Attributes:
        name: as written.
        project: the project it names: names of one project merge.
        type: project type.
    """

    name: str
    project: str
    type: str


class StatusVerb(NamedTuple):
    """A word that tells a project's status.

    Attributes:
        word: as written.
        position: where it stands, `before` or `after` the name, or `both`.
        status: CODEBOOK.md, Projects.
        builds: the word says that something is set up, built or opened.
        example: a clause with 东海储能项目 that the word governs.
    """

    word: str
    position: str
    status: str
    builds: bool
    example: str


class ProjectCue(NamedTuple):
    """A word of the patterns around project names.

    Attributes:
        kind: the pattern that uses it (`predicate`, `locative`, `investment`, …).
        word: as written.
    """

    kind: str
    word: str


class KnownCompany(NamedTuple):
    """A widely known company by the short name that projects carry (隆基, 中国移动)."""

    name: str


class BrandSuffix(NamedTuple):
    """A line of business that ends a company's short name (金风科技, 远山高科).

    Attributes:
        suffix: as written.
        joins_region: it makes a name with a region alone (东海时代): no product or sector, which regions have, too.
    """

    suffix: str
    joins_region: bool


class MacroArea(NamedTuple):
    """A part of the country that is no administrative division (粤港澳大湾区, 河西走廊)."""

    name: str


TABLES: dict[str, type[NamedTuple]] = {
    "project_heads": ProjectHead,
    "project_stops": ProjectStop,
    "project_head_followers": ProjectFollowers,
    "project_generic_words": ProjectWord,
    "project_content_words": ProjectContent,
    "project_class_words": ProjectWord,
    "known_companies": KnownCompany,
    "brand_suffixes": BrandSuffix,
    "project_cues": ProjectCue,
    "macro_areas": MacroArea,
    "project_blockers": ProjectBlocker,
    "project_proper_names": ProperName,
    "project_status_verbs": StatusVerb,
}
