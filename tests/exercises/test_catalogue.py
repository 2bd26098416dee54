"""The exercises that are shipped."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from each import each_shipped

from posetrainer.errors import SpecError
from posetrainer.exercises import catalogue
from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.spec import ExerciseSpec, Judged


def conditions(spec: ExerciseSpec) -> Iterator[Judged]:
    for section in (spec.start, spec.throughout, spec.form):
        yield from section.values()


@each_shipped
def test_loads_without_warnings_under_the_name_of_its_file(shipped: Path) -> None:
    loaded = load_spec(shipped)
    assert loaded.warnings == ()
    assert loaded.spec.id == shipped.stem
    assert catalogue.load_exercise(shipped.stem) == loaded.spec


@each_shipped
def test_messages_are_full_and_short_sentences(shipped: Path) -> None:
    spec = catalogue.load_exercise(shipped.stem)
    cues = [cue for _, cue in spec.cues if cue is not None]
    tempo = (spec.tempo.say,) if spec.tempo else ()
    for say in (*(c.say for c in spec.form.values()), *tempo):
        assert re.fullmatch(r"[A-Z].*[.!]", say), say
        assert len(say) < 60, say
    for say in (*cues, *(c.say for c in conditions(spec)), *spec.setup, spec.stop_if):
        assert re.fullmatch(r"[A-Z].*[.!]", say), say


@each_shipped
def test_every_measure_is_used(shipped: Path) -> None:
    spec = catalogue.load_exercise(shipped.stem)
    driver = {spec.repetition.measure} if spec.repetition else set()
    used = driver | {condition.measure for condition in conditions(spec)}
    assert used == set(spec.measures)


def test_an_unknown_exercise_gets_the_nearest_suggested() -> None:
    with pytest.raises(SpecError, match="no exercise 'wall_sqat'; did you mean 'wall_squat'"):
        catalogue.load_exercise("wall_sqat")
    with pytest.raises(SpecError, match="no exercise 'birddog'; did you mean 'Bird dog'"):
        catalogue.exercise_named("birddog")
    with pytest.raises(SpecError, match="no exercise 'x'; these are known:\nbeginner\n"):
        catalogue.load_exercise("x")


@each_shipped
def test_an_exercise_is_found_by_id_and_by_title(shipped: Path) -> None:
    spec = catalogue.load_exercise(shipped.stem)
    for name in (spec.id, spec.id.replace("_", "-"), spec.title, f" {spec.title.upper()} "):
        assert catalogue.exercise_named(name) == spec.id
    assert catalogue.find_exercise(f"{spec.title} of somebody else") is None


def test_all_exercises_are_listed_by_level_with_their_titles() -> None:
    levels = catalogue.exercises_by_level()
    assert list(levels) == ["beginner", "intermediate", "advanced"]
    lines = catalogue.exercise_list().splitlines()
    expected = [
        words
        for level, specs in levels.items()
        for words in ([level], *([spec.id, *spec.title.split()] for spec in specs))
    ]
    assert [line.split() for line in lines] == expected
    assert len(lines) == 3 + len(catalogue.exercise_ids())


def test_an_id_must_be_the_name_of_the_catalogues_file(
    broken: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = broken("id: wall_squat", "id: wall_sit")
    assert load_spec(path).spec.id == "wall_sit", "a spec of one's own may have any name"

    monkeypatch.setattr(catalogue, "specs_folder", lambda: path.parent)
    catalogue.exercise_ids.cache_clear()
    try:
        with pytest.raises(SpecError) as caught:
            catalogue.load_exercise("mine")
    finally:
        catalogue.exercise_ids.cache_clear()
    assert str(caught.value) == (
        f"{path}:2: id: 'wall_sit' is not the file's name; write 'mine', or rename it."
    )
