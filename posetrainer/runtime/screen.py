"""The picture of a session, drawn once a step for a window, a video file or both."""

import math
import time
from collections.abc import Callable, Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from posetrainer.capture import Frame
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.zoom import Zoom
from posetrainer.runtime.loop import Step
from posetrainer.runtime.play import SessionOver

#: A window of live pictures is redrawn at this interval in seconds, or as soon as the cue changes:
#: drawing more takes time from finding poses.
DRAW_EVERY_S = 0.045
#: Largest share of a live session's time for drawing and showing: a window on a screen with
#: very many pixels is drawn less often.
DRAWING_SHARE = 1 / 3
#: A source without any picture yet.
_BLANK = np.zeros((480, 640, 3), np.uint8)


class Display(Protocol):
    """A window: shows pictures and returns keys."""

    @property
    def closed(self) -> bool:
        """Whether the user has closed it."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""

    def show(self, image: NDArray[np.uint8]) -> str | None:
        """Show a picture and return the key pressed since the last one, if any."""


class Screen:
    """Draw every step, and hand the picture to a window, a video file or both.

    A picture for a window has the window's size, one for a video the size of the camera's pictures.

    Parameters
    ----------
    mirrored : bool or None
        Show the picture as a mirror does; None for those who face the camera.
    stature_m : float
        The person's stature in metres.
    window : Display or None
        An open window; ``q`` and Escape end the session.
    film : callable or None
        Takes each picture that is drawn and its media time in seconds.
    paced : bool
        Wait for each frame's media time, so that a file plays at its own speed; the space bar
        stops it for a while.
    keys : mapping of str to callable
        What else keys do, by their names.
    muted : callable
        Returns whether the voice is silent now.
    zoom : bool
        Whether the window shows the person, as large as that can be; or the whole picture.
    """

    def __init__(
        self,
        *,
        mirrored: bool | None = False,
        stature_m: float = 1.70,
        window: Display | None = None,
        film: Callable[[NDArray[np.uint8], float], None] | None = None,
        paced: bool = False,
        keys: Mapping[str, Callable[[], object]] | None = None,
        muted: Callable[[], bool] = lambda: False,
        zoom: bool = True,
    ) -> None:
        self._mirrored = mirrored
        self._stature_m = stature_m
        self._window = window
        self._film = film
        self._paced = paced
        self._keys = keys or {}
        self._shown_keys = frozenset((*self._keys, "f", "q", *(["space"] if paced else [])))
        self._muted = muted
        self._zoom = Zoom() if zoom else None
        self._overlays: tuple[ExerciseSpec, Overlay, Overlay] | None = None
        self._ahead_s: float | None = None
        self._drawn_s = -math.inf
        self._idle_until_s = -math.inf
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
        for_window, for_film = self._overlays_for(step.moment.spec)
        if self._film is not None:
            self._film(self._drawn(for_film, step), step.time_s)
        if self._window is not None:
            began_s = time.monotonic()
            key = self._show(self._window, for_window, step)
            now_s = time.monotonic()
            self._idle_until_s = now_s + (now_s - began_s) * (1 / DRAWING_SHARE - 1)
            if key is not None and step.moment.situation.stage == "done":
                raise SessionOver

    def _skips(self, step: Step) -> bool:
        """Whether what is shown is new enough; a file keeps every picture."""
        soon = step.time_s - self._drawn_s < DRAW_EVERY_S or time.monotonic() < self._idle_until_s
        if soon and step.cue is self._cue and not self._paced and self._film is None:
            return True
        self._drawn_s, self._cue = step.time_s, step.cue
        return False

    def _overlays_for(self, spec: ExerciseSpec) -> tuple[Overlay, Overlay]:
        if self._overlays is None or self._overlays[0] is not spec:
            mirrored = spec.view == "front" if self._mirrored is None else self._mirrored
            for_window, for_film = (
                Overlay(spec, mirrored=mirrored, stature_m=self._stature_m, zoom=zoom)
                for zoom in (self._zoom, None)
            )
            self._overlays = spec, for_window, for_film
        return self._overlays[1:]

    def _drawn(
        self, overlay: Overlay, step: Step, controls: Controls | None = None
    ) -> NDArray[np.uint8]:
        situation = step.moment.situation
        return overlay.draw(
            self._last, step.pose, step.progress, step.cue, situation, controls, step.time_s
        )

    def _drawn_for_window(
        self, window: Display, overlay: Overlay, step: Step, *, paused: bool = False
    ) -> NDArray[np.uint8]:
        overlay.canvas = window.size
        paused = paused or step.moment.situation.by_user
        return self._drawn(overlay, step, Controls(self._shown_keys, self._muted(), paused))

    def _show(self, window: Display, overlay: Overlay, step: Step) -> str | None:
        """Show a step, do what a key asks for, and return the key."""
        picture = self._drawn_for_window(window, overlay, step)
        key = window.show(picture)
        while self._paced and not window.closed and self._waits(step.time_s, key):
            time.sleep(0.005)
            key = window.show(picture) or key
            if key == "space" and "space" not in self._keys:
                key = self._pause(window, overlay, step)
                # The pause has been drawn over it.
                picture = self._drawn_for_window(window, overlay, step)
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

    def _pause(self, window: Display, overlay: Overlay, step: Step) -> str | None:
        paused_s = time.monotonic()
        key = None
        while not window.closed and key not in ("space", "q", "escape"):
            time.sleep(0.02)
            key = window.show(self._drawn_for_window(window, overlay, step, paused=True))
        if self._ahead_s is not None:
            self._ahead_s += time.monotonic() - paused_s
        return None if key == "space" else key
