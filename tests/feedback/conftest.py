"""The exercises that feedback is tested with; read once, as nothing can change them."""

from functools import lru_cache

import pytest
from stick_people import IDS, SPECS

from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.spec import ExerciseSpec


@lru_cache
def _loaded(name: str) -> ExerciseSpec:
    return load_spec(SPECS / f"{name}.yaml").spec


@pytest.fixture(params=IDS)
def spec(request: pytest.FixtureRequest) -> ExerciseSpec:
    return _loaded(request.param)


@pytest.fixture(params=[name for name in IDS if not _loaded(name).paced])
def measured(request: pytest.FixtureRequest) -> ExerciseSpec:
    """An exercise whose repetitions are measured: no paced one."""
    return _loaded(request.param)


@pytest.fixture
def specs() -> dict[str, ExerciseSpec]:
    return {name: _loaded(name) for name in IDS}
