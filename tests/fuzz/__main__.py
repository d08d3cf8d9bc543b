"""Fuzz a reader or a stage: inputs that reach new code are kept and changed further.

    python -m tests.fuzz TARGET --seconds 600 [--keep FOLDER]

TARGET is a name of `tests.fuzz.targets.TARGETS`. Needs atheris (`pip install atheris`). Code of Python is watched, that
of lxml, pdfium, Arrow and Polars is called and not watched. A crash, a defect, 20 seconds or 2 GB for one input end the
run with exit code 77 or the like; the input lies in FOLDER (default: build/fuzz/TARGET), beside those that reached new
code.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import sys
from pathlib import Path

import atheris

WATCHED = ["flows", "pdfminer", "tarfile", "zipfile", "gzip", "csv"]
CORPUS = Path(__file__).parent / "corpus"
LONGEST = 6_000
"""Most bytes of an input."""


def write_seeds(folder: Path, target: str) -> None:
    """Small good and hostile files of a format, and texts for the stages, to start from."""
    from tests.faults.outputs import OTHER, TEXT
    from tests.read import hostile, samples

    files = samples.every_format() | {name: data for name, (data, _) in hostile.crafted(long_line=1 << 12).items()}
    inner = {"a.txt": TEXT.encode(), "d/b.html": b"<p>a", "documents.csv": b"file_name,title\na.txt,b\n"}
    words = f"<w:p><w:r><w:t>{OTHER}</w:t><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    part = f"<w:document xmlns:w='{hostile.WORD}'><w:body>{words}</w:body></w:document>"
    files |= {
        "small.txt.gz": gzip.compress(TEXT.encode()),
        "small.jsonl.zst": samples.zstd(samples.jsonl(samples.rows(2))),
        "small.parquet": samples.parquet([{"id": "1", "text": TEXT}]),
        "small.zip": samples.zipped(inner),
        "small.tar": samples.tarred(inner)[:4096],
        "small.tgz": gzip.compress(samples.tarred(inner)[:4096]),
        "small.docx": samples.zipped({"word/document.xml": part.encode(), "docProps/core.xml": b"<title>a</title>"}),
    }
    ends = {"gz": ".txt.gz", "zst": ".jsonl.zst", "metadata": ".csv"}.get(target, f".{target}")
    found = [data for name, data in files.items() if name.endswith(ends) and len(data) <= LONGEST]
    if target == "metadata":
        found.append("file_name,title,published_on\na.txt,题,2024-03-05\nb.txt,,\n".encode())
    if target in ("clean", "layout", "extraction"):
        found = [TEXT.encode(), OTHER.encode(), bytes(range(128))]
    for number, data in enumerate(found):
        (folder / f"seed-{number}").write_bytes(data)


def main() -> None:
    """Fuzz until the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with atheris.instrument_imports(include=WATCHED):
        from tests.fuzz.targets import FOLDER, TARGETS
    keep = options.keep or Path("build/fuzz") / options.target
    keep.mkdir(parents=True, exist_ok=True)
    seeds = FOLDER / "seeds"
    seeds.mkdir()
    write_seeds(seeds, options.target)
    known = [str(folder) for folder in (CORPUS / options.target,) if folder.is_dir()]
    limits = [f"-max_total_time={options.seconds}", "-timeout=20", "-rss_limit_mb=2048", f"-max_len={LONGEST}"]
    arguments = [sys.argv[0], str(keep), str(seeds), *known, *limits, f"-artifact_prefix={keep}/"]
    if child := os.fork():  # the fuzzer ends its process without a farewell
        _, status = os.waitpid(child, 0)
        shutil.rmtree(FOLDER, ignore_errors=True)
        sys.exit(os.waitstatus_to_exitcode(status))
    atheris.Setup(arguments, TARGETS[options.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
