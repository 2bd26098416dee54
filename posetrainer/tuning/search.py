"""Search for thresholds that judge labelled recordings correctly, with a margin.

The cost of a spec is a step function of its thresholds: mistakes come and go one by one, and
between the steps nothing changes. So the search has two parts. CMA-ES looks at all thresholds
together, which gets over steps that need several of them at once. Then each threshold by itself is
looked at along its line, for the plateau where the cost is lowest. It goes to the nearest place
well off the plateau's edges, since people differ: between two edges that are close, to the middle.
So it stays where it was well inside, or where the recordings do not depend on it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from posetrainer.errors import MissingPackageError
from posetrainer.exercises.changes import tried
from posetrainer.exercises.check import find_warnings
from posetrainer.exercises.numbers import Role, SpecNumber, numbers_of
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.safety import loosens
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.tuning.evaluation import verdict
from posetrainer.tuning.judging import Judge

Values = dict[FieldPath, float]

#: A threshold may become so much smaller or larger, in octaves: a third, or nearly three times.
REACH = 1.5
#: Steps along one line, and how exactly an edge is found, in octaves.
COARSE, FINE = 0.3, 0.05
#: A threshold that is so far from the edges of its plateau suits other people, in octaves: a factor
#: of 1.4. The edges of two bodies, of four that the exercises were recorded of, differ by less in
#: four of five pairs, over all thresholds of all exercises; by half as much in every second pair.
MARGIN = 0.5
#: Costs that differ by less are the same: no threshold runs after tenths of a second of holds.
SAME = 0.4
#: How widely the first generation is spread, in octaves.
SPREAD = 0.3
#: What it costs to move all thresholds by an octave: less than a mistake.
PULL = 0.5
#: How often each threshold is settled, if the others keep moving.
ROUNDS = 3
#: At such a cost there is nothing left to learn but from where the edges are.
DONE = 0.5
#: The cost of a spec that is not valid, or more doubtful than the one to begin with.
UNUSABLE = 1e6

#: The bands of a repetition below its target, from above.
_FALLING: tuple[Role, ...] = ("counts", "attempt", "rest")


@dataclass(frozen=True)
class Knob:
    """A threshold that may be moved, and how far, in octaves from its own value.

    Parameters
    ----------
    number : SpecNumber
    least, most : float
        At most 0, and at least 0.
    """

    number: SpecNumber
    least: float
    most: float

    def at(self, octaves: float) -> float:
        """Return the value so far from its own, as people would write it; itself at 0."""
        own = float(self.number.value)
        low, high = sorted((own * 2.0**self.least, own * 2.0**self.most))
        return min(max(written(own * 2.0**octaves), low), high) if octaves else own

    def octaves(self, value: float) -> float:
        """Return how far a value is from its own."""
        return math.log2(value / self.number.value)

    @property
    def line(self) -> tuple[float, ...]:
        """Places along its line, the ends and its own among them, in octaves."""
        places = np.arange(-REACH, REACH + COARSE / 2, COARSE).tolist()
        return tuple(sorted({0.0, *(min(max(x, self.least), self.most) for x in places)}))


def written(value: float) -> float:
    """Return a value with two digits, or with three if it has as many before the point."""
    return round(value, max(0, 1 - math.floor(math.log10(abs(value)))))


def knob(spec: ExerciseSpec, number: SpecNumber, *, may_loosen: bool) -> Knob:
    """Return how far a threshold may be moved; a limit of safety only where it gets stricter."""

    def allowed(octaves: float) -> float:
        moved = number.value * 2.0**octaves
        loose = loosens(spec, number.field, number.value, moved)
        return octaves if may_loosen or not loose else 0.0

    return Knob(number, allowed(-REACH), allowed(REACH))


class Landscape:
    """What every setting of some thresholds costs, on some recordings.

    Parameters
    ----------
    judge : Judge
        Of cases with a truth file.
    spec : ExerciseSpec
    knobs : sequence of Knob
        What may be moved; all other numbers stay.
    """

    def __init__(self, judge: Judge, spec: ExerciseSpec, knobs: Sequence[Knob]) -> None:
        self._judge = judge
        self._spec = spec
        self.knobs = tuple(knobs)
        self._bands = {n.role: n for n in numbers_of(spec) if n.field[0] == "repetition"}
        self._doubts = len(find_warnings(spec))
        self._known: dict[tuple[float, ...], float] = {}

    @property
    def own(self) -> Values:
        """The spec's own values."""
        return {knob.number.field: float(knob.number.value) for knob in self.knobs}

    def cost(self, values: Mapping[FieldPath, float]) -> float:
        """Return what was wrong, or `UNUSABLE` of a spec that is invalid or newly doubtful."""
        key = tuple(values[knob.number.field] for knob in self.knobs)
        if key not in self._known:
            self._known[key] = self._cost(values)
        return self._known[key]

    def _cost(self, values: Mapping[FieldPath, float]) -> float:
        spec, _ = tried(self._spec, values)
        if spec is None or len(find_warnings(spec)) > self._doubts:
            return UNUSABLE
        return verdict(self._judge, spec).cost

    def at(self, octaves: Sequence[float] | NDArray[np.float64]) -> Values:
        """Return the values so far from the spec's own, the bands of a repetition in order."""
        values = {
            knob.number.field: knob.at(float(x))
            for knob, x in zip(self.knobs, octaves, strict=True)
        }
        return {**values, **self._in_order(values)}

    def _in_order(self, values: Values) -> Values:
        """Return the bands that are moved, none of them beyond the one that comes after it."""
        target, tolerance = self._bands["target"], self._bands.get("tolerance")
        tolerated = values.get(tolerance.field, tolerance.value) if tolerance else 0.0
        ceiling = values.get(target.field, target.value) - tolerated
        placed: Values = {}
        for role in _FALLING:
            band = self._bands[role]
            if band.field in values:
                ceiling = placed[band.field] = min(ceiling, values[band.field])
            else:
                ceiling = float(band.value)
        return placed


def require_search() -> None:
    """Check that CMA-ES is installed, before any long work.

    Raises
    ------
    MissingPackageError
        If it is not.
    """
    if find_spec("cma") is None:
        raise MissingPackageError(
            "fit needs CMA-ES, which is not installed: pip install 'posetrainer[tuning]'."
        )


def explore(landscape: Landscape, seed: int, evaluations: int) -> Values:
    """Search all thresholds together, with CMA-ES.

    Parameters
    ----------
    landscape : Landscape
    seed : int
        The same seed gives the same values.
    evaluations : int
        How often recordings may be judged.
    """
    knobs = landscape.knobs
    if len(knobs) < 2:
        # CMA-ES needs two dimensions; `settle` searches the whole line of one.
        return landscape.own
    require_search()
    import cma

    # A seed of 0 would be the clock.
    options = {
        "seed": seed + 1,
        "maxfevals": evaluations,
        "bounds": [[knob.least for knob in knobs], [knob.most for knob in knobs]],
        "ftarget": DONE,
        "verbose": -9,
    }
    search = cma.CMAEvolutionStrategy(np.zeros(len(knobs)), SPREAD, options)

    def cost(octaves: NDArray[np.float64]) -> float:
        return landscape.cost(landscape.at(octaves)) + PULL * float(np.mean(octaves**2))

    best = np.zeros(len(knobs))
    while not search.stop():
        generation = search.ask()
        search.tell(generation, [cost(one) for one in generation])
        best = min((best, *generation), key=cost)
    # Where the whole population is, there is room around; its best may stand at an edge.
    centre = search.result.xfavorite
    return landscape.at(centre if cost(centre) <= cost(best) + SAME else best)


def settle(landscape: Landscape, values: Values) -> Values:
    """Move each threshold to the nearest value that is as good as any and not at an edge.

    Parameters
    ----------
    landscape : Landscape
    values : dict
        Field to value, from where to begin.
    """
    for _ in range(ROUNDS):
        before = values
        for one in landscape.knobs:
            values = {**values, one.number.field: _settled(landscape, values, one)}
        if values == before:
            break
    return values


@dataclass(frozen=True)
class _PlateauEnd:
    """Where a plateau ends, and whether the recordings get worse there.

    They do not at the end of what may be tried, nor where the spec itself stops being sound.
    """

    octaves: float
    is_edge: bool


def _settled(landscape: Landscape, values: Values, one: Knob) -> float:
    field = one.number.field

    def cost(octaves: float) -> float:
        return landscape.cost({**values, field: one.at(octaves)})

    low, high = _plateau(cost, sorted({*one.line, one.octaves(values[field])}))
    least = low.octaves + MARGIN * low.is_edge
    most = high.octaves - MARGIN * high.is_edge
    if least <= most:
        return one.at(min(max(0.0, least), most))
    if any(end.octaves == 0 and not end.is_edge for end in (low, high)):
        # A limit of safety that may not be loosened is as far from the edge as possible.
        return one.at(0)
    return one.at((low.octaves + high.octaves) / 2)


def _plateau(
    cost: Callable[[float], float], line: Sequence[float]
) -> tuple[_PlateauEnd, _PlateauEnd]:
    """Find the widest stretch of lowest costs; that around 0, if there is one."""
    costs = [cost(x) for x in line]
    enough = min(costs) + SAME
    stretches: list[tuple[int, int]] = []
    for is_low, places in groupby(range(len(line)), lambda i: costs[i] <= enough):
        if is_low:
            stretch = list(places)
            stretches.append((stretch[0], stretch[-1]))
    first, last = max(
        stretches, key=lambda s: (line[s[0]] <= 0 <= line[s[1]], line[s[1]] - line[s[0]])
    )

    def end(place: int, step: int) -> _PlateauEnd:
        """Find where the stretch ends, between its last place and the next one."""
        if not 0 <= place + step < len(line):
            return _PlateauEnd(line[place], is_edge=False)
        inside, outside = line[place], line[place + step]
        while abs(outside - inside) > FINE:
            middle = (inside + outside) / 2
            if cost(middle) <= enough:
                inside = middle
            else:
                outside = middle
        return _PlateauEnd(inside, is_edge=cost(outside) < UNUSABLE)

    return end(first, -1), end(last, 1)
