"""A project's name in a text."""

from __future__ import annotations

from flows.extract.project_verbs import Verb


class ProjectName:
    """A name in the text.

    Attributes:
        start, end: its span.
        label: the project's name where it isn't the span's text: with the head that a list shares (柔性显示、…等项目),
            with the project that a pronoun stands for (该项目二期).
        head: the head noun, empty for a name without one.
        type: the head's type.
        kind: the head's kind (ProjectHead.kind), `proper` or `item` for names without a head.
        evidence: what makes it specific (`evidence_of`), with `section` for a part of a line or zone.
        before, after: the status verbs that govern it.
        confidence, rule: as in the rows.
    """

    __slots__ = ("after", "before", "confidence", "end", "evidence", "head", "kind", "label", "rule", "start", "type")

    def __init__(
        self,
        start: int,
        end: int,
        label: str | None,
        head: str,
        type_: str,
        kind: str,
        evidence: frozenset[str],
        before: Verb | None,
        after: Verb | None,
        confidence: float,
        rule: str,
    ) -> None:
        self.start = start
        self.end = end
        self.label = label
        self.head = head
        self.type = type_
        self.kind = kind
        self.evidence = evidence
        self.before = before
        self.after = after
        self.confidence = confidence
        self.rule = rule

    def but(
        self,
        start: int | None = None,
        end: int | None = None,
        label: str | None = None,
        type_: str | None = None,
        confidence: float | None = None,
        rule: str | None = None,
    ) -> ProjectName:
        """The name with something changed."""
        return ProjectName(
            self.start if start is None else start,
            self.end if end is None else end,
            self.label if label is None else label,
            self.head,
            self.type if type_ is None else type_,
            self.kind,
            self.evidence,
            self.before,
            self.after,
            self.confidence if confidence is None else confidence,
            self.rule if rule is None else rule,
        )
