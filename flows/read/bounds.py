"""How much one source may ask of the machine."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields

MIB = 1 << 20

VARIABLE = "XINZHI_LIMITS"
"""Environment variable with other limits: NAME=NUMBER,NAME=NUMBER."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of reading. What passes one is `Unreadable` with the reason `too_large`; the rest goes on.

    Attributes:
        document_bytes: bytes of one text, page, row or text part of a file: about ten million characters, where a
            newspaper page has ten thousand and a book a million.
        page_bytes, page_tags: bytes and tags of one HTML page; its parser takes 50 times the bytes in memory.
        tag_attributes: attributes of one tag; the parser takes the square of their number in time.
        file_bytes: bytes of one PDF or DOCX, pictures included.
        pdf_pages: pages of one PDF.
        unpacked_bytes: bytes that one compressed file or archive may unpack to, all members together.
        unpacked_ratio: unpacked to packed bytes, looked at after `unpacked_free` bytes. Press text packs 3:1, JSON
            Lines of one template 20:1, a bomb 1000:1.
        faults: rows and members of one file that can't be read, before the rest of it isn't tried.
        members: members of an archive, nested ones included.
        depth: archives inside archives.
    """

    document_bytes: int = 32 * MIB
    page_bytes: int = 8 * MIB
    page_tags: int = 200_000
    tag_attributes: int = 2_000
    file_bytes: int = 256 * MIB
    pdf_pages: int = 2_000
    unpacked_bytes: int = 4096 * MIB
    unpacked_ratio: int = 200
    unpacked_free: int = 16 * MIB
    faults: int = 10_000
    members: int = 100_000
    depth: int = 3


BOUNDS = Bounds()
"""The limits that hold where nobody sets any."""


def limits() -> Bounds:
    """The limits of this process: `BOUNDS`, but for those that the environment sets.

    Raises:
        ValueError: it names no limit, or gives no number.
    """
    names = [field.name for field in fields(Bounds)]
    given = {}
    for pair in filter(None, os.environ.get(VARIABLE, "").split(",")):
        name, _, number = (part.strip() for part in pair.partition("="))
        if name not in names or not number.isdecimal():
            raise ValueError(f"{VARIABLE}: {pair!r} is not NAME=NUMBER with a name among {', '.join(names)}")
        given[name] = int(number)
    return Bounds(**given)
