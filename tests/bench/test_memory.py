"""What a benchmark of memory makes of what it noted."""

import pytest

from tools.bench.memory import MemoryBench


@pytest.mark.parametrize(
    ("by_minute_mb", "growth_mb"),
    [
        # Caches fill in the first three minutes.
        ((200.0, 300.0, 320.0, 321.0, 320.0), 1.0),
        ((320.0, 320.0, 320.0, 340.0, 320.0), 20.0),
        ((320.0, 320.0, 320.0, 322.0, 324.0, 326.0), 6.0),
        ((320.0, 320.0, 320.0, 310.0), 0.0),
    ],
)
def test_growth_is_from_the_third_minute_on(
    by_minute_mb: tuple[float, ...], growth_mb: float
) -> None:
    result = MemoryBench("clip.mp4", len(by_minute_mb), 4500, by_minute_mb)
    assert result.as_record()["growth_mb"] == pytest.approx(growth_mb)
    assert result.as_record()["flat"] is (growth_mb <= 5)
    assert result.as_text().endswith("met" if growth_mb <= 5 else "missed")
