"""JSON Lines: one object a line, one document a row."""

from __future__ import annotations

import json

from flows.read.item import Documents, Item
from flows.read.rows import lines, to_documents
from flows.read.source import Unreadable


def read(item: Item) -> Documents:
    """Read a corpus row by row; blank lines are no rows."""
    encoding, found = lines(item)
    for number, line in enumerate(found, start=1):
        if len(line) > item.bounds.document_bytes:
            detail = f"line {number}: more than {item.bounds.document_bytes:,} bytes; split the document"
            yield Unreadable(f"{item.file_name}#{number}", "too_large", detail)
            continue
        if line.isspace():
            continue
        try:
            row = json.loads(line.decode())
        except UnicodeDecodeError as error:
            detail = f"line {number}: byte {error.start} is no character in {encoding}; mend the line"
            yield Unreadable(f"{item.file_name}#{number}", "bad_row", detail)
        except (ValueError, RecursionError) as error:
            detail = f"line {number}: no JSON object ({error}); mend or remove the line"
            yield Unreadable(f"{item.file_name}#{number}", "bad_row", detail)
        else:
            if isinstance(row, dict):
                yield from to_documents(item, row, number, encoding)
            else:
                detail = f"line {number}: {type(row).__name__}, not an object with columns; mend or remove the line"
                yield Unreadable(f"{item.file_name}#{number}", "bad_row", detail)
