"""Put everything on one image: the camera picture, the skeleton, the numbers, the cue."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.band import Kind, Message, draw_band, message_in
from posetrainer.feedback.breathing import Breathing
from posetrainer.feedback.briefing import draw_briefing, draw_paused_panel
from posetrainer.feedback.camera_picture import put_picture
from posetrainer.feedback.cards import draw_ending, draw_paused, draw_rest
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.demonstration import Demonstration
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.figure import figure_of
from posetrainer.feedback.gauge import draw_gauge
from posetrainer.feedback.layout import (
    SMALLEST,
    Layout,
    layout_for,
    layout_within,
    picture_size,
)
from posetrainer.feedback.palette import BLACK, GROUND, VERMILLION
from posetrainer.feedback.panel import (
    FLASH_S,
    draw_dial,
    draw_panel,
    draw_word,
    state_of,
    turn_of,
    word_for,
)
from posetrainer.feedback.pictogram import draw_demonstration
from posetrainer.feedback.skeleton import draw_skeleton
from posetrainer.feedback.spec_words import next_words, spec_words
from posetrainer.feedback.strip import draw_strip, draw_time, standing_of
from posetrainer.feedback.text import Box, Image
from posetrainer.feedback.zoom import WHOLE, View, Zoom, whole
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress
from posetrainer.workout.situation import Situation, Stage

#: What the function that draws a part returns.
Drawn = TypeVar("Drawn")


class _Animation(NamedTuple):
    """What moves by itself while an exercise is shown."""

    spec: ExerciseSpec
    demonstration: Demonstration | None
    breathing: Breathing | None


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
    canvas : tuple of int or None
        Width and height of a window that is filled, with a row for its keys; may be changed from
        picture to picture. None lays out around the picture, as large as that is.
    zoom : Zoom or None
        Shows the person; None shows the whole picture. It needs a situation.
    """

    def __init__(
        self,
        spec: ExerciseSpec,
        *,
        shorter_side: int = 480,
        mirrored: bool = False,
        stature_m: float = 1.70,
        canvas: tuple[int, int] | None = None,
        zoom: Zoom | None = None,
    ) -> None:
        self.canvas = canvas
        self._spec = spec
        self._shorter_side = shorter_side
        self._mirrored = mirrored
        self._stature_m = stature_m
        self._zoom = zoom
        self._layout: Layout | None = None
        self._laid_out: tuple[object, ...] = ()
        #: What was drawn last, and what its panel, band and strip show.
        self._drawn: Image | None = None
        self._shown: dict[str, tuple[object, Any]] = {}
        self._animation: _Animation | None = None

    def layout(
        self, picture: tuple[int, int], *, strip: bool = False, spec: ExerciseSpec | None = None
    ) -> Layout:
        """Return where everything goes around a picture of this width and height."""
        turns = (spec or self._spec).dose.sides != "both"
        wanted = (*picture, turns, strip, self.canvas)
        if self._layout is not None and self._laid_out == wanted:
            return self._layout
        if self.canvas is not None:
            wide, high = (
                max(given, least) for given, least in zip(self.canvas, SMALLEST, strict=True)
            )
            self._layout = layout_within(wide, high, turns)
        else:
            wide, high = picture_size(*picture, self._shorter_side)
            self._layout = layout_for(wide, high, turns, strip)
        self._laid_out = wanted
        return self._layout

    def draw(
        self,
        image: Image,
        pose: Pose | None,
        progress: Progress,
        cue: Cue | None,
        situation: Situation | None = None,
        controls: Controls | None = None,
        time_s: float | None = None,
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
            The sentence to show, from :class:`~posetrainer.feedback.coach.Coach`.
        situation : Situation or None
            Where the programme stands; its exercise is shown then. Without, it is a single
            exercise that somebody gets ready for until the first repetition.
        controls : Controls or None
            The keys of the window, if it is drawn for one.
        time_s : float or None
            Media time of this picture in seconds; by default that of the progress, which stands
            still while nothing is judged.

        Returns
        -------
        ndarray, shape (H', W', 3), uint8
            Drawn anew, in place, by the next call: copy what is to be kept. Around a picture its
            width and height are even, see :meth:`size`.
        """
        spec = situation.spec if situation else self._spec
        stage = situation.stage if situation else _stage_of(progress)
        strip = situation is not None
        time_s = progress.time_s if time_s is None else time_s
        layout = self.layout((image.shape[1], image.shape[0]), strip=strip, spec=spec)
        message = message_in(stage, spec, progress, cue)
        canvas = self._canvas(layout)
        self._draw_what_changed(canvas, layout, spec, stage, progress, message, situation, controls)
        if stage == "done":
            return canvas
        demonstration = self._animation_of(spec).demonstration
        if stage in ("setup", "rest") and demonstration is not None:
            strokes.fill(canvas, layout.instruction, GROUND)
            draw_demonstration(canvas, layout.instruction, spec, demonstration, time_s)
        picture = layout.picture.of(canvas)
        view = self._view(image, pose, time_s, stage, layout.picture)
        put_picture(picture, image, view, self._mirrored)
        if situation is not None and stage == "paused":
            draw_paused(picture, layout, by_user=situation.by_user)
        elif situation is not None and stage == "rest":
            draw_rest(picture, layout, situation)
        elif pose is not None:
            figure = figure_of(pose, layout.picture.w, layout.picture.h, self._mirrored, view)
            state = state_of(progress)
            draw_skeleton(picture, figure, spec, progress, state, layout.unit)
            draw_gauge(picture, figure, spec, progress, state, layout.unit, self._stature_m)
        if message.kind is Kind.WARNING:
            _frame(picture, round(2.4 * layout.unit))
        return canvas

    def _view(
        self, image: Image, pose: Pose | None, time_s: float, stage: Stage, room: Box
    ) -> View:
        """Return the part of the camera's picture that is shown."""
        high, wide = image.shape[:2]
        proportions = wide / high, room.w / room.h
        if self.canvas is None:
            # The room is the picture's, but for a pixel.
            return WHOLE
        if self._zoom is None:
            return whole(proportions[1] / proportions[0])
        # Who gets into place needs to see the edges of the picture.
        close = stage in ("exercise", "rest")
        return self._zoom.step(pose, time_s, proportions, close=close)

    def _animation_of(self, spec: ExerciseSpec) -> _Animation:
        if self._animation is None or self._animation.spec is not spec:
            poses = spec.key_poses
            self._animation = _Animation(
                spec,
                Demonstration(spec, poses, self._mirrored) if poses else None,
                Breathing(spec.paced) if spec.paced else None,
            )
        return self._animation

    def _canvas(self, layout: Layout) -> Image:
        """Return what is drawn into: what was drawn last, if that has the same size."""
        wide, high = layout.size
        if self._drawn is None or self._drawn.shape != (high, wide, 3):
            self._drawn = np.full((high, wide, 3), GROUND, np.uint8)
            self._shown.clear()
        return self._drawn

    def _draw_what_changed(
        self,
        canvas: Image,
        layout: Layout,
        spec: ExerciseSpec,
        stage: Stage,
        progress: Progress,
        message: Message,
        situation: Situation | None,
        controls: Controls | None,
    ) -> None:
        """Draw panel, band and strip, each only if it has changed."""

        def keep(part: str, key: object, draw: Callable[[], Drawn]) -> Drawn:
            if part not in self._shown or self._shown[part][0] != key:
                self._shown[part] = key, draw()
            drawn: Drawn = self._shown[part][1]
            return drawn

        if situation is not None and stage == "done":
            ending = ending_of(situation.results, situation.elapsed_s)
            keep("panel", ending, lambda: draw_ending(canvas, layout, ending))
        elif stage == "exercise":
            key = _key_of_panel(spec, stage, progress)
            keep("panel", key, lambda: draw_panel(canvas, layout, spec, progress))
            word = word_for(spec, progress)
            keep("word", (key, word), lambda: draw_word(canvas, layout, word))
            breathing = self._animation_of(spec).breathing
            breath = breathing.width(progress) if breathing else None
            sign = _key_of_dial(progress, breath)
            keep("dial", (key, sign), lambda: draw_dial(canvas, layout, spec, progress, breath))
        elif stage == "paused":
            key = _key_of_panel(spec, stage, progress)
            keep(
                "panel",
                key,
                lambda: draw_paused_panel(canvas, layout, spec, progress, self._mirrored),
            )
        else:
            title = next_words(spec) if stage == "rest" else spec_words(spec.title)
            keep("panel", (spec, title), lambda: draw_briefing(canvas, layout, spec, title))
        keep("band", message, lambda: draw_band(canvas, layout, message))
        if situation is not None:
            standing = standing_of(situation)
            texts = (standing.exercise, standing.coming, controls)
            room = keep("strip", texts, lambda: draw_strip(canvas, layout, standing, controls))
            keep("time", (texts, standing), lambda: draw_time(canvas, layout, standing, room))


def _key_of_panel(spec: ExerciseSpec, stage: Stage, progress: Progress) -> tuple[object, ...]:
    """Return all that the panel of an exercise shows."""
    return (
        spec,
        stage,
        progress.in_set,
        progress.good,
        progress.prescribed,
        turn_of(spec, progress),
        progress.wrong_side and int(progress.time_s / FLASH_S) % 2 == 0,
    )


def _key_of_dial(progress: Progress, breath: float | None) -> tuple[object, ...]:
    """Return all that the sign of an exercise's state shows."""
    now = progress
    return state_of(now), now.phase, now.goes_back, now.held_s, now.hold_s, breath


def _stage_of(progress: Progress) -> Stage:
    """Return the stage of a single exercise: once something counted, it is under way."""
    return "exercise" if progress.ready or progress.counted else "setup"


def _frame(picture: Image, width: int) -> None:
    """Draw a striped frame into the picture's edge; below, the band's own stripes close it."""
    high, wide = picture.shape[:2]
    for box in (
        Box(0, 0, wide, width),
        Box(0, 0, width, high),
        Box(wide - width, 0, width, high),
    ):
        signs.stripes(picture, box, BLACK, VERMILLION)
