"""One organisation under its many names."""

import pytest

from flows.link.organisation_names import is_generic, local_level, normalise, organisation_type
from flows.reference import load
from flows.reference.link_tables import Country, GenericOrganisation, OrganisationForm
from tests.link.frames import Maker


@pytest.mark.parametrize("row", load(OrganisationForm, "organisation_forms"), ids=lambda row: row.form)
def test_each_form_is_replaced(row):
    assert row.form in row.example
    normal = normalise(row.example)
    assert row.normal in normal
    if row.form not in row.normal:
        assert row.form not in normal


@pytest.mark.parametrize("row", load(GenericOrganisation, "organisation_generic_words"), ids=lambda row: row.word)
def test_generic_words_are_no_organisation(row):
    assert is_generic(row.word if row.place == "whole" else row.word + "企业")


def test_countries_stand_for_themselves():
    names = [row.name for row in load(Country, "countries")]
    assert len(set(names)) == len(names)
    shorts = [row.short for row in load(Country, "countries") if row.short]
    assert len(set(shorts)) == len(shorts) and all(len(short) == 1 for short in shorts)
    for name in names:
        assert normalise("与" + name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甘肃省兰州市科学技术局", "兰州市科技局"),
        ("甘肃科技厅", "甘肃省科学技术厅"),
        ("东山机床集团有限公司", "东山机床集团"),
        ("“东山”机床有限公司", "东山机床"),
        ("中国人民银行", "央行"),
        ("工业和信息化部", "工信部"),
        ("原国家卫生健康委员会", "国家卫健委"),
    ],
)
def test_same_organisation(one, other):
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("兰州市科技局", "西宁市科技局"), ("俄罗斯驻美国大使馆", "俄罗斯"), ("东山大学", "东山大学附属医院")],
)
def test_other_organisation(one, other):
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("省工信厅", "province"), ("市委", "prefecture"), ("县政府", "county"), ("自治区人大", "province"),
        ("州科技局", "prefecture"), ("市场监管局", None), ("区块链协会", None), ("兰州市委", None),
    ],
)  # fmt: skip
def test_bodies_without_their_place(name, level):
    assert local_level(name) == level


def test_type_is_told_by_the_ending():
    assert organisation_type("青海省科学技术厅") == "government"
    assert organisation_type("东山机床有限公司") == "enterprise"
    assert organisation_type("蓝天") is None


def test_counts_by_what_an_organisation_does():
    maker = Maker()
    maker.document("2024-01-02").quote("东山机床有限公司", kind="organisation")
    maker.document("2024-02-03").quote("李明", "东山机床有限公司").quote("李明", "东山机床有限公司")
    maker.document("2024-03").project("东山智能机床产业园", operator="东山机床")
    (organisation,) = maker.link()["organisations"]
    assert organisation["name"] == "东山机床有限公司"
    assert organisation["other_names"] == ["东山机床"]
    counts = [organisation[f"{what}_count"] for what in ("own_quote", "member_quote", "project", "document")]
    assert counts == [1, 2, 1, 3]
    assert (organisation["first_seen"], organisation["last_seen"]) == ("2024-01-02", "2024-03")


def test_several_organisations_of_one_speaker_are_rows_each():
    linked = Maker().document().quote("李明", "河西大学、东山机床有限公司").link()
    assert {row["name"] for row in linked["organisations"]} == {"河西大学", "东山机床有限公司"}
