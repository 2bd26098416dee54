"""Whether the picture stands still, not only the body in it.

Landmarks of a living body, seen by a real camera, are never twice in the same place: over the
samples and over recordings of real people half of them move by more than 0.05 pixels within 0.3
seconds in a picture 360 pixels high. Those of one picture that is looked at again and again do
not.
"""

from collections import deque

from posetrainer.kinematics.geometry import Points

#: A picture that stands still for so long has stopped.
STOPS_S = 1.5
#: Half of the landmarks then move by less than this share of the picture's height from one
#: picture to the next,
STOPPED_SHARE = 0.04 / 360
#: in so large a share of the pictures: now and then the estimator changes its mind.
STOPPED_PICTURES = 0.85
#: It goes on once fewer than this share of the pictures stay as they were, or so many pictures have
#: changed, one after the other.
GOES_ON_SHARE = 0.5
GOES_ON_PICTURES = 3


class StoppedPicture:
    """Watch whether the picture still changes."""

    def __init__(self) -> None:
        self._before: Points | None = None
        #: Media times, and whether the picture had not changed since the one before.
        self._past: deque[tuple[float, bool]] = deque()
        #: In so many of these it had not.
        self._stayed = 0
        self._since_s: float | None = None
        #: So many of the latest pictures changed.
        self._changes = 0

    def __call__(self, points: Points, height_px: float, time_s: float) -> float:
        """Return for how many seconds the picture has stood still; 0 while it changes.

        It is not known before :data:`STOPS_S`, and 0 until then.

        Parameters
        ----------
        points : sequence of complex
            All landmarks in pixels, as the estimator gives them.
        height_px : float
            The picture's height.
        time_s : float
            Media time.
        """
        before, self._before = self._before, points
        stays = before is not None and _stays(before, points, STOPPED_SHARE * height_px)
        past = self._past
        self._changes = 0 if stays else self._changes + 1
        if self._changes >= GOES_ON_PICTURES:
            past.clear()
            self._stayed = 0
            self._since_s = None
            return 0.0
        past.append((time_s, stays))
        self._stayed += stays
        if time_s - past[0][0] >= STOPS_S:
            share = self._stayed / len(past)
            if self._since_s is None and share >= STOPPED_PICTURES:
                self._since_s = past[0][0]
            elif share < GOES_ON_SHARE:
                self._since_s = None
        while time_s - past[0][0] >= STOPS_S:
            self._stayed -= past.popleft()[1]
        return 0.0 if self._since_s is None else time_s - self._since_s


def _stays(before: Points, now: Points, limit_px: float) -> bool:
    """Whether half of the landmarks have moved by less than a limit."""
    may_move = len(now) // 2
    for was, is_ in zip(before, now, strict=True):
        if not abs(is_ - was) < limit_px:
            may_move -= 1
            if may_move < 0:
                return False
    return True
