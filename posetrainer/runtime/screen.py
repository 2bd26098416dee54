"""The picture of a session, drawn once a step for whoever shows or keeps it."""

import math
import time
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from posetrainer.capture import Frame
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.window import Window
from posetrainer.runtime.loop import Step
from posetrainer.runtime.play import SessionOver

#: A window of live pictures is drawn anew so often, in seconds, or as soon as the cue changes:
#: drawing more takes time from finding poses.
DRAW_EVERY_S = 0.045
#: A source without any picture yet.
_BLANK = np.zeros((480, 640, 3), np.uint8)


class Screen:
    """Draw every step, and hand the picture to a window, a video file or both.

    Parameters
    ----------
    mirrored : bool or None
        Show the picture as a mirror does; None for those who face the camera.
    stature_m : float
        The person's stature in metres.
    window : Window or None
        An open window; ``q`` and Escape end the session.
    film : callable or None
        Keeps what is drawn: takes the picture and its media time in seconds.
    paced : bool
        Wait for each frame's media time, so that a file plays at its own speed; the space bar
        stops it for a while.
    keys : mapping of str to callable
        What else keys do, by their names.
    """

    def __init__(
        self,
        *,
        mirrored: bool | None = False,
        stature_m: float = 1.70,
        window: Window | None = None,
        film: Callable[[NDArray[np.uint8], float], None] | None = None,
        paced: bool = False,
        keys: Mapping[str, Callable[[], object]] | None = None,
    ) -> None:
        self._mirrored = mirrored
        self._stature_m = stature_m
        self._window = window
        self._film = film
        self._paced = paced
        self._keys = keys or {}
        self._overlay: tuple[ExerciseSpec, Overlay] | None = None
        self._ahead_s: float | None = None
        self._drawn_s = -math.inf
        self._cue: Cue | None = None
        self._last: NDArray[np.uint8] = _BLANK

    def __call__(self, step: Step) -> None:
        """Draw one step.

        Raises
        ------
        SessionOver
            If the user has closed the window or pressed a key that ends it: any, when all is
            done.
        """
        if isinstance(step.item, Frame):
            self._last = step.item.image
        if self._skips(step):
            return
        overlay = self._overlay_for(step.moment.spec)
        situation = step.moment.situation
        picture = overlay.draw(self._last, step.pose, step.progress, step.cue, situation)
        if self._film is not None:
            self._film(picture, step.time_s)
        if self._window is not None:
            key = self._show(self._window, picture, step.time_s)
            if key is not None and situation.stage == "done":
                raise SessionOver

    def _skips(self, step: Step) -> bool:
        """Whether what is shown is new enough; a file keeps every picture."""
        soon = step.time_s - self._drawn_s < DRAW_EVERY_S and step.cue is self._cue
        if soon and not self._paced and self._film is None:
            return True
        self._drawn_s, self._cue = step.time_s, step.cue
        return False

    def _overlay_for(self, spec: ExerciseSpec) -> Overlay:
        if self._overlay is None or self._overlay[0] is not spec:
            mirrored = spec.view == "front" if self._mirrored is None else self._mirrored
            self._overlay = spec, Overlay(spec, mirrored=mirrored, stature_m=self._stature_m)
        return self._overlay[1]

    def _show(self, window: Window, picture: NDArray[np.uint8], time_s: float) -> str | None:
        """Show a picture, do what a key asks for, and return the key."""
        key = window.show(picture)
        while self._paced and not window.closed and self._waits(time_s, key):
            time.sleep(0.005)
            key = window.show(picture) or key
            if key == "space" and "space" not in self._keys:
                key = self._pause(window, picture)
        if window.closed or key in ("q", "escape"):
            raise SessionOver
        action = self._keys.get(key or "")
        if action is not None:
            action()
        return key

    def _waits(self, time_s: float, key: str | None) -> bool:
        """Whether the frame's turn has not come yet."""
        if self._ahead_s is None:
            self._ahead_s = time.monotonic() - time_s
        return key not in ("q", "escape", *self._keys) and time.monotonic() - self._ahead_s < time_s

    def _pause(self, window: Window, picture: NDArray[np.uint8]) -> str | None:
        paused_s = time.monotonic()
        key = None
        while not window.closed and key not in ("space", "q", "escape"):
            time.sleep(0.02)
            key = window.show(picture)
        if self._ahead_s is not None:
            self._ahead_s += time.monotonic() - paused_s
        return None if key == "space" else key
