"""What is installed: locked by hash, under licences that go with Apache-2.0."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = [
    (match["name"], match["version"], match["marker"], match["rest"])
    for match in re.finditer(
        r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+))?(?P<rest>(?: *\\?\n[ \t].*)*)",
        LOCK,
        re.M,
    )
]

GOES_WITH_APACHE = re.compile(
    r"Apache|Artistic|\bMIT\b|BSD\b|ISC|Python|PSF|MPL|Mozilla|Unlicense|Public Domain|Zlib|CC0|HPND|LGPL|Lesser",
    re.I,
)
"""Permissive licences, and those whose copyleft ends at the library's own files: they are used unchanged, as wheels."""

TOLD_ELSEWHERE = {"mlcroissant": "Apache-2.0"}
"""Licences of distributions whose metadata tell none: from the head of their sources."""

STRONG_COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\b(?:A?GPL|(?:GNU )?(?:Affero )?General Public License)", re.I)


def licence(name: str) -> str:
    """What a distribution says of its licence: the SPDX expression, else its classifiers, else a line of free text."""
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    return " OR ".join(classifiers) or (told.get("License") or "").strip().partition("\n")[0]


def installed() -> list[str]:
    """Names of the lock that are installed here."""
    here = {canonicalize_name(each.metadata["Name"]) for each in metadata.distributions()}
    return [name for name, *_ in PINS if canonicalize_name(name) in here]


def test_every_line_of_the_lock_is_pinned_with_hashes():
    assert len(PINS) > 100
    assert len(PINS) == len(re.findall(r"^[^\s#]", LOCK, re.M))
    assert [name for name, _, _, rest in PINS if "--hash=sha256:" not in rest] == []


def test_what_is_installed_is_what_is_locked():
    for name, version, marker, _ in PINS:
        if not marker or Marker(marker).evaluate():
            assert metadata.version(name) == version, name


@pytest.mark.parametrize("name", installed())
def test_licence(name):
    told = TOLD_ELSEWHERE.get(name) or licence(name)
    assert told, f"{name} tells no licence; look it up and say so here"
    choices = re.split(r"\bOR\b", told, flags=re.I)
    assert any(GOES_WITH_APACHE.search(c) and not STRONG_COPYLEFT.search(c) for c in choices), f"{name}: {told}"
