"""Check installed packages for known vulnerabilities: ``python -m tools.audit``.

If no advisories can be reached, it prints one line and passes.
"""

import json
import subprocess
import sys
import tempfile
from importlib.metadata import distributions
from pathlib import Path

#: The auditor of the Python Packaging Authority; sends only names and versions.
AUDITOR = ("uvx", "--from", "pip-audit>=2.10,<3", "pip-audit")
#: Known, and answered in SECURITY.md.
ANSWERED = ("CVE-2025-53644",)
_PATIENCE_S = 25.0


def main() -> int:
    """Print vulnerabilities, and return 1 if there are any."""
    ignored = [option for flaw in ANSWERED for option in ("--ignore-vuln", flaw)]
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "installed.txt")
        listed.write_text("\n".join(sorted(_installed())), encoding="utf-8")
        options = ("--no-deps", "--disable-pip", "--format", "json", "--timeout", "10", *ignored)
        try:
            done = subprocess.run(
                [*AUDITOR, "--requirement", str(listed), *options],
                capture_output=True,
                text=True,
                timeout=_PATIENCE_S,
                check=False,
            )
            packages = json.loads(done.stdout)["dependencies"]
        except (OSError, subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
            packages = []
    asked = [package for package in packages if "vulns" in package]
    if not asked:
        print("audit: skipped, as no advisories can be reached from here.")
        return 0
    flaws = [_line(package, flaw) for package in asked for flaw in package["vulns"]]
    print("\n".join([f"audit: {len(asked)} packages, {len(flaws)} known flaws.", *flaws]))
    return 1 if flaws else 0


def _installed() -> set[str]:
    """Return the installed packages other than this one, each with its version."""
    own = "posetrainer"
    found = ((one.metadata["Name"], one.version) for one in distributions())
    return {f"{name}=={version}" for name, version in found if name and name != own}


def _line(package: dict[str, str], flaw: dict[str, list[str]]) -> str:
    mend = ", ".join(flaw["fix_versions"]) or "no version yet"
    return f"{package['name']} {package['version']}: {flaw['id']}, mended in {mend}"


if __name__ == "__main__":
    sys.exit(main())
