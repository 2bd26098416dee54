"""``posetrainer train`` and ``posetrainer programme``."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from posetrainer.commands.common import (
    EventsOption,
    FpsOption,
    HeadlessOption,
    JsonOption,
    LanguageOption,
    MaybeExerciseArgument,
    RateOption,
    RotateOption,
    SoundOption,
    SpecOption,
    SpeedOption,
    ThreadsOption,
    TranscriptOption,
    UnitsOption,
    VideoOption,
    VoiceOption,
    ZoomOption,
    adjustment_of,
    chosen_spec,
    console_for,
    finish,
    keep_apart,
)
from posetrainer.commands.day import begin_day, print_how_to_go_on
from posetrainer.language.translation import current_language, decimal, tr
from posetrainer.language.units import Units, use_units

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.profiles.model import PersonProfile
    from posetrainer.runtime.play import Outcome

#: The same as ``posetrainer.workout.plan.Level``, which takes longer to import.
Level = Literal["beginner", "intermediate", "advanced"]
#: A programme that fills less than this share of the time prints a message.
ENOUGH = 0.75
CameraOption = Annotated[str, typer.Option(help="Camera number, or a stream's address.")]
MirrorOption = Annotated[
    bool | None, typer.Option(help="Show yourself as in a mirror; by default in front views.")
]
FullScreenOption = Annotated[bool, typer.Option("--full-screen", help="Cover the screen.")]
RecordOption = Annotated[
    bool, typer.Option(help="Keep the landmarks on this machine, never a picture.")
]
ProfileOption = Annotated[
    str | None, typer.Option("--profile", help="Who exercises: see `posetrainer profile`.")
]
PainOption = Annotated[
    int | None,
    typer.Option(
        "--pain-before", min=0, max=10, help="Pain before training, 0 to 10, for the history."
    ),
]
HeightOption = Annotated[
    float | None,
    typer.Option("--stature-cm", min=50, max=250, help="Your height; 170, or as in the profile."),
]


def train_command(
    exercise: MaybeExerciseArgument = None,
    camera: CameraOption = "0",
    spec_file: SpecOption = None,
    repetitions: Annotated[
        int | None,
        typer.Option(min=1, max=100, help="Repetitions for today, instead of the prescribed ones."),
    ] = None,
    profile: ProfileOption = None,
    mirror: MirrorOption = None,
    full_screen: FullScreenOption = False,
    zoom: ZoomOption = True,
    save_video: VideoOption = None,
    events: EventsOption = None,
    record: RecordOption = True,
    record_to: Annotated[
        Path | None,
        typer.Option(help="Keep the landmarks in this file instead of the usual folder."),
    ] = None,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    stature_cm: HeightOption = None,
    rotate: RotateOption = "0",
    fps: FpsOption = None,
    speed: SpeedOption = 1.0,
    voice: VoiceOption = "full",
    language: LanguageOption = None,
    units: UnitsOption = None,
    rate: RateOption = 160,
    sound_to: SoundOption = None,
    transcript: TranscriptOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Exercise in front of a camera, hands free.

    Keys: space pauses, r starts again, m mutes, f is full screen, q or Esc ends.
    """
    from posetrainer.history.database import history_path
    from posetrainer.history.records import SessionInfo
    from posetrainer.profiles.apply import adapted
    from posetrainer.rules.person import Person
    from posetrainer.runtime.options import SessionOptions, VoiceOptions
    from posetrainer.runtime.train import train
    from posetrainer.workout.flow import Flow
    from posetrainer.workout.plan import Block, Plan, with_dose

    person = _person(profile, stature_cm, units)
    outputs = {
        "--save-video": save_video,
        "--events": events,
        "--record-to": record_to if record else None,
        "--sound-to": sound_to,
        "--transcript": transcript,
    }
    keep_apart(outputs, camera, spec_file, _profile_file(profile), history_path())
    spec = adapted(chosen_spec(exercise, spec_file), person)
    if repetitions is not None:
        spec = with_dose(spec, repetitions, 1)
    console = console_for(as_json)
    options = SessionOptions(
        headless=headless,
        video=save_video,
        events=events,
        transcript=transcript,
        record=record_to if record else None,
        stature_m=person.stature_m,
        mirrored=mirror,
        full_screen=full_screen,
        zoom=zoom,
        voice=VoiceOptions(voice, language or current_language(), rate, sound_to),
        adjustment=adjustment_of(rotate, fps, speed),
        threads=threads,
    )
    flow = Flow(Plan(spec.title, (Block(spec),)), Person(person.stature_m))
    history = SessionInfo(spec.title, person=profile)
    outcome = train(camera, flow, options, console, record=record, history=history)
    _name_recordings(outcome, console)
    # What was lost has been reported when it was.
    finish(replace(outcome, lost=()), spec, console, as_json)


def programme_command(
    minutes: Annotated[
        float | None, typer.Option(min=3, max=120, help="Time available; with --plan, as written.")
    ] = None,
    level: Annotated[Level, typer.Option(help="Level of the exercises.")] = "beginner",
    equipment: Annotated[
        str | None, typer.Option(help="What you have, such as mat,wall; by default everything.")
    ] = None,
    profile: ProfileOption = None,
    pain_before: PainOption = None,
    plan_file: Annotated[
        Path | None, typer.Option("--plan", help="A plan of your own, as a YAML file.")
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Only show the plan.")] = False,
    anew: Annotated[
        bool, typer.Option("--anew", help="Start from the beginning, whatever was done today.")
    ] = False,
    camera: CameraOption = "0",
    mirror: MirrorOption = None,
    full_screen: FullScreenOption = False,
    zoom: ZoomOption = True,
    save_video: VideoOption = None,
    events: EventsOption = None,
    record: RecordOption = True,
    headless: HeadlessOption = False,
    as_json: JsonOption = False,
    stature_cm: HeightOption = None,
    rotate: RotateOption = "0",
    fps: FpsOption = None,
    speed: SpeedOption = 1.0,
    voice: VoiceOption = "full",
    language: LanguageOption = None,
    units: UnitsOption = None,
    rate: RateOption = 160,
    sound_to: SoundOption = None,
    transcript: TranscriptOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Do today's programme, hands free; an interrupted one continues on the same day.

    Keys: space pauses, n and b go to the next exercise and back, r starts it again, m mutes,
    f is full screen, q or Esc ends.
    """
    from datetime import datetime

    from posetrainer.feedback.durations import in_words
    from posetrainer.feedback.terminal import plan_table, programme_table
    from posetrainer.history.database import history_path
    from posetrainer.profiles.apply import unless_skipped
    from posetrainer.workout.builder import build, check_equipment, shipped_plan
    from posetrainer.workout.flow import Flow
    from posetrainer.workout.plan import load_plan

    person = _person(profile, stature_cm, units)
    outputs = {
        "--save-video": save_video,
        "--events": events,
        "--sound-to": sound_to,
        "--transcript": transcript,
    }
    keep_apart(outputs, camera, plan_file, _profile_file(profile), history_path())
    file = load_plan(plan_file) if plan_file else shipped_plan(level)
    if minutes is None and plan_file is None:
        minutes = 30
    at_hand = None if equipment is None else check_equipment(equipment.split(","))
    plan = build(file, minutes, at_hand, lambda spec: unless_skipped(spec, person))
    console = console_for(as_json)
    if minutes is not None and plan.seconds < ENOUGH * minutes * 60:
        line = tr("Only {filled} of {minutes} minutes are filled; more equipment offers more.")
        line = line.format(filled=in_words(plan.seconds), minutes=decimal(minutes, "g"))
        console.print(line, highlight=False)
    if show:
        console.print(plan_table(plan))
        return
    from posetrainer.feedback.speaking_time import seconds_to_explain
    from posetrainer.history.records import Ratings, SessionInfo
    from posetrainer.history.today import name_of
    from posetrainer.rules.person import Person
    from posetrainer.runtime.options import SessionOptions, VoiceOptions
    from posetrainer.runtime.train import train

    today = datetime.now().date()
    day = begin_day(plan, profile, today, console, anew=anew)
    if day is None:
        return
    flow = Flow(
        plan,
        Person(person.stature_m),
        day=day,
        briefing_s=lambda spec: seconds_to_explain(spec, rate) if voice == "full" else 0.0,
    )
    options = SessionOptions(
        headless=headless,
        video=save_video,
        events=events,
        transcript=transcript,
        stature_m=person.stature_m,
        mirrored=mirror,
        full_screen=full_screen,
        zoom=zoom,
        voice=VoiceOptions(voice, language or current_language(), rate, sound_to),
        adjustment=adjustment_of(rotate, fps, speed),
        threads=threads,
    )
    history = SessionInfo(plan.title, name_of(plan), profile, Ratings(pain_before))
    outcome = train(camera, flow, options, console, record=record, history=history)
    records = [summary.as_record() for summary in outcome.summaries]
    if as_json:
        done = {"title": plan.title, "done": flow.over, "exercises": records}
        print(json.dumps({**done, "lost": outcome.lost}))
    else:
        console.print(programme_table(records, plan))
    _name_recordings(outcome, console)
    if not flow.over:
        print_how_to_go_on(plan, profile, today, console, anew=anew)
    if outcome.broken_off:
        from posetrainer.errors import UserError

        raise UserError(outcome.broken_off)


def _name_recordings(outcome: "Outcome", console: "Console") -> None:
    for path in outcome.recordings:
        line = tr("Landmarks kept in {path} (no pictures).").format(path=path)
        console.print(line, highlight=False, soft_wrap=True)


def _person(name: str | None, stature_cm: float | None, units: Units | None) -> "PersonProfile":
    """Return the profile of the person, overridden by the command line.

    Also uses the profile's units, unless others are given.
    """
    from posetrainer.profiles.model import PersonProfile
    from posetrainer.profiles.store import load_profile

    person = PersonProfile(name="somebody") if name is None else load_profile(name)
    if units is None and person.units is not None:
        use_units(person.units)
    return person.model_copy(update={"stature_cm": stature_cm}) if stature_cm else person


def _profile_file(name: str | None) -> Path | None:
    from posetrainer.profiles.store import profile_path

    return None if name is None else profile_path(name)
