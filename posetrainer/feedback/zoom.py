"""Slow, steady zoom of the camera's picture onto the person.

Decided by media time alone, so that two replays show the same.
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from posetrainer.pose.pose import Pose

#: Room around the person, as a share of the longer side of where they move.
MARGIN = 0.13
#: There is always this much, however quickly a limb moves: landmarks end at eyes and knuckles, and
#: the head goes on for 8 % of a body's length.
LEAST_MARGIN = 0.1
#: A picture is not enlarged further than this: a webcam's has no more to show.
STRONGEST = 3.0
#: Where the person has been in the last seconds stays in view: a repetition does not zoom.
REMEMBERED_S = 12.0
#: Movements within a part of that time are kept together.
_KEPT_EVERY_S = 0.5
#: The view goes most of the way to its aim in twice this time.
SETTLES_S = 1.2
#: The aim stays until it is off by more than this share of the view, so that a view comes to rest.
DEAD_BAND = 0.05
#: After this long without a person, in seconds, the whole picture is shown.
LOST_S = 2.0


class Extent(NamedTuple):
    """A rectangle in shares of the picture's width and height."""

    left: float
    top: float
    right: float
    bottom: float

    def union(self, other: "Extent") -> "Extent":
        """Return the smallest extent that contains both."""
        return Extent(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class View:
    """The part of the camera's picture that is shown; it may reach beyond the picture.

    Parameters
    ----------
    x, y : float
        Its middle, in shares of the picture's width and height.
    w, h : float
        Its size, in the same shares.
    """

    x: float = 0.5
    y: float = 0.5
    w: float = 1.0
    h: float = 1.0

    @property
    def extent(self) -> Extent:
        """Its edges."""
        half_w, half_h = self.w / 2, self.h / 2
        return Extent(self.x - half_w, self.y - half_h, self.x + half_w, self.y + half_h)

    @property
    def mirrored(self) -> "View":
        """The same part of the mirrored picture."""
        return View(1 - self.x, self.y, self.w, self.h)


#: All of a picture that is shown in its own proportions.
WHOLE = View()


def whole(aspect: float) -> View:
    """Return the smallest view that contains the whole picture.

    ``aspect`` is the view's width over its height, in shares of the picture: 1 where both have the
    same proportions.
    """
    return View(w=max(1.0, aspect), h=max(1.0, 1 / aspect))


def _around(extent: Extent, aspect: float) -> View:
    """Return the smallest view that contains an extent and may be shown."""
    largest = whole(aspect)
    h = max(extent.bottom - extent.top, (extent.right - extent.left) / aspect)
    h = min(max(h, largest.h / STRONGEST), largest.h)
    middle = (extent.left + extent.right) / 2, (extent.top + extent.bottom) / 2
    return View(_inside(middle[0], h * aspect), _inside(middle[1], h), h * aspect, h)


def _inside(middle: float, size: float) -> float:
    """Move a middle so that nothing outside of the picture is shown, where that can be."""
    return 0.5 if size >= 1 else min(max(middle, size / 2), 1 - size / 2)


class Zoom:
    """Follow a person with the view, through one session."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._aim = WHOLE
        self._time_s = -math.inf
        self._seen_s = -math.inf
        self._been: deque[tuple[float, Extent]] = deque()

    def step(
        self, pose: Pose | None, time_s: float, proportions: tuple[float, float], *, close: bool
    ) -> View:
        """Return the view at one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person in this picture, if somebody is seen.
        time_s : float
            Media time, in seconds.
        proportions : tuple of float
            Width over height, of the camera's picture and of the room that it is shown in.
        close : bool
            Whether to show the person; otherwise the view goes back to the whole picture.
        """
        picture, room = proportions
        aspect = room / picture
        extent = _extent_of(pose) if pose is not None and close else None
        if extent is not None:
            self._seen_s = time_s
            self._remember(extent, time_s)
        elif not close or time_s - self._seen_s > LOST_S:
            self._been.clear()
        self._aim_at(self._wanted(picture, aspect), whole(aspect))
        view = self._settled(time_s, aspect)
        if extent is not None:
            needed = _with_margin(extent, LEAST_MARGIN, picture)
            view = _around(view.extent.union(needed), aspect)
        self._view, self._time_s = view, time_s
        return view

    def _remember(self, extent: Extent, time_s: float) -> None:
        been = self._been
        if been and 0 <= time_s - been[-1][0] < _KEPT_EVERY_S:
            been[-1] = been[-1][0], been[-1][1].union(extent)
        else:
            been.append((time_s, extent))
        while time_s - been[0][0] > REMEMBERED_S:
            been.popleft()

    def _wanted(self, picture: float, aspect: float) -> View:
        if not self._been:
            return whole(aspect)
        left, top, right, bottom = zip(*(extent for _, extent in self._been), strict=True)
        extent = Extent(min(left), min(top), max(right), max(bottom))
        return _around(_with_margin(extent, MARGIN, picture), aspect)

    def _aim_at(self, wanted: View, everything: View) -> None:
        aim = self._aim
        off = max(abs(a - b) for a, b in zip(wanted.extent, aim.extent, strict=True))
        if off > DEAD_BAND * max(aim.w, aim.h) or wanted == everything:
            self._aim = wanted

    def _settled(self, time_s: float, aspect: float) -> View:
        """Return the view on its way to the aim, after the time that has passed."""
        view = self._view
        if view is None:
            return whole(aspect)
        passed = max(0.0, time_s - self._time_s)
        share = 1 - math.exp(-passed / SETTLES_S)
        h = view.h * (self._aim.h / view.h) ** share
        x = view.x + (self._aim.x - view.x) * share
        y = view.y + (self._aim.y - view.y) * share
        return View(_inside(x, h * aspect), _inside(y, h), h * aspect, h)


def _extent_of(pose: Pose) -> Extent | None:
    """Return where the landmarks are, as far as they are in the picture."""
    known = pose.image_xy[np.isfinite(pose.image_xy).all(axis=1)]
    if not len(known):
        return None
    shares = np.clip((known + 0.5) / np.asarray(pose.frame_size), 0.0, 1.0)
    return Extent(*shares.min(axis=0).tolist(), *shares.max(axis=0).tolist())


def _with_margin(extent: Extent, margin: float, picture: float) -> Extent:
    """Widen an extent by a share of its longer side, as far as the picture goes."""
    longer = max((extent.right - extent.left) * picture, extent.bottom - extent.top)
    across, down = margin * longer / picture, margin * longer
    return Extent(
        max(0.0, extent.left - across),
        max(0.0, extent.top - down),
        min(1.0, extent.right + across),
        min(1.0, extent.bottom + down),
    )
