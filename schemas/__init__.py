"""The tables: one pandera model each, and everything that is generated from them.

The models are the definition. Arrow schemas, SQL DDL, the data dictionary and `xinzhi describe` read them; nothing
repeats them.
"""

from schemas.registry import ROW_TABLES, TABLES, Table

__all__ = ["ROW_TABLES", "TABLES", "Table"]
