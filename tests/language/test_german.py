"""What is shown and said in German: whole, and no English in it."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from babel.messages.pofile import read_po
from feedback.stick_people import OBSTACLES, happened, progress_of
from rich.console import Console, RenderableType
from workout.days import whole_day

from posetrainer.exercises.catalogue import exercise_ids, exercises_by_level, load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.announcements import introduction
from posetrainer.feedback.band import draw_band, message_for
from posetrainer.feedback.cues import Cue, Priority, cue_for
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.gauge_label import amount, goal
from posetrainer.feedback.limbs import plate_words
from posetrainer.feedback.obstacle_words import instruction_for, sentence_for
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.panel import word_for
from posetrainer.feedback.spec_words import next_words, spec_words
from posetrainer.feedback.stored_words import translated
from posetrainer.feedback.terminal import catalogue_table, event_line, plan_table
from posetrainer.feedback.text import fit
from posetrainer.feedback.voice.speakers import espeak, find_speaker
from posetrainer.history.from_events import attempt_of
from posetrainer.language.translation import MESSAGES, english
from posetrainer.language.units import in_words, use_units
from posetrainer.pose.landmarks import SIDES
from posetrainer.rules import events as ev
from posetrainer.rules.obstacles import WrongPosture
from posetrainer.workout.builder import build, shipped_plan
from posetrainer.workout.results import ExerciseResult

pytestmark = pytest.mark.usefixtures("german")
EXERCISES = [load_exercise(exercise) for exercise in exercise_ids()]
SQUAT = load_exercise("wall_squat")


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-zäöüß]{2,}", text.lower()))


def english_words() -> set[str]:
    """Words of the English texts that are no German ones."""
    english, german = set[str](), set[str]()
    with (MESSAGES / "de.po").open("rb") as file:
        for message in read_po(file):
            for texts, known in ((message.id, english), (message.string, german)):
                for text in (texts,) if isinstance(texts, str) else texts:
                    known.update(words(text))
    return english - german


ENGLISH = english_words()


def printed(what: RenderableType) -> str:
    console = Console(width=200, file=io.StringIO())
    console.print(what)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def words_of_an_exercise(spec: ExerciseSpec) -> Iterator[str]:
    yield from introduction(spec, 1, 3)
    yield next_words(spec)
    for phase in ("rest", "out", "hold", "back"):
        for ready in (True, False):
            yield word_for(spec, progress_of(spec, phase=phase, ready=ready))
    yield from (plate_words(spec, side) for side in SIDES)
    for kind in ev.Event.__subclasses__():
        for side in SIDES:
            event = happened(kind, 1.0)
            event = replace(event, side=side) if hasattr(event, "side") else event
            cue = None if hasattr(event, "say") else cue_for(event, spec)
            yield cue.text if cue else ""


def all_words() -> Iterator[str]:
    """All that may be shown or said."""
    for spec in EXERCISES:
        yield from words_of_an_exercise(spec)
    yield from (instruction_for(found) for found in OBSTACLES if not hasattr(found, "say"))
    for kind in ev.Event.__subclasses__():
        event = happened(kind, 1.0)
        for field in ("say", "fault"):
            event = replace(event, **{field: ""}) if hasattr(event, field) else event
        yield event_line(event).plain
    for counted, good in ((0, 0), (10, 10), (10, 6), (10, 0)):
        done = [happened(ev.RepetitionCompleted, 1.0, good=i < good) for i in range(counted)]
        ending = ending_of([ExerciseResult(SQUAT).after(done)] * 2, 754)
        yield from (ending.headline, *ending.spoken)
    table = printed(catalogue_table(exercises_by_level()))
    yield re.sub(r"\b[a-z]+_[a-z_]+\b", "", table)
    for level in ("beginner", "intermediate", "advanced"):
        yield printed(plan_table(build(shipped_plan(level), 30)))


def test_no_english_is_left_in_german() -> None:
    found = {text: words(text) & ENGLISH for text in all_words() if words(text) & ENGLISH}
    assert not found


def test_amounts_are_in_the_units_of_the_user() -> None:
    assert spec_words("About 12 inches.") == "About 30 Zentimeter."
    assert [amount(12, "in"), goal(10.5, "in"), amount(44.8, "deg")] == ["30 cm", "27 cm", "44°"]
    use_units("imperial")
    assert [amount(12, "in"), goal(10.5, "in")] == ["12 Zoll", "10,5 Zoll"]
    assert in_words(1, "deg") == "1 Grad"


def test_a_target_of_ones_own_is_named_in_german() -> None:
    """A profile changes the number in the exercise's own words."""
    start = spec_words(SQUAT.cues.start.replace("45", "30"))
    assert start == "Gleiten Sie langsam hinunter, bis die Knie um 30 Grad gebeugt sind."


@pytest.mark.slow
def test_all_german_words_of_the_exercises_stay_readable() -> None:
    for spec in EXERCISES:
        layout = Overlay(spec).layout((640, 480))
        image = np.zeros((layout.size[1], layout.size[0], 3), np.uint8)
        judged = (*spec.start.values(), *spec.throughout.values(), *spec.form.values())
        texts = [each.say for each in judged] + [text for _, text in spec.cues if text]
        for text in texts:
            cue = Cue(spec_words(text), Priority.CORRECTION, 0, 3)
            drawn, _ = draw_band(image, layout, message_for(spec, progress_of(spec), cue))
            assert drawn.size >= 0.055 * 480, cue.text
        for phase in ("rest", "out", "hold", "back"):
            word = word_for(spec, progress_of(spec, phase=phase))
            box = layout.word
            assert fit(word, box.w, box.h, round(9 * layout.unit), 1).size >= 0.04 * 480, word


def test_the_voice_speaks_german() -> None:
    assert espeak("espeak-ng", "de").argv[:3] == ("espeak-ng", "-v", "de")
    speaker = find_speaker("de")
    assert speaker is None or any("de" in part for part in speaker.argv)


def test_what_is_kept_and_scored_stays_english() -> None:
    missed = happened(ev.RepetitionMissed, 1.0, obstacle=WrongPosture("supine"))
    attempt = attempt_of(missed)
    assert attempt is not None
    assert attempt.reason == sentence_for(WrongPosture("supine"), english)
    assert "lie down on the mat" in attempt.reason
    assert "Matte" in sentence_for(WrongPosture("supine"))


@pytest.mark.slow
def test_a_whole_day_in_german_is_what_was_reviewed() -> None:
    transcript = whole_day().transcript
    assert not [line for line in transcript if words(line) & ENGLISH]
    reviewed = Path(__file__).parent / "reviewed" / "whole_day_german.txt"
    assert transcript == reviewed.read_text(encoding="utf-8").splitlines()


def test_reasons_that_the_history_keeps_in_english_are_read_in_german() -> None:
    for obstacle in OBSTACLES:
        assert translated(sentence_for(obstacle, english)) == sentence_for(obstacle)
    assert translated("Nothing that is known and written.") == "Nothing that is known and written."
