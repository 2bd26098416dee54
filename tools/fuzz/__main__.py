"""Judge inputs that were kept: ``uv run python -m tools.fuzz TARGET FILE...``."""

import sys
from pathlib import Path

from tools.fuzz.targets import target_named


def main() -> None:
    """Judge each file; a fault is shown with its traceback."""
    target = target_named(sys.argv[1])
    for name in sys.argv[2:]:
        accepted = target.judge(Path(name))
        print(f"{name}: {'accepted' if accepted else 'refused'}")


if __name__ == "__main__":
    main()
