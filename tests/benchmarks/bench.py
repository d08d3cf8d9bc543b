"""Speed of each stage as a ratio to `jieba.cut` on the same text, in the same run, on one core.

    python -m tests.benchmarks.bench                       text made from the seeds with a fixed random seed
    python -m tests.benchmarks.bench --text news.jsonl.gz  a text file, or JSON lines with a column `text`
    … --text news.jsonl.gz --megabytes 30 --workers 2      two processes, too

A ratio of 8 means that the stage reads eight times as many bytes a second as `jieba.cut` cuts. Each number is the
median of several rounds in CPU seconds; in a round each stage runs once, so that a slow spell of the machine meets all
alike. With `--workers N` the whole pipeline runs in so many processes as well, measured by the clock on the wall; that
tells something only of text that fills a dozen batches, of 20 MB and more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import jieba

from flows.collector import uncollected
from flows.extract import figures
from flows.parts import batches, make_part
from flows.publish.tables import assemble
from flows.read import read as read_sources
from flows.read.source import Source
from flows.stages import GROUP, STAGES, Document, through
from flows.steps import part_of, ready_to_assemble, ready_to_extract
from flows.tabulate import tabulate_all
from flows.text.clean import clean
from flows.text.sentences import sentences

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"
NAMES = ("clean and layout", "quotes", "places", "figures", "sectors", "projects")
"""Names of `flows.stages.STAGES` in the table."""

HISTORY = Path(__file__).with_name("history.tsv")
"""Ratios of earlier commits."""


def generated(megabytes: float, seed: int = 20_240_305) -> list[str]:
    """Documents of some 1,500 characters each, from the seeds' sentences in random order."""
    pick = random.Random(seed)
    known = [
        text[a:b]
        for path in sorted(SEEDS.glob("*.txt"))
        for text in [clean(path.read_bytes().decode()).text]
        for a, b in sentences(text)
        if text.count("“", a, b) == text.count("”", a, b)  # half a quotation would swallow what follows
    ]
    documents: list[str] = []
    size = 0
    while size < megabytes * 1e6:
        lines = ["".join(pick.choices(known, k=4)) for _ in range(8)]
        documents.append("\n".join(lines))
        size += len(documents[-1].encode())
    return documents


def read(path: Path, megabytes: float) -> list[str]:
    """The first texts of a file up to `megabytes`."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        if ".jsonl" not in path.name:
            return [file.read()]
        documents: list[str] = []
        size = 0
        for line in file:
            documents.append(json.loads(line)["text"])
            size += len(documents[-1].encode())
            if size >= megabytes * 1e6:
                break
        return documents


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Add the CPU seconds of a block to those of its name."""
    start = time.process_time()
    yield
    seconds[name] = seconds.get(name, 0.0) + time.process_time() - start


def one_round(texts: Sequence[str], folder: Path, workers: int) -> dict[str, float]:
    """CPU seconds of everything that is measured, by name; with several workers wall seconds of what they do.

    The stages run as they do in a build, a group of documents through one after another. What figures, sectors and
    projects share, the places that a text names and the scan for other words, is `places`.
    """
    seconds: dict[str, float] = {}
    sources = [Source("bench", text, "utf-8") for text in texts]
    corpus = folder / "corpus.jsonl"
    rows = ({"id": number, "text": text} for number, text in enumerate(texts))
    corpus.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    with timed(seconds, "jieba.cut"):
        for text in texts:
            for _ in jieba.cut(text):
                pass
    with timed(seconds, "read"):
        list(read_sources([corpus]))
    with uncollected():  # as in a build
        extraction(sources, seconds)
    with timed(seconds, "file to Parquet"):
        file_to_parquet(corpus, folder)
    if workers > 1:
        seconds[f"by {workers} workers"] = by_workers(corpus, folder, workers)
    return seconds | {
        "read, clean and layout": seconds["read"] + seconds["clean and layout"],
        "sectors and projects": seconds["sectors"] + seconds["projects"],
    }


def extraction(sources: Sequence[Source], seconds: dict[str, float]) -> None:
    """Add the CPU seconds of the stages, and of all of them with the making of rows."""
    for first in range(0, len(sources), GROUP):
        documents = [Document(source) for source in sources[first : first + GROUP]]
        for name, stage in zip(NAMES, STAGES, strict=True):
            with timed(seconds, name):
                through([stage], documents)
        if errors := [document.error for document in documents if document.error]:
            raise errors[0]  # a stage that gives up is no fast one
    with timed(seconds, "text to rows"):
        list(tabulate_all(sources))


def file_to_parquet(corpus: Path, folder: Path) -> None:
    """The whole pipeline: a corpus read, its rows extracted, checked, linked and written."""
    clear(folder)
    assemble([make_part(batch) for batch in batches(read_sources([corpus]), folder / "parts")], folder / "tables")


def by_workers(corpus: Path, folder: Path, count: int) -> float:
    """Wall seconds of the same by so many processes and one that assembles, ready before, as while Prefect starts."""
    clear(folder)
    context = get_context("forkserver")
    with (
        ProcessPoolExecutor(count, mp_context=context) as extracting,
        ProcessPoolExecutor(1, mp_context=context) as assembling,
    ):
        rehearsals = [extracting.submit(ready_to_extract) for _ in range(count)]
        for rehearsal in (*rehearsals, assembling.submit(ready_to_assemble)):
            rehearsal.result()
        start = time.perf_counter()
        parts = list(extracting.map(part_of, batches(read_sources([corpus]), folder / "parts")))
        assembling.submit(assemble, parts, folder / "tables").result()
        return time.perf_counter() - start


def clear(folder: Path) -> None:
    """Remove what an earlier run made."""
    for old in ("parts", "tables"):
        shutil.rmtree(folder / old, ignore_errors=True)


def measure(texts: Sequence[str], rounds: int, workers: int) -> dict[str, float]:
    """Median seconds by name; the first round, in which rules are compiled, doesn't count."""
    with tempfile.TemporaryDirectory() as folder:
        taken = [one_round(texts, Path(folder), workers) for _ in range(rounds + 1)][1:]
    return {name: statistics.median(seconds[name] for seconds in taken) for name in taken[0]}


def record(ratios: dict[str, float], megabytes: float, text: str) -> None:
    """Add a line to the history.

    Raises:
        ValueError: its columns are others.
    """
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    names = ["commit", "text", "megabytes", *ratios]
    cells = [commit.stdout.strip(), text, f"{megabytes:.2f}", *(f"{ratio:.2f}" for ratio in ratios.values())]
    lines = HISTORY.read_text(encoding="utf-8").splitlines() if HISTORY.exists() else ["\t".join(names)]
    if lines[0].split("\t") != names:
        raise ValueError(f"{HISTORY}: columns are not {names}. Remedy: record without --workers, or begin another file")
    HISTORY.write_text("\n".join([*lines, "\t".join(cells)]) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help="text file or JSON lines, .gz too")
    parser.add_argument("--megabytes", type=float, default=1.0, help="how much of it, in MB of UTF-8 (default 1)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds to take the median of (default 3)")
    parser.add_argument("--workers", type=int, default=1, help="processes that are measured, too (default none)")
    parser.add_argument("--record", action="store_true", help=f"add the ratios to {HISTORY.name}")
    options = parser.parse_args(arguments)

    texts = read(options.text, options.megabytes) if options.text else generated(options.megabytes)
    size = sum(len(text.encode()) for text in texts) / 1e6
    jieba.initialize()
    seconds = measure(texts, options.rounds, options.workers)
    ratios = {name: seconds["jieba.cut"] / taken for name, taken in seconds.items()}
    form = "uncompiled" if figures.__file__.endswith(".py") else "compiled"
    print(f"{size:.2f} MB of UTF-8 in {len(texts)} documents, median of {options.rounds} rounds, CPU time of one core")
    print(f"modules are {form}")
    print(f"{'stage':22} {'MB/s':>8} {'x jieba.cut':>12}")
    for name, ratio in ratios.items():
        print(f"{name:22} {size / seconds[name]:8.2f} {ratio:12.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB")
    if options.record:
        record(ratios, size, options.text.name if options.text else "generated")
    return 0


if __name__ == "__main__":
    sys.exit(main())
