"""Building the day's programme by level, equipment and time."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from posetrainer.errors import UserError
from posetrainer.exercises.problem import nearest
from posetrainer.exercises.spec import ExerciseSpec, Level
from posetrainer.language.translation import tr
from posetrainer.system.resources import specs_folder
from posetrainer.workout.plan import (
    CHANGE_S,
    Block,
    Plan,
    PlanFile,
    block_of,
    load_plan,
    with_dose,
)

#: The article has its programme repeated three or four times; more is another day's.
MOST_ROUNDS = 4
#: A dose is never made smaller than this share of the prescribed one: shorter programmes leave
#: exercises out instead.
LEAST_SHARE = 0.4
EQUIPMENT = ("mat", "wall", "ball", "belt")
#: Done as well without it: a belt only reminds of the muscles.
OPTIONAL = frozenset({"belt"})


class PlanError(UserError):
    """No programme can be made from these options."""


def shipped_plan(level: Level) -> PlanFile:
    """Return the plan of a level that travels with the program."""
    return load_plan(specs_folder() / "programmes" / f"{level}.yaml")


def check_equipment(names: Iterable[str]) -> frozenset[str]:
    """Return what there is at hand.

    Raises
    ------
    PlanError
        If no exercise uses one of the items.
    """
    at_hand = frozenset(name.strip() for name in names if name.strip())
    for name in sorted(at_hand - set(EQUIPMENT)):
        near = nearest(name, EQUIPMENT)
        sentence = (
            tr("--equipment: '{name}' is not known; did you mean '{near}'?")
            if near
            else tr("--equipment: '{name}' is not known; choose of {known}.")
        )
        raise PlanError(sentence.format(name=name, near=near, known=", ".join(EQUIPMENT)))
    return at_hand


def build(
    file: PlanFile,
    minutes: float | None = None,
    equipment: frozenset[str] | None = None,
    adapt: Callable[[ExerciseSpec], ExerciseSpec | None] = lambda spec: spec,
) -> Plan:
    """Make a plan of its file: for what is at hand, for this person, in so many minutes.

    In a plan that is shorter than the time, exercises of one posture are repeated before the
    posture changes; one that is longer gets smaller doses, and where those would become too
    small, the longest exercises of the posture that has most of them go.

    Parameters
    ----------
    file : PlanFile
    minutes : float or None
        None leaves the plan as it is written.
    equipment : frozenset of str or None
        None is everything.
    adapt : callable
        Adapts an exercise to the person; None where the person does not do it.

    Raises
    ------
    PlanError
        If no exercise is left.
    """
    blocks = []
    for block in map(block_of, file.blocks):
        needed = set(block.spec.equipment) - OPTIONAL
        spec = adapt(block.spec)
        if spec is not None and (equipment is None or needed <= equipment):
            blocks.append(replace(block, spec=spec))
    if not blocks:
        raise PlanError(
            tr(
                "{title}: no exercise is left; name more --equipment ({known}), or skip fewer in "
                "the profile."
            ).format(title=file.title, known=", ".join(EQUIPMENT))
        )
    plan = Plan(file.title, tuple(blocks))
    return plan if minutes is None else _fitted(plan, minutes * 60)


def _fitted(plan: Plan, seconds: float) -> Plan:
    if plan.seconds <= seconds:
        return _grown(plan, seconds)
    while plan.seconds > seconds:
        smaller = _largest_share(plan, seconds)
        if smaller is not None:
            return smaller
        if len(plan.blocks) == 1:
            return _with_share(plan, LEAST_SHARE)
        plan = _without_one(plan)
    return plan


def _grown(plan: Plan, seconds: float) -> Plan:
    """Repeat what is done in one posture before the next one, as often as there is time for."""
    groups = [tuple(group) for _, group in groupby(plan.blocks, lambda b: b.spec.posture)]
    rounds = [1] * len(groups)
    grown = plan
    while True:
        fewest_first = sorted(range(len(groups)), key=lambda i: rounds[i])
        for i in fewest_first:
            more = [n + (j == i) for j, n in enumerate(rounds)]
            longer = replace(plan, blocks=_repeated(groups, more))
            if more[i] <= MOST_ROUNDS and longer.seconds <= seconds:
                rounds, grown = more, longer
                break
        else:
            return grown


def _repeated(groups: list[tuple[Block, ...]], rounds: list[int]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for group, times in zip(groups, rounds, strict=True):
        # Between two rounds the place stays the same; exercises with several sets are not repeated.
        again = [block for block in group if block.spec.dose.sets == 1] * (times - 1)
        soon = replace(group[-1], rest_s=min(group[-1].rest_s, CHANGE_S))
        done = [*group[:-1], *([soon] if again else [group[-1]]), *again]
        blocks += [*done[:-1], replace(done[-1], rest_s=group[-1].rest_s)]
    return tuple(blocks)


def _largest_share(plan: Plan, seconds: float) -> Plan | None:
    """Return the plan at the largest dose that fits, None if even the smallest does not."""
    steps = 20
    for step in range(steps, -1, -1):
        share = LEAST_SHARE + (1 - LEAST_SHARE) * step / steps
        smaller = _with_share(plan, share)
        if smaller.seconds <= seconds:
            return smaller
    return None


def _with_share(plan: Plan, share: float) -> Plan:
    return replace(
        plan, blocks=tuple(replace(block, spec=_less(block.spec, share)) for block in plan.blocks)
    )


def _less(spec: ExerciseSpec, share: float) -> ExerciseSpec:
    dose = spec.dose
    if dose.sets > 1:
        return with_dose(spec, sets=max(1, round(dose.sets * share)))
    # Sides get the same share each.
    step = 2 if dose.sides in ("each", "alternate") and dose.repetitions > 1 else 1
    return with_dose(spec, repetitions=max(step, step * round(dose.repetitions * share / step)))


def _without_one(plan: Plan) -> Plan:
    """Leave out the longest exercise of the posture that has the most of them."""
    by_posture: dict[str, list[Block]] = {}
    for block in plan.blocks:
        by_posture.setdefault(block.spec.posture, []).append(block)
    most = max(by_posture.values(), key=len)
    longest = max(most, key=lambda block: Plan("", (block,)).seconds)
    kept = list(plan.blocks)
    kept.remove(longest)
    return replace(plan, blocks=tuple(kept))
