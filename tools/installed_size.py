"""Measure what is installed, for docs/dependencies.md: ``uv run python -m tools.installed_size``.

The packages are those that uv resolves for the program and each of its extras; the sizes are those
of their files in this environment, without what Python compiles of them.
"""

import subprocess
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from posetrainer.tuning.accuracy import paragraph
from tools.readme import REPOSITORY, write_between

PAGE = REPOSITORY / "docs" / "dependencies.md"
EXPORT = ("uv", "export", "-q", "--no-dev", "--no-hashes", "--no-annotate", "--no-emit-project")
EXTRAS = ("tuning", "cluster", "pandas")
#: Fewer are not worth a line.
_LARGE_MB = 10


def packages(*extras: str) -> frozenset[str]:
    """Return the names of all packages that the program needs with some extras."""
    options = [option for extra in extras for option in ("--extra", extra)]
    listed = subprocess.run(
        [*EXPORT, *options], capture_output=True, text=True, check=True, cwd=REPOSITORY
    ).stdout
    return frozenset(line.partition("==")[0] for line in listed.splitlines() if "==" in line)


def size_mb(package: str) -> float | None:
    """Return the size of an installed package in MB, None where this system does not need it."""
    try:
        files = distribution(package).files or ()
    except PackageNotFoundError:
        return None
    paths = [Path(file.locate()) for file in files if file.suffix != ".pyc"]
    return sum(path.stat().st_size for path in paths if path.exists()) / 1e6


def table() -> str:
    """Return the sizes of the program and of what each extra adds, in Markdown."""
    base = packages()
    lines = ["| | packages | MB |", "|---|---|---|", _line("posetrainer", base)]
    lines += [_line(f"`[{extra}]` adds", packages(extra) - base) for extra in EXTRAS]
    large = sorted(((size, name) for name, size in _sizes(base).items()), reverse=True)
    named = ", ".join(f"{name} {size:.0f}" for size, name in large if size >= _LARGE_MB)
    return "\n".join([*lines, "", paragraph(f"The largest, in MB: {named}.")])


def _line(name: str, found: Iterable[str]) -> str:
    sizes = _sizes(found)
    return f"| {name} | {len(sizes)} | {sum(sizes.values()):.1f} |"


def _sizes(names: Iterable[str]) -> dict[str, float]:
    sizes = {name: size_mb(name) for name in names}
    return {name: size for name, size in sizes.items() if size is not None}


def main() -> None:
    """Write the table."""
    write_between(PAGE, "sizes", table(), "tools.installed_size")


if __name__ == "__main__":
    main()
