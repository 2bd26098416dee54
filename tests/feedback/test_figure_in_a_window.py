"""The person and the moving figure in a window: whole, large, and where the picture shows them."""

import numpy as np
import pytest
from stick_people import KEYS, LYING, RAISE, STANDING, progress_of, situation, stick

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import palette
from posetrainer.feedback.camera_picture import put_picture
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.demonstration import timing_of
from posetrainer.feedback.figure import figure_of
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.zoom import View, Zoom
from posetrainer.pose.landmarks import index_of
from posetrainer.workout.situation import Situation

CAMERAS = [(640, 480), (1280, 720), (480, 854)]


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("camera", CAMERAS, ids=str)
def test_landmarks_are_drawn_where_the_picture_shows_them(
    camera: tuple[int, int], mirrored: bool
) -> None:
    """A light spot in the camera's picture is where its landmark is drawn, however it is zoomed."""
    pose = stick(LYING, camera)
    knee = index_of("knee", "left")
    x, y = pose.image_xy[knee].round().astype(int)
    image = np.zeros((camera[1], camera[0], 3), np.uint8)
    image[y - 2 : y + 3, x - 2 : x + 3] = 255
    for view in (
        View(),
        View(0.4, 0.6, 0.5, 0.5),
        View(0.5, 0.5, 1.6, 1.0),
        View(0.3, 0.7, 0.4, 0.6),
    ):
        place = np.zeros((360, 640, 3), np.uint8)
        put_picture(place, image, view, mirrored)
        figure = figure_of(pose, 640, 360, mirrored, view)
        at = figure.at(knee)
        assert at is not None
        light = np.argwhere(place[:, :, 0] > 128).mean(axis=0)[::-1]
        assert light == pytest.approx(at, abs=max(2.0, 0.6 * 640 / camera[0] / view.w))


@pytest.mark.slow
@pytest.mark.parametrize("window", [(640, 360), (540, 960)], ids=str)
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_zoomed_person_is_whole_in_the_picture(window: tuple[int, int], mirrored: bool) -> None:
    parts = {part: (0.5 + (x - 0.5) * 0.5, 0.3 + y * 0.4) for part, (x, y) in LYING.items()}
    pose = stick(parts, (640, 480))
    xy = pose.image_xy.copy()
    xy[(xy == [192, 144]).all(axis=1)] = np.nan
    pose = type(pose)(pose.time_s, xy, pose.world_xyz, pose.visibility, pose.frame_size)
    zooms = []
    for zoom in (None, Zoom()):
        overlay = Overlay(RAISE, canvas=window, zoom=zoom, mirrored=mirrored)
        for i in range(30):
            drawn = overlay.draw(
                np.full((480, 640, 3), 90, np.uint8),
                pose,
                progress_of(RAISE, phase="out", value=np.nan),
                None,
                situation("exercise"),
                Controls(KEYS),
                i / 3,
            )
        room = overlay.layout((640, 480)).picture.of(drawn)
        marked = (room == palette.SKY_BLUE).all(axis=2) | (room == palette.WHITE).all(axis=2)
        columns = np.nonzero(marked.any(axis=0))[0]
        rows = np.nonzero(marked.any(axis=1))[0]
        assert columns.min() > 0
        assert columns.max() < room.shape[1] - 1
        assert rows.min() > 0
        assert rows.max() < room.shape[0] - 1
        zooms.append(np.ptp(columns))
    assert zooms[1] > 1.3 * zooms[0]


def test_somebody_standing_before_a_wide_window_stays_whole() -> None:
    spec = load_exercise("wall_squat")
    overlay = Overlay(spec, canvas=(640, 360), zoom=Zoom())
    pose = stick(STANDING, (640, 480))
    for i in range(30):
        drawn = overlay.draw(
            np.full((480, 640, 3), 90, np.uint8),
            pose,
            progress_of(spec, phase="out", value=np.nan),
            None,
            situation("exercise", spec),
            Controls(KEYS),
            i / 3,
        )
    room = overlay.layout((640, 480), spec=spec).picture.of(drawn)
    rows = np.nonzero((room == palette.WHITE).all(axis=2).any(axis=1))[0]
    assert rows.min() > 0
    assert rows.max() < room.shape[0] - 1


def drawn(spec: ExerciseSpec, stage: str, time_s: float, **changes: object) -> np.ndarray:
    overlay = Overlay(spec, canvas=(640, 360))
    now = progress_of(spec, time_s=3.0, **changes)
    situation = Situation(stage, spec, rest_left_s=17.0, rest_s=30.0)  # type: ignore[arg-type]
    image = overlay.draw(
        np.zeros((480, 640, 3), np.uint8), None, now, None, situation, None, time_s
    )
    layout = overlay.layout((640, 480), spec=spec)
    return (layout.dial if stage == "exercise" else layout.instruction).of(image)


@pytest.mark.parametrize("stage", ["setup", "rest"])
def test_the_figure_moves_in_set_up_and_rest_while_nothing_is_judged(stage: str) -> None:
    spec = load_exercise("straight_leg_raise")
    out, hold, *_ = timing_of(spec)
    at_start, at_target = drawn(spec, stage, 0.0), drawn(spec, stage, out + hold / 2)
    assert (at_start != at_target).any()
    assert (at_start == drawn(spec, stage, 2 * sum(timing_of(spec)))).all()
    assert (at_start == palette.SKY_BLUE).all(axis=2).any()
    # What is held has the colour of holding.
    assert (at_target == palette.YELLOW).all(axis=2).any()
    assert not (at_start == palette.YELLOW).all(axis=2).any()


def test_a_contraction_is_shown_by_the_circle() -> None:
    spec = load_exercise("abdominal_contraction")

    def narrowed(image: np.ndarray) -> int:
        return int((image == palette.YELLOW).all(axis=2).sum())

    assert narrowed(drawn(spec, "setup", 0.5)) > narrowed(drawn(spec, "setup", 4.5)) > 0
    assert narrowed(drawn(spec, "setup", 7.0)) == 0
    wide, narrow = (
        narrowed(drawn(spec, "exercise", 3.0, phase="hold", held_s=s, hold_s=5.0))
        for s in (0.5, 4.5)
    )
    assert wide > narrow > 0
