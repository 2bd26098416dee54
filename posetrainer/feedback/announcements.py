"""Sentences about the flow of a programme: exercises, rests, pauses."""

from collections.abc import Callable, Sequence
from typing import Any

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.cues import (
    ANNOUNCEMENT_FRESH_S,
    FRESH_S,
    Cue,
    Priority,
    make_cue,
    rest_words,
    start_words,
)
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.limbs import limb_of, now_limb, sided_limb
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.feedback.spec_words import spec_words
from posetrainer.language.translation import decimal, msg, tr, tr_many
from posetrainer.rules import events as ev
from posetrainer.rules.events import Event
from posetrainer.workout import notices as no
from posetrainer.workout.notices import IdleQuestion, Notice

#: A rest that is shorter than this is not worth its seconds in words.
SHORT_REST_S = 8.0
_QUESTIONS: dict[IdleQuestion, str] = {
    "all_right": msg("Is everything all right? Go on when you are ready."),
    "no_hurry": msg("There is no hurry. Rest as long as you need."),
    "enough": msg("Rest, or go on. To end this exercise, hold both arms up for two seconds."),
}


def cue_for_notice(notice: Notice, spec: ExerciseSpec) -> Cue | None:
    """Return the cue for a notice during an exercise, or None where none is needed."""
    make = _CUES.get(type(notice))
    return make(notice, spec) if make else None


def replaced_by(notices: Sequence[Notice]) -> tuple[type[Event], ...]:
    """Return the events of the same moment that a notice has better words for."""
    found: set[type[Event]] = set()
    for notice in notices:
        found.update(_REPLACED.get(type(notice), ()))
        if isinstance(notice, no.RestBegins) and notice.next_spec is not None:
            found |= {ev.SetCompleted, ev.SideChanged, ev.SideRepeated}
        elif isinstance(notice, no.RestBegins) and notice.side is not None:
            found.add(ev.SideChanged)
    return tuple(found)


def introduction(spec: ExerciseSpec, number: int = 1, of: int = 1) -> tuple[str, ...]:
    """Return the introduction of an exercise, sentence by sentence.

    In the order of what the user does: fetch what is needed, place the camera, get into place;
    then how to move, how often, and when to stop. ``number`` and ``of`` are its place in the
    programme.
    """
    title = spec_words(spec.title)
    place = f"{title}."
    if of > 1:
        exercise = tr("Exercise {number} of {count}: {title}.")
        place = exercise.format(number=number, count=of, title=title)
    movement = [spec_words(line) for line in spec.setup[1:]]
    return (
        place,
        *getting_into_place(spec),
        *movement,
        dose_words(spec),
        spec_words(spec.stop_if),
    )


def getting_into_place(spec: ExerciseSpec) -> tuple[str, ...]:
    """Return what must be heard before one can get into place for an exercise."""
    things = ", ".join(spec_words(thing) for thing in spec.equipment)
    needed = tr("You need: {things}.").format(things=things) if things else ""
    camera, posture = spec_words(spec.camera_place), spec_words(spec.setup[0])
    return tuple(filter(None, (needed, camera, posture)))


def dose_words(spec: ExerciseSpec) -> str:
    """Return the dose as a sentence: "10 times, 5 seconds each, alternating legs."."""
    dose, arm = spec.dose, limb_of(spec) == "arm"
    times = tr_many("Once", "{number} times", dose.repetitions).format(number=dose.repetitions)
    words = [times]
    if dose.sets > 1:
        sets = tr("{sets} sets of {number}")
        words = [sets.format(sets=dose.sets, number=dose.repetitions)]
    if spec.hold_s:
        words.append(tr("{seconds} seconds each").format(seconds=decimal(spec.hold_s, "g")))
    if dose.sides == "alternate":
        words.append(tr("arms in turn") if arm else tr("legs in turn"))
    elif dose.sides == "each":
        words.append(tr("half with each arm") if arm else tr("half with each leg"))
    return ", ".join(words) + "."


def _instruction(notice: Notice, text: str, **more: Any) -> Cue:
    return make_cue(notice, Priority.INSTRUCTION, text, **more)


def _rest(notice: no.RestBegins, spec: ExerciseSpec) -> Cue | None:
    if notice.next_spec is not None:
        rest = rest_words(notice.seconds) if notice.seconds >= SHORT_REST_S else ""
        coming = tr("Next: {title}.").format(title=spec_words(notice.next_spec.title))
        text = " ".join(filter(None, (tr("Well done."), rest, coming)))
    elif notice.side is not None:
        text = tr("Rest {seconds} seconds, then {limb}.").format(
            seconds=decimal(notice.seconds, "g"), limb=sided_limb(spec, notice.side)
        )
    else:
        # The cue of the completed set announces it.
        return None
    # The seconds of a short rest are soon others.
    fresh_s = ANNOUNCEMENT_FRESH_S if notice.next_spec is not None else FRESH_S
    return _instruction(notice, text, lasts_s=4.0, fresh_s=fresh_s)


def _rest_over(notice: no.RestEnds, spec: ExerciseSpec) -> Cue | None:
    if notice.early or notice.between:
        return None
    text = start_words(spec) if notice.side is None else now_limb(spec, notice.side)
    return _instruction(notice, text, lasts_s=4.0)


def _paused(notice: no.Paused, _spec: ExerciseSpec) -> Cue:
    why = (sentence_for(notice.obstacle),) if notice.obstacle else ()
    return make_cue(notice, Priority.SIGHT, " ".join((tr("Paused."), *why)))


def _idle(notice: no.Idle, spec: ExerciseSpec) -> Cue:
    not_begun = notice.counted == 0 and notice.question == "all_right"
    text = start_words(spec) if not_begun else tr(_QUESTIONS[notice.question])
    return _instruction(notice, text, lasts_s=6.0, fresh_s=ANNOUNCEMENT_FRESH_S)


def _over(notice: no.ProgrammeEnds, _spec: ExerciseSpec) -> Cue:
    all_done, ending = tr("That was all for today."), ending_of(notice.results, 0)
    return make_cue(
        notice,
        Priority.PRAISE,
        f"{ending.headline}. {all_done}",
        lasts_s=8.0,
        fresh_s=ANNOUNCEMENT_FRESH_S,
        good=ending.well,
    )


def _done_of(notice: Any, words: str) -> str:
    return words.format(counted=notice.counted, prescribed=notice.prescribed)


_CUES: dict[type[Notice], Callable[[Any, ExerciseSpec], Cue | None]] = {
    no.RestBegins: _rest,
    no.RestEnds: _rest_over,
    no.Paused: _paused,
    no.PoorPicture: lambda n, _: make_cue(n, Priority.SIGHT, sentence_for(n.obstacle)),
    no.Resumed: lambda n, _: _instruction(
        n, _done_of(n, tr("Go on. {counted} of {prescribed} done."))
    ),
    no.Idle: _idle,
    no.ExerciseLeft: lambda n, _: _instruction(
        n, _done_of(n, tr("That is enough of this for now: {counted} of {prescribed}."))
    ),
    no.ProgrammeEnds: _over,
}
_REPLACED: dict[type[Notice], tuple[type[Event], ...]] = {
    no.Paused: (ev.LostSight, ev.PostureLost),
    no.Resumed: (ev.Ready,),
    no.ProgrammeEnds: (ev.SetCompleted, ev.SideChanged, ev.SideRepeated),
    no.RestBegins: (),
}
