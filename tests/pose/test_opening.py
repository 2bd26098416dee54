"""How many threads the pose model gets."""

import pytest
from each import for_each

from posetrainer.pose import opening


class Model:
    """A pose model that takes as long as it is told."""

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """A machine with so many cores, of which so many have nothing else to do."""
    of = {"cores": 2, "free": 2}

    class Estimator(Model):
        clock_s = 0.0
        cpu_s = 0.0

        def estimate(self, frame: object) -> None:
            assert not self.closed
            Estimator.clock_s += 0.01
            Estimator.cpu_s += 0.01 * min(self.threads, of["free"])

    monkeypatch.setattr(opening, "MediaPipeEstimator", Estimator)
    monkeypatch.setattr(opening, "cores", lambda: of["cores"])
    monkeypatch.setattr(opening.time, "perf_counter", lambda: Estimator.clock_s)
    monkeypatch.setattr(opening.time, "process_time", lambda: Estimator.cpu_s)
    return of


@for_each(
    ("cores", "free", "live", "drawn", "asked", "threads"),
    [
        (2, 2, False, False, None, 2),
        (2, 2, False, True, None, 1),
        (4, 4, False, True, None, 3),
        (16, 16, False, False, None, 4),
        (1, 1, False, True, None, 1),
        (2, 2, True, True, None, 1),
        (2, 1, False, False, None, 1),
        (4, 2, False, False, None, 1),
        (2, 1, False, True, 2, 2),
        (8, 8, True, True, 3, 3),
    ],
)
def test_threads_are_those_that_pay(
    machine: dict[str, int],
    cores: int,
    free: int,
    live: bool,
    drawn: bool,
    asked: int | None,
    threads: int,
) -> None:
    machine.update(cores=cores, free=free)
    model = opening.open_estimator(live=live, drawn=drawn, threads=asked)
    assert isinstance(model, Model)
    assert (model.threads, model.closed) == (threads, False)
