"""What the software is made of, as CycloneDX JSON: everything in requirements.lock that a user gets, with its hashes.

Licences are those that the distributions installed here tell. `hatch_build.py` puts the file into the wheel (PEP 770).
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

SPECIFICATION = "1.6"
USERS_EXTRAS = ("dask", "stores")
"""Extras of the project that are for users; the others are for its developers and are left out."""

_PIN = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)(?: ; (?P<marker>[^\\\n]+))?(?P<rest>(?: *\\?\n[ \t].*)*)", re.M
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"# +(?:via +)?([\w.-]+)(?: \(pyproject\.toml\))?$", re.M)
_NAME = re.compile(r"[\w.-]+")


class Pin(NamedTuple):
    """A line of the lock.

    Attributes:
        name, version: of the distribution.
        marker: environments that it is for; empty for all.
        hashes: SHA-256 of each of its files.
        wanted_by: names of what depends on it, the project among them.
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def pins(lock: str) -> list[Pin]:
    """Lines of a requirements.lock as uv writes it."""
    return [
        Pin(
            normal(found["name"]),
            found["version"],
            (found["marker"] or "").strip(),
            tuple(_HASH.findall(found["rest"])),
            tuple(normal(name) for name in _VIA.findall(found["rest"]) if name != "via"),
        )
        for found in _PIN.finditer(lock)
    ]


def normal(name: str) -> str:
    """A distribution's name as package URLs have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(name: str) -> str:
    """What an installed distribution says of its licence: the SPDX expression, else its classifiers, else free text.

    Raises:
        importlib.metadata.PackageNotFoundError: it isn't installed.
    """
    told = metadata.metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classifiers = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier", []) if line.startswith("License")]
    return " OR ".join(classifiers) or (told.get("License") or "").strip().partition("\n")[0]


def bill(root: Path) -> str:
    """The bill of materials of a checkout, the same for the same lock and the same installed distributions."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = pins((root / "requirements.lock").read_text(encoding="utf-8"))
    required = _with_what_they_need(locked, project["dependencies"])
    optional = _with_what_they_need(
        locked, [line for extra in USERS_EXTRAS for line in project["optional-dependencies"][extra]]
    )
    parts = {pin.name: pin for pin in locked if pin.name in required | optional}
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    needs: dict[str, list[str]] = {own: [], **{pin.reference: [] for pin in parts.values()}}
    references = {project["name"]: own} | {name: pin.reference for name, pin in parts.items()}
    for pin in parts.values():
        for name in pin.wanted_by:
            if name in references:
                needs[references[name]].append(pin.reference)
    told = {
        "bomFormat": "CycloneDX",
        "specVersion": SPECIFICATION,
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "purl": own,
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(pin, pin.name in required) for pin in parts.values()],
        "dependencies": [{"ref": reference, "dependsOn": sorted(found)} for reference, found in needs.items()],
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def _with_what_they_need(locked: Iterable[Pin], requirements: Iterable[str]) -> set[str]:
    """Names of requirements and of all that these depend on."""
    found = {normal(_NAME.match(line)[0]) for line in requirements}  # type: ignore[index]
    while True:
        more = {pin.name for pin in locked if found & set(pin.wanted_by)} - found
        if not more:
            return found
        found |= more


def _component(pin: Pin, is_required: bool) -> Mapping[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": pin.reference,
        "name": pin.name,
        "version": pin.version,
        "scope": "required" if is_required else "optional",
        "hashes": [{"alg": "SHA-256", "content": content} for content in pin.hashes],
        "purl": pin.reference,
    }
    try:
        told = licence(pin.name)
    except metadata.PackageNotFoundError:  # for another system than this one
        told = ""
    if told:
        is_expression = metadata.metadata(pin.name).get("License-Expression")
        component["licenses"] = [{"expression": told} if is_expression else {"license": {"name": told}}]
    if pin.marker:
        component["properties"] = [{"name": "xinzhi:marker", "value": pin.marker}]
    return component
