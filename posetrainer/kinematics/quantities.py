"""What some measurands read off one set of landmarks, before anything is smoothed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from posetrainer.kinematics.body import stature_px
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.measurands import Height, Measurand, Quantity
from posetrainer.kinematics.measures import gauge_of


class Measured(NamedTuple):
    """All quantities of one moment.

    Attributes
    ----------
    values : sequence of (float, float)
        Left and right of each quantity, in degrees or pixels; NaN where it cannot be judged.
    points : sequence of complex
        The landmarks of which they were read.
    frontal : bool
        Whether the user is seen from the front.
    """

    values: Sequence[tuple[float, float]]
    points: Points
    frontal: bool

    @property
    def stature_px(self) -> float:
        """The body's stature, see :func:`~posetrainer.kinematics.body.stature_px`."""
        return stature_px(self.points, frontal=self.frontal)


class Quantities:
    """The different quantities of some measurands: two may read the same, from different zeros.

    Parameters
    ----------
    measurands : mapping of str to Measurand
        By name.
    frontal : bool
        Whether the user is seen from the front.
    """

    def __init__(self, measurands: Mapping[str, Measurand], *, frontal: bool = False) -> None:
        self._frontal = frontal
        numbers: dict[Quantity, int] = {}
        #: Which quantity each measurand reads, by name.
        self.number_of = {
            name: numbers.setdefault(measurand.quantity, len(numbers))
            for name, measurand in measurands.items()
        }
        self._gauges = [(gauge_of(one), isinstance(one, Height)) for one in numbers]

    def measure(self, points: Points, stretch: float = 1.0) -> Measured:
        """Read all quantities.

        Parameters
        ----------
        points : sequence of complex
            Usable landmarks, see :class:`~posetrainer.kinematics.view.View`.
        stretch : float
            What heights look shorter by.
        """
        values = []
        for read, is_height in self._gauges:
            left, right = read(points)
            values.append((left * stretch, right * stretch) if is_height else (left, right))
        return Measured(values, points, self._frontal)
