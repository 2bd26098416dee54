"""Events as JSON objects: the same keys and English words as ever, with a stable code beside."""

import json

from stick_people import OBSTACLES, happened

from posetrainer.feedback.event_records import as_record
from posetrainer.feedback.obstacle_words import instruction_for, sentence_for
from posetrainer.rules import events as ev
from posetrainer.rules import obstacles as ob
from posetrainer.rules.obstacles import Obstacle


def kinds(base: type[Obstacle]) -> set[type[Obstacle]]:
    below = base.__subclasses__()
    return {kind for sub in below for kind in (kinds(sub) or {sub})}


def test_every_kind_of_obstacle_has_words_and_a_code_of_its_own() -> None:
    assert {type(obstacle) for obstacle in OBSTACLES} == kinds(Obstacle)
    codes = [kind.kind for kind in kinds(Obstacle)]
    assert len(set(codes)) == len(codes)
    for obstacle in OBSTACLES:
        for sentence in (sentence_for(obstacle), instruction_for(obstacle)):
            assert sentence[0].isupper(), obstacle
            assert sentence.endswith("."), obstacle


def test_an_event_is_a_flat_object_with_english_words_and_a_code() -> None:
    away = happened(ev.LostSight, 1.23456789, unseen=ob.PartsUnseen(("hips", "feet")))
    assert as_record(away) == {
        "event": "LostSight",
        "time_s": 1.234568,
        "what": "your hips and feet",
        "code": "not_seen",
    }
    lost = as_record(happened(ev.PostureLost, 2.0, obstacle=ob.WrongPosture("supine")))
    assert lost["reason"].startswith("This exercise is done lying on your back")
    assert lost["code"] == "wrong_posture"
    other = happened(ev.RepetitionMissed, 3.0, obstacle=ob.Unmet("feet_down", "Feet down."))
    assert as_record(other)["say"] == "Feet down."
    assert as_record(other)["code"] == "unmet:feet_down"
    short = as_record(happened(ev.RepetitionMissed, 3.0, obstacle=None))
    assert short["say"] is short["code"] is None


def test_every_event_can_be_written_as_json() -> None:
    for kind in ev.Event.__subclasses__():
        record = as_record(happened(kind, 1.0))
        assert json.loads(json.dumps(record))["event"] == kind.__name__
