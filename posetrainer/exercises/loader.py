"""Reading a spec from YAML, with errors a physiotherapist can act on."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from posetrainer.exercises.check import find_problems, find_warnings
from posetrainer.exercises.completion import WholeSpec, completed
from posetrainer.exercises.document import Document
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.exercises.wording import explain


@dataclass(frozen=True)
class LoadedSpec:
    """A valid spec and what is doubtful about it.

    Parameters
    ----------
    spec : ExerciseSpec
    warnings : tuple of str
        Each names file, line, field and mend.
    whole : WholeSpec
        The file's data, and what was filled in.
    """

    spec: ExerciseSpec
    warnings: tuple[str, ...]
    whole: WholeSpec


def load_spec(path: str | Path, expected_id: str | None = None) -> LoadedSpec:
    """Read and check one spec.

    Parameters
    ----------
    path : str or Path
        A YAML file.
    expected_id : str, optional
        The id it must have; any, if left out.

    Raises
    ------
    SpecError
        If the file cannot be read, is not YAML, or is not a valid spec.

    Examples
    --------
    >>> from posetrainer import load_spec
    >>> loaded = load_spec("my_exercise.yaml")
    >>> loaded.spec.id, loaded.warnings
    ('heel_raises', ())
    """
    return spec_in(Document(Path(path)), expected_id)


def spec_in(document: Document, expected_id: str | None = None) -> LoadedSpec:
    """Check the spec in a document: a file, or a text that is not saved yet.

    Raises
    ------
    SpecError
        If it is not a valid spec.
    """
    whole = completed(document.data)
    try:
        spec = ExerciseSpec.model_validate(whole.data)
    except ValidationError as error:
        raise document.error(whole.causes([*whole.problems, *explain(error)])) from None
    problems = [*whole.problems, *find_problems(spec, expected_id)]
    if problems:
        raise document.error(whole.causes(problems))
    return LoadedSpec(spec, tuple(document.messages(find_warnings(spec))), whole)
