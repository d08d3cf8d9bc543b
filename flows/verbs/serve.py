"""`xinzhi serve`: releases on a schedule."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from flows.verbs.options import columns, output, sources, workers

WHAT = "Build on a schedule, until interrupted, with Prefect's interface to look at the runs."
EXAMPLE = 'xinzhi serve pages/ --cron "0 6 * * *" --timezone Asia/Shanghai'


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    sources(verb)
    output(verb)
    workers(verb)
    columns(verb)
    verb.add_argument("--cron", required=True, metavar="CRON", help="minute, hour, day, month, weekday: 0 6 * * *")
    verb.add_argument("--timezone", default="Asia/Shanghai", metavar="ZONE", help="IANA name (default: Asia/Shanghai)")


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    from flows.build import DOCUMENTS, OUTPUT
    from flows.schedule import serve

    found: list[Path | str] = options.sources or [DOCUMENTS]
    serve(found, options.output or OUTPUT, options.cron, options.timezone, options.workers, options.columns, options.to)
    return 0
