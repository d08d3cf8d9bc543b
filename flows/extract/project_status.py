"""The status of a project by the verbs that govern its mentions (CODEBOOK.md, Projects)."""

from __future__ import annotations

from flows.extract.project_names import ProjectName


def status_of(name: ProjectName) -> tuple[str, float]:
    """Status told at one mention, and how much it counts."""
    before, after = name.before, name.after
    if name.type == "programme":
        return (before.status, 1.0) if before else ("unspecified", 0.0)
    if after and (not before or after.distance <= 6 or before.distance > 12):
        return after.status, 2.0 if after.distance <= 8 else 1.0
    if before:
        return before.status, 2.0 if before.distance == 0 else 1.0
    return "unspecified", 0.0
