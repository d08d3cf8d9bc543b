"""Each line of the tables that sector rules read does what it says."""

import pytest

from flows.extract.sectors import extract_sectors
from flows.layout.article import Article
from flows.reference import load
from flows.reference.sector_tables import SectorPart, SectorSurface, SectorWord, TierFrame
from flows.text.clean import clean


def rows(text):
    body = clean(text)
    return [(body.text[row.spans[0][0] : row.spans[0][1]], row) for row in extract_sectors(Article(body=body))]


def words(role):
    return [word.word for word in load(SectorWord, "sector_words") if word.role == role]


def test_free_surfaces_stand_alone():
    surfaces = [row for row in load(SectorSurface, "sector_surfaces") if row.kind == "free"]
    wrong = []
    for row in surfaces:
        found = rows(f"他们关注{row.surface}。")
        stem = row.surface.removesuffix("产业")
        if [name for name, _ in found] not in ([row.surface], [stem]) or found[0][1].sector_code != row.code:
            wrong.append((row.surface, found))
    assert not wrong


@pytest.mark.parametrize("kind", ["context", "public"])
def test_other_surfaces_need_a_list_or_a_head(kind):
    surfaces = [row for row in load(SectorSurface, "sector_surfaces") if row.kind == kind]
    alone = [row.surface for row in surfaces if rows(f"他们看见{row.surface}。")]
    listed = [
        row.surface for row in surfaces if row.surface not in [n for n, _ in rows(f"壮大光伏、{row.surface}等产业。")]
    ]
    assert not alone
    assert not listed


def test_masks_hide_what_is_in_them():
    assert not [mask for mask in words("mask") if rows(f"这里说的是{mask}。")]


def test_organisation_endings_hide_the_name_before_them():
    assert not [end for end in words("organisation") if rows(f"他来自华东新能源{end}。")]


def test_heads_make_an_industry_of_a_product():
    assert not [head for head in words("head_strong") if not rows(f"这里的牦牛{head}。")]


def test_tails_make_an_industry_of_a_product():
    tails = [part.part for part in load(SectorPart, "sector_parts") if part.kind == "tail" and part.industry]
    assert not [tail for tail in tails if not rows(f"他们看好核桃{tail}。")]


def test_modifiers_belong_to_the_name():
    modifiers = [part.part for part in load(SectorPart, "sector_parts") if part.kind == "modifier"]
    assert not [
        part for part in modifiers if f"{part}芳烃" not in [name for name, _ in rows(f"壮大{part}芳烃产业链。")]
    ]


def test_tier_frames_state_their_tier():
    for frame in load(TierFrame, "tier_frames"):
        found = [row for _, row in rows(f"壮大黄酒、蜂业等{frame.phrase}。")]
        assert [(row.tier, row.tier_basis) for row in found[:2]] == [(frame.tier, "stated")] * 2, frame
