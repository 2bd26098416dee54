"""A spec being tuned: its file, changed numbers over it, and undo."""

import dataclasses
import math
from collections.abc import Hashable, Mapping
from functools import cached_property
from pathlib import Path

from posetrainer.errors import SpecError
from posetrainer.exercises.catalogue import exercise_path
from posetrainer.exercises.changes import by_number, tried
from posetrainer.exercises.document import Document, read_text
from posetrainer.exercises.editing import save_edited
from posetrainer.exercises.loader import spec_in
from posetrainer.exercises.numbers import SpecNumber, dotted, nearest_name, numbers_of, plain
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.safety import is_safety_limit, loosens
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.profiles.apply import adapted
from posetrainer.profiles.override import keep_numbers
from posetrainer.profiles.store import load_profile


@dataclasses.dataclass(frozen=True)
class Difference:
    """A number that is other in the draft than on disk."""

    field: FieldPath
    on_disk: float | int
    in_draft: float | int


@dataclasses.dataclass(frozen=True)
class _Step:
    """What was done so far: fields to values over the spec as opened, and the spec it gives."""

    values: Mapping[FieldPath, float | int]
    spec: ExerciseSpec
    group: Hashable = None


@dataclasses.dataclass(frozen=True)
class WorkingSpec:
    """A spec with other numbers, not yet saved. Every change gives a new draft.

    A value that is not valid stays in the draft and is reported in ``problems``; ``spec`` is then
    the last one that was valid, with what else is changed. So does a limit of safety that is
    looser than on disk, until that is allowed.

    Parameters
    ----------
    path : Path
        The spec's file.
    text : str
        What it holds.
    opened : ExerciseSpec
        The spec as it was opened.
    on_disk : ExerciseSpec
        The spec that the file holds: as opened, or as saved since.
    done, undone : tuple of _Step
        What can be undone, the present last, and what can be done again, the next one last.
    allowed : frozenset of FieldPath
        Limits of safety that may be loosened.
    person : str or None
        Whose exercise it is: name of a profile, which then holds what is "on disk".
    """

    path: Path
    text: str = dataclasses.field(repr=False)
    opened: ExerciseSpec = dataclasses.field(repr=False)
    on_disk: ExerciseSpec = dataclasses.field(repr=False)
    done: tuple[_Step, ...] = dataclasses.field(repr=False)
    undone: tuple[_Step, ...] = dataclasses.field(default=(), repr=False)
    allowed: frozenset[FieldPath] = frozenset()
    person: str | None = None

    @property
    def spec(self) -> ExerciseSpec:
        """The spec to judge by: the last valid one."""
        return self.done[-1].spec

    @cached_property
    def numbers(self) -> tuple[SpecNumber, ...]:
        """Every number, with its value in the draft, be it valid or not."""
        values = self.done[-1].values
        return tuple(
            dataclasses.replace(number, value=values.get(number.field, number.value))
            for number in numbers_of(self.opened)
        )

    @cached_property
    def changes(self) -> dict[FieldPath, float | int]:
        """Changes that are not in the file yet: field to the draft's value."""
        return {d.field: d.in_draft for d in self.differences}

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Numbers that are other than on disk, in the order of the language."""
        return tuple(
            Difference(number.field, self._written[number.field], number.value)
            for number in self.numbers
            if number.value != self._written[number.field]
        )

    @cached_property
    def problems(self) -> dict[FieldPath, str]:
        """What is wrong: field to sentence. Empty where the draft is valid."""
        values = self.done[-1].values
        locked = {d.field: _locked(d) for d in self.loosened if d.field not in self.allowed}
        wrong = by_number(self.opened, tried(self.opened, values)[1], values)
        missing = {f: "a number is missing; write one." for f, v in values.items() if math.isnan(v)}
        return {**locked, **wrong, **missing}

    @cached_property
    def loosened(self) -> tuple[Difference, ...]:
        """Limits of safety that allow more than they do on disk."""
        return tuple(
            d for d in self.differences if loosens(self.on_disk, d.field, d.on_disk, d.in_draft)
        )

    def is_locked(self, field: FieldPath) -> bool:
        """Whether a number is a limit of safety that must not be loosened."""
        return field not in self.allowed and is_safety_limit(self.on_disk, field)

    def set(self, field: FieldPath, value: float | int, group: Hashable = None) -> "WorkingSpec":
        """Return the draft with another value of a number.

        Parameters
        ----------
        field : tuple
            Of one of ``numbers``.
        value : float or int
            Kept to ten digits; NaN where it is missing.
        group : hashable, optional
            Changes of the same group in a row, such as those of one drag, are undone together.

        Raises
        ------
        UserError
            If there is no such number.
        """
        known = {number.field: number.value for number in self.numbers}
        if field not in known:
            hint = nearest_name(dotted(field), map(dotted, known))
            raise SpecError(f"{self.path}: {dotted(field)}: there is no such number; {hint}")
        value = plain(value)
        if value == known[field] or (math.isnan(value) and math.isnan(known[field])):
            return self
        values = {**self.done[-1].values, field: value}
        step = _Step(values, self._judged_by(values, self.allowed), group)
        together = group is not None and group == self.done[-1].group
        before = self.done[:-1] if together else self.done
        return dataclasses.replace(self, done=(*before, step), undone=())

    def reset(self, field: FieldPath) -> "WorkingSpec":
        """Return the draft with a number as it is on disk."""
        return self.set(field, self._written.get(field, 0))

    def allow(self, field: FieldPath) -> "WorkingSpec":
        """Return the draft with a limit of safety that may be loosened from now on."""
        allowed, (*before, last) = self.allowed | {field}, self.done
        last = dataclasses.replace(last, spec=self._judged_by(last.values, allowed))
        return dataclasses.replace(self, done=(*before, last), allowed=allowed)

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return len(self.done) > 1

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to do again."""
        return bool(self.undone)

    def undo(self) -> "WorkingSpec":
        """Return the draft before the last change; the same if there is none."""
        if not self.can_undo:
            return self
        *done, last = self.done
        return dataclasses.replace(self, done=tuple(done), undone=(*self.undone, last))

    def redo(self) -> "WorkingSpec":
        """Return the draft with the change that was undone last; the same if there is none."""
        if not self.can_redo:
            return self
        *undone, last = self.undone
        return dataclasses.replace(self, done=(*self.done, last), undone=tuple(undone))

    def save(self) -> "WorkingSpec":
        """Write what is changed into the file, and return the draft over it.

        What was done before can still be undone, and saved again.

        Raises
        ------
        UserError
            If the draft has problems, the file was changed by somebody else meanwhile, or it
            cannot be written.
        """
        self._refuse_problems()
        text = save_edited(self.path, self.text, self.changes)
        on_disk = spec_in(Document(self.path, text=text)).spec
        return dataclasses.replace(self, text=text, on_disk=on_disk)

    def save_as_override(self, profile: str) -> tuple[Path, str | None]:
        """Keep what is changed in a person's profile, and return its file.

        Parameters
        ----------
        profile : str
            Name of one that is there.

        Returns
        -------
        Path
            The profile's file.
        str or None
            A sentence on what a profile cannot hold, where something is.

        Raises
        ------
        UserError
            If a profile can hold none of the changes, there is no such profile, or it would ask
            for what the exercise cannot be.
        """
        self._refuse_problems()
        return keep_numbers(profile, self.opened.id, self.changes)

    def _judged_by(
        self, values: Mapping[FieldPath, float | int], allowed: frozenset[FieldPath]
    ) -> ExerciseSpec:
        """The spec with these values, without the wrong ones; what is locked is as on disk."""
        written = self._written
        free = {
            field: written[field]
            if field not in allowed and loosens(self.on_disk, field, written[field], value)
            else value
            for field, value in values.items()
        }
        return _last_valid(self.opened, free, self.spec)

    @cached_property
    def _written(self) -> dict[FieldPath, float | int]:
        """Every number on disk."""
        return {number.field: number.value for number in numbers_of(self.on_disk)}

    def _refuse_problems(self) -> None:
        lines = [f"{self.path}: {dotted(f)}: {message}" for f, message in self.problems.items()]
        if lines:
            raise SpecError("\n".join(lines))


def open_draft(exercise: str | Path, person: str | None = None) -> WorkingSpec:
    """Begin to tune a spec.

    Parameters
    ----------
    exercise : str or Path
        An exercise of the catalogue by its id, or a spec's file.
    person : str or None
        Name of a profile: the exercise is as it is for that person.

    Raises
    ------
    UserError
        If there is no such exercise or profile, or one of them is broken.
    """
    if isinstance(exercise, str):
        path, expected_id = exercise_path(exercise), exercise
    else:
        path, expected_id = exercise, None
    text = read_text(path)
    spec = spec_in(Document(path, text=text), expected_id).spec
    if person is not None:
        spec = adapted(spec, load_profile(person))
    return WorkingSpec(path, text, spec, spec, (_Step({}, spec),), person=person)


def _locked(loosened: Difference) -> str:
    return f"looser than {loosened.on_disk:g}, and a limit of safety; unlock it to try that."


def _last_valid(
    opened: ExerciseSpec, values: Mapping[FieldPath, float | int], before: ExerciseSpec
) -> ExerciseSpec:
    """The spec with all values; without those that are wrong; or the one before, in this order."""
    spec, problems = tried(opened, values)
    if spec is not None:
        return spec
    wrong = by_number(opened, problems, values)
    right = {field: value for field, value in values.items() if field not in wrong}
    spec, _ = tried(before, right)
    return before if spec is None else spec
