"""What a patient installs: everything but the extras works without the extras' packages."""

import subprocess
import sys
from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here

from posetrainer.errors import MissingPackageError
from posetrainer.tuning.search import require_search

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
