"""Media time from the time stamps of a container, which may be missing or jump."""

from fractions import Fraction

# Two frames with one stamp are kept apart: speed is a difference over time.
_SMALLEST_STEP_S = 0.001
# A stamp that lies further back than this is a clock that started anew, as in recordings
# that were joined; less is a stamp that is merely wrong.
_RESTART_S = 1.0


class FrameClock:
    """Turn container times into media times that start at 0 and always grow.

    Parameters
    ----------
    step_s : float
        Usual time from frame to frame in seconds, for frames that carry no stamp.
    """

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._origin: Fraction | None = None
        self._last_s: float | None = None

    def time_of(self, stamp_s: Fraction | None) -> float:
        """Return the next frame's media time in seconds, exactly the container's if it can be.

        Parameters
        ----------
        stamp_s : Fraction or None
            Container time in seconds, if the frame has one.
        """
        expected_s = 0.0 if self._last_s is None else self._last_s + self._step_s
        time_s = expected_s
        if stamp_s is not None:
            if self._origin is None:
                self._origin = stamp_s - Fraction(expected_s)
            time_s = float(stamp_s - self._origin)
            if self._last_s is not None and time_s < self._last_s - _RESTART_S:
                self._origin = stamp_s - Fraction(expected_s)
                time_s = expected_s
        if self._last_s is not None:
            time_s = max(time_s, self._last_s + _SMALLEST_STEP_S)
        self._last_s = time_s
        return time_s
