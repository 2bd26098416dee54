"""What must be reached in an attempt, and is said when it is over and never was."""

import pytest
from bodies import Course, between, film, judge, squats, standing, without
from sessions import BEGIN_S, of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec, FormFault, Inclination, Keep
from posetrainer.rules.events import FormFaultFound, FormRestored, RepetitionCompleted


def bowing(for_s: float = 0.3) -> ExerciseSpec:
    """A squat in which the trunk must bow by 30 degrees at least once."""
    squat = load_exercise("wall_squat")
    assert squat.repetition is not None
    trunk = Inclination(
        kind="inclination", start="hip", end="shoulder", against="vertical", side="near"
    )
    return squat.model_copy(
        update={
            "measures": {**squat.measures, "bow": trunk},
            "repetition": squat.repetition.model_copy(update={"hold": None}),
            "form": {
                "no_bow": FormFault(
                    measure="bow", reach=Keep(at_least_deg=30), for_s=for_s, say="Bow."
                )
            },
        }
    )


def course(deep: float = 50) -> Course:
    return Course(0).stay(BEGIN_S).to(deep, 2).stay(2).to(0, 2).stay(1)


@pytest.mark.parametrize(("lean_deg", "said"), [(0, True), (27, True), (33, False)])
def test_what_was_not_reached_is_reported_at_the_end(lean_deg: float, said: bool) -> None:
    events = judge(bowing(), squats(course(), lean_deg=lean_deg))
    [done] = of(RepetitionCompleted, events)
    assert done.faults == (("no_bow",) if said else ())
    assert done.good is not said
    found = of(FormFaultFound, events)
    assert [fault.time_s for fault in found] == [done.time_s] * said
    assert not of(FormRestored, events)


def test_reaching_it_for_a_moment_is_not_enough() -> None:
    knee = course()

    def session(seconds: float) -> list[str]:
        bow = Course(0).stay(3.8).to(33, 0.4).stay(seconds).to(0, 0.4)
        moments = film(knee.length_s, lambda t: standing(knee.at(t), lean_deg=bow.at(t)))
        return list(of(RepetitionCompleted, judge(bowing(for_s=0.6), moments))[0].faults)

    assert session(0.1) == ["no_bow"]
    assert session(1.0) == []


def test_what_could_not_be_seen_is_not_said() -> None:
    hidden = between(squats(course()), BEGIN_S, 99, without(["shoulder", "elbow", "wrist"]))
    for done in of(RepetitionCompleted, judge(bowing(), hidden)):
        assert done.faults == ()


def test_an_attempt_that_does_not_count_has_nothing_to_reach() -> None:
    assert not of(FormFaultFound, judge(bowing(), squats(course(deep=22))))
