"""What keeps a person from being judged, in words."""

from collections.abc import Callable
from typing import Any

from posetrainer.exercises.spec import Posture, View
from posetrainer.quarter_turns import Turn
from posetrainer.rules import obstacles as ob
from posetrainer.rules.obstacles import BodyPart, Obstacle, Unseen, Way

_WHOLE_BODY = "Your whole body must be in the picture."
_PARTS: dict[BodyPart, str] = {
    "head": "head",
    "shoulders": "shoulders",
    "elbows": "elbows",
    "hands": "hands",
    "trunk": "whole trunk",
    "hips": "hips",
    "knees": "knees",
    "feet": "feet",
}
_WAYS: dict[Way, str] = {
    "left": "move to your left",
    "right": "move to your right",
    "forwards": "move forwards",
    "backwards": "move backwards",
    "towards_head": "move towards your head",
    "towards_feet": "move towards your feet",
}
_POSTURES: dict[Posture, str] = {
    "standing": "This exercise is done standing: stand up in the picture.",
    "sitting": "This exercise is done sitting: sit down in the picture.",
    "half_kneeling": "This exercise is done kneeling on one knee, the other foot in front.",
    "hands_and_knees": "This exercise is done on hands and knees.",
    "supine": "This exercise is done lying on your back: lie down on the mat.",
}
_UNLESS: dict[Posture, str] = {
    "standing": "Stand up; if you stand already",
    "sitting": "Sit down; if you sit already",
    "half_kneeling": "Kneel on one knee; if you do already",
    "hands_and_knees": "Get on hands and knees; if you are already",
    "supine": "Lie down on your back; if you do already",
}
_VIEWS: dict[View, str] = {
    "side": "Turn your side to the camera, or put the camera to one side of you.",
    "front": "Face the camera.",
}
_ON_ITS_SIDE = (
    "the picture lies on its side: turn the camera upright, or start with the option rotate."
)
_TURNED: dict[Turn, str] = {
    90: _ON_ITS_SIDE,
    180: "the picture is upside down: turn the camera upright, or start with the option rotate.",
    270: _ON_ITS_SIDE,
}


def sentence_for(obstacle: Obstacle) -> str:
    """Return what is wrong, and the way out where there is one, as one or two sentences."""
    return _SENTENCES[type(obstacle)](obstacle)


def instruction_for(obstacle: Obstacle) -> str:
    """Return what is to be put right before anything counts."""
    sentence = sentence_for(obstacle)
    return f"{sentence} {_WHOLE_BODY}" if isinstance(obstacle, ob.PartsUnseen) else sentence


def unseen_words(unseen: Unseen) -> str:
    """Return what cannot be seen, for the end of a sentence: "your feet"."""
    if not isinstance(unseen, ob.PartsUnseen):
        return "anything move: the camera has stopped"
    return f"your {' and '.join(_PARTS[part] for part in unseen.parts)}" if unseen.parts else "you"


def _unseen(unseen: Unseen) -> str:
    return f"I cannot see {unseen_words(unseen)}."


def _out_of_picture(out: ob.OutOfPicture) -> str:
    verb, it = ("is", "it") if out.part == "head" else ("are", "them")
    place = "out of" if out.wholly else "at the edge of"
    ways = [_WAYS[out.way]] if out.way else []
    ways.append(f"turn the camera towards {it}")
    return f"Your {_PARTS[out.part]} {verb} {place} the picture: {', or '.join(ways)}."


def _turned(turned: ob.PictureTurned) -> str:
    words = _TURNED[turned.turn_deg]
    if turned.unless is None:
        return words[0].upper() + words[1:]
    return f"{_UNLESS[turned.unless]}, {words}"


_SENTENCES: dict[type[Obstacle], Callable[[Any], str]] = {
    ob.Outside: lambda _: "Come into the picture.",
    ob.NobodySeen: lambda _: "Nobody was seen.",
    ob.PartsUnseen: _unseen,
    ob.CameraStopped: _unseen,
    ob.BodyIncomplete: lambda _: _WHOLE_BODY,
    ob.OutOfPicture: _out_of_picture,
    ob.TooFar: lambda _: "Come closer, or bring the camera closer.",
    ob.TooNear: lambda _: "You do not fit into the picture: put the camera further away.",
    ob.TooFewPictures: lambda _: (
        "The camera gives too few pictures a second: more light or a wired camera."
    ),
    ob.WrongView: lambda o: _VIEWS[o.view],
    ob.WrongPosture: lambda o: _POSTURES[o.posture],
    ob.PictureTurned: _turned,
    ob.Unmet: lambda o: o.say,
    ob.OtherSideOnly: lambda o: f"Only the {o.side} side now.",
    ob.Moving: lambda _: "Keep still for a moment.",
    ob.TooDark: lambda _: "It is too dark to see you: switch on a light behind the camera.",
    ob.TooBright: lambda _: "The picture is too bright: turn the camera away from the window.",
    ob.Grainy: lambda _: (
        "The picture is too grainy to judge you well: switch on a light behind the camera."
    ),
}
