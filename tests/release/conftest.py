"""One release of the seeds for all tests of this folder."""

import json
from pathlib import Path

import polars as pl
import pytest

from flows.build import build

DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"


class Built:
    """A release and its tables."""

    def __init__(self, made, output):
        self.made = made
        self.output = output
        self.path = output / json.loads((output / "latest.json").read_text(encoding="utf-8"))["version"]

    def table(self, name):
        return pl.read_parquet(self.path / "parquet" / f"{name}.parquet")


@pytest.fixture(scope="session")
def seeds(tmp_path_factory):
    output = tmp_path_factory.mktemp("output")
    return Built(build([DOCUMENTS], output), output)
