"""Put everything on one image: the camera picture, the skeleton, the numbers, the cue."""

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import signs
from posetrainer.feedback.band import Kind, Message, draw_band, message_for
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.figure import figure_of
from posetrainer.feedback.gauge import draw_gauge
from posetrainer.feedback.layout import Layout, layout_for, picture_size
from posetrainer.feedback.palette import BLACK, VERMILLION
from posetrainer.feedback.panel import draw_dial, draw_panel, state_of, turn_of, word_for
from posetrainer.feedback.skeleton import draw_skeleton
from posetrainer.feedback.text import Box, Image
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress


class Overlay:
    """Draw what rules decided, for a screen or a saved video.

    Parameters
    ----------
    spec : ExerciseSpec
        The exercise.
    shorter_side : int
        The camera picture is enlarged until its shorter side has this many pixels; a larger
        picture stays as it is.
    mirrored : bool
        Show the picture as a mirror does, for who looks at themselves from the front. Text
        is not mirrored, and left stays the person's left.
    stature_m : float
        The user's stature in metres; it places the marks of a lift in inches.
    """

    def __init__(
        self,
        spec: ExerciseSpec,
        *,
        shorter_side: int = 480,
        mirrored: bool = False,
        stature_m: float = 1.70,
    ) -> None:
        self._spec = spec
        self._shorter_side = shorter_side
        self._mirrored = mirrored
        self._stature_m = stature_m
        self._layout: Layout | None = None
        self._still: Image | None = None
        self._on_panel: tuple[object, ...] = ()
        self._on_band: Message | None = None

    def size(self, picture: tuple[int, int]) -> tuple[int, int]:
        """Return width and height of what :meth:`draw` makes of a picture of this size.

        Parameters
        ----------
        picture : tuple of int
            Width and height of the camera picture in pixels.
        """
        return self.layout(picture).size

    def layout(self, picture: tuple[int, int]) -> Layout:
        """Return where everything goes around a picture of this width and height."""
        wide, high = picture_size(*picture, self._shorter_side)
        if self._layout is None or (self._layout.picture.w, self._layout.picture.h) != (wide, high):
            self._layout = layout_for(wide, high, self._spec.dose.sides != "both")
        return self._layout

    def draw(self, image: Image, pose: Pose | None, progress: Progress, cue: Cue | None) -> Image:
        """Return the camera picture with everything on and around it.

        Parameters
        ----------
        image : ndarray, shape (H, W, 3), uint8
            Blue, green, red; is not changed.
        pose : Pose or None
            The person in this picture, if somebody is seen.
        progress : Progress
            Where the exercise stands.
        cue : Cue or None
            The one thing said now, from :class:`~posetrainer.feedback.cues.Coach`.

        Returns
        -------
        ndarray, shape (H', W', 3), uint8
            A new image; its width and height are even, see :meth:`size`.
        """
        layout = self.layout((image.shape[1], image.shape[0]))
        message = message_for(self._spec, progress, cue)
        canvas = self._parts_that_stay(layout, progress, message).copy()
        draw_dial(canvas, layout, self._spec, progress)
        picture = layout.picture.of(canvas)
        self._put_picture(picture, image)
        if pose is not None:
            figure = figure_of(pose, layout.picture.w, layout.picture.h, self._mirrored)
            state = state_of(progress)
            draw_skeleton(picture, figure, self._spec, progress, state, layout.unit)
            draw_gauge(picture, figure, self._spec, progress, state, layout.unit, self._stature_m)
        if message.kind is Kind.WARNING:
            _frame(picture, round(2.4 * layout.unit))
        return canvas

    def _put_picture(self, place: Image, image: Image) -> None:
        import cv2

        if place.shape != image.shape:
            image = np.asarray(
                cv2.resize(image, (place.shape[1], place.shape[0]), interpolation=cv2.INTER_LINEAR),
                dtype=np.uint8,
            )
        place[:] = image[:, ::-1] if self._mirrored else image

    def _parts_that_stay(self, layout: Layout, progress: Progress, message: Message) -> Image:
        """Return panel and band, each drawn anew only when it has changed."""
        wide, high = layout.size
        if self._still is None or self._still.shape != (high, wide, 3):
            self._still = np.zeros((high, wide, 3), np.uint8)
            self._on_panel, self._on_band = (), None
        on_panel = (
            progress.counted,
            progress.good,
            progress.prescribed,
            word_for(self._spec, progress),
            turn_of(self._spec, progress),
        )
        if on_panel != self._on_panel:
            draw_panel(self._still, layout, self._spec, progress)
            self._on_panel = on_panel
        if message != self._on_band:
            draw_band(self._still, layout, message)
            self._on_band = message
        return self._still


def _frame(picture: Image, width: int) -> None:
    """Draw a striped frame into the picture's edge; below, the band's own stripes close it."""
    high, wide = picture.shape[:2]
    for box in (
        Box(0, 0, wide, width),
        Box(0, 0, width, high),
        Box(wide - width, 0, width, high),
    ):
        signs.stripes(picture, box, BLACK, VERMILLION)
