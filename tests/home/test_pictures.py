"""The moving pictures of the exercises."""

import io

import pytest
from PIL import Image

from posetrainer.home.pictures import SIZE, moving_picture, still_picture


@pytest.mark.slow
def test_an_exercise_moves_from_the_start_to_the_target_and_back() -> None:
    with Image.open(io.BytesIO(moving_picture("straight_leg_raise"))) as picture:
        assert (picture.size, picture.info["loop"]) == (SIZE, 0)
        frames = []
        for number in range(picture.n_frames):
            picture.seek(number)
            frames.append(picture.convert("RGB").tobytes())
    assert len(set(frames)) >= 9
    assert frames[0] != frames[len(frames) // 2]


def test_a_picture_that_keeps_still_is_there_for_who_wants_nothing_to_move() -> None:
    with Image.open(io.BytesIO(still_picture("straight_leg_raise"))) as picture:
        assert (picture.size, getattr(picture, "n_frames", 1)) == (SIZE, 1)
