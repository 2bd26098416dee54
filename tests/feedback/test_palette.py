"""Colours stay apart for the colour-blind, and words stay readable on their ground."""

from itertools import combinations

import numpy as np
import pytest
from each import for_each

from posetrainer.feedback import palette
from posetrainer.feedback.palette import Colour

#: Machado, Oliveira and Fernandes (2009), severity 1, on linear red, green, blue.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
STATES = {state.value: colour for state, colour in palette.STATE_COLOURS.items()}
STATES["fault"] = palette.FAULT


def linear(colour: Colour) -> np.ndarray:
    rgb = np.array(colour[::-1]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour: Colour, seen_by: str) -> np.ndarray:
    rgb = np.clip(SEEN_BY[seen_by] @ linear(colour), 0, 1)
    xyz = TO_XYZ @ rgb / TO_XYZ.sum(axis=1)
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(a: Colour, b: Colour) -> float:
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) for colour in (a, b))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("seen_by", SEEN_BY)
def test_states_stay_apart(seen_by: str) -> None:
    for a, b in combinations(STATES, 2):
        apart = float(np.linalg.norm(lab(STATES[a], seen_by) - lab(STATES[b], seen_by)))
        # About 2 can just be told apart side by side; a glance from afar needs far more.
        assert apart > 15, (a, b)


@for_each("name", [name for name in vars(palette) if name.endswith("_BAND")])
def test_words_stand_out_from_their_band(name: str) -> None:
    look = getattr(palette, name)
    assert contrast(look.ground, look.ink) >= 4.5


@for_each("state", STATES)
def test_signs_stand_out_from_the_panel(state: str) -> None:
    assert contrast(STATES[state], palette.GROUND) >= 3
