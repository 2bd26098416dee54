"""Small faults that are put into a program to see whether its tests find them."""

import gc
import importlib.util
from pathlib import Path

import pytest

from tools import mutation


def test_a_mutant_changes_a_function_that_was_imported_and_frozen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scale.py"
    path.write_text("def larger(a, b):\n    return a > b\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("scale", path)
    assert spec is not None
    assert spec.loader is not None
    scale = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scale)
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    gc.freeze()
    assert not scale.larger(1, 1)
    [mutant] = mutation.mutants(Path("scale.py"))
    assert str(mutant) == "scale.py:2: a > b  ->  a >= b"
    mutant.apply()
    assert scale.larger(1, 1)
