"""The reference tables of `seeds/reference/`, read strictly and once.

A table is a TSV file with a header; its row type is a `NamedTuple` whose fields are the columns. Tables and row types
are registered in `flows.reference.tables`.
"""

from flows.reference.loader import TableError, load, path_of
from flows.reference.tables import TABLES

__all__ = ["TABLES", "TableError", "load", "path_of"]
