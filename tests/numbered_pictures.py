"""Pictures that show their number, to recognise frames in videos and streams."""

import cv2
import numpy as np

WIDTH, HEIGHT = 96, 64


def numbered(index: int, width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    """A picture that tells its number, modulo 30, by its grey; its top left corner is red."""
    picture = np.full((height, width, 3), 8 * (index % 30), np.uint8)
    picture[: height // 4, : width // 4] = (0, 0, 255)
    return picture


def number_of(picture: np.ndarray) -> int:
    """The number that `numbered` drew, from the middle of the picture."""
    height, width = picture.shape[:2]
    middle = picture[height * 3 // 8 : height * 5 // 8, width * 3 // 8 : width * 5 // 8]
    return round(float(middle.mean()) / 8)


def jpeg(index: int) -> bytes:
    """`numbered` as a JPEG with a long comment: FFmpeg wants 2 kB to tell what a stream is."""
    coded = cv2.imencode(".jpg", numbered(index))[1].tobytes()
    comment = b"\xff\xfe" + (4098).to_bytes(2, "big") + bytes(4096)
    return coded[:2] + comment + coded[2:]
