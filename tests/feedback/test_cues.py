"""What is said about each event."""

from dataclasses import replace

from stick_people import happened, unmet

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.cues import SILENT, SILENT_IN_RHYTHM, Cue, Priority, cue_for
from posetrainer.rules import events as ev

EVENTS = ev.Event.__subclasses__()


def said(event: ev.Event, spec: ExerciseSpec) -> Cue:
    cue = cue_for(event, spec)
    assert cue is not None
    return cue


def test_every_event_has_words_or_is_known_to_need_none(measured: ExerciseSpec) -> None:
    silent = SILENT | SILENT_IN_RHYTHM if measured.rhythm else SILENT
    for kind in EVENTS:
        event = happened(kind, 7.0)
        if isinstance(event, ev.RepetitionCompleted):
            event = replace(event, number=10)
        cue = cue_for(event, measured)
        assert (cue is None) == (kind in silent), kind
        if cue is not None:
            assert cue.text.strip(), kind
            assert cue.time_s == 7.0
            assert cue.lasts_s > 0


def test_order_of_priorities() -> None:
    assert Priority.SAFETY > Priority.CORRECTION > Priority.COUNT > Priority.PRAISE
    assert Priority.SAFETY > Priority.SIGHT > Priority.CORRECTION


def test_a_repetition_is_said_as_a_number(specs: dict[str, ExerciseSpec]) -> None:
    event = happened(ev.RepetitionCompleted, 9.0)
    assert said(event, specs["wall_squat"]).text == "3"
    assert said(event, specs["heel_slides"]).text == "3"
    assert said(event, specs["straight_leg_raise"]).text == "3. Other leg."
    assert said(event, specs["wall_squat"]).priority == Priority.COUNT
    assert said(event, specs["wall_squat"]).good


def test_in_a_rhythm_only_every_tenth_repetition_is_said(specs: dict[str, ExerciseSpec]) -> None:
    march = specs["aerobic_march"]
    reported = [
        cue_for(happened(ev.RepetitionCompleted, n / 2, number=n), march) for n in range(1, 21)
    ]
    assert [cue.text for cue in reported if cue] == ["10", "20"]


def test_in_a_rhythm_a_low_step_is_corrected_at_once(specs: dict[str, ExerciseSpec]) -> None:
    low = happened(ev.RepetitionCompleted, 2.0, good=False, shortfalls=("target",))
    assert said(low, specs["aerobic_march"]).text.endswith("Lift your knees a little higher.")


def test_the_last_repetition_sends_nobody_to_the_other_leg(specs: dict[str, ExerciseSpec]) -> None:
    event = happened(ev.RepetitionCompleted, 9.0, number=10)
    assert said(event, specs["straight_leg_raise"]).text == "10"


def test_a_repetition_short_of_its_target_gets_a_correction(
    specs: dict[str, ExerciseSpec],
) -> None:
    event = happened(ev.RepetitionCompleted, 9.0, good=False, shortfalls=("target", "hold"))
    cue = said(event, specs["wall_squat"])
    assert cue.text == "3. A little lower next time."
    assert not cue.good


def test_the_exercise_has_its_own_words(specs: dict[str, ExerciseSpec]) -> None:
    raise_ = specs["straight_leg_raise"]
    assert said(happened(ev.Ready, 1.0), raise_).text == raise_.cues.start
    assert said(happened(ev.HoldStarted, 1.0), raise_).text == raise_.cues.hold
    assert said(happened(ev.HoldCompleted, 1.0), raise_).text == raise_.cues.back
    assert said(happened(ev.TargetReached, 1.0), raise_).text == raise_.cues.back
    assert said(happened(ev.RepetitionMissed, 1.0, obstacle=None), raise_).text == raise_.cues.go_on
    knee = unmet("Lift the leg with its knee straight.")
    other = happened(ev.RepetitionMissed, 1.0, obstacle=knee)
    assert said(other, raise_).text == "Lift the leg with its knee straight."
    assert said(happened(ev.SideChanged, 1.0), raise_).text == "Now the left leg."


def test_a_broken_hold_is_never_rounded_up(specs: dict[str, ExerciseSpec]) -> None:
    assert said(happened(ev.HoldBroken, 1.0), specs["wall_squat"]).text.startswith(
        "Held 3 of 5 seconds"
    )


def test_severity_decides_the_priority(spec: ExerciseSpec) -> None:
    assert said(happened(ev.TooFast, 1.0), spec).priority == Priority.SAFETY
    assert said(happened(ev.FormFaultFound, 1.0), spec).priority == Priority.CORRECTION
    safety = happened(ev.FormFaultFound, 1.0, severity="safety")
    assert said(safety, spec).priority == Priority.SAFETY


def test_sets_in_between_say_how_long_to_rest(specs: dict[str, ExerciseSpec]) -> None:
    text = said(happened(ev.SetCompleted, 1.0, sets=3), specs["wall_squat"]).text
    assert text == "Set 1 of 3 done. Rest 30 seconds."
