"""Pictures become files as a cheap webcam would have made them."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from samples.renderer.video import NOISE_LEVELS, Picture, Sensor, VideoWriter

GREY = np.full((90, 120, 3), 128, dtype=np.uint8)


def fading(frames: int, size: tuple[int, int]) -> list[Picture]:
    """Pictures of one grey each, from dark to light."""
    shades = np.linspace(40, 200, frames).astype(np.uint8)
    return [np.full((size[1], size[0], 3), shade, dtype=np.uint8) for shade in shades]


@pytest.mark.parametrize("noise", [1.0, 2.2])
def test_sensor_adds_the_given_noise(noise: float) -> None:
    seen = Sensor(1, noise).see(GREY).astype(float)
    assert seen.std() == pytest.approx(noise * NOISE_LEVELS, rel=0.05)
    assert seen.mean() == pytest.approx(128, abs=0.2)


def test_noise_changes_from_frame_to_frame_and_is_the_same_for_the_same_seed() -> None:
    first, again, other = Sensor(1), Sensor(1), Sensor(2)
    picture = first.see(GREY)
    assert (picture == again.see(GREY)).all()
    assert (picture != first.see(GREY)).mean() > 0.5
    assert (picture != other.see(GREY)).mean() > 0.5


def test_sensor_softens_edges_and_does_not_overflow() -> None:
    picture = np.zeros((60, 60, 3), dtype=np.uint8)
    picture[:, 30:] = 255
    seen = Sensor(1, noise=0.0).see(picture)
    assert seen[:, :20].max() == 0
    assert seen[:, 40:].min() == 255
    assert 0 < seen[30, 29, 0] < seen[30, 30, 0] < 255
    noisy = Sensor(1, noise=3.0).see(picture)
    assert noisy[:, :20].max() < 80
    assert noisy[:, 40:].min() > 175


@pytest.mark.parametrize(("fps", "size"), [(15, (96, 64)), (10, (64, 96)), (30, (96, 64))])
def test_written_video_has_the_pictures_at_their_times(
    tmp_path: Path, fps: int, size: tuple[int, int]
) -> None:
    pictures = fading(12, size)
    path = tmp_path / "clip.mp4"
    with VideoWriter(path, fps, size) as video:
        for picture in pictures:
            video.add(picture)
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        assert float(container.streams.video[0].average_rate) == fps
    assert [(frame.width, frame.height) for frame in frames] == [size] * len(pictures)
    assert [float(frame.time) for frame in frames] == pytest.approx(
        [n / fps for n in range(len(pictures))], abs=1e-3
    )
    for frame, picture in zip(frames, pictures, strict=True):
        assert frame.to_ndarray(format="rgb24").mean() == pytest.approx(picture.mean(), abs=4)


def test_video_starts_playing_before_it_is_all_there(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with VideoWriter(path, 15, (96, 64)) as video:
        for picture in fading(5, (96, 64)):
            video.add(picture)
    content = path.read_bytes()
    assert 0 < content.index(b"moov") < content.index(b"mdat")


def test_contact_sheet_lays_pictures_out_in_rows() -> None:
    film = pytest.importorskip("samples.renderer.film", reason="rendering is not installed")
    pictures = fading(5, (8, 6))
    sheet = film.contact_sheet(pictures, columns=2)
    assert sheet.shape == (18, 16, 3)
    assert (sheet[6:12, 8:] == pictures[3]).all()
    assert (sheet[12:, 8:] == 0).all()
