"""What a build has done is not done again, and what must be done again is."""

import ast
import random
from dataclasses import replace
from pathlib import Path

import pytest

import flows
from flows import code, inputs, parts
from flows.build import build
from flows.publish.checksums import read_sums, sums
from flows.publish.guard import GuardError
from flows.read.source import Source, Unreadable

PACKAGE = Path(flows.__file__).parent
DOCUMENTS = 3_000


@pytest.fixture
def documents(monkeypatch):
    monkeypatch.setattr(parts, "BATCH_BYTES", 30_000)
    rng = random.Random(5)
    return [Source(f"{n}.txt", "产量达到3万吨。" * rng.randrange(1, 60), "utf-8") for n in range(DOCUMENTS)]


def names(items):
    return [batch.name for batch in parts.cut(items)]


def changed(documents, place):
    return [*documents[:place], replace(documents[place], raw="张三说。"), *documents[place + 1 :]]


def described(documents, place):
    return [*documents[:place], replace(documents[place], title="新的题目"), *documents[place + 1 :]]


def added(documents, place):
    return [*documents[:place], Unreadable("new.txt", "empty", "there is no text"), *documents[place:]]


def removed(documents, place):
    return [*documents[:place], *documents[place + 1 :]]


@pytest.mark.parametrize("change", [changed, described, added, removed])
def test_a_change_makes_few_batches_new(documents, change):
    before = names(documents)
    assert len(before) > 50
    counts = [
        len(set(names(change(documents, place))) - set(before))
        for place in (0, *random.Random(7).sample(range(DOCUMENTS), 20), DOCUMENTS - 1)
    ]
    assert max(counts) <= 3
    assert sum(counts) / len(counts) < 1.5


def test_batches_hold_everything_once_and_keep_their_bounds(documents):
    found = list(parts.cut(documents))
    assert [item for batch in found for item in batch.items] == documents
    sizes = [sum(len(item.raw.encode()) + 500 for item in batch.items) for batch in found]
    assert 0.7 < sum(sizes) / len(sizes) / 30_000 < 1.3
    assert min(sizes[:-1]) >= 0.25 * 30_000
    assert max(sizes) <= 4.1 * 30_000


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An output folder with the release of two hundred texts, and the folder of these."""
    folder = tmp_path_factory.mktemp("made")
    sources = folder / "sources"
    sources.mkdir()
    for number in range(200):
        text = f"某县县长王成在第{number}次会上表示，今年产量达到{number + 2}万吨。\n"
        (sources / f"{number:03}.txt").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "BATCH_BYTES", 20_000)
        yield sources, build([sources], folder / "output")


def kept(output):
    """When each part was made, by its name."""
    return {path.name: path.stat().st_mtime_ns for path in (output / ".parts" / code.code_digest()).iterdir()}


def test_a_build_of_the_same_is_over_once_it_is_read(made, monkeypatch):
    sources, release = made

    def refused(_):
        raise AssertionError("no worker is needed")

    monkeypatch.setattr("flows.build.working", refused)
    told = []
    again = build([sources], release.path.parent, progress=lambda *report: told.append(report))
    assert again == release._replace(is_new=False)
    assert told == [("reading", 200, 200)]


class StoppedError(Exception):
    pass


@pytest.fixture
def readied(monkeypatch):
    """How many workers a build lets make ready before it starts Prefect."""

    def stopped(_, busy):
        raise StoppedError(busy)

    def count(sources, output, **options):
        with pytest.raises(StoppedError) as stop:
            build([sources], output, workers=3, **options)
        return stop.value.args[0]

    monkeypatch.setattr("flows.build.working", stopped)
    return count


@pytest.mark.parametrize(("files", "busy"), [(0.5, 1), (1.5, 2), (9.5, 3)])
def test_as_many_workers_make_ready_as_files_fill_batches(files, busy, readied, tmp_path, monkeypatch):
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "page.txt").write_bytes(b"x" * 1_000)
    monkeypatch.setattr(parts, "BATCH_BYTES", round(1_000 / files))
    assert readied(tmp_path / "sources", tmp_path / "output") == busy


def test_one_worker_makes_ready_where_most_is_there(made, readied, monkeypatch):
    sources, release = made
    monkeypatch.setattr(parts, "BATCH_BYTES", 1_000)
    assert readied(sources, release.path.parent) == 1
    assert readied(sources, release.path.parent, fresh=True) == 3
    assert readied(sources, release.path.parent, dask="tcp://localhost:1") == 0


def test_only_the_batch_of_a_changed_document_is_made_and_the_old_one_is_removed(made):
    sources, release = made
    before = kept(release.path.parent)
    (sources / "150.txt").write_text("某县县长王成表示，今年产量达到五万吨。\n", encoding="utf-8")
    build([sources], release.path.parent)
    after = kept(release.path.parent)
    assert len(before) > 3
    assert len(before.items() - after.items()) in (1, 2)
    assert len(after.items() - before.items()) in (1, 2)


def test_fresh_makes_all_again_and_the_same(made):
    sources, release = made
    output = release.path.parent
    build([sources], output)
    before = kept(output)
    again = build([sources], output, fresh=True)
    after = kept(output)
    assert not again.is_new
    assert before.keys() == after.keys()
    assert not before.items() & after.items()


def test_a_build_that_was_stopped_is_not_taken_for_the_release(made, tmp_path):
    sources, release = made
    output = release.path.parent
    (tmp_path / "few").mkdir()
    (tmp_path / "few" / "000.txt").write_bytes((sources / "000.txt").read_bytes())
    for _ in range(2):
        with pytest.raises(GuardError):
            build([tmp_path / "few"], output)
    again = build([sources], output)
    assert not again.is_new
    assert sums(again.path) == read_sums(again.path)


def test_a_note_holds_for_its_release_and_its_code_only(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("张三说，今年产量达到3万吨。", encoding="utf-8")
    output = tmp_path / "output"
    first = build([tmp_path / "a.txt"], output)
    assert inputs.latest_inputs(output)
    pointer = (output / "latest.json").read_bytes()
    (tmp_path / "a.txt").write_text("张三说，今年产量达到4万吨。", encoding="utf-8")
    build([tmp_path / "a.txt"], output)
    assert inputs.latest_inputs(output)
    with monkeypatch.context() as patch:
        patch.setattr(inputs, "release_digest", lambda: "other")
        assert inputs.latest_inputs(output) is None
    (output / "latest.json").write_bytes(pointer)  # somebody has gone back to the first release
    assert first.version in pointer.decode()
    assert inputs.latest_inputs(output) is None
    (output / ".inputs.json").write_text("{}", encoding="utf-8")
    assert inputs.latest_inputs(output) is None


def imported(path):
    """Modules of `flows` that a module imports anywhere, as paths below the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_what_is_left_out_of_a_part_is_reached_by_nothing_in_it():
    assert {path for path in code.APART if not (PACKAGE / path).exists()} == set()
    apart = {f"flows.{name.removesuffix('.py')}" for name in code.APART} - {"flows.code"}
    files = [path for path in code.part_files() if path.suffix == ".py"]
    assert PACKAGE / "tabulate.py" in files
    assert PACKAGE / "extract" / "quotes.py" in files
    reached = {(path.name, name) for path in files for name in imported(path) if ".".join(name.split(".")[:2]) in apart}
    assert reached == set()


def test_tables_left_out_of_a_part_are_loaded_by_nothing_in_it():
    loaded = {
        node.args[1].value
        for path in code.part_files()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "load" and len(node.args) == 2
        if isinstance(node.args[1], ast.Constant)
    }
    assert {"cues", "units", "regions"} <= loaded
    assert loaded & code.TABLES_APART == set()
    assert "cues.tsv" in {path.name for path in code.part_files()}
