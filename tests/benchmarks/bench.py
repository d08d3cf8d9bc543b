"""Speed of each stage as a ratio to `jieba.cut` on the same text, in the same run, on one core.

    python -m tests.benchmarks.bench                       text made from the seeds with a fixed random seed
    python -m tests.benchmarks.bench --text news.jsonl.gz  a text file, or JSON lines with a column `text`

A ratio of 8 means that the stage reads eight times as many bytes a second as `jieba.cut` cuts. Each number is the
median of several rounds in CPU seconds; between two rounds of a stage every other stage runs once, so that a slow
spell of the machine meets all alike.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from flows.extract.figures import extract_figures
from flows.extract.projects import extract_projects
from flows.extract.quotes import extract_quotes
from flows.extract.sectors import extract_sectors
from flows.layout import articles_of
from flows.read.source import Source
from flows.text.clean import clean
from flows.text.sentences import sentences

SEEDS = Path(__file__).parents[2] / "seeds" / "documents"


def generated(megabytes: float, seed: int = 20_240_305) -> list[str]:
    """Documents of some 1,500 characters each, from the seeds' sentences in random order."""
    pick = random.Random(seed)
    known = [
        text[a:b]
        for path in sorted(SEEDS.glob("*.txt"))
        for text in [clean(path.read_bytes().decode()).text]
        for a, b in sentences(text)
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


def main(arguments: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, help="text file or JSON lines, .gz too")
    parser.add_argument("--megabytes", type=float, default=1.0, help="how much of it, in MB of UTF-8 (default 1)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds to take the median of (default 3)")
    options = parser.parse_args(arguments)

    texts = read(options.text, options.megabytes) if options.text else generated(options.megabytes)
    size = sum(len(text.encode()) for text in texts) / 1e6
    articles = [article for text in texts for article in articles_of(clean(text), Source("bench", text, "utf-8"))]
    figures = [extract_figures(article) for article in articles]
    sectors = [extract_sectors(article) for article in articles]

    def rows(text: str) -> None:
        for article in articles_of(clean(text), Source("bench", text, "utf-8")):
            extract_quotes(article)
            extract_projects(article, extract_figures(article), extract_sectors(article))

    stages: dict[str, Callable[[], object]] = {
        "jieba.cut": lambda: [sum(1 for _ in jieba.cut(text)) for text in texts],
        "clean": lambda: [clean(text) for text in texts],
        "clean + layout": lambda: [articles_of(clean(text), Source("bench", text, "utf-8")) for text in texts],
        "quotes": lambda: [extract_quotes(article) for article in articles],
        "figures": lambda: [extract_figures(article) for article in articles],
        "sectors": lambda: [extract_sectors(article) for article in articles],
        "projects": lambda: [
            extract_projects(article, f, s) for article, f, s in zip(articles, figures, sectors, strict=True)
        ],
        "text to rows": lambda: [rows(text) for text in texts],
    }
    jieba.initialize()
    seconds: dict[str, list[float]] = {name: [] for name in stages}
    for _ in range(options.rounds):
        for name, run in stages.items():
            start = time.process_time()
            run()
            seconds[name].append(time.process_time() - start)
    base = statistics.median(seconds["jieba.cut"])
    print(f"{size:.2f} MB of UTF-8 in {len(texts)} documents, median of {options.rounds} rounds, one core")
    print(f"{'stage':16} {'x jieba.cut':>12}")
    for name, taken in seconds.items():
        print(f"{name:16} {base / statistics.median(taken):12.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
