"""Detection of the picture's orientation from the person's posture."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from rich.console import Console

from posetrainer.capture import Adjustment, Frame, Gap, Source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.body import displacement
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.upright import turns_to
from posetrainer.kinematics.view import usable_points
from posetrainer.language.translation import tr
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.quarter_turns import Turn
from posetrainer.rules.readiness import STILL_S, STILL_TRUNKS
from posetrainer.runtime.loop import Estimator

#: Number of looks at a still body that must agree,
ENOUGH = 6
#: within this many seconds; after that the majority decides.
LOOK_S = 15.0


def upright(
    open_it: Callable[[Adjustment], Source],
    asked: Adjustment,
    spec: ExerciseSpec,
    console: Console | None = None,
) -> Adjustment:
    """Return an adjustment that turns a source's pictures upright, where that is to be found.

    Parameters
    ----------
    open_it : callable
        Opens the source with an adjustment; it is closed again.
    asked : Adjustment
        Returned unchanged unless ``auto`` is set.
    spec : ExerciseSpec
        What is done: its posture gives which way is up.
    console : Console or None
        Where what is looked for, and what was found, is printed.

    Raises
    ------
    CaptureError
        If the source cannot be opened, or breaks off.
    """
    if not asked.auto:
        return asked
    if console is not None:
        looking = tr("Looking which way up the picture is: keep still in the start position.")
        console.print(looking, style="magenta", highlight=False)
    with MediaPipeEstimator() as estimator, open_it(asked) as source:
        turn = find_turn(source, estimator, spec)
    if console is not None:
        found = {
            None: tr("The orientation of the picture cannot be found: it is left as it is."),
            0: tr("The picture is upright."),
        }.get(
            turn, tr("The picture is turned clockwise by {degrees} degrees.").format(degrees=turn)
        )
        console.print(found, style="magenta", highlight=False)
    return replace(asked, turn_deg=turn or 0)


def find_turn(
    items: Iterable[Frame | Gap], estimator: Estimator, spec: ExerciseSpec
) -> Turn | None:
    """Return by how much a source's pictures are to be turned clockwise, in degrees.

    The estimator finds people whichever way up they are; the turn that brings the body into
    the posture of the exercise is counted. Who moves about is not in place yet, and does not
    count.

    Returns
    -------
    {0, 90, 180, 270} or None
        None if nobody is seen who keeps still in the posture, whatever the turn.
    """
    votes: Counter[Turn] = Counter()
    looked_s: float | None = None
    before: Points | None = None
    for item in items:
        if item.time_s > LOOK_S:
            break
        if isinstance(item, Gap) or (looked_s is not None and item.time_s < looked_s + STILL_S):
            continue
        looked_s = item.time_s
        pose = estimator.estimate(item)
        points = None if pose is None else usable_points(pose)
        last, before = before, points
        if last is None or points is None or not displacement(last, points) <= STILL_TRUNKS:
            continue
        turns = turns_to(spec.posture, points, frontal=spec.view == "front")
        if len(turns) == 1:
            votes.update(turns)
        if votes and max(votes.values()) >= ENOUGH:
            break
    return votes.most_common(1)[0][0] if votes else None
