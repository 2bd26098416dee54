"""Measure and write the figures of docs/clinic.md: ``uv run python -m tools.clinic``."""

from posetrainer.tuning.accuracy import paragraph
from tools.bench.archive import bench_archive
from tools.readme import CLIPS, REPOSITORY, machine, write_between

PAGE = REPOSITORY / "docs" / "clinic.md"


def main() -> None:
    """Time the extraction of all samples."""
    bench = bench_archive(sorted(CLIPS.glob("*.mp4")), 1)
    text = f"On {machine()}, `posetrainer bench archive samples/clips/*.mp4`: {bench.as_text()}"
    write_between(PAGE, "archive", paragraph(text), "tools.clinic")


if __name__ == "__main__":
    main()
