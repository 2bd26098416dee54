"""What an exercise's measures read off one set of landmarks, before anything is smoothed."""

from collections.abc import Hashable, Mapping
from typing import NamedTuple

from posetrainer.exercises.spec import Measure
from posetrainer.kinematics.body import stature_px
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.measures import measure_both_sides


class Measured(NamedTuple):
    """All quantities of one moment.

    Attributes
    ----------
    values : tuple of (float, float)
        Left and right of each quantity, in degrees or pixels; NaN where it cannot be judged.
    stature_px : float
        The body's stature in pixels, see :func:`~posetrainer.kinematics.body.stature_px`.
    """

    values: tuple[tuple[float, float], ...]
    stature_px: float


class Quantities:
    """The different things that some measures read: two may read one, from another zero, say.

    Parameters
    ----------
    measures : mapping of str to Measure
        From the spec.
    frontal : bool
        Whether the user is seen from the front.
    """

    def __init__(self, measures: Mapping[str, Measure], *, frontal: bool = False) -> None:
        self._frontal = frontal
        found: dict[Hashable, Measure] = {}
        for measure in measures.values():
            found.setdefault(_apart(measure), measure)
        numbers = {apart: number for number, apart in enumerate(found)}
        self._measures = tuple(found.values())
        #: Which quantity each measure reads.
        self.number_of = {name: numbers[_apart(measure)] for name, measure in measures.items()}

    def measure(self, xy: Array, stretch: float = 1.0) -> Measured:
        """Read all quantities.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Usable landmarks, see :class:`~posetrainer.kinematics.view.View`.
        stretch : float
            What heights look shorter by.
        """
        values = (
            (measure_both_sides(measure, xy) * (stretch if measure.kind == "lift" else 1)).tolist()
            for measure in self._measures
        )
        return Measured(
            tuple((left, right) for left, right in values),
            stature_px(xy, frontal=self._frontal),
        )


def _apart(measure: Measure) -> Hashable:
    """What is measured, apart from where, from which zero and over which time."""
    left_out = {"side", "relative_to", "swing_within_s"}
    return frozenset(measure.model_dump(exclude=left_out).items())
