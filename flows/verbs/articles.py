"""`xinzhi articles`: how pages are read."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from itertools import pairwise
from pathlib import Path

from flows.verbs.screen import printable, sources_of

WHAT = "Print the articles of a file as they are read, a ⁞ where pieces are joined."
EXAMPLE = "xinzhi articles page.txt"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("file", type=Path, metavar="FILE", help="file, folder or corpus")


def run(options: Namespace) -> int:
    """Print each article's title, warnings and body."""
    from flows.layout import articles_of
    from flows.text.clean import clean

    sources, lost = sources_of(options.file)
    for source in sources:
        for number, article in enumerate(articles_of(clean(source.raw), source), start=1):
            print(printable(f"── {source.file_name} · {number} · {article.genre} · {article.title or '–'}"))
            for warning in article.warnings:
                print(f"   ! {warning}")
            cuts = [0, *sorted(article.body.breaks), len(article.body)]
            pieces = (article.body.text[start:end].split("\n") for start, end in pairwise(cuts))
            print("⁞".join("\n".join(map(printable, piece)) for piece in pieces), end="\n\n")
    return 1 if lost else 0
