"""What is heard and when: by media time alone, nothing stale, nothing twice."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from each import for_each
from stick_people import happened, progress_of, unmet

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import dose_words, getting_into_place, introduction
from posetrainer.feedback.instructor import Instructor
from posetrainer.feedback.narrator import REMIND_S
from posetrainer.feedback.speaking_time import seconds_to_say
from posetrainer.feedback.utterance import Tone, Utterance
from posetrainer.rules import events as ev
from posetrainer.rules.obstacles import PartsUnseen
from posetrainer.workout.notices import ExerciseBegins, Notice, Paused, ProgrammeEnds, RestBegins
from posetrainer.workout.results import ExerciseResult
from posetrainer.workout.situation import Situation, Stage
from posetrainer.workout.step_result import StepResult

SQUAT = load_exercise("wall_squat")
STEP_S = 0.1


class Listener:
    """Hears what an instructor says."""

    def __init__(self, spec: ExerciseSpec = SQUAT) -> None:
        self.spec = spec
        self.instructor = Instructor()
        self.heard: list[Utterance] = []
        self.entry = 0

    def at(
        self,
        time_s: float,
        *events: ev.Event,
        stage: Stage = "exercise",
        notices: Sequence[Notice] = (),
        rest_left_s: float = 0.0,
        by_user: bool = False,
        **progress: Any,
    ) -> list[str]:
        now = progress_of(self.spec, time_s=time_s, **progress)
        situation = Situation(
            stage, self.spec, rest_left_s=rest_left_s, rest_s=20.0, by_user=by_user
        )
        moment = StepResult(
            self.spec, list(events), now, tuple(notices), situation, entry=self.entry
        )
        _, said = self.instructor.step(moment)
        self.heard += said
        return [u.text for u in said if u.text]

    def between(self, begin_s: float, end_s: float, **how: Any) -> list[str]:
        """All that is said in a time without events."""
        steps = round((end_s - begin_s) / STEP_S)
        return [text for i in range(steps) for text in self.at(begin_s + i * STEP_S, **how)]


def too_fast(time_s: float) -> ev.Event:
    return happened(ev.TooFast, time_s, say="Too fast. Slowly.")


def test_a_warning_is_said_at_once_and_cuts_off_a_count() -> None:
    heard = Listener()
    assert heard.at(1.0, happened(ev.RepetitionCompleted, 1.0)) == ["3"]
    assert heard.at(1.1, too_fast(1.1)) == ["Too fast. Slowly."]
    assert heard.heard[-1].tone is Tone.WARNING


def test_a_count_does_not_cut_off_a_warning() -> None:
    heard = Listener()
    heard.at(1.0, too_fast(1.0))
    assert heard.at(1.5, happened(ev.RepetitionCompleted, 1.5)) == []
    # The tone is no word: it is heard at once.
    assert heard.heard[-1].tone is Tone.REPETITION
    assert heard.heard[-1].text == ""


def test_the_same_correction_is_not_said_again_while_it_cools_down() -> None:
    heard = Listener()

    def fault(time_s: float) -> ev.Event:
        return happened(ev.FormFaultFound, time_s, say="Stand upright.", severity="correction")

    assert heard.at(1.0, fault(1.0)) == ["Stand upright."]
    assert heard.between(1.1, 4.6) == []
    assert heard.at(4.6, fault(4.6)) == []
    assert heard.between(4.7, 9.0) == []
    assert heard.at(9.0, fault(9.0)) == ["Stand upright."]


def test_a_hold_is_counted_down() -> None:
    heard = Listener()
    said = heard.at(0.0, happened(ev.HoldStarted, 0.0), phase="hold", held_s=0.0, hold_s=5.0)
    for i in range(1, 50):
        held_s = i * STEP_S
        said += heard.at(held_s, phase="hold", held_s=held_s, hold_s=5.0)
    assert said == ["Hold. Keep breathing.", "3", "2", "1"]


def test_a_person_in_place_is_counted_down_unless_they_begin() -> None:
    waits, begins = Listener(), Listener()
    for heard in (waits, begins):
        assert heard.at(0.0, happened(ev.Ready, 0.0), counted=0) == [SQUAT.cues.start]
    end_s = seconds_to_say(SQUAT.cues.start) + 5
    said = waits.between(0.1, end_s, counted=0)
    assert said[:4] == ["3", "2", "1", "Go."]
    begun = begins.between(0.1, end_s, counted=0, phase="out")
    assert not {"3", "2", "1", "Go."} & set(begun)


def test_setting_up_begins_with_the_introduction_and_goes_on_with_what_is_wrong() -> None:
    heard = Listener()
    wrong = {"ready": False, "obstacle": unmet("Face the wall."), "stage": "setup"}
    said = heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 2, 6)], **wrong)
    said += heard.between(0.1, 60, **wrong)
    introduced = list(introduction(SQUAT, 2, 6))
    # What is wrong is heard once in between, and again when all has been said.
    assert said[:3] == [*introduced[:2], "Face the wall."]
    assert said[3 : len(introduced) + 1] == introduced[2:]
    assert said[len(introduced) + 1 :][:2] == ["Face the wall."] * 2


def test_the_camera_and_the_place_come_before_the_movement() -> None:
    lines = introduction(SQUAT, 1, 2)
    assert lines[1:4] == ("You need: wall.", SQUAT.camera_place, SQUAT.setup[0])
    assert lines[-2:] == (dose_words(SQUAT), SQUAT.stop_if)


def test_what_is_wrong_is_said_again_only_after_a_while() -> None:
    heard = Listener()
    wrong = {"ready": False, "obstacle": unmet("Face the wall."), "stage": "setup"}
    said = heard.between(0.0, 2 * REMIND_S + 1, **wrong)
    assert said == ["Face the wall."] * 3


def test_sentences_of_an_introduction_never_overlap() -> None:
    heard = Listener()
    heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 1, 1)], ready=False, stage="setup")
    heard.between(0.1, 40, ready=False, stage="setup")
    words = [u for u in heard.heard if u.text]
    assert len(words) > 3
    for before, after in pairwise(words):
        assert after.time_s >= before.time_s + seconds_to_say(before.text) - 1e-9


def test_a_rest_announces_what_comes_and_counts_down_to_its_end() -> None:
    heard = Listener()
    said = heard.at(
        0.0, notices=[RestBegins(0.0, 20.0, SQUAT, None)], stage="rest", rest_left_s=20.0
    )
    for i in range(1, 200):
        said += heard.at(i * STEP_S, stage="rest", rest_left_s=20.0 - i * STEP_S)
    assert said[0] == "Well done. Rest 20 seconds. Next: Wall squat."
    assert said[-3:] == ["3", "2", "1"]
    assert said[1:4] == list(getting_into_place(SQUAT))


def test_a_pause_is_said_and_so_is_the_end() -> None:
    heard = Listener()
    paused = Paused(1.0, PartsUnseen())
    lost = happened(ev.LostSight, 1.0, unseen=PartsUnseen())
    assert heard.at(1.0, lost, notices=[paused], stage="paused") == ["Paused. I cannot see you."]
    end = Listener()
    results = (ExerciseResult(SQUAT, 10, 10),)
    assert end.at(5.0, notices=[ProgrammeEnds(5.0, 720.0, results)], stage="done") == [
        "Well done. That was all for today."
    ]
    assert end.between(5.1, 20.0, stage="done") == [
        "10 repetitions, 10 good, 12 minutes.",
        "Next time: tomorrow or the day after.",
    ]


@for_each("exercise", exercise_ids())
def test_every_exercise_can_be_introduced(exercise: str) -> None:
    spec = load_exercise(exercise)
    lines = introduction(spec, 1, 2)
    assert lines[0] == f"Exercise 1 of 2: {spec.title}."
    assert spec.stop_if in lines
    assert set(spec.setup) <= set(lines)
    assert all(line.strip() and line[-1] in ".!?" for line in lines)


def test_doses_in_words() -> None:
    assert dose_words(SQUAT) == "10 times, 5 seconds each."
    assert dose_words(load_exercise("straight_leg_raise")).endswith("legs in turn.")
    march = load_exercise("aerobic_march")
    assert dose_words(march).startswith("5 sets of 100")
    once = SQUAT.model_copy(update={"dose": replace_dose(SQUAT, 1)})
    assert dose_words(once).startswith("Once")


def replace_dose(spec: ExerciseSpec, repetitions: int) -> Any:
    return spec.dose.model_copy(update={"repetitions": repetitions})


def test_nobody_exercises_without_having_heard_when_to_stop() -> None:
    heard = Listener()
    heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 1, 1)], ready=False, stage="setup")
    # In place before the introduction has come that far: then it comes first.
    assert heard.at(0.5, happened(ev.Ready, 0.5), counted=0) == [SQUAT.stop_if]
    said = heard.between(0.6, 14, counted=0)
    assert said == [SQUAT.cues.start, "3", "2", "1", "Go."]


def test_when_to_stop_is_said_again_if_a_warning_cuts_it_off() -> None:
    heard = Listener()
    heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 1, 1)], ready=False, stage="setup")
    heard.at(3.0, happened(ev.Ready, 3.0), counted=0)
    heard.between(3.1, 4.0, counted=0, phase="out")
    assert heard.at(4.0, too_fast(4.0), counted=0, phase="out") == ["Too fast. Slowly."]
    said = heard.between(4.1, 14, counted=0, phase="out")
    assert said.count(SQUAT.stop_if) == 1
    texts = [u.text for u in heard.heard if u.text]
    assert texts.count(SQUAT.stop_if) == 2


def test_nothing_but_the_pause_is_said_in_a_pause() -> None:
    heard = Listener()
    heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 1, 1)], ready=False, stage="setup")
    situation = {"ready": False, "stage": "paused", "by_user": True}
    said = heard.at(0.2, notices=[Paused(0.2, None)], **situation)
    said += heard.between(0.3, 40, **situation)
    assert said == ["Paused."]


def test_another_exercise_is_introduced_whatever_was_being_said() -> None:
    heard = Listener()
    slides = load_exercise("heel_slides")
    heard.at(0.0, notices=[ExerciseBegins(0.0, SQUAT, 1, 2)], ready=False, stage="setup")
    heard.between(0.1, 4.0, ready=False, stage="setup")
    heard.spec, heard.entry = slides, 1
    said = heard.at(4.0, notices=[ExerciseBegins(4.0, slides, 2, 2)], ready=False, stage="setup")
    said += heard.between(4.1, 30, ready=False, stage="setup")
    assert tuple(said[:3]) == introduction(slides, 2, 2)[:3]


def test_a_hold_sentence_is_not_cut_off_by_the_countdown() -> None:
    paced = load_exercise("abdominal_contraction")
    heard = Listener(paced)
    said = heard.at(0.0, happened(ev.HoldStarted, 0.0), phase="hold", held_s=0.0, hold_s=5.0)
    for i in range(1, 50):
        said += heard.at(i * STEP_S, phase="hold", held_s=i * STEP_S, hold_s=5.0)
    first = next(u for u in heard.heard if u.text)
    after = [u for u in heard.heard if u.text][1]
    assert first.text == paced.cues.hold
    assert after.time_s >= first.time_s + seconds_to_say(first.text)


def test_what_does_harm_is_said_again_at_growing_intervals() -> None:
    heard = Listener()
    say = SQUAT.form["too_deep"].say
    lasting = {"faults": ("too_deep",), "harmful": True, "phase": "hold", "held_s": 1.0}
    event = happened(ev.FormFaultFound, 1.0, fault="too_deep", severity="safety", say=say)
    heard.at(1.0, event, **lasting)
    # The clock of the hold stands still: nothing is counted down.
    assert set(heard.between(1.1, 60.0, **lasting)) == {say}
    times = [u.time_s for u in heard.heard if u.text == say]
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert waits[0] < 5
    assert all(b >= a - STEP_S for a, b in pairwise(waits))
    assert waits[-1] == pytest.approx(REMIND_S, abs=2 * STEP_S)
