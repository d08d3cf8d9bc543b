"""What a run shows in Prefect's interface: counts, changes, rejects, accuracy, and where the site lies."""

from __future__ import annotations

import polars as pl
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.settings import PREFECT_API_URL

from flows.made import Release
from flows.reference import load
from flows.reference.tables import Accuracy
from flows.server import is_passing

_REJECTS_SHOWN = 100


def tell(made: Release) -> None:
    """Write the artifacts of a release that is new, to a server that stays.

    One that has not changed has told them before, and a server that ends with this process shows them to nobody.
    """
    if not made.is_new or is_passing(PREFECT_API_URL.value()):
        return
    counts = [{"table": name, "rows": rows} for name, rows in made.rows.items()]
    create_table_artifact(counts, key="counts", description=f"Rows of {made.version}")
    create_markdown_artifact((made.path / "CHANGES.md").read_text(encoding="utf-8"), key="changes")
    accuracy = [row._asdict() | {"f1": str(row.f1)} for row in load(Accuracy, "accuracy")]
    shown = [{key: str(value) for key, value in row.items() if key != "gold_sha256"} for row in accuracy]
    create_table_artifact(shown, key="accuracy", description="Scores of the code on its gold")
    rejects = pl.read_parquet(made.path / "parquet" / "rejects.parquet").head(_REJECTS_SHOWN)
    if rejects.height:
        create_table_artifact(rejects.to_dicts(), key="rejects", description=f"First {rejects.height} rejects")
    site = made.path / "site" / "index.html"
    if site.is_file():
        create_link_artifact(site.resolve().as_uri(), "Site of the release", key="site")
