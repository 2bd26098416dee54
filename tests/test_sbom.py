"""The bill of materials has what the program needs, and no tools of development."""

import json
from pathlib import Path

import pytest

from tools import sbom

pytestmark = pytest.mark.slow


def test_the_bill_of_materials_is_what_is_resolved(tmp_path: Path) -> None:
    out = tmp_path / "bill.json"
    assert sbom.main(["--out", str(out)]) == 0
    bill = json.loads(out.read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    found = {(one["name"], one["version"]) for one in bill["components"]}
    assert ("mediapipe", "0.10.21") in found
    names = {name for name, _ in found}
    assert {"opencv-contrib-python", "numpy", "av", "nicegui"} <= names
    assert names.isdisjoint({"pytest", "ruff", "selenium", "jax", "cma", "pandas"})


def test_the_extras_are_in_it_if_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "bill.json"
    assert sbom.main(["--all-extras", "--out", str(out)]) == 0
    names = {one["name"] for one in json.loads(out.read_text(encoding="utf-8"))["components"]}
    assert {"cma", "distributed", "pandas", "mediapipe"} <= names
