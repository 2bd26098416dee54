"""One cue at a time: priority, freshness, media time only."""

from typing import Any

from stick_people import happened, progress_of, unmet

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.coach import Coach
from posetrainer.feedback.cues import FRESH_S, STOP_FOR_A_MOMENT, TOO_FAST_AGAIN, Cue
from posetrainer.rules import events as ev

SQUAT = load_exercise("wall_squat")


def fault(time_s: float, say: str = "Straighten the knee.") -> ev.Event:
    return happened(ev.FormFaultFound, time_s, say=say, fault="knee_bent")


def too_fast(time_s: float) -> ev.Event:
    return happened(ev.TooFast, time_s, say="Too fast!")


def completed(time_s: float, number: int = 3) -> ev.Event:
    return happened(ev.RepetitionCompleted, time_s, number=number)


class Listener:
    """A coach and the text it shows."""

    def __init__(self, spec: ExerciseSpec) -> None:
        self.spec = spec
        self.coach = Coach(spec)

    def at(
        self, time_s: float, *events: ev.Event, put_right: str | None = None, **more: Any
    ) -> str | None:
        obstacle = unmet(put_right) if put_right else None
        now = progress_of(
            self.spec, time_s=time_s, ready=obstacle is None, obstacle=obstacle, **more
        )
        cue = self.coach.step(events, now)
        return cue.text if cue else None


def test_quiet_without_events(spec: ExerciseSpec) -> None:
    assert Listener(spec).at(0.0) is None


def test_a_higher_priority_takes_over_at_once(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    assert heard.at(1.0, fault(1.0)) == "Straighten the knee."
    assert heard.at(1.1, too_fast(1.1)) == "Too fast!"


def test_what_was_interrupted_does_not_come_back(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    heard.at(1.0, fault(1.0))
    heard.at(1.1, too_fast(1.1))
    assert heard.at(20.0) is None


def test_a_lower_priority_waits_while_fresh(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    assert heard.at(1.0, too_fast(1.0)) == "Too fast!"
    assert heard.at(2.6, completed(2.6)) == "Too fast!"
    assert heard.at(3.6) == "3"


def test_a_stale_cue_is_dropped(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    heard.at(1.0, too_fast(1.0))
    assert heard.at(1.1, fault(1.1)) == "Too fast!"
    assert heard.at(1.1 + FRESH_S + 1.0) is None


def test_a_count_waits_for_a_correction_to_be_said(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    heard.at(1.0, fault(1.0))
    assert heard.at(3.0, completed(3.0)) == "Straighten the knee."
    assert heard.at(4.1) == "3"


def test_a_count_that_is_late_is_dropped(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    heard.at(1.0, fault(1.0))
    heard.at(1.2, completed(1.2))
    assert heard.at(4.1) is None


def test_whose_turn_it_is_is_said_late_but_not_the_number(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["straight_leg_raise"])
    heard.at(1.0, fault(1.0))
    heard.at(1.2, completed(1.2))
    assert heard.at(4.1) == "Other leg."


def test_the_same_priority_waits(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["straight_leg_raise"])
    heard.at(1.0, fault(1.0), faults=("knee_bent",))
    now = heard.at(3.0, fault(3.0, "Foot down."), faults=("knee_bent",))
    assert now == "Straighten the knee."
    assert heard.at(4.1, faults=("knee_bent",)) == "Foot down."


def test_a_correction_replaces_one_whose_fault_is_over(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["straight_leg_raise"])
    heard.at(1.0, fault(1.0), faults=("knee_bent",))
    assert heard.at(1.5, fault(1.5, "Foot down.")) == "Straighten the knee."
    assert heard.at(2.1) == "Foot down."


def test_a_correction_is_dropped_if_the_fault_is_mended_before(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    heard.at(1.0, too_fast(1.0))
    heard.at(2.5, fault(2.5))
    heard.at(3.0, happened(ev.FormRestored, 3.0, fault="knee_bent"))
    assert heard.at(3.6) is None


def test_the_most_important_of_the_waiting_comes_first(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    heard.at(1.0, too_fast(1.0))
    heard.at(2.8, completed(2.8), fault(2.8))
    assert heard.at(3.5) == "Straighten the knee."


def test_a_cue_ends_by_media_time(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    assert heard.at(5.0, completed(5.0)) == "3"
    assert heard.at(6.3) == "3"
    assert heard.at(6.5) is None


def test_a_new_instruction_replaces_an_old_one(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["wall_squat"])
    heard.at(1.0, happened(ev.Ready, 1.0))
    assert heard.at(2.0, happened(ev.HoldStarted, 2.0)) == "Hold. Keep breathing."


def test_the_same_words_are_not_begun_again(spec: ExerciseSpec) -> None:
    coach = Coach(spec)
    first = coach.step([too_fast(1.0)], progress_of(spec, time_s=1.0))
    assert coach.step([too_fast(2.0)], progress_of(spec, time_s=2.0)) is first
    assert coach.step([], progress_of(spec, time_s=3.6)) is None


def test_other_leg_is_said_once(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["straight_leg_raise"])
    assert (
        heard.at(5.0, completed(5.0), happened(ev.SideChanged, 5.0, side="right"))
        == "3. Other leg."
    )
    assert heard.at(7.1) is None


def test_a_side_that_changes_after_a_bare_count_is_named(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    assert heard.at(5.0, completed(5.0), happened(ev.SideChanged, 5.0, side="right")) == "3"
    assert heard.at(6.5) == "Now the right leg."


def test_praise_for_the_set_waits_for_the_last_count(specs: dict[str, ExerciseSpec]) -> None:
    heard = Listener(specs["heel_slides"])
    assert heard.at(5.0, completed(5.0, 10), happened(ev.SetCompleted, 5.0)) == "10"
    assert heard.at(6.5) == "Well done. That was the last one."


def test_lost_sight_stays_until_all_is_seen_again(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    assert heard.at(1.0, happened(ev.LostSight, 1.0)) == "I cannot see your feet."
    assert heard.at(60.0) == "I cannot see your feet."
    assert heard.at(60.1, happened(ev.SightRegained, 60.1)) is None


def test_what_must_be_put_right_is_shown_until_ready(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    assert heard.at(0.0, put_right="Lie down.") == "Lie down."
    assert heard.at(99.0, put_right="Lie down.") == "Lie down."
    assert heard.at(99.1) is None


def test_what_must_be_put_right_is_one_cue_as_long_as_it_is_the_same(spec: ExerciseSpec) -> None:
    coach = Coach(spec)
    cues = {
        id(coach.step([], progress_of(spec, time_s=t, ready=False, obstacle=unmet("Lie down."))))
        for t in (0.0, 0.5, 5.0)
    }
    assert len(cues) == 1


def test_what_must_be_put_right_does_not_flicker(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    heard.at(0.0, put_right="Lie down.")
    assert heard.at(0.2, put_right="Keep still.") == "Lie down."
    assert heard.at(1.2, put_right="Keep still.") == "Keep still."


def test_corrections_end_when_somebody_gets_up_but_a_warning_stays(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    heard.at(1.0, fault(1.0))
    assert heard.at(1.1, put_right="Lie down.") == "Lie down."
    heard = Listener(spec)
    heard.at(1.0, too_fast(1.0))
    assert heard.at(1.1, put_right="Lie down.") == "Too fast!"
    assert heard.at(4.0, put_right="Lie down.") == "Lie down."


def test_ready_says_how_to_start(spec: ExerciseSpec) -> None:
    heard = Listener(spec)
    heard.at(0.0, put_right="Lie down.")
    assert heard.at(3.0, happened(ev.Ready, 3.0)) == spec.cues.start


def test_the_same_session_says_the_same(spec: ExerciseSpec) -> None:
    def session() -> list[Cue | None]:
        coach, said = Coach(spec), []
        script = {1.0: [happened(ev.Ready, 1.0)], 2.0: [too_fast(2.0)], 3.4: [completed(3.4)]}
        for tick in range(100):
            time_s = tick / 10
            said.append(coach.step(script.get(time_s, []), progress_of(spec, time_s=time_s)))
        return said

    assert session() == session()


class TestHarm:
    """A fault that does harm is on the screen for as long as it lasts."""

    def hear(self, coach: Coach, time_s: float, *events: ev.Event, lasts: bool) -> str | None:
        faults = ("too_deep",) if lasts else ()
        now = progress_of(
            SQUAT, time_s=time_s, phase="hold", faults=faults, harmful=bool(faults), ready=True
        )
        cue = coach.step(events, now)
        return cue.text if cue else None

    def found(self, time_s: float) -> ev.Event:
        return happened(
            ev.FormFaultFound, time_s, fault="too_deep", severity="safety", say="Too deep."
        )

    def test_it_stays_until_it_is_over(self) -> None:
        coach = Coach(SQUAT)
        assert self.hear(coach, 1.0, self.found(1.0), lasts=True) == "Too deep."
        held = happened(ev.HoldCompleted, 5.0)
        assert self.hear(coach, 5.0, held, lasts=True) == "Too deep."
        assert self.hear(coach, 60.0, lasts=True) == "Too deep."
        assert self.hear(coach, 60.1, lasts=False) is None

    def test_it_can_be_read_though_it_was_short(self) -> None:
        coach = Coach(SQUAT)
        self.hear(coach, 1.0, self.found(1.0), lasts=True)
        assert self.hear(coach, 1.2, lasts=False) == "Too deep."
        assert self.hear(coach, 3.6, lasts=False) is None

    def test_it_comes_back_after_a_warning_about_speed(self) -> None:
        coach = Coach(SQUAT)
        self.hear(coach, 1.0, self.found(1.0), lasts=True)
        assert self.hear(coach, 3.0, too_fast(3.0), lasts=True) == "Too fast!"
        assert self.hear(coach, 6.0, lasts=True) == SQUAT.form["too_deep"].say


def test_every_repetition_that_is_too_fast_is_warned_about_in_calmer_words() -> None:
    coach, heard = Coach(SQUAT), []
    for number in range(1, 4):
        time_s = 10.0 * number
        event = happened(ev.TooFast, time_s, start_s=time_s - 1, say="Too fast!")
        cue = coach.step([event], progress_of(SQUAT, time_s=time_s))
        heard.append(cue.text if cue else None)
        done = happened(ev.RepetitionCompleted, time_s + 5, good=False, shortfalls=("tempo",))
        coach.step([done], progress_of(SQUAT, time_s=time_s + 5))
    assert heard == ["Too fast!", TOO_FAST_AGAIN, STOP_FOR_A_MOMENT]


def test_a_slow_repetition_ends_the_row() -> None:
    coach = Coach(SQUAT)
    coach.step([happened(ev.TooFast, 1.0, start_s=0.5)], progress_of(SQUAT, time_s=1.0))
    coach.step([completed(6.0)], progress_of(SQUAT, time_s=6.0))
    cue = coach.step(
        [happened(ev.TooFast, 20.0, start_s=19.0, say="Too fast!")], progress_of(SQUAT, time_s=20.0)
    )
    assert cue is not None
    assert cue.text == "Too fast!"
