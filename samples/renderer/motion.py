"""How a value moves in time: eased keyframes and the small tremor of a living body."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import overload

import numpy as np

from samples.renderer.rotation import Floats


@dataclass
class Track:
    """Keyframes of one value; between two keys it follows half a cosine, still at both.

    Parameters
    ----------
    start
        The value before the first move, in whatever unit the track has.
    """

    start: float
    times_s: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.times_s, self.values = [0.0], [self.start]

    @property
    def last(self) -> float:
        """The value after the last move."""
        return self.values[-1]

    def move(self, start_s: float, seconds: float, value: float) -> None:
        """Stay until `start_s`, then go to `value` within `seconds`."""
        if start_s < self.times_s[-1]:
            raise ValueError(f"a move at {start_s} s starts before the last one has ended")
        self.times_s += [start_s, start_s + seconds]
        self.values += [self.last, value]

    @overload
    def at(self, time_s: float) -> float: ...
    @overload
    def at(self, time_s: Floats) -> Floats: ...
    def at(self, time_s: float | Floats) -> float | Floats:
        """Return the value at a time in seconds, or at each of several."""
        times, values = np.asarray(self.times_s), np.asarray(self.values)
        after = np.clip(np.searchsorted(times, time_s, side="right"), 1, len(times))
        before = after - 1
        after = np.minimum(after, len(times) - 1)
        span = np.maximum(times[after] - times[before], 1e-9)
        share = np.clip((time_s - times[before]) / span, 0.0, 1.0)
        eased = values[before] + (values[after] - values[before]) * (1 - np.cos(np.pi * share)) / 2
        return eased if isinstance(time_s, np.ndarray) else float(eased)


class Tremor:
    """Smooth slow noise, so that nobody is frozen: the same for the same seed.

    Each named channel is a sum of four slow sines with random phases and never exceeds 1.
    """

    # Breathing and postural sway are slow: nothing a still person does is faster than this.
    LOWEST_HZ, HIGHEST_HZ, WAVES = 0.12, 0.55, 4

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._waves: dict[str, tuple[Floats, Floats, Floats]] = {}

    @overload
    def at(self, channel: str, time_s: float) -> float: ...
    @overload
    def at(self, channel: str, time_s: Floats) -> Floats: ...
    def at(self, channel: str, time_s: float | Floats) -> float | Floats:
        """Return the noise of a channel in -1..1 at a time in seconds, or at each of several."""
        if channel not in self._waves:
            rng = np.random.default_rng([self.seed, zlib.crc32(channel.encode())])
            sizes = rng.uniform(0.4, 1.0, self.WAVES)
            self._waves[channel] = (
                sizes / sizes.sum(),
                rng.uniform(self.LOWEST_HZ, self.HIGHEST_HZ, self.WAVES),
                rng.uniform(0, 2 * np.pi, self.WAVES),
            )
        sizes, rates, phases = self._waves[channel]
        angles = 2 * np.pi * np.multiply.outer(np.asarray(time_s), rates) + phases
        noise = np.sin(angles) @ sizes
        return noise if isinstance(time_s, np.ndarray) else float(noise)
