"""What a release says of itself, as its readers and validators take it."""

import json
import re
import shutil

import yaml

from flows.publish.provenance import code_version, libraries
from schemas import TABLES
from schemas.registry import SCHEMA_VERSION


def front_matter(release):
    return yaml.safe_load((release / "README.md").read_text("utf-8").split("---\n")[1])


def test_frictionless_finds_the_package_valid(release):
    import frictionless

    report = frictionless.validate(release / "datapackage.json")
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert report.stats["tasks"] == len(TABLES)


def test_mlcroissant_finds_the_metadata_valid_and_reads_every_table(release, frames):
    import mlcroissant

    dataset = mlcroissant.Dataset(release / "croissant.json")
    assert (dataset.metadata.issues.errors, dataset.metadata.issues.warnings) == (set(), set())
    assert [records.name for records in dataset.metadata.record_sets] == list(TABLES)
    for name in ("quotes", "project_mentions", "project_clusters", "rejects"):
        assert len(list(dataset.records(name))) == frames[name].height
    quote = next(iter(dataset.records("quotes")))
    segment = frames["quotes"]["segments"][0][0]
    assert quote["quotes/text"].decode() == frames["quotes"]["text"][0]
    assert quote["quotes/segments"][0] == {f"quotes/segments/{name}": place for name, place in segment.items()}


def test_hugging_face_loads_the_folder(release, frames, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    import datasets

    datasets.disable_progress_bars()
    loaded = datasets.load_dataset(str(release), cache_dir=str(tmp_path))
    assert loaded["train"]["text"][:] == frames["quotes"]["text"].to_list()
    names = datasets.get_dataset_config_names(str(release))
    assert set(names) == {name for name, frame in frames.items() if frame.height}
    for name in ("figures", "sectors", "regions"):
        rows = datasets.load_dataset(str(release), name, split="train", cache_dir=str(tmp_path))
        assert rows.num_rows == frames[name].height


def test_citation_is_a_citation_file(release):
    said = yaml.safe_load((release / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= said.keys()
    assert (said["cff-version"], said["type"], said["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert f"v{said['version']}" == release.name


def test_the_package_states_licence_sources_and_code(release, frames):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["schemaVersion"] == SCHEMA_VERSION
    assert sum(source["documentCount"] for source in package["sources"]) == frames["documents"].height
    assert all(source["rights"] for source in package["sources"])
    assert package["code"] == {"version": code_version(), "libraries": libraries()}


def test_the_code_is_named_by_its_commit():
    assert re.fullmatch(r"xinzhi [\d.]+, commit [0-9a-f]{40}(-modified)?", code_version())
    assert {"polars", "duckdb", "Python"} <= libraries().keys()


def test_the_card_tells_coverage_rights_accuracy_and_code(release, frames):
    card = (release / "README.md").read_text("utf-8")
    assert front_matter(release)["license"] == "cc-by-4.0"
    assert [c["config_name"] for c in front_matter(release)["configs"] if c.get("default")] == ["quotes"]
    for name, frame in frames.items():
        assert f"| `{name}` | {frame.height:,} |" in card
    assert "rejected: 0." in card
    assert "SHA-256 of the gold" in card
    assert code_version() in card
    assert "CC BY 4.0" in card


def test_the_card_counts_rejects_by_reason(release, tmp_path):
    from flows.publish.card import write_card
    from flows.publish.stored import Stored

    reject = dict.fromkeys(TABLES["rejects"].polars_schema) | {"table_name": "documents", "reason": "empty"}
    rejects = [reject | {"reject_id": f"x{number:016x}"} for number in range(3)]
    folder = shutil.copytree(release / "parquet", tmp_path / "parquet")
    TABLES["rejects"].frame(rejects).write_parquet(folder / "rejects.parquet")
    write_card("v2026.11.1", Stored(folder), tmp_path / "README.md")
    card = (tmp_path / "README.md").read_text("utf-8")
    assert "rejected: 3." in card
    assert "- rejected documents: empty: 3" in card
