"""The exercises that feedback is tested with; read once, as nothing can change them."""

import pytest
from stick_people import IDS

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec


@pytest.fixture(params=IDS)
def spec(request: pytest.FixtureRequest) -> ExerciseSpec:
    return load_exercise(request.param)


@pytest.fixture(params=[name for name in IDS if not load_exercise(name).paced])
def measured(request: pytest.FixtureRequest) -> ExerciseSpec:
    """An exercise whose repetitions are measured: no paced one."""
    return load_exercise(request.param)


@pytest.fixture
def specs() -> dict[str, ExerciseSpec]:
    return {name: load_exercise(name) for name in IDS}
