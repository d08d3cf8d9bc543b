"""Build hook of the wheel: it puts the bill of materials in, and with XINZHI_COMPILE=1 compiled stages.

With that in the environment the hot stages are compiled by mypyc.

The same modules run uncompiled where there is no compiler; a compiled wheel holds them too, but Python prefers the
compiled form.
"""

from __future__ import annotations

import os
import runpy
import shutil
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STAGES = ("flows/text", "flows/layout", "flows/extract", "flows/tabulate.py", "flows/excerpts.py")
"""Folders and modules that are compiled."""

BILL = "xinzhi.cdx.json"
"""Name of the bill of materials in the wheel's `.dist-info/sboms/`."""


class WheelHook(BuildHookInterface):
    """Adds the bill of materials, and compiled modules, with which the wheel is for this Python and platform."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the bill; compile, if it is asked for."""
        if version != "standard":
            return
        self.folder = Path(mkdtemp(prefix="xinzhi-wheel-"))
        bill = self.folder / BILL
        bill.write_text(bill_of_materials(Path(self.root)), encoding="utf-8")
        build_data["sbom_files"].append(str(bill))
        if os.environ.get("XINZHI_COMPILE") != "1":
            return
        for built in compile_modules(Path(self.root), self.folder):
            build_data["force_include"][str(built)] = built.relative_to(self.folder / "lib").as_posix()
        build_data["infer_tag"] = True
        build_data["pure_python"] = False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was made, now that it is in the wheel."""
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)


def bill_of_materials(root: Path) -> str:
    """See `bill_of_materials.py`, which no installed package holds."""
    return str(runpy.run_path(str(root / "bill_of_materials.py"))["bill"](root))


def compile_modules(root: Path, folder: Path) -> list[Path]:
    """Compile the modules of `STAGES`.

    Args:
        root: the checkout.
        folder: where to build; the compiled modules come to `lib/` in it, at their places in the package.
    """
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    os.chdir(root)
    modules = [
        path.as_posix()
        for stage in map(Path, STAGES)
        for path in (sorted(stage.glob("*.py")) if stage.is_dir() else [stage])
        if path.name != "__init__.py"
    ]
    settings = folder / "mypy.ini"
    settings.write_text("[mypy]\nignore_missing_imports = True\nfollow_imports = silent\n", encoding="utf-8")
    extensions = mypycify(
        ["--config-file", str(settings), "--cache-dir", str(folder / "cache"), *modules],
        opt_level="2",
        debug_level="0",
        multi_file=True,
        target_dir=str(folder / "c"),
    )
    command = build_ext(Distribution({"name": "xinzhi", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temp")
    command.parallel = os.cpu_count()
    command.ensure_finalized()
    command.run()
    return sorted((folder / "lib").rglob("*.pyd" if sys.platform == "win32" else "*.so"))
