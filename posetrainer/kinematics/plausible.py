"""Dropping landmarks that are implausible."""

import math
from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence

from posetrainer.kinematics.geometry import UNKNOWN, Points
from posetrainer.kinematics.pairs import LEFT_LEG, LEG, RIGHT_LEG
from posetrainer.pose.landmarks import SIDES, index_of

#: A bone that differs by more than this share from what it has just been is a wrong landmark:
#: where legs cross in the picture, an ankle is put on the other leg for a frame or two.
BONE_CHANGE = 0.15
#: "Just" is the median of this long a past; a bone seen at a new angle is believed by then.
BONE_MEMORY_S = 0.5
#: So many lengths are remembered even if they are older: somebody who comes back into view is
#: measured against what was known before.
BONE_LEAST = 5
#: A foot is invented where it is believed in less than this and its shank is seen shorter than
#: this share of what it was: of shins that something covers, 0.2 to 0.35 and 0.6. Of a far leg,
#: which is believed in as little, the shank keeps its length.
INVENTED_BELIEF = 0.4
INVENTED_SHANK = 0.8
#: The shank's length is learnt over this time, from feet that are believed in as much as this.
SHANK_FOLLOWS_S = 2.0
SHANK_BELIEF = 0.5
#: Between two looks the middle of a trunk moves by less than this share of its length, and so
#: much a second more; over the samples and recordings of real people 0.15 was the most.
TRUNK_JUMP = 0.3
TRUNK_SPEED = 0.5
#: A trunk does not turn or change its length by more than this share of it.
TRUNK_CHANGE = 0.2
#: While a stranger passes, the person does not lean by more than this share of it: 30 degrees.
LEANS = 0.5
#: Another person who is followed for longer than this is the one who exercises from then on.
STRANGER_S = 4.0
#: So soon, if the person before was not wholly in the picture, or too small to exercise.
STRANGER_AT_ONCE_S = 0.5

_LEFT_SHOULDER, _RIGHT_SHOULDER, _LEFT_HIP, _RIGHT_HIP = (
    index_of(part, side) for part in ("shoulder", "hip") for side in SIDES
)
#: The ends of each bone, and what is wrong along with it: all that lies further down the leg.
_BONES = [
    (
        index_of(upper, side),
        index_of(lower, side),
        [index_of(part, side) for part in LEG[LEG.index(lower) :]],
    )
    for side in SIDES
    for upper, lower in (("hip", "knee"), ("knee", "ankle"))
]

#: The ends of each shank, and the foot with its ankle.
_SHANKS = [(knee, ankle, [ankle, *foot]) for knee, ankle, *foot in (LEFT_LEG, RIGHT_LEG)]


class SameBody:
    """Watch that the same person is followed.

    Where somebody passes in front, the estimator follows that person for a while: the trunk then
    jumps to another place, or changes its length and direction.
    """

    def __init__(self) -> None:
        self._centre = self._trunk = complex(math.nan)
        self._believed_s = -math.inf
        self._waits_s = 0.0
        self._stranger = False
        #: Middle and direction of the trunk seen last, whoever's it was.
        self._last = self._centre, self._trunk

    def __call__(self, points: Points, time_s: float, *, in_view: bool = True) -> bool:
        """Whether these are the landmarks of the person before.

        Parameters
        ----------
        points : sequence of complex
            Pixels; NaN where a landmark cannot be judged.
        time_s : float
            Media time.
        in_view : bool
            Whether this body is wholly in the picture, and large enough.
        """
        shoulders = (points[_LEFT_SHOULDER] + points[_RIGHT_SHOULDER]) / 2
        hips = (points[_LEFT_HIP] + points[_RIGHT_HIP]) / 2
        centre, trunk = (shoulders + hips) / 2, shoulders - hips
        unseen_s = max(0.0, time_s - self._believed_s)
        if math.isnan(abs(trunk)):
            return not self._stranger or unseen_s > self._waits_s
        if unseen_s <= self._waits_s:
            length, more = abs(self._trunk), TRUNK_SPEED * unseen_s
            moved, changed = abs(centre - self._centre), abs(trunk - self._trunk)
            if self._stranger:
                # The person must be where they were, and has leaned at most.
                alike = changed <= TRUNK_CHANGE * length or self._comes_back(centre, trunk)
                same = alike and moved <= TRUNK_JUMP * length
            else:
                same = moved <= (TRUNK_JUMP + more) * length
                same &= changed <= (TRUNK_CHANGE + more) * length
            self._last = centre, trunk
            if not same:
                self._stranger = True
                return False
        self._centre, self._trunk, self._believed_s = centre, trunk, time_s
        self._waits_s = STRANGER_S if in_view else STRANGER_AT_ONCE_S
        self._stranger = False
        return True

    def _comes_back(self, centre: complex, trunk: complex) -> bool:
        """Whether the estimator jumps from a stranger to a body as long as the person's.

        The person may have leaned meanwhile; somebody who has moved on to here may be anybody.
        """
        (last_centre, last_trunk), length = self._last, abs(self._trunk)
        jumps = (
            abs(centre - last_centre) > TRUNK_JUMP * length
            or abs(trunk - last_trunk) > TRUNK_CHANGE * length
        )
        as_long = abs(abs(trunk) - length) <= TRUNK_CHANGE * length
        return jumps and as_long and abs(trunk - self._trunk) <= LEANS * length


class Bones:
    """Watch the lengths of thighs and shanks from frame to frame."""

    def __init__(self) -> None:
        self._known = [_Lengths() for _ in _BONES]

    def __call__(self, points: Points, time_s: float) -> Points:
        """Return the landmarks with NaN for those at the end of an implausible bone.

        Parameters
        ----------
        points : sequence of complex
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        wrong: list[int] = []
        for known, (proximal, distal, beyond) in zip(self._known, _BONES, strict=True):
            length = abs(points[distal] - points[proximal])
            if math.isnan(length):
                continue
            usual = known.usual(time_s, length)
            if abs(length - usual) > BONE_CHANGE * usual:
                wrong += beyond
        return _without(points, wrong)

    def exchange(self) -> None:
        """Take what was the left leg for the right one."""
        half = len(self._known) // 2
        self._known = self._known[half:] + self._known[:half]


class _Lengths:
    """The lengths of one bone in the last moments."""

    def __init__(self) -> None:
        self._past: deque[tuple[float, float]] = deque()
        self._ordered: list[float] = []

    def usual(self, time_s: float, length: float) -> float:
        """Take in one more length; return the median."""
        past, ordered = self._past, self._ordered
        past.append((time_s, length))
        insort(ordered, length)
        while len(past) > BONE_LEAST and time_s - past[0][0] > BONE_MEMORY_S:
            del ordered[bisect_left(ordered, past.popleft()[1])]
        return ordered[len(ordered) // 2]


class CoveredFeet:
    """Watch for feet that are covered: the estimator goes on to invent them."""

    def __init__(self) -> None:
        self._shanks_px = [math.nan, math.nan]
        self._time_s = math.nan

    def __call__(self, points: Points, visibility: Sequence[float], time_s: float) -> Points:
        """Return the landmarks with NaN for invented ones.

        Parameters
        ----------
        points : sequence of complex
            Pixels, seen from the side; NaN where a landmark cannot be judged anyway.
        visibility : sequence of float
        time_s : float
            Media time.
        """
        step_s, self._time_s = time_s - self._time_s, time_s
        invented: list[int] = []
        for number, (knee, ankle, foot) in enumerate(_SHANKS):
            shank_px, belief = abs(points[ankle] - points[knee]), visibility[ankle]
            known_px = self._shanks_px[number]
            if belief < INVENTED_BELIEF and shank_px < INVENTED_SHANK * known_px:
                invented += foot
            elif belief >= SHANK_BELIEF and not math.isnan(shank_px):
                first = math.isnan(known_px) or math.isnan(step_s)
                share = 1.0 if first else step_s / (step_s + SHANK_FOLLOWS_S)
                known_px = shank_px if first else known_px
                self._shanks_px[number] = known_px + (shank_px - known_px) * share
        return _without(points, invented)


def _without(points: Points, unknown: list[int]) -> Points:
    if not unknown:
        return points
    known = list(points)
    for i in unknown:
        known[i] = UNKNOWN
    return known
