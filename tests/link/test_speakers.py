"""Who is one speaker, and what is known of them."""

import pytest

from tests.link.frames import Maker


def groups(linked, columns=("speaker_name", "speaker_organisation")):
    """Quotes by speaker, as sorted lists of what the quotes say."""
    found = {}
    for quote in linked["quotes"]:
        found.setdefault(quote["speaker_id"], []).append(tuple(quote[column] for column in columns))
    assert set(found) == {speaker["speaker_id"] for speaker in linked["speakers"]}
    return sorted(sorted(group, key=str) for group in found.values())


def speakers(*organisations, name="李明", roles=None):
    maker = Maker()
    for number, organisation in enumerate(organisations):
        maker.document().quote(name, organisation, roles[number] if roles else None)
    return len(maker.link()["speakers"])


@pytest.mark.parametrize(
    "organisations",
    [
        ("青海省科学技术厅", "青海省科技厅"),
        ("国家发展和改革委员会", "国家发展改革委", "国家发改委"),
        ("河西大学", "河西大学物理系"),
        ("物理研究所", "河西大学物理研究所"),
        ("中共东山市委、东山市人民政府", "东山市政府"),
        ("河西大学", None),
        (None, None),
        ("俄罗斯外交部", "俄外交部"),
        ("俄", "俄罗斯"),
        ("甘肃省兰州市科技局", "兰州市科技局"),
        ("时任河西大学", "河西大学"),
    ],
)
def test_one_person(organisations):
    assert speakers(*organisations) == 1


@pytest.mark.parametrize(
    "organisations",
    [
        ("青海省科学技术厅", "甘肃省科学技术厅"),
        ("河西大学", "东山机床有限公司"),
        ("河西大学物理系", "河西大学化学系"),
        ("古巴", "委内瑞拉"),
    ],
)
def test_namesakes_with_unlike_organisations_stay_two(organisations):
    assert speakers(*organisations) == 2


def test_a_missing_organisation_joins_the_only_namesake_alone():
    assert speakers("河西大学", None) == 1
    assert speakers("河西大学", "东山机床有限公司", None) == 3


def test_what_is_less_specific_than_two_namesakes_joins_neither():
    assert speakers("河西大学物理系", "河西大学化学系", "河西大学") == 3


def test_a_missing_organisation_joins_who_has_nearly_all_documents():
    assert speakers(*["河西大学"] * 20, "东山机床有限公司", None) == 2


def test_an_office_of_state_tells_one_person():
    assert speakers("中共中央", "中国", None, roles=("总书记、国家主席", "国家主席", "国家主席")) == 1


def test_unnamed_speakers_and_common_nouns_are_of_their_article():
    maker = Maker()
    for _ in range(2):
        maker.document().quote("一位村民", kind="unnamed").quote("一位村民", kind="unnamed")
        maker.quote("报告", kind="document").quote("公司", kind="organisation")
        maker.quote("十年发展白皮书", kind="document")
    linked = maker.link()
    counts = sorted((speaker["speaker_name"], speaker["quote_count"]) for speaker in linked["speakers"])
    assert counts == [("一位村民", 2)] * 2 + [("公司", 1)] * 2 + [("十年发展白皮书", 2)] + [("报告", 1)] * 2


def test_a_body_without_its_place_is_that_of_the_articles_region():
    maker = Maker()
    for region in ("620100", "620102", "630100", None, None):
        maker.document(region=region).quote("市科技局", kind="organisation")
    linked = maker.link()
    assert len(linked["speakers"]) == 4
    assert [o["region_code"] for o in linked["organisations"]] in (["620100", "630100"], ["630100", "620100"])


def test_a_speaker_has_the_fullest_role_and_organisation_and_counts():
    maker = Maker()
    maker.document("2024-03-05", "630000").quote("王晓燕", "青海省科技厅", "厅长").quote("王晓燕", None, None)
    maker.document("2025-01-02", "630000").quote("王晓燕", "青海省科学技术厅", "党组书记、厅长", said_on="2024-12-30")
    (speaker,) = maker.link()["speakers"]
    assert speaker["speaker_role"] == "党组书记、厅长"
    assert speaker["speaker_organisation"] == "青海省科学技术厅"
    assert (speaker["quote_count"], speaker["document_count"]) == (3, 2)
    assert (speaker["first_said_on"], speaker["last_said_on"]) == ("2024-03-05", "2024-12-30")
    assert speaker["region_code"] == "630000"


def test_a_speakers_id_outlives_new_documents():
    maker = Maker().document().quote("王晓燕", "青海省科技厅")
    (before,) = maker.link()["speakers"]
    (after,) = maker.document().quote("王晓燕", "青海省科学技术厅", "厅长").link()["speakers"]
    assert before["speaker_id"] == after["speaker_id"]
