"""The taxonomy: every code exists, every surface has one leaf."""

from collections import Counter

from flows.reference import load
from flows.reference.sector_tables import (
    EmergingCode,
    IndustryCode,
    Sector,
    SectorPart,
    SectorSurface,
    SectorWord,
    TierFrame,
)

SECTORS = load(Sector, "sectors")
TIERS = {"traditional", "emerging", "future", "pillar"}


def test_leaf_codes_are_unique():
    assert max(Counter(sector.code for sector in SECTORS).values()) == 1


def test_codes_exist_in_the_standards():
    industries = {row.code for row in load(IndustryCode, "gbt4754")}
    emerging = {row.code for row in load(EmergingCode, "sei2018")}
    assert not {code for sector in SECTORS for code in sector.gbt4754} - industries
    assert not {code for sector in SECTORS for code in sector.sei2018} - emerging
    assert all(sector.gbt4754 for sector in SECTORS)


def test_standards_are_trees():
    for rows in (load(IndustryCode, "gbt4754"), load(EmergingCode, "sei2018")):
        codes = {row.code for row in rows}
        assert all(row.parent is None or row.parent in codes for row in rows)


def test_every_tier_has_a_dated_source():
    for sector in SECTORS:
        assert sector.tier in TIERS
        assert len(sector.tier_date) == 7
        assert sector.tier_source


def test_surfaces_have_one_leaf_that_exists():
    surfaces = load(SectorSurface, "sector_surfaces")
    codes = {sector.code for sector in SECTORS}
    assert max(Counter(row.surface for row in surfaces).values()) == 1
    assert {row.code for row in surfaces} <= codes
    assert {row.kind for row in surfaces} == {"free", "context", "public"}


def test_every_leaf_but_the_rest_has_a_surface():
    named = {row.code for row in load(SectorSurface, "sector_surfaces")}
    assert {sector.code for sector in SECTORS} - named == {"S157"}


def test_roles_and_kinds_are_known():
    assert {row.kind for row in load(SectorPart, "sector_parts")} == {"modifier", "tail"}
    assert {row.tier for row in load(TierFrame, "tier_frames")} <= TIERS
    roles = {row.role for row in load(SectorWord, "sector_words")}
    assert roles == {
        "head_strong", "head_direct", "head_weak", "qualifier", "stop", "stop_item", "cut", "cut_name", "mask",
        "organisation", "department", "breaks_name", "verb", "make", "lead", "whole", "bound", "stands_for",
        "becomes", "rises", "rises_how", "introduces", "talks", "talks_how", "product_after", "breaks_department",
        "measured", "measured_how", "spans", "firm", "firm_how", "activity", "mainstay", "law", "breaks_name_weak",
    }  # fmt: skip


def test_classes_that_are_no_industry_have_no_surface():
    surfaces = {row.surface for row in load(SectorSurface, "sector_surfaces")}
    out = {"传统产业", "新兴产业", "未来产业", "战略性新兴产业", "高新技术产业", "绿色产业", "工业", "实体经济", "产业"}
    assert not surfaces & out
