"""Sentences about what keeps a person from being judged."""

from collections.abc import Callable
from typing import Any

from posetrainer.exercises.spec import Posture, View
from posetrainer.feedback.spec_words import spec_words
from posetrainer.language.translation import Translate, english, msg, tr
from posetrainer.pose.landmarks import Side
from posetrainer.quarter_turns import Turn
from posetrainer.rules import obstacles as ob
from posetrainer.rules.obstacles import BodyPart, Obstacle, Unseen, Way

_WHOLE_BODY = msg("Your whole body must be in the picture.")
#: Where the trunk is not seen, nothing else is named.
_WHOLE_TRUNK = msg("your whole trunk")
_PARTS: dict[BodyPart, str] = {
    "shoulders": msg("shoulders"),
    "elbows": msg("elbows"),
    "hands": msg("hands"),
    "hips": msg("hips"),
    "knees": msg("knees"),
    "feet": msg("feet"),
}
_WAYS: dict[Way, str] = {
    "left": msg("move to your left"),
    "right": msg("move to your right"),
    "forwards": msg("move forwards"),
    "backwards": msg("move backwards"),
    "towards_head": msg("move towards your head"),
    "towards_feet": msg("move towards your feet"),
}
_POSTURES: dict[Posture, str] = {
    "standing": msg("This exercise is done standing: stand up in the picture."),
    "sitting": msg("This exercise is done sitting: sit down in the picture."),
    "half_kneeling": msg("This exercise is done kneeling on one knee, the other foot in front."),
    "hands_and_knees": msg("This exercise is done on hands and knees."),
    "supine": msg("This exercise is done lying on your back: lie down on the mat."),
}
_UNLESS: dict[Posture, str] = {
    "standing": msg("Stand up; if you stand already, {problem}"),
    "sitting": msg("Sit down; if you sit already, {problem}"),
    "half_kneeling": msg("Kneel on one knee; if you do already, {problem}"),
    "hands_and_knees": msg("Get on hands and knees; if you are already, {problem}"),
    "supine": msg("Lie down on your back; if you do already, {problem}"),
}
_VIEWS: dict[View, str] = {
    "side": msg("Turn your side to the camera, or put the camera to one side of you."),
    "front": msg("Face the camera."),
}
_ON_ITS_SIDE = msg(
    "the picture lies on its side: turn the camera upright, or start with the option rotate."
)
_UPSIDE_DOWN = msg(
    "the picture is upside down: turn the camera upright, or start with the option rotate."
)
_TURNED: dict[Turn, str] = {90: _ON_ITS_SIDE, 180: _UPSIDE_DOWN, 270: _ON_ITS_SIDE}
_SIDES: dict[Side, str] = {
    "left": msg("Only the left side now."),
    "right": msg("Only the right side now."),
}


def sentence_for(obstacle: Obstacle, tr: Translate = tr) -> str:
    """Return what is wrong, and the way out where there is one, as one or two sentences.

    In the user's language, unless another ``tr`` is given: a log needs English.
    """
    return _SENTENCES[type(obstacle)](obstacle, tr)


def instruction_for(obstacle: Obstacle, tr: Translate = tr) -> str:
    """Return what is to be put right before anything counts; parameters as in `sentence_for`."""
    sentence = sentence_for(obstacle, tr)
    return f"{sentence} {tr(_WHOLE_BODY)}" if isinstance(obstacle, ob.PartsUnseen) else sentence


def unseen_words(unseen: Unseen, tr: Translate = tr) -> str:
    """Return what cannot be seen, for the middle of a sentence: "your feet"."""
    if not isinstance(unseen, ob.PartsUnseen):
        return tr("anything move: the camera has stopped")
    if not unseen.parts:
        return tr("you")
    if unseen.parts == ("trunk",):
        return tr(_WHOLE_TRUNK)
    return tr("your {parts}").format(
        parts=tr(" and ").join(tr(_PARTS[part]) for part in unseen.parts)
    )


def _unseen(unseen: Unseen, tr: Translate) -> str:
    if isinstance(unseen, ob.CameraStopped):
        return tr("I cannot see anything move: the camera has stopped.")
    return tr("I cannot see {what}.").format(what=unseen_words(unseen, tr))


def _out_of_picture(out: ob.OutOfPicture, tr: Translate) -> str:
    ways = [tr(_WAYS[out.way])] if out.way else []
    if out.part == "head":
        ways.append(tr("turn the camera towards it"))
        sentence = tr("Your head is out of the picture: {ways}.")
    else:
        ways.append(tr("turn the camera towards them"))
        sentence = (
            tr("Your {parts} are out of the picture: {ways}.")
            if out.wholly
            else tr("Your {parts} are at the edge of the picture: {ways}.")
        )
    parts = tr(_PARTS.get(out.part, ""))
    return sentence.format(parts=parts, ways=tr(", or ").join(ways))


def _turned(turned: ob.PictureTurned, tr: Translate) -> str:
    problem = tr(_TURNED[turned.turn_deg])
    if turned.unless is None:
        return problem[0].upper() + problem[1:]
    return tr(_UNLESS[turned.unless]).format(problem=problem)


_SENTENCES: dict[type[Obstacle], Callable[[Any, Translate], str]] = {
    ob.Outside: lambda _, tr: tr("Come into the picture."),
    ob.NobodySeen: lambda _, tr: tr("Nobody was seen."),
    ob.PartsUnseen: _unseen,
    ob.CameraStopped: _unseen,
    ob.BodyIncomplete: lambda _, tr: tr(_WHOLE_BODY),
    ob.OutOfPicture: _out_of_picture,
    ob.TooFar: lambda _, tr: tr("Come closer, or bring the camera closer."),
    ob.TooNear: lambda _, tr: tr("You do not fit into the picture: put the camera further away."),
    ob.TooFewPictures: lambda _, tr: tr(
        "The camera gives too few pictures a second: more light or a wired camera."
    ),
    ob.WrongView: lambda o, tr: tr(_VIEWS[o.view]),
    ob.WrongPosture: lambda o, tr: tr(_POSTURES[o.posture]),
    ob.PictureTurned: _turned,
    ob.Unmet: lambda o, tr: o.say if tr is english else spec_words(o.say),
    ob.OtherSideOnly: lambda o, tr: tr(_SIDES[o.side]),
    ob.Moving: lambda _, tr: tr("Keep still for a moment."),
    ob.TooDark: lambda _, tr: tr("It is too dark to see you: switch on a light behind the camera."),
    ob.TooBright: lambda _, tr: tr(
        "The picture is too bright: turn the camera away from the window."
    ),
    ob.Grainy: lambda _, tr: tr(
        "The picture is too grainy to judge you well: switch on a light behind the camera."
    ),
}
