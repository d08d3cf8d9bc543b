"""Every reference table is registered, and every line of it parses."""

import pytest

from flows.reference import TABLES, TableError, load, path_of
from flows.reference.loader import _CHECKOUT


def test_every_file_is_registered():
    assert sorted(p.stem for p in _CHECKOUT.glob("*.tsv")) == sorted(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_line_parses(name):
    assert load(TABLES[name], name)


def test_a_bad_line_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.reference.loader._CHECKOUT", tmp_path)
    path_of("regions").write_text("code\tname\tlevel\tparent\n110000\t北京市\tprovince\n", encoding="utf-8")
    load.cache_clear()
    with pytest.raises(TableError, match=r"regions\.tsv:2: 3 cells, expected 4"):
        load(TABLES["regions"], "regions")
    load.cache_clear()
