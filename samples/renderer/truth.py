"""The truth of a clip: its repetitions, its joint angles and its landmarks, frame by frame."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from samples.renderer.camera import Camera
from samples.renderer.choreography import Choreography, Timed
from samples.renderer.posture import SIDES
from samples.renderer.recipes import MovingSide
from samples.renderer.rotation import Floats
from samples.renderer.shapes import HOLD_SHARE

SCHEMA = 1
FINE_STEP_S = 0.001  # the step at which speeds and holds are found

Landmarks = dict[str, Floats]


def repetition_truth(motion: Choreography, timed: Timed) -> dict[str, Any]:
    """Return what is true of one repetition; times in seconds, the rest in the driver's unit."""
    exercise, kind = motion.clip.exercise, timed.repetition.kind
    shape = exercise.shapes[kind]
    times = np.arange(timed.start_s, timed.end_s, FINE_STEP_S)
    value = motion.driver(times, timed.repetition.side)
    speed = np.abs(np.gradient(value, times))
    peak = int(np.argmax(value))
    fast = np.flatnonzero(speed > exercise.speed_limit)
    still = (value > HOLD_SHARE * value[peak]) & (speed < exercise.still_speed)
    return {
        "kind": kind,
        "side": timed.repetition.side,
        "start_s": round(timed.start_s, 3),
        "hold": _stretch(times, still) if exercise.held and shape.counted else None,
        "end_s": round(timed.end_s, 3),
        "peak": round(float(value[peak]), 2),
        "peak_speed": round(float(speed.max()), 2),
        "too_fast_s": round(float(times[fast[0]]), 3) if fast.size else None,
        "counted": shape.counted,
        "good": kind == "good",
        "missed": None if shape.counted else "partial",
        "faults": list(shape.faults),
    }


def _stretch(times: Floats, inside: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[str, float]:
    """Return the longest unbroken stretch of times (N,) at which `inside` (N,) holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], inside.astype(int), [0]])))
    starts, ends = edges[::2], edges[1::2] - 1
    longest = int(np.argmax(ends - starts))
    return {
        "start_s": round(float(times[starts[longest]]), 3),
        "end_s": round(float(times[ends[longest]]), 3),
    }


def sagittal_deg(vector: Floats) -> float:
    """Return the direction of a (3,) vector in the sagittal plane: 0 down, 90 forward."""
    return float(np.degrees(np.arctan2(-vector[1], -vector[2])))


def joint_angles(points: Landmarks) -> dict[str, float]:
    """Return the joint angles of one moment, in degrees of the sagittal plane.

    Flexion is 0 for a straight joint and negative when it is overstretched; trunk inclination is
    0 for an upright trunk and 90 for a lying one.
    """
    angles: dict[str, float] = {}
    for side in SIDES:
        shoulder, hip, knee, ankle, heel, toe = (
            points[f"{side}_{part}"]
            for part in ("shoulder", "hip", "knee", "ankle", "heel", "foot_index")
        )
        thigh, shank = sagittal_deg(knee - hip), sagittal_deg(ankle - knee)
        flexions = {
            "knee_flexion": thigh - shank,
            "hip_flexion": thigh - sagittal_deg(hip - shoulder),
            "ankle_dorsiflexion": sagittal_deg(toe - heel) - shank - 90,
        }
        for joint, flexion in flexions.items():
            angles[f"{side}_{joint}"] = (flexion + 180) % 360 - 180
    trunk = sum(points[f"{side}_shoulder"] - points[f"{side}_hip"] for side in SIDES)
    upright = np.asarray(trunk, dtype=float)
    angles["trunk_inclination"] = float(
        np.degrees(np.arctan2(np.hypot(upright[0], upright[1]), upright[2]))
    )
    return angles


def clip_truth(motion: Choreography, camera: Camera) -> dict[str, Any]:
    """Return the whole truth of a clip, ready to be written as JSON."""
    clip = motion.clip
    measures: dict[str, list[float]] = {}
    pixels: dict[str, list[list[float]]] = {}
    for side in _driven_sides(motion):
        values = motion.driver(np.arange(motion.frames) / clip.fps, side)
        measures[f"{side}_{clip.exercise.driver}"] = [round(float(v), 2) + 0.0 for v in values]
    driven = set(measures)
    for frame in range(motion.frames):
        bones = motion.person.pose(motion.posture(frame / clip.fps))
        points = motion.person.landmarks(bones)
        for name, value in joint_angles(points).items():
            if name not in driven:
                measures.setdefault(name, []).append(round(value, 1) + 0.0)
        for name, place in zip(points, camera.project(list(points.values())), strict=True):
            pixels.setdefault(name, []).append([round(float(c), 1) for c in place])
    view = clip.view
    return {
        "schema": SCHEMA,
        "clip": f"{clip.name}.mp4",
        "exercise": clip.exercise.id,
        "refused": clip.refused,
        "body": clip.body,
        "stature_m": round(motion.person.stature_m, 3),
        "camera": {
            "azimuth_deg": view.azimuth_deg,
            "distance_m": view.distance_m,
            "height_m": view.height_m,
            "fov_deg": view.fov_deg,
        },
        "fps": clip.fps,
        "size": list(clip.size),
        "frames": motion.frames,
        "duration_s": round(motion.duration_s, 4),
        "driver": {"name": clip.exercise.driver, "unit": clip.exercise.unit},
        "still_speed": clip.exercise.still_speed,
        "repetitions": [repetition_truth(motion, timed) for timed in motion.timed],
        "measures": measures,
        "landmarks_px": pixels,
    }


def _driven_sides(motion: Choreography) -> list[MovingSide]:
    """Return the sides that move in a clip, each once."""
    return list(dict.fromkeys(timed.repetition.side for timed in motion.timed))


def write_truth(truth: dict[str, Any], path: Path) -> None:
    """Write a truth file as compact JSON, one line."""
    path.write_text(json.dumps(truth, separators=(",", ":")) + "\n", encoding="utf-8")
