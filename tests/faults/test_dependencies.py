"""What is installed: locked by hash, under licences that go with Apache-2.0, listed in the bill of materials."""

from __future__ import annotations

import json
import re
from importlib import metadata
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.markers import Marker

from bill_of_materials import SPECIFICATION, bill, licence, normal, pins
from tests.audit import SKIPPED, verdict

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = pins(LOCK)

GOES_WITH_APACHE = re.compile(
    r"Apache|Artistic|\bMIT\b|BSD\b|ISC|Python|PSF|MPL|Mozilla|Unlicense|Public Domain|Zlib|CC0|HPND|LGPL|Lesser",
    re.I,
)
"""Permissive licences, and those whose copyleft ends at the library's own files: they are used unchanged, as wheels."""

TOLD_ELSEWHERE = {"atheris": "Apache-2.0", "mlcroissant": "Apache-2.0"}
"""Licences of distributions whose metadata tell none: from the head of their sources."""

STRONG_COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|(?:GNU )?(?:Affero )?General Public License)", re.I)


def installed() -> list[str]:
    """Names of the lock that are installed here."""
    here = {normal(each.metadata["Name"]) for each in metadata.distributions()}
    return [pin.name for pin in PINS if pin.name in here]


def test_every_line_of_the_lock_is_pinned_with_hashes():
    assert len(PINS) > 100
    assert len(PINS) == len(re.findall(r"^[^\s#]", LOCK, re.M))
    assert [pin.name for pin in PINS if not pin.hashes] == []


def test_what_is_installed_is_what_is_locked():
    for pin in PINS:
        if not pin.marker or Marker(pin.marker).evaluate():
            assert metadata.version(pin.name) == pin.version, pin.name


@pytest.mark.parametrize("name", installed())
def test_licence(name):
    told = TOLD_ELSEWHERE.get(name) or licence(name)
    assert told, f"{name} tells no licence; look it up and say so here"
    choices = re.split(r"\bOR\b", told, flags=re.I)
    assert any(GOES_WITH_APACHE.search(c) and not STRONG_COPYLEFT.search(c) for c in choices), f"{name}: {told}"


def test_bill_of_materials():
    """All that a user gets is in it, with its files' hashes and its licence; nothing that only developers need."""
    text = bill(ROOT)
    assert JsonStrictValidator(SchemaVersion.from_version(SPECIFICATION)).validate_str(text) is None
    told = json.loads(text)
    parts = {part["name"]: part for part in told["components"]}
    assert {"polars", "lxml", "prefect", "pdfminer-six", "prefect-dask", "s3fs"} <= set(parts)
    assert not {"pytest", "ruff", "reportlab", "datasets"} & set(parts)
    assert (parts["jieba"]["scope"], parts["s3fs"]["scope"]) == ("required", "optional")
    locked = {pin.name: pin for pin in PINS}
    for name, part in parts.items():
        assert (part["version"], len(part["hashes"])) == (locked[name].version, len(locked[name].hashes))
        assert "licenses" in part or name not in installed()
    reached = {"pkg:pypi/xinzhi@" + told["metadata"]["component"]["version"]}
    needs = {each["ref"]: each["dependsOn"] for each in told["dependencies"]}
    while more := {needed for reference in reached for needed in needs[reference]} - reached:
        reached |= more
    assert reached == set(needs)


def test_what_an_audit_tells():
    good = {"name": "a", "version": "1", "vulns": []}
    bad = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1"}]}
    unknown = {"name": "c", "skip_reason": "not found"}
    assert verdict(json.dumps({"dependencies": [good]}), "")[0] == 0
    code, told = verdict(json.dumps({"dependencies": [good, bad, unknown]}), "")
    assert code == 1
    assert told.splitlines() == [
        "2 of 3 locked libraries audited, 1 vulnerabilities known",
        "b 2: PYSEC-1",
        "not audited: c: not found",
    ]
    assert verdict("", "requests.exceptions.ConnectionError: no such host") == (0, SKIPPED)
    with pytest.raises(RuntimeError, match="no such option"):
        verdict("", "no such option")
