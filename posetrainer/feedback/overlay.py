"""Put everything on one image: the camera picture, the skeleton, the numbers, the cue."""

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import signs
from posetrainer.feedback.band import Kind, Message, draw_band, message_for
from posetrainer.feedback.briefing import draw_briefing, draw_paused_panel
from posetrainer.feedback.cards import draw_ending, draw_paused, draw_rest, ending_on
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.figure import figure_of
from posetrainer.feedback.gauge import draw_gauge
from posetrainer.feedback.layout import Layout, layout_for, picture_size
from posetrainer.feedback.palette import BLACK, VERMILLION
from posetrainer.feedback.panel import (
    FLASH_S,
    draw_dial,
    draw_panel,
    state_of,
    turn_of,
    word_for,
)
from posetrainer.feedback.skeleton import draw_skeleton
from posetrainer.feedback.spec_words import next_words, spec_words
from posetrainer.feedback.strip import Standing, draw_strip, standing_of
from posetrainer.feedback.text import Box, Image
from posetrainer.language.translation import tr
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress
from posetrainer.workout.situation import Situation, Stage


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
        self._laid_out: tuple[object, ...] = ()
        self._still: Image | None = None
        self._on_panel: tuple[object, ...] = ()
        self._on_band: Message | None = None
        self._on_strip: Standing | None = None

    def size(self, picture: tuple[int, int], *, strip: bool = False) -> tuple[int, int]:
        """Return width and height of what :meth:`draw` makes of a picture of this size.

        Parameters
        ----------
        picture : tuple of int
            Width and height of the camera picture in pixels.
        strip : bool
            Whether it is drawn with a situation.
        """
        return self.layout(picture, strip=strip).size

    def layout(
        self, picture: tuple[int, int], *, strip: bool = False, spec: ExerciseSpec | None = None
    ) -> Layout:
        """Return where everything goes around a picture of this width and height."""
        turns = (spec or self._spec).dose.sides != "both"
        wanted = (*picture, turns, strip)
        if self._layout is None or self._laid_out != wanted:
            wide, high = picture_size(*picture, self._shorter_side)
            self._layout, self._laid_out = layout_for(wide, high, turns, strip), wanted
        return self._layout

    def draw(
        self,
        image: Image,
        pose: Pose | None,
        progress: Progress,
        cue: Cue | None,
        situation: Situation | None = None,
    ) -> Image:
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
        situation : Situation or None
            Where the programme stands; its exercise is shown then. Without, it is a single
            exercise that somebody gets ready for until the first repetition.

        Returns
        -------
        ndarray, shape (H', W', 3), uint8
            A new image; its width and height are even, see :meth:`size`.
        """
        spec = situation.spec if situation else self._spec
        stage = situation.stage if situation else _stage_of(progress)
        strip = situation is not None
        layout = self.layout((image.shape[1], image.shape[0]), strip=strip, spec=spec)
        message = _message(spec, stage, progress, cue)
        still = self._parts_that_stay(layout, spec, stage, progress, message, situation)
        canvas = still.copy()
        if stage == "done":
            return canvas
        if stage == "exercise":
            draw_dial(canvas, layout, spec, progress)
        picture = layout.picture.of(canvas)
        self._put_picture(picture, image)
        if situation is not None and stage == "paused":
            draw_paused(picture, layout, situation)
        elif situation is not None and stage == "rest":
            draw_rest(picture, layout, situation)
        elif pose is not None:
            figure = figure_of(pose, layout.picture.w, layout.picture.h, self._mirrored)
            state = state_of(progress)
            draw_skeleton(picture, figure, spec, progress, state, layout.unit)
            draw_gauge(picture, figure, spec, progress, state, layout.unit, self._stature_m)
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

    def _parts_that_stay(
        self,
        layout: Layout,
        spec: ExerciseSpec,
        stage: Stage,
        progress: Progress,
        message: Message,
        situation: Situation | None,
    ) -> Image:
        """Return panel, band and strip, each drawn anew only when it has changed."""
        wide, high = layout.size
        if self._still is None or self._still.shape != (high, wide, 3):
            self._still = np.zeros((high, wide, 3), np.uint8)
            self._on_panel, self._on_band, self._on_strip = (), None, None
        if situation is not None and stage == "done":
            ending = ending_on(situation)
            if self._on_panel != (ending,):
                draw_ending(self._still, layout, ending)
                self._on_panel = (ending,)
        elif stage in ("exercise", "paused"):
            self._keep_panel(self._still, layout, spec, stage, progress)
        else:
            title = next_words(spec) if stage == "rest" else spec_words(spec.title)
            if (spec, title) != self._on_panel:
                draw_briefing(self._still, layout, spec, title, self._mirrored)
                self._on_panel = (spec, title)
        if message != self._on_band:
            draw_band(self._still, layout, message)
            self._on_band = message
        standing = standing_of(situation) if situation else None
        if standing is not None and standing != self._on_strip:
            draw_strip(self._still, layout, standing)
            self._on_strip = standing
        return self._still

    def _keep_panel(
        self, still: Image, layout: Layout, spec: ExerciseSpec, stage: Stage, progress: Progress
    ) -> None:
        on_panel = (
            spec,
            stage,
            progress.in_set,
            progress.good,
            progress.prescribed,
            word_for(spec, progress),
            turn_of(spec, progress),
            progress.wrong_side and int(progress.time_s / FLASH_S) % 2 == 0,
        )
        if on_panel == self._on_panel:
            return
        if stage == "paused":
            draw_paused_panel(still, layout, spec, progress, self._mirrored)
        else:
            draw_panel(still, layout, spec, progress)
        self._on_panel = on_panel


def _stage_of(progress: Progress) -> Stage:
    """Return the stage of a single exercise: once something counted, it is under way."""
    return "exercise" if progress.ready or progress.counted else "setup"


def _message(spec: ExerciseSpec, stage: Stage, progress: Progress, cue: Cue | None) -> Message:
    """Choose the sentence of the band; what the rules say holds only while they judge."""
    if cue is not None or stage in ("setup", "exercise"):
        return message_for(spec, progress, cue)
    if stage == "rest":
        # Time enough to get into place.
        return Message(spec_words(spec.setup[0]), Kind.COUNT)
    return Message(
        tr("That was all. Press any key to close.") if stage == "done" else spec_words(spec.title),
        Kind.QUIET,
    )


def _frame(picture: Image, width: int) -> None:
    """Draw a striped frame into the picture's edge; below, the band's own stripes close it."""
    high, wide = picture.shape[:2]
    for box in (
        Box(0, 0, wide, width),
        Box(0, 0, width, high),
        Box(wide - width, 0, width, high),
    ):
        signs.stripes(picture, box, BLACK, VERMILLION)
