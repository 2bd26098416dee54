"""Disturbances of a picture, simulated on the landmarks of a recording.

Each disturbance is a pure function of a take and a source of chance; it returns the disturbed
take, with the truth as it is then, or None where it cannot be done to that take. Only what the
rules look at is disturbed: the pixels of the landmarks and their visibility, not their places in
the room.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from zlib import crc32

import numpy as np
from numpy.random import Generator, default_rng

from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import COUNT, INDEX, SIDES
from posetrainer.pose.pose import OPPOSITE
from posetrainer.tuning.returns import return_in_part
from posetrainer.tuning.takes import (
    Take,
    at_times,
    landmarks_of,
    middle_of_a_rest,
    middles_of,
    rows_of,
    seen_at,
    some_moment,
    trunk_px,
    with_landmarks,
    within,
    xy_of,
)

#: Landmarks tremble by so much, in pixels.
TREMBLE_PX = 1.0
#: How long wandering landmarks remember where they were, in seconds.
WANDER_S = 0.5
#: How far a camera is nudged, in heights of the picture.
NUDGE = 0.03
#: A person backing away is smaller by this share after a minute.
DRIFT_PER_MIN = 0.10
#: A head is turned, or not, for so long at a time, in seconds.
HEAD_S = 1.0
#: Share of the pictures that never come.
DROPPED = 0.30
#: One leg is taken for the other for so long, in seconds.
SWAPPED_S = 0.7
#: How long a stranger is seen, how large beside the person, and not before when, in seconds.
STRANGER_S, STRANGER_SIZE, STRANGER_NOT_BEFORE_S = 2.0, 1.3, 3.0
#: How long a picture stands still, in seconds.
FROZEN_S = 5.0

_BELOW_THE_HIP = ("knee", "ankle", "heel", "foot_index")
_SWAPPED = np.array([INDEX[f"{side}_{part}"] for side in SIDES for part in _BELOW_THE_HIP])


Disturb = Callable[[Take, Generator], Take | None]


def disturbed(name: str, take: Take) -> Take | None:
    """Disturb a take in the way of a name of :data:`DISTURBANCES`; always in the same way.

    Returns
    -------
    Take or None
        None where that cannot be done to this take.
    """
    return DISTURBANCES[name](take, default_rng(crc32(f"{take.truth.clip} {name}".encode())))


def as_it_is(take: Take, _: Generator) -> Take:
    """Disturb nothing."""
    return take


def tremble(take: Take, chance: Generator) -> Take:
    """Shift every landmark in every picture by itself, by about a pixel."""
    xy = xy_of(take.recording)
    return seen_at(take, xy + chance.normal(0.0, TREMBLE_PX, xy.shape))


def wander(take: Take, chance: Generator, *, trunks: float) -> Take:
    """Let each landmark wander slowly about its place.

    Parameters
    ----------
    trunks : float
        Standard deviation, in lengths of the trunk.
    """
    xy = xy_of(take.recording)
    steps_s = np.diff(take.recording.times_s, prepend=-math.inf)
    away = np.zeros(xy.shape)
    shocks = chance.normal(0.0, 1.0, xy.shape)
    before = away[0] if len(away) else 0.0
    for number, kept in enumerate(np.exp(-steps_s / WANDER_S)):
        before = away[number] = kept * before + math.sqrt(1 - kept**2) * shocks[number]
    return seen_at(take, xy + trunks * trunk_px(take.recording) * away)


def nudge(take: Take, chance: Generator) -> Take:
    """Nudge the camera up or down, in a rest."""
    shift = NUDGE * take.recording.sizes[:, 1] * chance.choice([-1.0, 1.0])
    later = take.recording.times_s >= middle_of_a_rest(take, chance)
    xy = xy_of(take.recording)
    xy[:, :, 1] += np.where(later, shift, 0.0)[:, None]
    return seen_at(take, xy)


def drift(take: Take, _: Generator) -> Take:
    """Let the person back away from the camera."""
    times_s = take.recording.times_s
    size = (1 - DRIFT_PER_MIN) ** ((times_s - times_s[:1]) / 60)
    middle = middles_of(take.recording)
    return seen_at(take, middle + size[:, None, None] * (xy_of(take.recording) - middle))


def tilt(take: Take, _: Generator, *, degrees: float) -> Take:
    """Turn the picture about its middle, clockwise as it is seen."""
    turn = math.radians(degrees)
    turned = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    middle = middles_of(take.recording)
    return seen_at(take, middle + (xy_of(take.recording) - middle) @ turned)


def turn_head(take: Take, chance: Generator) -> Take:
    """Turn the head to the camera, half of the time.

    The nose of a person lying is then a pixel below the ears, that of others between them.
    """
    xy, times_s = xy_of(take.recording), take.recording.times_s
    stretch = ((times_s - times_s[:1]) // HEAD_S).astype(int)
    count = int(stretch[-1]) + 1 if len(stretch) else 0
    turned = np.isin(stretch, chance.permutation(count)[: count // 2])
    ears = xy[:, [INDEX["left_ear"], INDEX["right_ear"]]]
    nose = ears.mean(axis=1)
    if take.spec.posture == "supine":
        nose[:, 1] = ears[:, :, 1].max(axis=1) + 1
    xy[turned, INDEX["nose"]] = nose[turned]
    return seen_at(take, xy)


def drop_frames(take: Take, chance: Generator) -> Take:
    """Leave out pictures at random."""
    count = len(take.recording.times_s)
    dropped = chance.choice(count, round(DROPPED * count), replace=False)
    return replace(take, recording=rows_of(take.recording, np.delete(np.arange(count), dropped)))


def swap_legs(take: Take, chance: Generator) -> Take | None:
    """Take one leg for the other for a moment, below the hips."""
    start_s = some_moment(take, chance, 0.0, SWAPPED_S)
    if start_s is None:
        return None
    now = np.flatnonzero(within(take, start_s, SWAPPED_S))[:, None]
    landmarks = landmarks_of(take.recording)
    landmarks[now, _SWAPPED] = landmarks[now, OPPOSITE[_SWAPPED]]
    return replace(take, recording=with_landmarks(take.recording, landmarks))


def pass_by(take: Take, chance: Generator) -> Take | None:
    """Let a stranger walk past, who is seen instead of the person."""
    start_s = some_moment(take, chance, STRANGER_NOT_BEFORE_S, STRANGER_S)
    if start_s is None:
        return None
    now = np.flatnonzero(within(take, start_s, STRANGER_S))
    landmarks, seen = landmarks_of(take.recording), take.recording.seen.copy()
    size_px = STRANGER_SIZE * trunk_px(take.recording)
    way = chance.choice([-1.0, 1.0])
    for number in now:
        width, height = take.recording.sizes[number].tolist()
        since_s = float(take.recording.times_s[number]) - start_s
        across = 0.5 + way * (since_s / STRANGER_S - 0.5) * 0.9
        hips = np.array([across * width, height / 2])
        landmarks[number, :, :2] = hips + size_px * _walker(since_s, way)
        landmarks[number, :, 5] = 0.95
    seen[now] = True
    recording = replace(with_landmarks(take.recording, landmarks), seen=seen)
    return replace(take, recording=recording, lost_s=(start_s, start_s + STRANGER_S))


def freeze(take: Take, chance: Generator) -> Take | None:
    """Let the picture stand still in a rest, which lasts so much longer."""
    times_s = take.recording.times_s
    if len(times_s) < 2:
        return None
    at = int(np.searchsorted(times_s, middle_of_a_rest(take, chance)))
    at = min(at, len(times_s) - 1)
    step_s = float(np.median(np.diff(times_s)))
    copies = round(FROZEN_S / step_s)
    rows = np.insert(np.arange(len(times_s)), at + 1, np.full(copies, at))
    recording = rows_of(take.recording, rows)
    added_s = copies * step_s
    frozen_s = times_s[at] + step_s * np.arange(1, copies + 1)
    moved_s = np.concatenate((times_s[: at + 1], frozen_s, times_s[at + 1 :] + added_s))
    from_s = float(times_s[at])
    return replace(
        take,
        recording=replace(recording, times_s=moved_s),
        truth=at_times(take.truth, lambda t: t + added_s if t > from_s else t),
    )


#: What may be done to a recording, by its name in the table; none is what it is compared with.
DISTURBANCES: dict[str, Disturb] = {
    "none": as_it_is,
    "trembling, 1 px": tremble,
    "wandering, 1 % of the trunk": partial(wander, trunks=0.01),
    "wandering, 2 % of the trunk": partial(wander, trunks=0.02),
    "camera nudged by 3 %": nudge,
    "backing away, 10 % a minute": drift,
    "picture tilted, +8°": partial(tilt, degrees=8.0),
    "picture tilted, -8°": partial(tilt, degrees=-8.0),
    "head turned, half of the time": turn_head,
    "30 % of the frames dropped": drop_frames,
    "legs swapped for 0.7 s": swap_legs,
    "a stranger for 2 s": pass_by,
    "picture frozen for 5 s": freeze,
    "back only to 10 to 30 %": return_in_part,
}


def _walker(since_s: float, way: float) -> Array:
    """Return a person walking to the left (-1) or right (1), seen from the side.

    In lengths of the trunk from the hips, y down, shape (33, 2); proportions after Drillis and
    Contini (1966).
    """
    xy = np.zeros((COUNT, 2))
    swing = 0.4 * math.sin(2 * math.pi * 0.9 * since_s)
    for name, index in INDEX.items():
        xy[index] = (0.08 * way, -1.47) if "eye" in name else (0.1 * way, -1.32)
    xy[INDEX["nose"]] = (0.16 * way, -1.42)
    for side, ahead in zip(SIDES, (1.0, -1.0), strict=True):
        at = {"ear": np.array((0.0, -1.42)), "shoulder": np.array((0.05 * ahead, -1.0))}
        at["hip"] = np.array((0.04 * ahead, 0.0))
        at["elbow"] = at["shoulder"] + 0.62 * _hanging(-0.7 * ahead * swing)
        at["wrist"] = at["elbow"] + 0.55 * _hanging(-0.7 * ahead * swing + 0.2 * way)
        for finger in ("pinky", "index", "thumb"):
            at[finger] = at["wrist"] + 0.15 * _hanging(0.2 * way)
        at["knee"] = at["hip"] + 0.85 * _hanging(ahead * swing)
        at["ankle"] = at["knee"] + 0.85 * _hanging(ahead * swing - 0.2 * way)
        at["heel"] = at["ankle"] + (-0.1 * way, 0.08)
        at["foot_index"] = at["ankle"] + (0.3 * way, 0.12)
        for part, place in at.items():
            xy[INDEX[f"{side}_{part}"]] = place
    return xy


def _hanging(angle: float) -> Array:
    return np.array((math.sin(angle), math.cos(angle)))
