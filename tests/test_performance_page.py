"""What the page on speed makes of measurements."""

from tools.bench.replay import Pace, ReplayBench
from tools.performance import replay_part


def test_processor_time_a_frame_is_reported_beside_the_pace() -> None:
    bench = ReplayBench(
        clip="clip.mp4",
        frames=372,
        rounds=3,
        bare=Pace(fps=40.0, cores_used=1.0),
        replay=Pace(fps=100.0, cores_used=1.5),
        saving=Pace(fps=80.0, cores_used=1.8),
        ratio=2.5,
        saving_ratio=2.0,
        parts_ms={"rules": 0.07},
    )
    rows = replay_part(bench).splitlines()
    assert "| `replay --headless` | 100.0 | 2.50 | 1.50 | 15.0 |" in rows
    assert "| `replay --headless --save-video` | 80.0 | 2.00 | 1.80 | 22.5 |" in rows
    assert "| rules | 0.070 |" in rows
