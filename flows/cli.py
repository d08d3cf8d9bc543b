"""The command line of `xinzhi`. Exit codes: 0 done, 1 failed, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from flows import __version__
from flows.verbs import VERBS
from flows.verbs.errors import UsageError
from flows.verbs.screen import printable


def parser() -> argparse.ArgumentParser:
    """The command line with every verb of `flows.verbs`."""
    top = argparse.ArgumentParser(
        prog="xinzhi", description="Quotes, figures, sectors and projects from China's regional press, as open data."
    )
    top.add_argument("--version", action="version", version=f"xinzhi {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name in VERBS:
        module = import_module(f"flows.verbs.{name}")
        verb = verbs.add_parser(
            name, help=module.WHAT, description=module.WHAT, epilog=f"Example: {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )  # fmt: skip
        module.arguments(verb)
        verb.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a verb.

    Returns:
        The exit code: 0 done, 1 failed (or a document was rejected), 2 wrong usage.
    """
    options = parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except BrokenPipeError:  # `xinzhi text FILE | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except UsageError as error:
        return _told(error, 2)
    except (OSError, ValueError, RuntimeError) as error:
        return _told(error, 1)


def _told(error: Exception, code: int) -> int:
    print(printable(f"xinzhi: {error}"), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
