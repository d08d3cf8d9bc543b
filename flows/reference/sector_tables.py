"""Row types of the reference tables that sector and region rules read."""

from __future__ import annotations

from typing import NamedTuple


class Region(NamedTuple):
    """An administrative division of GB/T 2260.

    Attributes:
        code: six digits.
        name: full name (湖南省, 湘西土家族苗族自治州).
        level: `province`, `prefecture` or `county`.
        parent: code of the division above, None for a province.
    """

    code: str
    name: str
    level: str
    parent: str | None


class RegionAlias(NamedTuple):
    """Another name of a region.

    Attributes:
        alias: the name.
        code: the region that the name means today.
        kind: `short` (name without its class words and peoples: 积石山), `alias` (海西州, 陇原) or `historical`
            (a name or division that no longer exists: 襄樊, 宣武区).
        note: what became of a historical one.
    """

    alias: str
    code: str
    kind: str
    note: str


class RegionWord(NamedTuple):
    """A word that looks like a region.

    Attributes:
        word: the word.
        rule: `direct`: a region's name that is a common word too, read as the region only next to its parent or
            sibling (甘肃白银); `mask`: an expression in which no region is meant (长治久安);
            `nation`: says that the nation, the world or a foreign land is meant; `name`: follows a region's name
            in that of a body or meeting (青海|日报); `school`: closes such a name (北京航空航天|大学); `country`: says
            that the whole country is spoken of; `not_nation`: begins with such a word and says nothing of the kind
            (甘肃|中东部); `home`: the article's own region
            (全省); `venue`: says that the place before it is but that of a meeting (在北京|举行).
        note: why.
    """

    word: str
    rule: str
    note: str


class FunctionalZone(NamedTuple):
    """An area with a name of its own that is no division of GB/T 2260.

    Attributes:
        name: full name.
        aliases: other names.
        code: the smallest division that holds it (兰州新区 → 620100).
        kind: `new_area`, `high_tech`, `economic`, `industrial_park`, `free_trade`, `cooperation`, `airport`, `port`,
            `border`, `basin` or `other`.
    """

    name: str
    aliases: tuple[str, ...]
    code: str
    kind: str


class Sector(NamedTuple):
    """A leaf of the taxonomy.

    Attributes:
        code: `S001` …
        parent: the group it lies in (新能源, 装备).
        name_zh, name_en: its names.
        gbt4754: codes of GB/T 4754-2017, the nearest first.
        sei2018: codes of the classification of strategic emerging industries of 2018; none where it isn't one.
        tier: default `traditional`, `emerging`, `future` or `pillar`.
        tier_date, tier_source: the policy that the default follows, and its year and month. Tiers change with policy.
    """

    code: str
    parent: str
    name_zh: str
    name_en: str
    gbt4754: tuple[str, ...]
    sei2018: tuple[str, ...]
    tier: str
    tier_date: str
    tier_source: str


class SectorSurface(NamedTuple):
    """A way to write an industry.

    Attributes:
        surface: the words.
        code: leaf of the taxonomy.
        kind: `free`: an industry wherever it stands; `context`: a product, material or field that is one only in a
            list or frame of industries (铜, 牦牛, 物流); `public`: a field of public life that is one only right before
            产业, 行业 or 业 (文化, 教育).
    """

    surface: str
    code: str
    kind: str


class SectorPart(NamedTuple):
    """A part that widens a surface to a longer name of an industry (先进+装备制造, 核电+关键+阀门).

    Attributes:
        part: the words.
        kind: `modifier` before, `tail` after a surface.
        industry: whether the tail makes an industry of a product (芯片+制造).
    """

    part: str
    kind: str
    industry: bool


class SectorWord(NamedTuple):
    """A word that decides whether and how far words are an industry.

    Attributes:
        word: the word.
        role: `head_strong`, `head_weak`: a noun that closes a list of industries; `head_direct`: one that closes it
            only without 等 between; `qualifier`: may stand before the head; `stop`: an item that holds it is no
            industry; `stop_item`: no industry as a whole item; `cut`: ends before the first item of a list; `mask`:
            an expression in which no industry is meant; `organisation`, `department`: closes the name of a body;
            `breaks_name`: stands in no such name; `breaks_name_weak`: in none but right before its closing word;
            `verb`: makes its object an industry; `make`: a verb of producing, whose objects are what a plant makes;
            `whole`: keeps its 产业 (信息产业); `bound`: goes on with the item before 及 (汽车及零部件);
            `lead`: a verb before a new name of an industry; `cut_name`: is no part of such a name;
            `stands_for`: what a list is called that stands for a class (以纺织为主导的产业);
            `becomes`, `rises`, `rises_how`, `introduces`: cues between a list and the phrase that states its tier;
            `talks`, `talks_how`: what follows fields that states talk about; `product_after`: may follow a product;
            `breaks_department`: stands in no department's name; `measured`, `measured_how`: what statistics say of an
            industry that is their subject (铁路|完成|固定资产投资); `spans`: a verb before the list of fields that a
            whole spans (涉及能源、交通等领域); `firm`, `firm_how`: what a trade's firms are called (农机|生产|企业);
            `law`: what follows a law's name (渔业法|修订);
            `mainstay`: what a list is said to be at the end of a clause (以烤烟、核桃为支柱，);
            `activity`: a service that is no product of the industry before it (黄桃加工|培训).
    """

    word: str
    role: str


class TierFrame(NamedTuple):
    """A phrase that states the tier of the industries in its reach.

    Attributes:
        phrase: the phrase (未来产业).
        tier: `traditional`, `emerging`, `future` or `pillar`.
    """

    phrase: str
    tier: str


class IndustryCode(NamedTuple):
    """A code of GB/T 4754-2017, industrial classification for national economic activities.

    Attributes:
        level: `section`, `division` or `group`.
        code, parent, name: as in the standard; a section has no parent.
    """

    level: str
    code: str
    parent: str | None
    name: str


class EmergingCode(NamedTuple):
    """A code of the classification of strategic emerging industries of 2018, first two levels.

    Attributes:
        level: 1 or 2.
        code, parent, name: as in the classification.
    """

    level: int
    code: str
    parent: str | None
    name: str


TABLES: dict[str, type[NamedTuple]] = {
    "regions": Region,
    "region_aliases": RegionAlias,
    "region_words": RegionWord,
    "functional_zones": FunctionalZone,
    "sectors": Sector,
    "sector_surfaces": SectorSurface,
    "sector_parts": SectorPart,
    "sector_words": SectorWord,
    "tier_frames": TierFrame,
    "gbt4754": IndustryCode,
    "sei2018": EmergingCode,
}
