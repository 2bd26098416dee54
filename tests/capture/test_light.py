"""What the light makes of a picture."""

import numpy as np
import pytest
from acceptance.cli import CLIPS
from each import for_each
from numpy.typing import NDArray

from posetrainer.capture import Frame, open_source
from posetrainer.capture.light import light_of
from posetrainer.workout.lighting import GRAINY, is_grainy, light_problem


def picture(name: str) -> NDArray[np.uint8]:
    with open_source(str(CLIPS / f"{name}.mp4")) as source:
        return next(item.image for item in source if isinstance(item, Frame))


def filmed(image: NDArray[np.uint8], gain: float, noise: float) -> NDArray[np.uint8]:
    """A picture in less light, with the noise of the sensor in it."""
    chance = np.random.default_rng(1)
    noisy = image * gain + chance.normal(0.0, noise, image.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


@pytest.mark.slow
def test_samples_are_light_and_clear() -> None:
    for path in sorted(CLIPS.glob("*.mp4")):
        light = light_of(picture(path.stem))
        assert light_problem(light) is None, path
        assert light.grain < 0.02 * GRAINY, path


@pytest.mark.parametrize("name", ["straight_leg_raise_errors", "wall_squat_errors"])
def test_noise_is_distinguished_from_the_picture(name: str) -> None:
    image = picture(name)
    grains = [light_of(filmed(image, 1.0, noise)).grain for noise in (0, 5, 15, 30, 50, 80)]
    assert grains == sorted(grains)
    # What still comes out right, and what does not.
    assert not is_grainy(light_of(filmed(image, 1.0, 15)))
    assert is_grainy(light_of(filmed(image, 1.0, 60)))
    assert is_grainy(light_of(filmed(image, 0.2, 8)))
    assert not is_grainy(light_of(filmed(image, 0.5, 4)))


@for_each("size", [(1, 1), (2, 2), (1, 500), (500, 1), (33, 3)])
def test_plain_and_tiny_pictures_have_no_grain(size: tuple[int, int]) -> None:
    for grey in (0, 100, 255):
        light = light_of(np.full((*size, 3), grey, np.uint8))
        assert (light.brightness, light.grain) == (grey, 0.0)
