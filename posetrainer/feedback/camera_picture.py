"""Scaling the camera's picture into its place."""

import math

import cv2
import numpy as np

from posetrainer.feedback.palette import GROUND
from posetrainer.feedback.text import Box, Image
from posetrainer.feedback.zoom import View


def put_picture(place: Image, image: Image, view: View, mirrored: bool) -> None:
    """Fill a place with a part of the camera's picture, as it is or as a mirror shows it.

    Where the view reaches beyond the picture, it is filled with the ground's colour.
    """
    if mirrored:
        image, view = np.asarray(cv2.flip(image, 1), np.uint8), view.mirrored
    if image.shape == place.shape and (view.w, view.h) == (1, 1):
        place[:] = image
        return
    extent = view.extent
    # Enlarging whole pixels of the source and shifting what comes out is ten times faster than
    # an affine transform, and as smooth: the shift is one pixel of the screen.
    x, w, from_x, to_x = _along(extent.left, view.w, image.shape[1], place.shape[1])
    y, h, from_y, to_y = _along(extent.top, view.h, image.shape[0], place.shape[0])
    part = image[from_y:to_y, from_x:to_x]
    shown = np.asarray(cv2.resize(part, (w, h), interpolation=cv2.INTER_LINEAR), np.uint8)
    if x > 0 or y > 0 or x + w < place.shape[1] or y + h < place.shape[0]:
        cv2.rectangle(place, (0, 0), place.shape[1::-1], GROUND, -1)
    target = Box(max(0, x), max(0, y), 0, 0)
    target = target._replace(
        w=min(place.shape[1], x + w) - target.x, h=min(place.shape[0], y + h) - target.y
    )
    target.of(place)[:] = target._replace(x=target.x - x, y=target.y - y).of(shown)


def _along(begin: float, size: float, pixels: int, room: int) -> tuple[int, int, int, int]:
    """Return where in the room pixels go, how far they reach there, and which pixels they are.

    The part that is shown is given in shares of the picture, the picture and the room for it in
    pixels.
    """
    scale = room / (size * pixels)
    first = max(0, math.floor(begin * pixels + 1e-6))
    last = min(pixels, math.ceil((begin + size) * pixels - 1e-6))
    return (
        round((first - begin * pixels) * scale),
        max(1, round((last - first) * scale)),
        first,
        last,
    )
