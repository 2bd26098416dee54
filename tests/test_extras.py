"""What a patient installs: all that is imported, and the extras only where they are needed."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here

import posetrainer
from posetrainer.errors import MissingPackageError
from posetrainer.tuning.search import require_search

PACKAGE = Path(posetrainer.__file__).parent
#: The packages of the extras in pyproject.toml.
EXTRAS = ("cma", "distributed", "dask", "pandas")
#: Imports every module in a process in which the packages of the extras cannot be found.
IMPORT_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages
sys.modules.update(dict.fromkeys(sys.argv[1:]))
import posetrainer
for module in walk_packages(posetrainer.__path__, "posetrainer."):
    if module.name != "posetrainer.__main__":
        import_module(module.name)
"""


@pytest.mark.slow
def test_every_module_is_imported_without_the_extras() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *EXTRAS], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.slow
def test_every_package_that_is_imported_is_declared() -> None:
    declared = {plain(re.split(r"[^\w.-]", needed)[0]) for needed in requires("posetrainer") or ()}
    packages = packages_distributions()
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in {name.partition(".")[0] for name in names}:
                # The tools are there in a checkout alone, where they add commands.
                if name not in {*sys.stdlib_module_names, "posetrainer", "tools"}:
                    found = {plain(package) for package in packages.get(name, ())}
                    assert found & declared, f"{module}: {name} is not in pyproject.toml"


def plain(package: str) -> str:
    return re.sub(r"[._-]+", "-", package).lower()


def test_fit_names_the_extra_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cma", None)
    with pytest.raises(MissingPackageError, match=r"posetrainer\[tuning\]"):
        require_search()
    run = posetrainer_here("fit", "wall_squat", tmp_path)
    assert run.code == 2
    assert run.err.strip() == (
        "fit needs CMA-ES, which is not installed: pip install 'posetrainer[tuning]'."
    )
