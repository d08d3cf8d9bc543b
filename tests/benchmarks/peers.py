"""Value and unit of figures, beside what recognizers-text and JioNLP read from the same text, with the speed of each.

    python -m tests.benchmarks.peers                                 the probes of probes.tsv
    python -m tests.benchmarks.peers --gold GOLD --documents TEXTS   and the figures of a folder of gold, a file a text

Run it in a throw-away environment with the extra `peers`: the peers are no dependency (JioNLP takes 250 MB and a GPL
library, recognizers-text is an alpha of 2019). A peer that isn't installed is left out. A row is right when a document
(a probe's sentence) holds one of the same value and unit; a row that gold marks as optional counts on no side. Units
that a peer names in its own way are read as ours. Both peers read money; counts with a classifier neither does.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NamedTuple

from flows.extract.figures import extract_figures
from flows.extract.units import match_unit
from flows.layout import articles_of
from flows.layout.article import Article
from flows.read.source import Source
from flows.text.clean import clean

PROBES = Path(__file__).with_name("probes.tsv")
Row = tuple[float, str]
Reader = Callable[[str], list[Row]]

ENGLISH = {
    "Ton": "t", "Kilogram": "kg", "Gram": "g", "Kilometer": "km", "Meter": "m", "Centimeter": "cm", "Millimeter": "mm",
    "Square meter": "m2", "Square kilometer": "km2", "Hectare": "ha", "Cubic meter": "m3", "Liter": "L", "C": "℃",
    "Watt": "W", "Kilowatt": "kW", "Megawatt": "MW", "Gigawatt": "GW", "Year": "年", "Month": "月", "Day": "天",
}  # fmt: skip
"""Names that recognizers-text gives units."""


class Document(NamedTuple):
    """A text and the rows that it should give, with those that count on no side."""

    text: str
    rows: list[Row]
    optional: list[Row]


def _row(value: Any, unit: str) -> Row | None:
    try:
        return round(float(Decimal(str(value))), 4), unit
    except InvalidOperation:
        return None


def ours(text: str) -> list[Row]:
    """Rows of this project, page layout included."""
    articles = articles_of(clean(text), Source("peers", text, "utf-8")) or [Article(body=clean(text))]
    return [(round(float(f.value), 4), f.unit) for article in articles for f in extract_figures(article)]


def recognizers() -> Reader:
    """recognizers-text: currencies, dimensions, temperatures, ages, percentages and ordinals."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    units, numbers = NumberWithUnitRecognizer(Culture.Chinese), NumberRecognizer(Culture.Chinese)
    models = [
        units.get_currency_model(), units.get_dimension_model(), units.get_temperature_model(), units.get_age_model(),
        numbers.get_percentage_model(), numbers.get_ordinal_model(),
    ]  # fmt: skip
    ordinal = models[-1]

    def read(text: str) -> list[Row]:
        found: list[Row | None] = []
        for model in models:
            for result in model.parse(text):
                value = str(result.resolution.get("value") or "")
                unit = result.resolution.get("isoCurrency") or result.resolution.get("unit") or ""
                if model is ordinal:
                    unit = "rank"
                elif value.endswith("%"):
                    value, unit = value[:-1], "%"
                found.append(_row(value, ENGLISH.get(unit, unit)))
        return [row for row in found if row]

    return read


def jionlp() -> Reader:
    """JioNLP: sums of money, its only extractor of quantities."""
    import jionlp

    def read(text: str) -> list[Row]:
        found: list[Row | None] = []
        for result in jionlp.ner.extract_money(text, with_parsing=True):
            detail = result["detail"]
            value = detail["num"][0] if isinstance(detail["num"], list) else detail["num"]
            unit = match_unit(detail["case"], 0, 0)
            found.append(_row(value, unit.unit if unit else detail["case"]))
        return [row for row in found if row]

    return read


def probes() -> list[Document]:
    """The probes, a document each."""
    with PROBES.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    return [Document(line["sentence"], [(float(line["value"]), line["unit"])], []) for line in lines]


def gold(folder: Path, documents: Path) -> list[Document]:
    """The documents of a folder of gold."""
    found = []
    for path in sorted(folder.glob("*.json")):
        rows: dict[bool, list[Row]] = {True: [], False: []}
        for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]:
            rows[bool(figure.get("optional"))].append((round(float(figure["value"]), 4), figure["unit"]))
        text = (documents / f"{path.stem}.txt").read_bytes().decode("utf-8")
        found.append(Document(clean(text).text, rows[False], rows[True]))
    return found


def compare(name: str, read: Reader, documents: list[Document]) -> str:
    """A line of the table: precision, recall, rows right, MB of UTF-8 a second."""
    hits = needed = given = 0
    size = sum(len(document.text.encode()) for document in documents) / 1e6
    start = time.perf_counter()
    answers = [read(document.text) for document in documents]
    seconds = time.perf_counter() - start
    for document, answer in zip(documents, answers, strict=True):
        rest = Counter(answer)
        right = rest & Counter(document.rows)
        spare = (rest - right) & Counter(document.optional)
        hits, needed = hits + right.total(), needed + len(document.rows)
        given += rest.total() - spare.total()
    precision, recall = hits / given if given else 0.0, hits / needed if needed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return f"{name:18} {hits:5}/{needed:<5} {precision:9.3f} {recall:7.3f} {f1:6.3f} {size / seconds:9.3f}"


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder of gold, JSON a document")
    parser.add_argument("--documents", type=Path, help="folder of the documents' texts")
    options = parser.parse_args(arguments)
    warnings.simplefilter("ignore")
    readers: dict[str, Reader] = {"xinzhi": ours}
    for name, load in (("recognizers-text", recognizers), ("jionlp", jionlp)):
        try:
            readers[name] = load()
        except ImportError as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    tables = {"probes": probes()}
    if options.gold:
        tables[str(options.gold)] = gold(options.gold, options.documents or options.gold)
    for title, documents in tables.items():
        print(f"\n{title}: {len(documents)} texts\n{'':18} {'right':>8}    precision  recall     F1      MB/s")
        for name, read in readers.items():
            read(documents[0].text)  # what is loaded at the first call isn't timed
            print(compare(name, read, documents))
    return 0


if __name__ == "__main__":
    sys.exit(main())
