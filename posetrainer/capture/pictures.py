"""Conversion of decoded PyAV frames to the pictures that a player would show."""

from typing import cast

import numpy as np
from av.sidedata.sidedata import SideDataContainer
from av.video.frame import VideoFrame
from numpy.typing import NDArray


def upright_bgr(frame: VideoFrame, coded_size: tuple[int, int]) -> NDArray[np.uint8]:
    """Convert a frame, turned and mirrored by its display matrix.

    Parameters
    ----------
    frame : VideoFrame
        As decoded.
    coded_size : tuple of int
        Width and height in pixels before turning.

    Returns
    -------
    ndarray, shape (H, W, 3), uint8
        Blue, green, red.
    """
    width, height = coded_size
    # One thread: more of them cost libswscale more time than they save (640x480 on two cores:
    # 0.6 ms with one, 5.7 ms with two).
    picture = frame.to_ndarray(format="bgr24", width=width, height=height, threads=1)
    return _turned(cast("NDArray[np.uint8]", picture), _display_matrix(frame))


def fitted_bgr(frame: VideoFrame, pixel_aspect: float, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Convert a frame as :func:`upright_bgr` does, into a picture of a given size.

    A stream may change its size, as when a phone is turned. Landmarks are tracked in pixels and
    angles must stay true, so a picture of another shape gets black borders.

    Parameters
    ----------
    frame : VideoFrame
        As decoded.
    pixel_aspect : float
        Width over height of one of its pixels.
    size : tuple of int
        Width and height in pixels of the upright picture.

    Returns
    -------
    ndarray, shape (H, W, 3), uint8
        Blue, green, red.
    """
    own = square_size(frame.width, frame.height, pixel_aspect)
    matrix = _display_matrix(frame)
    quarter_turn = matrix is not None and _is_quarter_turn(matrix)
    room = size[::-1] if quarter_turn else size
    scale = min(room[0] / own[0], room[1] / own[1])
    inner = tuple(
        whole if abs(whole - scale * part) <= 1 else max(1, round(scale * part))
        for whole, part in zip(room, own, strict=True)
    )
    picture = upright_bgr(frame, (inner[0], inner[1]))
    if picture.shape[1::-1] == size:
        return picture
    framed = np.zeros((size[1], size[0], 3), np.uint8)
    height, width = picture.shape[:2]
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    framed[top : top + height, left : left + width] = picture
    return framed


def square_size(width: int, height: int, pixel_aspect: float) -> tuple[int, int]:
    """Return the size at which a picture's pixels are square, as angles require.

    Parameters
    ----------
    width, height : int
        As coded.
    pixel_aspect : float
        Width over height of one pixel.
    """
    # Encoders write 0 for "unknown", and values such as 1.001 to undo rounding to whole blocks.
    if not 0.2 < pixel_aspect < 5 or abs(pixel_aspect - 1) < 0.01:
        return width, height
    return round(width * pixel_aspect), height


def _display_matrix(frame: VideoFrame) -> NDArray[np.int32] | None:
    # Not frame.side_data: a frame that keeps that refers to itself, so that it, with its picture,
    # is freed by the garbage collector only.
    data = SideDataContainer(frame).get("DISPLAYMATRIX")  # type: ignore[call-arg]
    return None if data is None else np.frombuffer(cast("bytes", data), np.int32).reshape(3, 3)


def _is_quarter_turn(matrix: NDArray[np.int32]) -> bool:
    """Whether shown x comes from coded y."""
    return bool(abs(matrix[0, 1]) > abs(matrix[0, 0]))


def _turned(picture: NDArray[np.uint8], matrix: NDArray[np.int32] | None) -> NDArray[np.uint8]:
    """Turn by quarters and mirror: a player's x is column 0 of (x, y, 1) times the matrix."""
    if matrix is None:
        return picture
    if _is_quarter_turn(matrix):
        picture = picture.transpose(1, 0, 2)
        mirror_x, mirror_y = matrix[1, 0] < 0, matrix[0, 1] < 0
    else:
        mirror_x, mirror_y = matrix[0, 0] < 0, matrix[1, 1] < 0
    picture = picture[:: -1 if mirror_y else 1, :: -1 if mirror_x else 1]
    return np.ascontiguousarray(picture)
