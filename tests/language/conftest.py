"""What one test chooses is not chosen for the next."""

from collections.abc import Generator

import pytest

from posetrainer.language.translation import use_language
from posetrainer.language.units import use_units


@pytest.fixture(autouse=True)
def nothing_stays_chosen() -> Generator[None]:
    yield
    use_language("en")
    use_units("imperial")


@pytest.fixture
def german() -> None:
    """All texts in German, and lengths in centimetres."""
    use_language("de")
    use_units("metric")
