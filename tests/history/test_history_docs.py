"""The example of docs/history.md runs."""

from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs" / "history.md"


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    text = DOCS.read_text(encoding="utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    found: dict[str, object] = {}
    exec(code, found)
    assert (found["by_day"], found["by_week"]) == ([], [])
