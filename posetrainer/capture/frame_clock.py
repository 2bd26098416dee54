"""Media times from the time stamps of a container, which may be missing or jump."""

from fractions import Fraction

# Least difference between two frames, since speeds are differences over time.
_SMALLEST_STEP_S = 0.001
# A stamp that is further back than this means that the clock was reset, as in concatenated
# files; a smaller step back is a wrong stamp.
_RESTART_S = 1.0


class FrameClock:
    """Convert container times into media times that start at 0 and strictly increase.

    Parameters
    ----------
    step_s : float
        Usual time between frames in seconds, for frames without a stamp.
    """

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._origin: Fraction | None = None
        self._last_s: float | None = None

    def time_of(self, stamp_s: Fraction | None) -> float:
        """Return the next frame's media time in seconds, the container's where that is valid.

        Parameters
        ----------
        stamp_s : Fraction or None
            Container time in seconds; None if the frame has none.
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
