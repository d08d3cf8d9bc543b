"""Releases in a folder, an object store or on a web host: put there whole, taken from there whole.

    ADDRESS/v2026.11.1/…        a release; `SHA256SUMS` comes last, so that a release that has it is complete
    ADDRESS/index.html          all versions, for people
    ADDRESS/latest.json         all versions, for programs; written last of all

Addresses are those of fsspec: a path, `s3://bucket/path`, `gs://bucket/path`, `https://…` (to read only).
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

from flows.disk import put
from flows.publish.checksums import NAME, file_sha256, parse_sums, read_sums, sums
from flows.publish.versions import LATEST, VERSION, add_version, parse_latest
from flows.read.address import open_address

INDEX = "index.html"
_CHUNK = 1 << 20

Progress = Callable[[int, int], None]
"""Called with the number of files done and their total."""


class StoreError(RuntimeError):
    """An address that doesn't hold what it says."""


def publish_release(release: Path, address: str, progress: Progress | None = None) -> list[str]:
    """Put a release at an address; nothing refers to it before it is whole.

    Args:
        release: folder of one version.
        address: where releases lie.
        progress: see `Progress`.

    Returns:
        All versions there, oldest first.

    Raises:
        StoreError: the release's files are not those of its `SHA256SUMS`, or the address has another release of that
            version.
    """
    version = release.name
    files = read_sums(release)
    if not VERSION.fullmatch(version) or not files or files != sums(release):
        raise StoreError(f"{release}: not a whole release; run `xinzhi verify {release}`")
    fs, root = open_address(address)
    own = (release / NAME).read_bytes()
    there = _content(fs, f"{root}/{version}/{NAME}")
    if there is not None and there != own:
        raise StoreError(f"{address}: has another {version}; a version is never overwritten")
    if there is None:
        for done, name in enumerate([*files, NAME], start=1):
            _put(fs, f"{root}/{version}/{name}", (release / name).read_bytes())
            if progress:
                progress(done, len(files) + 1)
    known = _content(fs, f"{root}/{LATEST}")
    history = add_version(parse_latest(known, f"{address}/{LATEST}") if known else {}, version)
    _put(fs, f"{root}/{INDEX}", _index(history["history"]).encode())
    _put(fs, f"{root}/{LATEST}", (json.dumps(history, indent=1) + "\n").encode())
    return list(history["history"])


def fetch_release(address: str, version: str | None, output: Path, progress: Progress | None = None) -> Path:
    """Take a release from an address, verified file by file. What an earlier try has fetched is not fetched again.

    Args:
        address: where releases lie.
        version: None for the newest.
        output: folder of releases; the version becomes a folder in it.
        progress: see `Progress`.

    Returns:
        The release's folder.

    Raises:
        StoreError: there is no such version, or a file there is not what its `SHA256SUMS` says.
    """
    fs, root = open_address(address)
    if version is None:
        told = _content(fs, f"{root}/{LATEST}")
        if told is None:
            raise StoreError(f"{address}: no {LATEST} there; is it an address of releases?")
        version = parse_latest(told, f"{address}/{LATEST}")["version"]
    listed = _content(fs, f"{root}/{version}/{NAME}")
    if listed is None:
        raise StoreError(f"{address}: has no whole release {version}")
    home = output / version
    if home.is_dir():
        return home
    staging = output / f".fetch-{version}"
    files = parse_sums(listed.decode("utf-8"))
    for done, (name, digest) in enumerate(files.items(), start=1):
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise StoreError(f"{address}/{version}/{NAME}: {name!r} leads out of the release")
        _fetch(fs, f"{root}/{version}/{name}", staging / name, digest)
        if progress:
            progress(done, len(files))
    (staging / NAME).write_bytes(listed)
    put(staging, home)
    return home


def _content(fs: Any, path: str) -> bytes | None:
    """Content of a small file; None where there is none."""
    fs.invalidate_cache()
    try:
        return bytes(fs.cat_file(path))
    except FileNotFoundError:
        return None


def _put(fs: Any, path: str, content: bytes) -> None:
    """Write a file so that it is there whole or not at all: object stores do so, a folder by renaming."""
    if "file" not in fs.protocol:
        fs.pipe_file(path, content)
        return
    fs.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
    beside = f"{path}.tmp"
    fs.pipe_file(beside, content)
    put(Path(beside), Path(path))


def _fetch(fs: Any, path: str, target: Path, digest: str) -> None:
    """Fetch a file, going on where a part of it lies already if the host can start in the middle."""
    if target.is_file():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    if part.is_file():
        _continue(fs, path, part)
    if not part.is_file() or file_sha256(part) != digest:
        fs.get_file(path, str(part))
    if file_sha256(part) == digest:
        part.replace(target)
        return
    part.unlink()
    raise StoreError(f"{path}: its SHA-256 is not the one that {NAME} gives; nothing was kept of it")


def _continue(fs: Any, path: str, part: Path) -> None:
    try:
        with fs.open(path, "rb", block_size=_CHUNK) as source, part.open("ab") as target:
            source.seek(target.tell())
            while chunk := source.read(_CHUNK):
                target.write(chunk)
    except ValueError:  # the host sends files from their start only
        part.unlink()


def _index(versions: list[str]) -> str:
    rows = []
    for version in reversed(versions):
        v = html.escape(version)
        links = [("site/index.html", "look 浏览"), ("README.md", "card 说明"), ("CHANGES.md", "changes 变更")]
        links += [("xinzhi.xlsx", "Excel"), ("SHA256SUMS", "checksums 校验和")]
        cells = " · ".join(f'<a href="{v}/{path}">{text}</a>' for path, text in links)
        rows.append(f"<tr><th>{v}</th><td>{cells}</td></tr>")
    return _PAGE.replace("ROWS", "\n".join(rows))


_PAGE = dedent(
    """\
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>xinzhi 新质</title>
    <style>body{font:16px/1.6 system-ui,sans-serif;max-width:50rem;margin:3rem auto;padding:0 1rem}
    th,td{padding:.3rem 1rem .3rem 0;text-align:left}</style></head>
    <body><h1>xinzhi 新质</h1>
    <p>Quotes, figures, sectors and projects from China's regional press. 地方报刊中的引语、数据、行业与项目。</p>
    <p><code>xinzhi fetch ADDRESS</code> downloads and verifies the newest version.</p>
    <table>
    ROWS
    </table></body></html>
    """,
)
