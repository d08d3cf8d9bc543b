"""Sources by address: what lies in an object store or on a web host is copied into a folder, and read there.

Addresses are those of fsspec: `s3://bucket/corpus.jsonl.gz`, `gs://bucket/folder`, `https://host/corpus.jsonl.gz`. A
folder's address brings everything below it; web hosts have no folders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from flows.read import metadata


class AddressError(RuntimeError):
    """An address of a kind that can't be used."""


def is_address(source: str) -> bool:
    """Whether it is an address, not a path of this machine."""
    return "://" in source


def open_address(address: str) -> tuple[Any, str]:
    """The file system of fsspec that an address or path names, and the path in it.

    Raises:
        AddressError: there is no such kind of address, or its library is missing.
    """
    import fsspec

    try:
        fs, root = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise AddressError(f"{address}: {error}. Remedy: pip install 'xinzhi[stores]'") from error
    except ValueError as error:
        raise AddressError(f"{address}: {error}") from error
    return fs, root.rstrip("/")


def check(sources: Sequence[str]) -> None:
    """See that every source is there.

    Args:
        sources: paths and addresses.

    Raises:
        FileNotFoundError: one isn't.
        OSError: a store or host can't be asked.
        AddressError: an address can't be used.
    """
    for source in sources:
        if not (_is_at(source) if is_address(source) else Path(source).exists()):
            raise FileNotFoundError(f"{source}: no such file or folder; check the path")


def fetch(address: str, folder: Path, progress: Callable[[int, int], None]) -> Path:
    """Copy what lies at an address.

    Args:
        address: of a file, which brings the `documents.csv` beside it along, or of a folder.
        folder: empty, or not there yet.
        progress: called with the number of files done and their total.

    Returns:
        Path of the copy, a file or a folder, to be read as if it were the source.

    Raises:
        OSError: the store or host, or a file there, can't be reached.
        ValueError: a name there leads out of the folder.
    """
    with telling(address):
        fs, root = open_address(address)
        name, files = _listed(fs, root, address)
        for done, (shown, path) in enumerate(files.items(), start=1):
            if ".." in PurePosixPath(shown).parts:
                raise ValueError(f"{address}: {shown!r} leads out of the folder; give it another name")
            target = folder / shown
            target.parent.mkdir(parents=True, exist_ok=True)
            fs.get_file(path, str(target))
            progress(done, len(files))
    return folder / name


def _listed(fs: Any, root: str, address: str) -> tuple[str, dict[str, str]]:
    """What is to be read below the copy (nothing for all of it), and the paths to copy by their names there."""
    place = urlsplit(address)
    if place.scheme in ("http", "https"):
        name = PurePosixPath(unquote(place.path)).name or "index.html"
        return name, {name: root}
    if fs.isfile(root):
        home, _, name = root.rpartition("/")
        beside = f"{home}/{metadata.NAME}"
        return name, {name: root} | ({metadata.NAME: beside} if fs.exists(beside) else {})
    return "", {path.removeprefix(root).lstrip("/"): path for path in fs.find(root)}


def _is_at(address: str) -> bool:
    with telling(address):
        fs, root = open_address(address)
        return bool(fs.exists(root))


@contextmanager
def telling(address: str) -> Iterator[None]:
    """Raise a store's troubles as `OSError` with the address: boto's and aiohttp's errors have classes of their own."""
    try:
        yield
    except (RuntimeError, ValueError):  # ours
        raise
    except Exception as error:
        if isinstance(error, OSError) and address in str(error):
            raise
        raise OSError(f"{address}: {error}") from error
