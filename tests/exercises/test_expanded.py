"""A spec with all that its file leaves out."""

from pathlib import Path

import pytest
from each import each_shipped

from posetrainer.exercises.catalogue import exercise_path
from posetrainer.exercises.document import Document
from posetrainer.exercises.expanded import expanded
from posetrainer.exercises.loader import spec_in
from posetrainer.exercises.numbers import numbers_of


@each_shipped
@pytest.mark.slow
def test_it_is_the_same_exercise_with_nothing_left_out(shipped: Path) -> None:
    document = Document(shipped)
    whole = spec_in(Document(Path("whole.yaml"), text=expanded(document)))
    assert whole.spec == spec_in(document).spec
    # The pictures stay beside the specs.
    assert set(whole.whole.origins) == {("key_poses",)}


def test_every_number_has_its_origin() -> None:
    document = Document(exercise_path("knee_to_chest"))
    lines = [" ".join(line.split()) for line in expanded(document).splitlines()]
    numbers = numbers_of(spec_in(document).spec)
    for number in numbers:
        assert any(line.startswith(f"{number.field[-1]}: {number.value:g} # ") for line in lines)
    line = document.line_of(("repetition", "counts"))
    assert f"at_least_deg: 30 # line {line}" in lines
    assert "at_least_deg: 65 # library: knee_stays_bent" in lines
    assert "still_deg_s: 6 # usual" in lines
    assert "again_after_s: 6 # default" in lines
