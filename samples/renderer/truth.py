"""The truth of a clip: its repetitions, its joint angles and its landmarks, frame by frame."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from samples.renderer.camera import Camera
from samples.renderer.choreography import Choreography, Timed
from samples.renderer.looks import MAT_M
from samples.renderer.posture import SIDES
from samples.renderer.recipes import FPS, SIZE
from samples.renderer.rotation import Floats
from samples.renderer.shapes import FAULTS, HOLD_SHARE, METRES_PER_INCH

SCHEMA = 1
FINE_STEP_S = 0.001  # the step at which speeds and holds are found

Landmarks = dict[str, Floats]


def repetition_truth(motion: Choreography, timed: Timed) -> dict[str, Any]:
    """Return what is true of one repetition; times in seconds, the rest in the driver's unit."""
    exercise, kind = motion.clip.exercise, timed.repetition.kind
    times = np.arange(timed.start_s, timed.end_s, FINE_STEP_S)
    value = motion.driver(times, timed.repetition.side)
    speed = np.abs(np.gradient(value, times))
    peak = int(np.argmax(value))
    fast = np.flatnonzero(speed > exercise.speed_limit)
    counted = kind != "partial"
    still = (value > HOLD_SHARE * value[peak]) & (speed < exercise.still_speed)
    return {
        "kind": kind,
        "side": timed.repetition.side,
        "start_s": round(timed.start_s, 3),
        "hold": _stretch(times, still) if exercise.held and counted else None,
        "end_s": round(timed.end_s, 3),
        "peak": round(float(value[peak]), 2),
        "peak_speed": round(float(speed.max()), 2),
        "too_fast_s": round(float(times[fast[0]]), 3) if fast.size else None,
        "counted": counted,
        "good": kind == "good",
        "missed": None if counted else "partial",
        "faults": [kind] if kind in FAULTS else [],
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
    for joint in ("knee", "hip"):
        for side in SIDES:
            shoulder, hip, knee, ankle = (
                points[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle")
            )
            thigh = sagittal_deg(knee - hip)
            if joint == "knee":
                flexion = thigh - sagittal_deg(ankle - knee)
            else:
                flexion = thigh - sagittal_deg(hip - shoulder)
            angles[f"{side}_{joint}_flexion"] = (flexion + 180) % 360 - 180
    trunk = sum(points[f"{side}_shoulder"] - points[f"{side}_hip"] for side in SIDES)
    upright = np.asarray(trunk, dtype=float)
    angles["trunk_inclination"] = float(
        np.degrees(np.arctan2(np.hypot(upright[0], upright[1]), upright[2]))
    )
    return angles


def ankle_lifts(motion: Choreography, points: Landmarks) -> dict[str, float]:
    """Return how many inches each ankle is over its height when that leg rests straight."""
    return {
        f"{side}_ankle_lift": (
            float(points[f"{side}_ankle"][2]) - MAT_M - motion.resting_ankle_m(side)
        )
        / METRES_PER_INCH
        for side in SIDES
    }


def clip_truth(motion: Choreography, camera: Camera) -> dict[str, Any]:
    """Return the whole truth of a clip, ready to be written as JSON."""
    clip = motion.clip
    measures: dict[str, list[float]] = {}
    pixels: dict[str, list[list[float]]] = {}
    for frame in range(motion.frames):
        bones = motion.person.pose(motion.posture(frame / FPS))
        points = motion.person.landmarks(bones)
        values = joint_angles(points)
        inclination = values.pop("trunk_inclination")
        if clip.exercise.lying:
            values |= ankle_lifts(motion, points)
        for name, value in {**values, "trunk_inclination": inclination}.items():
            digits = 2 if name.endswith("lift") else 1
            measures.setdefault(name, []).append(round(value, digits) + 0.0)
        for name, place in zip(points, camera.project(list(points.values())), strict=True):
            pixels.setdefault(name, []).append([round(float(c), 1) for c in place])
    view = clip.view
    return {
        "schema": SCHEMA,
        "clip": f"{clip.name}.mp4",
        "exercise": clip.exercise.id,
        "body": clip.body,
        "stature_m": round(motion.person.stature_m, 3),
        "camera": {
            "azimuth_deg": view.azimuth_deg,
            "distance_m": view.distance_m,
            "height_m": view.height_m,
            "fov_deg": view.fov_deg,
        },
        "fps": FPS,
        "size": list(SIZE),
        "frames": motion.frames,
        "duration_s": round(motion.duration_s, 4),
        "driver": {"name": clip.exercise.driver, "unit": clip.exercise.unit},
        "still_speed": clip.exercise.still_speed,
        "repetitions": [repetition_truth(motion, timed) for timed in motion.timed],
        "measures": measures,
        "landmarks_px": pixels,
    }


def write_truth(truth: dict[str, Any], path: Path) -> None:
    """Write a truth file as compact JSON, one line."""
    path.write_text(json.dumps(truth, separators=(",", ":")) + "\n", encoding="utf-8")
