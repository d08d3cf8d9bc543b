"""The tables as a whole: counts by province, keys, order, and any text."""

import pytest

from flows.link import link
from schemas import TABLES
from schemas.checks import check
from schemas.relations import relate
from tests.link.frames import Maker

NEW = (
    "speakers", "organisations", "project_clusters", "sectors_by_region", "investment_by_region", "speakers_by_region",
)  # fmt: skip


@pytest.fixture
def maker():
    made = Maker()
    made.document("2024-03-05", "630100").quote("王晓燕", "青海省科技厅", "厅长").quote("一位村民", kind="unnamed")
    made.project("昆玛产业园", "630200", "park", "signed", sector_code="S040", investment_cny=3e9, operator="东山机床")
    made.sector("S040", "630200", "future", "stated").sector("S040", "630000", "future").sector("S001", None, "pillar")
    made.document("2025-03-05", "630200").quote("王晓燕", "青海省科学技术厅", "厅长")
    made.project("昆玛产业园", "630200", "park", "operating", sector_code="S040", investment_cny=4e9)
    made.project("赤岭水电站", "630000", "power", sector_code="S040").sector("S040", "630200", "emerging")
    return made


def test_counts_by_province(maker):
    linked = maker.link()
    sectors = [
        (r["region_name"], r["sector_code"], r["tier"], r["mention_count"], r["stated_count"], r["document_count"])
        for r in linked["sectors_by_region"]
    ]
    assert sectors == [
        ("青海省", "S040", "emerging", 1, 0, 1), ("青海省", "S040", "future", 2, 1, 1),
        (None, "S001", "pillar", 1, 0, 1),
    ]  # fmt: skip
    (investment,) = linked["investment_by_region"]
    assert (investment["project_count"], investment["priced_count"], investment["investment_cny"]) == (2, 1, 4e9)
    people = [(r["region_code"], r["speaker_kind"], r["speaker_count"], r["quote_count"], r["document_count"])
              for r in linked["speakers_by_region"]]  # fmt: skip
    assert people == [("630000", "person", 1, 2, 2), ("630000", "unnamed", 1, 1, 1)]


def test_tables_hold_their_checks_and_references(maker):
    frames = maker.frames()
    frames |= link(frames)
    for name in NEW:
        valid, failures = check(TABLES[name], frames[name])
        assert valid.height and not failures, (name, failures)
    kept = {name: frames[name] for name in (*NEW, "regions", "sector_taxonomy")}
    assert relate(kept)[1] == []
    assert frames["quotes"]["speaker_id"].null_count() == frames["projects"]["project_cluster_id"].null_count() == 0


def test_the_order_of_rows_makes_no_difference(maker):
    frames = maker.frames()
    one = link(frames)
    other = link({name: frame.reverse() for name, frame in frames.items()})
    for name in NEW:
        assert one[name].equals(other[name]), name


def test_nothing_gives_empty_tables():
    linked = link(Maker().frames())
    assert all(linked[name].height == 0 for name in NEW)


@pytest.mark.parametrize("text", ["“”", "、", "省", "（）", "A", "项目", "俄", "𠀀", " ", "北京", "至北京"])
def test_any_text_is_taken(text):
    maker = Maker().document(region="110000").project(text, operator=text)
    for kind in ("person", "organisation", "document", "meeting", "unnamed"):
        maker.quote(text, text, text, kind=kind)
    linked = maker.link()
    assert len(linked["project_clusters"]) == 1
    assert all(quote["speaker_id"] for quote in linked["quotes"])
