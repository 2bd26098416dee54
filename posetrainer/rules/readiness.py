"""Whether the person is in place: posture, view, start position, and still."""

import math
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from posetrainer.exercises.spec import Condition, ExerciseSpec
from posetrainer.kinematics.body import displacement
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.posture import BodyPosture, head_down, knees_hang, on_one_leg, postures
from posetrainer.kinematics.upright import turns_to
from posetrainer.rules.obstacles import (
    BodyIncomplete,
    Obstacle,
    PictureTurned,
    Unmet,
    WrongPosture,
    WrongView,
)

#: Shoulder breadth over trunk length up to which a view is from the side: seen by a camera 40
#: degrees off, or 25 degrees off and looking down on a mat, it is 0.55; from the foot end, where
#: hips are taken for waists, 0.65 and more.
SIDE_VIEW_BREADTH = 0.6
#: From here on it is from the front: 40 degrees off it is 0.5.
FRONT_VIEW_BREADTH = 0.45
#: A mat that falls more steeply in the picture is seen from the foot or the head end.
STEEPEST_MAT_DEG = 33.0
#: Once ready, a view may be this much worse before it is lost.
VIEW_SLACK = 0.15
#: The body keeps still if it moves less than this share of its trunk in this many seconds.
#: A walking body moves five times as far; one that sways before its first repetition, 0.1.
STILL_TRUNKS = 0.12
STILL_S = 0.25
#: Something wrong must last this long to be believed: a flicker of landmarks does not.
LASTING_S = 0.5

#: A person who has been seen for so long in a posture that is right but for a turn of the picture
#: is taken to be in it, not on the way to the mat.
SEEMS_TURNED_S = 6.0


class Lasting:
    """Whether something has been wrong for a while, without a break in it or in looking."""

    def __init__(self, for_s: float = LASTING_S) -> None:
        self._for_s = for_s
        self._since_s: float | None = None
        self._looked_s = -math.inf

    def __call__(self, time_s: float, wrong: bool) -> bool:
        """Go on to one more look."""
        unseen = time_s - self._looked_s > LASTING_S
        self._looked_s = time_s
        if not wrong:
            self._since_s = None
            return False
        if self._since_s is None or unseen:
            self._since_s = time_s
        return time_s - self._since_s >= self._for_s


def stance_obstacle(
    spec: ExerciseSpec,
    found: frozenset[BodyPosture] | None,
    breadth: float,
    slope_deg: float,
    *,
    ready: bool,
) -> Obstacle | None:
    """Return what is wrong with posture or view, or None.

    Parameters
    ----------
    spec : ExerciseSpec
    found : frozenset or None
        The postures that the body may be in, see
        :func:`~posetrainer.kinematics.posture.postures`.
    breadth : float
        Of the shoulders over the length of the trunk, lately.
    slope_deg : float
        How steeply the mat falls in the picture; NaN where that is not known.
    ready : bool
        Whether the person had been in place: then the view may be a little worse, and a
        posture that cannot be judged is not wrong.
    """
    if found is None and not ready:
        return BodyIncomplete()
    slack = VIEW_SLACK if ready else 0.0
    right = (
        breadth <= SIDE_VIEW_BREADTH + slack and not abs(slope_deg) > STEEPEST_MAT_DEG
        if spec.view == "side"
        else breadth >= FRONT_VIEW_BREADTH - slack
    )
    # In a wrong view a right posture may look like another one: the view comes first.
    if not right:
        return WrongView(spec.view)
    if found is not None and spec.posture not in found:
        return WrongPosture(spec.posture)
    return None


def turn_obstacle(spec: ExerciseSpec, points: Points, lasting: bool) -> PictureTurned | None:
    """Return what is wrong with the way that the picture is up, or None.

    Parameters
    ----------
    spec : ExerciseSpec
    points : sequence of complex
        Landmarks in pixels of somebody in a wrong posture.
    lasting : bool
        Whether the posture has been wrong for :data:`SEEMS_TURNED_S`.
    """
    turns = turns_to(spec.posture, points, frontal=spec.view == "front")
    if len(turns) != 1 or turns[0] == 0:
        return None
    lies = spec.posture == "supine"
    if head_down(points) or (lies and (on_one_leg(points) or knees_hang(points))):
        return PictureTurned(turns[0])
    # A body on its way to lying on the back does not lie on the belly.
    prone = postures(points) == frozenset(("prone",))
    return PictureTurned(turns[0], unless=spec.posture) if lasting or prone else None


class Asked(NamedTuple):
    """A condition as plain numbers.

    Attributes
    ----------
    measure : str
    low, high : float
        The range that it must stay in, in its unit.
    obstacle : Unmet
        What it is if it does not hold.
    """

    measure: str
    low: float
    high: float
    obstacle: Unmet


def asked(conditions: Mapping[str, Condition]) -> list[Asked]:
    """Return the conditions of a spec, by their ids, as plain numbers."""
    return [
        Asked(each.measure, *each.keep.ends, Unmet(name, each.say))
        for name, each in conditions.items()
    ]


def unmet(
    conditions: Iterable[Asked],
    value_of: Callable[[str], float],
    unseen_is_unmet: bool,
) -> list[Unmet]:
    """Return the conditions that do not hold.

    Parameters
    ----------
    conditions : iterable of Asked
    value_of : callable
        Gives the value of a measure by name; NaN if it cannot be judged.
    unseen_is_unmet : bool
        Whether a condition that cannot be judged counts as not met.
    """
    wrong = []
    for measure, low, high, obstacle in conditions:
        value = value_of(measure)
        if low <= value <= high or (math.isnan(value) and not unseen_is_unmet):
            continue
        wrong.append(obstacle)
    return wrong


class Stillness:
    """Whether the body has kept still for a moment."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, Points]] = deque()

    def reset(self) -> None:
        """Reset."""
        self._past.clear()

    def look(self, time_s: float, points: Points) -> None:
        """Go on to one more set of landmarks, in pixels."""
        past = self._past
        past.append((time_s, points))
        while len(past) > 2 and time_s - past[1][0] >= STILL_S:
            past.popleft()

    @property
    def still(self) -> bool:
        """Whether the body is where it was a moment ago."""
        if not self._past:
            return False
        (first_s, before), (last_s, now) = self._past[0], self._past[-1]
        return last_s - first_s >= STILL_S and displacement(before, now) <= STILL_TRUNKS
