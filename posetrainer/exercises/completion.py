"""Completion of a spec: what its file leaves out is filled in before it is validated.

A file may name a condition of the library, and leave out what follows from the rest: the bands
of a repetition from its target, the way back from the way out, the side of a measure from whose
turn it is. What a file does write is never changed.
"""

import reprlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from posetrainer.exercises.key_poses import key_pose_ids, shipped_key_poses
from posetrainer.exercises.library import library
from posetrainer.exercises.problem import FieldPath, Problem, suggest
from posetrainer.exercises.spec import (
    Always,
    Condition,
    FormFault,
    Judged,
    Unit,
)
from posetrainer.exercises.vocabulary import side_that_exercises

#: Where the bands of a repetition end, as shares of what reaches the target (the target less its
#: tolerance): the means of the exercises that are shipped.
SHARES = {"rest": 0.28, "attempt": 0.49, "counts": 0.83}
#: Slower than this is still, a second: as in nearly all exercises that are shipped and held.
STILL: dict[Unit, float] = {"deg": 6, "in": 2}
#: Bands are whole degrees, or tenths of an inch.
_DECIMALS: dict[Unit, int] = {"deg": 0, "in": 1}
_ENDS = {"rest": "at_most", "attempt": "at_least", "counts": "at_least"}
_SECTIONS: dict[str, type[Judged]] = {
    "start": Condition,
    "throughout": Always,
    "form": FormFault,
}
#: A range is either kept or reached.
_INSTEAD = {"keep": "reach", "reach": "keep"}

_Group = dict[str, Any]


@dataclass(frozen=True)
class WholeSpec:
    """A spec's data with what its file leaves out.

    Parameters
    ----------
    data : dict
        As it would be read from a file that leaves nothing out.
    origins : mapping
        Field to where it comes from, in words, for each that was filled in.
    problems : tuple of Problem
        What the file names that does not exist.
    waiting : frozenset of FieldPath
        What could not be filled in, because what it follows from is wrong.
    """

    data: _Group
    origins: Mapping[FieldPath, str]
    problems: tuple[Problem, ...]
    waiting: frozenset[FieldPath]

    def origin(self, of: FieldPath) -> str | None:
        """Return where a field comes from; None if it was not filled in."""
        groups = (of[:length] for length in range(len(of), 0, -1))
        return next((self.origins[group] for group in groups if group in self.origins), None)

    def causes(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Return problems without those that only follow from others.

        What is wrong with a field that was filled in, or waits for that, is mended elsewhere.
        """
        written = [
            problem
            for problem in problems
            if self.origin(problem.field) is None and problem.field not in self.waiting
        ]
        return written or problems


def completed(data: Mapping[str, Any]) -> WholeSpec:
    """Return the data of a spec's file with what it leaves out.

    Parameters
    ----------
    data : mapping
        As read from YAML; it may be wrong in any way, and is not changed.
    """
    filling = _Filling(dict(data))
    filling.conditions()
    filling.measures()
    filling.repetition()
    filling.tempo()
    filling.key_poses()
    return WholeSpec(
        filling.data, filling.origins, tuple(filling.problems), frozenset(filling.waiting)
    )


@dataclass
class _Filling:
    """The data so far. Groups of the file are replaced, not changed: references share them."""

    data: _Group
    origins: dict[FieldPath, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waiting: set[FieldPath] = field(default_factory=set)

    def conditions(self) -> None:
        """Fill in the library's keys of the conditions that are used."""
        for section, model in _SECTIONS.items():
            entries = self.data.get(section)
            if isinstance(entries, dict):
                self.data[section] = {
                    name: self._condition((section, name), entry, tuple(model.model_fields))
                    for name, entry in entries.items()
                }

    def _condition(self, place: FieldPath, entry: Any, keys: Sequence[str]) -> Any:
        if not isinstance(entry, dict) or "uses" not in entry:
            return entry
        own, word = {k: v for k, v in entry.items() if k != "uses"}, entry["uses"]
        common = library().conditions.get(word) if isinstance(word, str) else None
        if common is None:
            quoted = reprlib.repr(word) if isinstance(word, str) else "what is written"
            mend = suggest(str(word), library().conditions, "posetrainer exercises library")
            message = f"{quoted} is not in the library; {mend}"
            self.problems.append(Problem((*place, "uses"), message))
            self.waiting |= {(*place, key) for key in keys}
            return own
        added = {
            key: value
            for key, value in common.items()
            if key in keys and key not in own and _INSTEAD.get(key) not in own
        }
        self.origins |= {(*place, key): f"library: {word}" for key in added}
        return {**added, **own}

    def measures(self) -> None:
        """Fill in measures of the library that are used, and whose side is read."""
        given = self.data.get("measures", {})
        if not isinstance(given, dict):
            return
        measures = dict(given)
        for name in self._used():
            common = None if name in measures else self._common_measure(name, measures)
            if common:
                measures[name] = common
                self.origins["measures", name] = "library"
        measures = {name: self._sided(name, measure) for name, measure in measures.items()}
        if measures:
            self.data["measures"] = measures

    def _used(self) -> Iterator[str]:
        """Names of the measures that something asks for, the one that counts first."""
        groups = [_group(self.data.get("repetition"))]
        for section in _SECTIONS:
            groups += map(_group, _group(self.data.get(section)).values())
        names = (group.get("measure") for group in groups)
        return (name for name in names if isinstance(name, str))

    def _common_measure(self, name: str, measures: _Group) -> _Group:
        """Return a measure of the library; nothing if it has none, or none that fits here."""
        measure = dict(library().measures.get(name, {}))
        if measure.pop("like", None) is None:
            return measure
        counted = _group(measures.get(str(_group(self.data.get("repetition")).get("measure"))))
        shared = {key: value for key, value in counted.items() if key != "relative_to"}
        return {**shared, **measure} if shared else {}

    def _sided(self, name: str, measure: Any) -> Any:
        """Give a measure its side, if it has none: the one that exercises."""
        if not isinstance(measure, dict) or "side" in measure:
            return measure
        sides = _group(self.data.get("dose")).get("sides")
        if sides is None:
            self.waiting.add(("measures", name, "side"))
            return measure
        self.origins["measures", name, "side"] = f"dose.sides is {sides}"
        return {**measure, "side": side_that_exercises(sides)}

    def repetition(self) -> None:
        """Fill in the bands of a repetition, and what is still, from the target."""
        repetition = self.data.get("repetition")
        if not isinstance(repetition, dict):
            return
        repetition = dict(repetition)
        left_out = [name for name in SHARES if name not in repetition]
        reaches = _reaches(_group(repetition.get("target")))
        if reaches is None:
            self.waiting |= {("repetition", name) for name in left_out}
            return
        unit, value = reaches
        for name in left_out:
            band = round(SHARES[name] * value, _DECIMALS[unit])
            repetition[name] = {f"{_ENDS[name]}_{unit}": band}
            words = f"{SHARES[name]:g} of what reaches the target"
            self.origins["repetition", name] = words
        hold = repetition.get("hold")
        if isinstance(hold, dict) and not {"still_deg_s", "still_in_s"} & hold.keys():
            repetition["hold"] = {**hold, f"still_{unit}_s": STILL[unit]}
            self.origins["repetition", "hold", f"still_{unit}_s"] = "usual"
        self.data["repetition"] = repetition

    def tempo(self) -> None:
        """Fill in the way back, which is as fast as the way out."""
        tempo = self.data.get("tempo")
        if not isinstance(tempo, dict) or "back" in tempo:
            return
        if "out" in tempo:
            self.data["tempo"] = {**tempo, "back": tempo["out"]}
            self.origins["tempo", "back"] = "as tempo.out"
        else:
            self.waiting.add(("tempo", "back"))

    def key_poses(self) -> None:
        """Fill in the poses of the exercise that is named, or has this id."""
        named = self.data.get("key_poses", self.data.get("id"))
        if not isinstance(named, str):
            return
        known = key_pose_ids()
        if named in known:
            self.data["key_poses"] = shipped_key_poses(named)
            self.origins["key_poses",] = f"catalogue: {named}"
        elif "key_poses" in self.data:
            del self.data["key_poses"]
            mend = suggest(named, known)
            message = f"no exercise {reprlib.repr(named)} is shipped with key poses; {mend}"
            self.problems.append(Problem(("key_poses",), message))


def _group(value: Any) -> _Group:
    return value if isinstance(value, dict) else {}


def _reaches(target: _Group) -> tuple[Unit, float] | None:
    """The unit of a target, and what it is less its tolerance; None if a number is wrong."""
    units: tuple[Unit, ...] = ("deg", "in")
    for unit in units:
        numbers = target.get(f"at_least_{unit}"), target.get(f"tolerance_{unit}", 0)
        if all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
            least, tolerance = numbers
            return unit, least - tolerance
    return None
