"""Sector mentions: which industries an article names, in which tier, and whose (CODEBOOK.md, Sectors)."""

from __future__ import annotations

from typing import Final, cast

from flows.extract.region_scope import RegionScope
from flows.extract.rows import SectorMention, Tier
from flows.extract.sector_borders import NO_BORDERS, Borders, broken
from flows.extract.sector_context import made, verdict
from flows.extract.sector_lexicon import Phrase
from flows.extract.sector_lists import groups, widened
from flows.extract.sector_masks import Masks
from flows.extract.sector_open import bundles, grown, open_lists, open_sectors
from flows.extract.sector_phrases import find_phrases
from flows.extract.tiers import Tiers
from flows.extract.word_scan import words_of
from flows.layout.article import Article
from flows.reference import load
from flows.reference.sector_tables import Sector

_TAXONOMY: Final[dict[str, Sector]] = {sector.code: sector for sector in load(Sector, "sectors")}
_Found = tuple[Phrase, Tier | None, float, str]
"""A name, the tier that its list states, confidence and rule."""


def _found(text: str, borders: Borders, masks: Masks, tiers: Tiers) -> list[_Found]:
    phrases = [phrase for phrase in find_phrases(text, *borders) if not masks.hides(phrase)]
    found: list[_Found] = []
    floor = 0
    for listed in groups(text, phrases):
        if listed.listed and listed.head.endswith("产品") and made(text, listed.start):
            listed.strong = True
        group = widened(text, listed, floor)
        floor = listed.end
        accepted = [(phrase, told) for phrase in group.items if (told := verdict(text, group, phrase))]
        if accepted:
            stated = tiers.around(group.start, group.end - len(group.head), group.end)
            found += [(phrase, stated, *told) for phrase, told in accepted]
    return _with_open(text, found, masks)


def _with_open(text: str, found: list[_Found], masks: Masks) -> list[_Found]:
    """The names with those that no lexicon holds."""
    words = words_of(text)
    heads = words.industry
    for bundle in bundles(text, heads):
        found = [row for row in found if not bundle.start <= row[0].start < bundle.end]
        found.append((bundle, None, 0.7, "bundle"))

    for rule, names, places in (
        ("open_head", open_sectors, heads),
        ("open_list", open_lists, heads),
        ("grown", grown, words.growing),
    ):
        if places:
            ends = sorted(row[0].end for row in found)
            found += [(phrase, None, 0.5, rule) for phrase in names(text, places, ends) if not masks.hides(phrase)]
    return found


def extract_sectors(article: Article) -> list[SectorMention]:
    """Every mention of an industry in the article's body, in order of start.

    Args:
        article: an article; its title and head lines say whose industries they are where the body doesn't.
    """
    if article.genre == "caption":
        return []
    text = article.body.text
    masks, tiers = Masks(text), Tiers(text)
    found = _found(text, NO_BORDERS, masks, tiers)
    borders = broken(text, [(phrase.start, phrase.end) for phrase, _, _, _ in found])
    if borders.starts or borders.ends:
        found = _found(text, borders, masks, tiers)
    if not found:
        return []
    regions = RegionScope(article)
    return sorted(
        (
            _mention(phrase, stated or tiers.at(phrase.start), regions, confidence, rule)
            for phrase, stated, confidence, rule in found
        ),
        key=lambda mention: mention.spans,
    )


def _mention(phrase: Phrase, stated: Tier | None, regions: RegionScope, confidence: float, rule: str) -> SectorMention:
    return SectorMention(
        spans=((phrase.start, phrase.end),),
        sector_code=phrase.code,
        tier=stated or cast(Tier, _TAXONOMY[phrase.code].tier),
        tier_basis="stated" if stated else "taxonomy",
        region_code=regions.at(phrase.start),
        confidence=confidence,
        rule=rule,
    )
