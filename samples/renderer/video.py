"""Frames to H.264, the way a cheap webcam would have seen them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from samples.renderer.rotation import Floats

Picture = NDArray[np.uint8]

BLUR_PX = 0.6
NOISE_LEVELS = 2.5  # standard deviation, of 255

# Two threads, because x264's output depends on how many there are.
ENCODER = {"crf": "23", "preset": "slow", "threads": "2"}


class Sensor:
    """Adds the softness and the noise of a real camera; the same noise for the same seed.

    `noise` multiplies that of a good camera in daylight.
    """

    def __init__(self, seed: int, noise: float = 1.0) -> None:
        self.rng = np.random.default_rng(seed)
        self.noise_levels = NOISE_LEVELS * noise

    def see(self, picture: Picture) -> Picture:
        """Return what the sensor makes of a picture (H, W, 3)."""
        soft: Floats = cv2.GaussianBlur(picture, (0, 0), BLUR_PX).astype(np.float64)
        noisy = soft + self.rng.normal(0.0, self.noise_levels, soft.shape)
        return np.clip(np.rint(noisy), 0, 255).astype(np.uint8)


class VideoWriter:
    """Writes an MP4 that starts playing before it is all there; a context manager."""

    def __init__(self, path: Path, fps: int, size: tuple[int, int]) -> None:
        self.container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self.stream = self.container.add_stream("libx264", rate=fps, options=ENCODER)
        self.stream.width, self.stream.height = size
        self.stream.pix_fmt = "yuv420p"
        self.frame_time = Fraction(1, fps)
        self.frames = 0

    def add(self, picture: Picture) -> None:
        """Append a picture (H, W, 3), RGB."""
        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        frame.pts = self.frames
        frame.time_base = self.frame_time
        self.frames += 1
        self.container.mux(self.stream.encode(frame))

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.container.mux(self.stream.encode(None))
        self.container.close()
