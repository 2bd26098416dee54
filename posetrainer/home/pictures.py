"""The exercises as moving pictures, drawn from the key poses of their specs."""

import io
import math
from functools import cache

import numpy as np
from PIL import Image

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.palette import GROUND
from posetrainer.feedback.pictogram import draw_pictogram
from posetrainer.feedback.text import Box

#: Pixels, sharp on a screen with two of them to a pixel of the page.
SIZE = 480, 320
_MARGIN = 16
#: Frames on the way to the target, and their time.
_FRAMES, _FRAME_MS = 9, 90
#: How long the target, and the start, are kept in view.
_TARGET_MS, _START_MS = 1200, 500


@cache
def moving_picture(exercise_id: str) -> bytes:
    """Return an exercise as an animated WebP that goes from the start to the target and back.

    Raises
    ------
    SpecError
        If there is no such exercise.
    """
    shares = [(1 - math.cos(math.pi * i / _FRAMES)) / 2 for i in range(_FRAMES + 1)]
    shares += shares[-2:0:-1]
    times_ms = [_FRAME_MS] * len(shares)
    times_ms[0], times_ms[_FRAMES] = _START_MS, _TARGET_MS
    first, *others = (_frame(exercise_id, share) for share in shares)
    return _webp(first, save_all=True, append_images=others, duration=times_ms, loop=0)


@cache
def still_picture(exercise_id: str) -> bytes:
    """Return an exercise at its target as a WebP, for who wants nothing to move.

    Raises
    ------
    SpecError
        If there is no such exercise.
    """
    return _webp(_frame(exercise_id, 1.0))


def _frame(exercise_id: str, share: float) -> Image.Image:
    spec = load_exercise(exercise_id)
    width, height = SIZE
    image = np.full((height, width, 3), GROUND, np.uint8)
    box = Box(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN)
    draw_pictogram(image, box, spec, mirrored=spec.view == "front", share=share)
    return Image.fromarray(np.ascontiguousarray(image[..., ::-1]))


def _webp(image: Image.Image, **animation: object) -> bytes:
    file = io.BytesIO()
    image.save(file, "WEBP", quality=70, method=2, **animation)
    return file.getvalue()
