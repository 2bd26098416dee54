"""The sample clips, brought to life once for all tests that look at them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import samples
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from samples.renderer.body import Person
from samples.renderer.camera import Camera
from samples.renderer.choreography import Choreography, Timed
from samples.renderer.dress import Outfit
from samples.renderer.exercises import CLIPS, choreograph
from samples.renderer.posture import SIDES, Side
from samples.renderer.recipes import Clip
from samples.renderer.rotation import Floats
from samples.renderer.truth import repetition_truth

FOLDER = Path(samples.__file__).parent / "clips"
BY_NAME = {clip.name: clip for clip in CLIPS}
NAMES = list(BY_NAME)

Truth = dict[str, Any]
Points = dict[str, Floats]


@cache
def person(body: str) -> Person:
    return Person.load(body)


@cache
def outfit(body: str, hair_length_m: float) -> Outfit:
    return Outfit(person(body), hair_length_m)


@cache
def motion(name: str) -> Choreography:
    clip = BY_NAME[name]
    return choreograph(clip, person(clip.body))


@cache
def repetitions(name: str) -> tuple[Truth, ...]:
    """What the recipe, as it is now, says about each repetition."""
    return tuple(repetition_truth(motion(name), timed) for timed in motion(name).timed)


@cache
def kept_truth(name: str) -> Truth:
    loaded: Truth = json.loads((FOLDER / f"{name}.truth.json").read_text(encoding="utf-8"))
    return loaded


@cache
def spec_of(name: str) -> ExerciseSpec:
    return load_exercise(BY_NAME[name].exercise.id)


def clips_of(exercise_id: str) -> list[Clip]:
    return [clip for clip in CLIPS if clip.exercise.id == exercise_id]


def skin(name: str, time_s: float) -> Floats:
    """The dressed body's vertices (N, 3) in the room."""
    clip, moving = BY_NAME[name], motion(name)
    dressed = outfit(clip.body, clip.clothes.hair_length_m)
    verts, _ = dressed.posed(moving.person.pose(moving.posture(time_s)))
    return verts


@cache
def camera_of(name: str) -> Camera:
    """The camera as a film would place it: it looks at the middle of the body at rest."""
    clip, verts = BY_NAME[name], skin(name, 0.0)
    middle_y = float(verts[:, 1].min() + verts[:, 1].max()) / 2
    return Camera.beside(clip.view, middle_y, clip.size)


def points_at(name: str, time_s: float) -> Points:
    """The landmarks in the room at a time in seconds."""
    moving = motion(name)
    return moving.person.landmarks(moving.person.pose(moving.posture(float(time_s))))


def during(timed: Timed, moments: int) -> Floats:
    """Times spread evenly over a repetition, its start and its end included."""
    return np.linspace(timed.start_s, timed.end_s, moments)


def near_side(name: str) -> Side:
    return "left" if BY_NAME[name].view.azimuth_deg > 0 else "right"


def moving_sides(timed: Timed) -> tuple[Side, ...]:
    side = timed.repetition.side
    return SIDES if side == "both" else (side,)
