"""What a process does before the first document, so that rules are compiled and libraries loaded by then.

Each function loads what its own process needs, and no more: that is memory, too.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

_STEP = 9
"""Every ninth example: they are enough to call on every rule once, and few enough to be read in a moment."""

_LINE = 150
"""Characters in a paragraph. Every second one so breaks off within a sentence, which makes a broken page."""


def rehearse_parts() -> None:
    """Make a part from examples of the reference tables; nothing of it is kept.

    Rules are compiled and dictionaries loaded when they are first needed, which takes longer than a small folder's
    text itself. A build does it while Prefect waits for its server.
    """
    from flows.parts import batches, make_part
    from flows.read.source import Source
    from flows.reference import load
    from flows.reference.figure_tables import GrowthTerm, Unit
    from flows.reference.project_tables import ProjectHead, StatusVerb
    from flows.reference.quote_tables import Cue, Title

    examples = [
        *(row.example for row in load(Cue, "cues")[::_STEP]),
        *(row.example for row in load(Title, "titles")[::_STEP]),
        *(row.example for row in load(GrowthTerm, "growth_terms")[::_STEP]),
        *(row.example for row in load(Unit, "units")[::_STEP]),
        *(row.example for row in load(ProjectHead, "project_heads")[::_STEP]),
        *(row.example for row in load(StatusVerb, "project_status_verbs")[::_STEP]),
    ]
    with TemporaryDirectory() as folder:
        text = "。".join(examples)
        cut = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
        lines = [line + "。" * (number % 2) for number, line in enumerate(cut)]
        source = Source("examples", "\n\n".join(lines), "utf-8")
        for batch in batches([source], Path(folder)):
            make_part(batch)


def rehearse_release() -> None:
    """Make a release of nothing, of which nothing is kept, and read a name, for which jieba is loaded."""
    from flows.link.project_names import read_name
    from flows.publish.build import release_of
    from flows.reference import load
    from flows.reference.quote_tables import Cue

    read_name(load(Cue, "cues")[0].example)  # no known word of projects' names is left of one, so it must hold others
    with TemporaryDirectory() as folder:
        release_of([], Path(folder), guarded=False)
