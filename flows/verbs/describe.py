"""`xinzhi describe`: what tables and columns mean."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from flows.verbs.errors import UsageError

WHAT = "Say what the tables and their columns mean."
EXAMPLE = "xinzhi describe figures"


def arguments(verb: ArgumentParser) -> None:
    """Declare the arguments."""
    verb.add_argument("table", nargs="?", metavar="TABLE", help="a table (default: the list of all)")


def run(options: Namespace) -> int:
    """Print the list of tables, or the columns of one."""
    from schemas import TABLES
    from schemas.dictionary import describe

    if options.table is None:
        for table in TABLES.values():
            print(f"{table.name:18} {table.description} {table.description_zh}")
        return 0
    if options.table not in TABLES:
        raise UsageError(f"no table {options.table!r}; there are {', '.join(TABLES)}")
    print(describe(TABLES[options.table]), end="")
    return 0
