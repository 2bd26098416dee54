"""Write what the program is made of as a software bill of materials: ``python -m tools.sbom``.

It is CycloneDX, in JSON: every package that is installed with the program, on any system, with its
version and the digests of its files; with ``--all-extras`` those of the extras as well. Needs uv
0.9.11 or newer.
"""

import argparse
import subprocess
import sys
from pathlib import Path

#: From what uv has resolved; tools of development are left out.
MAKER = ("uv", "export", "--quiet", "--format", "cyclonedx1.5", "--no-dev")
#: Resolved but never installed: see override-dependencies in pyproject.toml.
LEFT_OUT = ("jax", "jaxlib", "sentencepiece")


def main(arguments: list[str] | None = None) -> int:
    """Write the file that is named, or ``posetrainer.cdx.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("posetrainer.cdx.json"))
    parser.add_argument("--all-extras", action="store_true", help="Those of the extras, too.")
    chosen = parser.parse_args(arguments)
    extras = ["--all-extras"] if chosen.all_extras else []
    pruned = [option for name in LEFT_OUT for option in ("--prune", name)]
    command = [*MAKER, *extras, *pruned, "--output-file", str(chosen.out)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
