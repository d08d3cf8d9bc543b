"""The gold gate: scores of a fresh build of the seeds against pinned floors.

    python -m tests.gold.gate            print the scores beside their floors; exit 1 where one is lower
    python -m tests.gold.gate --errors   and each missed and each false row
    python -m tests.gold.gate --raise    raise the floors to today's scores
    python -m tests.gold.gate --lower    set them to today's scores even where these are lower

Floors lie in `seeds/reference/accuracy.tsv` with the gold's digest, from where a release's card states them.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from flows.reference import load, path_of
from flows.reference.tables import Accuracy, Calibration
from tests.gold.score import score

GOLD = Path(__file__).parent
CALIBRATED = ("quotes", "figures", "sectors", "projects")
LEVELS = [Decimal(level) for level in ("0.5", "0.7", "0.8", "0.9")]
DOCUMENTS = GOLD.parents[1] / "seeds" / "documents"


def digest() -> str:
    """SHA-256 over the gold files' names and bytes, in order of name."""
    total = hashlib.sha256()
    for path in sorted(GOLD.glob("*.json")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def measure(folder: Path) -> dict[str, Any]:
    """Build the seeds into `folder` and score the release."""
    from flows.build import build

    return score(build([DOCUMENTS], folder).path / "parquet", GOLD)


def calibrate(release: Path) -> list[Calibration]:
    """How many rows of a confidence are right.

    Args:
        release: folder of a release of the seeds.
    """
    rows = []
    for least in LEVELS:
        with tempfile.TemporaryDirectory() as name:
            for path in (release / "parquet").glob("*.parquet"):
                frame = pl.read_parquet(path)
                if path.stem in CALIBRATED:
                    frame = frame.filter(pl.col("confidence") >= float(least))
                frame.write_parquet(Path(name) / path.name)
            scores = score(Path(name), GOLD)["scores"]
        rows += [Calibration(table, least, scores[table]["hit"], scores[table]["pred"]) for table in CALIBRATED]
    return sorted(rows)


def below_floor(scores: dict[str, dict[str, float]]) -> list[str]:
    """What fails the gate: a metric under its floor, a metric without one, floors of another gold."""
    floors = {row.metric: row for row in load(Accuracy, "accuracy")}
    told = [f"{metric}: no floor; run --raise" for metric in scores if metric not in floors]
    for metric, row in floors.items():
        if row.gold_sha256 != digest():
            told.append(f"{metric}: the floor was measured on other gold; run --lower and say why")
        elif round(scores[metric]["f1"], 3) < float(row.f1):
            told.append(f"{metric}: F1 {scores[metric]['f1']:.3f} is below the floor of {row.f1}")
    return told


def write_floors(scores: dict[str, dict[str, float]]) -> None:
    """Pin today's scores, and the calibration."""
    with tempfile.TemporaryDirectory() as folder:
        from flows.build import build

        calibration = calibrate(build([DOCUMENTS], Path(folder)).path)
    with path_of("calibration").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerows([Calibration._fields, *calibration])
    with path_of("accuracy").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, delimiter="\t", lineterminator="\n")
        out.writerow(Accuracy._fields)
        for metric, s in scores.items():
            ratios = [f"{s[key]:.3f}" for key in ("precision", "recall", "f1")]
            out.writerow([metric, *ratios, s["hit"], s["gold"], s["pred"], digest()])


def main(arguments: list[str] | None = None) -> int:
    """Run the gate; the exit code is 0 when every floor holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="print each missed and each false row")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", dest="higher", action="store_true", help="raise the floors to today's scores")
    change.add_argument("--lower", action="store_true", help="set the floors to today's scores, lower or not")
    options = parser.parse_args(arguments)

    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder))
    scores = result["scores"]
    if options.errors:
        for row in result["errors"]:
            print(*row, sep="\t")
    floors = {row.metric: row.f1 for row in load(Accuracy, "accuracy")}
    print(f"{'metric':14} {'P':>6} {'R':>6} {'F1':>6} {'floor':>6}   hit/gold/predicted")
    for metric, s in scores.items():
        ratios = f"{s['precision']:6.3f} {s['recall']:6.3f} {s['f1']:6.3f}"
        print(f"{metric:14} {ratios} {floors.get(metric, '-'):>6}   {s['hit']}/{s['gold']}/{s['pred']}")
    for name, fields in result["fields"].items():
        print(f"{name}: " + "  ".join(f"{field} {share:.3f} ({count})" for field, (share, count) in fields.items()))

    told = below_floor(scores)
    if options.lower or (options.higher and not any("below" in line or "other gold" in line for line in told)):
        write_floors(scores)
        print(f"floors written to {path_of('accuracy')}")
        return 0
    for line in told:
        print(line, file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
