"""Write what is installed here as a software bill of materials: ``python -m tools.sbom``.

It is CycloneDX, in JSON, with the version and licence of every package that the program needs.
Development tools are left out where they are not installed: ``uv sync --no-dev``.
"""

import argparse
import subprocess
import sys
from pathlib import Path

#: The reference implementation for Python.
MAKER = ("uvx", "--from", "cyclonedx-bom>=7,<8", "cyclonedx-py")


def main() -> int:
    """Write the file that is named, or ``posetrainer.cdx.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("posetrainer.cdx.json"))
    out = parser.parse_args().out
    options = ("--pyproject", "pyproject.toml", "--output-reproducible", "--output-file", str(out))
    made = subprocess.run([*MAKER, "environment", sys.executable, *options], check=False)
    return made.returncode


if __name__ == "__main__":
    sys.exit(main())
