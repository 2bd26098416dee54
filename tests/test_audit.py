"""Known flaws of dependencies are told where advisories can be reached, and never in the way."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tools import audit

pytestmark = pytest.mark.slow

SOUND = {"name": "sound", "version": "1.0", "vulns": []}
FLAWED = {
    "name": "flawed",
    "version": "2.0",
    "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}, {"id": "CVE-2", "fix_versions": []}],
}
UNKNOWN = {"name": "unknown", "skip_reason": "not found"}
SKIPPED = "audit: skipped, as no advisories can be reached from here.\n"


def answer(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let a program answer in place of the auditor."""
    monkeypatch.setattr(audit, "AUDITOR", (sys.executable, "-c", code))


def reported(packages: list[dict[str, Any]]) -> str:
    return f"print({json.dumps({'dependencies': packages})!r})"


def test_flaws_are_reported_with_what_mends_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, reported([SOUND, FLAWED, UNKNOWN]) + "; raise SystemExit(1)")
    assert audit.main() == 1
    assert capsys.readouterr().out.splitlines() == [
        "audit: 2 packages, 2 known flaws.",
        "flawed 2.0: CVE-1, mended in 2.1",
        "flawed 2.0: CVE-2, mended in no version yet",
    ]
    answer(monkeypatch, reported([SOUND]))
    assert audit.main() == 0
    assert capsys.readouterr().out == "audit: 1 packages, 0 known flaws.\n"


@pytest.mark.parametrize(
    "code",
    [reported([UNKNOWN]), "raise SystemExit('no network')", "print('<html>')", "print('[]')"],
)
def test_without_a_network_it_is_skipped_in_a_line(
    code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, code)
    assert audit.main() == 0
    assert capsys.readouterr().out == SKIPPED


def test_without_the_auditor_or_with_a_slow_one_as_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "AUDITOR", ("no-such-program",))
    assert audit.main() == 0
    monkeypatch.setattr(audit, "_PATIENCE_S", 0.1)
    answer(monkeypatch, "import time; time.sleep(9)")
    assert audit.main() == 0
    assert capsys.readouterr().out == 2 * SKIPPED


def test_it_asks_about_what_is_installed_and_not_about_this_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "asked.txt"
    code = "import shutil, sys; shutil.copy(sys.argv[sys.argv.index('--requirement') + 1], "
    answer(monkeypatch, f"{code}{str(kept)!r})")
    audit.main()
    asked = kept.read_text(encoding="utf-8")
    assert "mediapipe==0.10.21" in asked
    assert "posetrainer" not in asked


def test_what_is_passed_over_is_answered_for() -> None:
    page = (Path(audit.__file__).parents[1] / "SECURITY.md").read_text(encoding="utf-8")
    assert all(flaw in page for flaw in audit.ANSWERED)
