"""Sides and limbs in words."""

from typing import Literal

from posetrainer.exercises.spec import ExerciseSpec, Flexion, Lift, Straightening
from posetrainer.language.translation import msg, tr, tr_in
from posetrainer.pose.landmarks import Side

Limb = Literal["leg", "arm"]

_LIMBS: dict[tuple[Side, Limb], str] = {
    ("left", "leg"): msg("the left leg"),
    ("right", "leg"): msg("the right leg"),
    ("left", "arm"): msg("the left arm"),
    ("right", "arm"): msg("the right arm"),
}


def limb_of(spec: ExerciseSpec) -> Limb:
    """Return what the exercise moves."""
    driver = spec.driver
    if isinstance(driver, Flexion | Straightening):
        moved = driver.joint in ("shoulder", "elbow")
    elif isinstance(driver, Lift):
        moved = driver.part in ("shoulder", "elbow", "wrist")
    else:
        moved = driver is not None and driver.end in ("elbow", "wrist")
    return "arm" if moved else "leg"


def sided_limb(spec: ExerciseSpec, side: Side) -> str:
    """Return a side's limb: "the left leg"."""
    return tr(_LIMBS[side, limb_of(spec)])


def that_side(spec: ExerciseSpec, side: Side) -> str:
    """Return a side whose limb is known: "the left"."""
    if limb_of(spec) == "arm":
        return tr_in("arm", "the left") if side == "left" else tr_in("arm", "the right")
    return tr_in("leg", "the left") if side == "left" else tr_in("leg", "the right")


def other_limb(spec: ExerciseSpec) -> str:
    """Return the sentence that sends to the other limb."""
    return tr("Other arm.") if limb_of(spec) == "arm" else tr("Other leg.")


def now_limb(spec: ExerciseSpec, side: Side) -> str:
    """Return the sentence about whose turn it is."""
    return tr("Now {limb}.").format(limb=sided_limb(spec, side))


def plate_words(spec: ExerciseSpec, side: Side) -> str:
    """Return a side's limb as a sign on the screen names it: "LEFT LEG"."""
    if limb_of(spec) == "arm":
        return tr("LEFT ARM") if side == "left" else tr("RIGHT ARM")
    return tr("LEFT LEG") if side == "left" else tr("RIGHT LEG")
