"""Profiles on disk: one YAML file for each person, which can be edited by hand."""

import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from posetrainer.errors import SpecError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.document import Document, read_text
from posetrainer.exercises.problem import Problem, nearest, suggest
from posetrainer.exercises.syntax import UNREADABLE
from posetrainer.exercises.wording import explain
from posetrainer.language.translation import tr
from posetrainer.profiles import feasibility as limits
from posetrainer.profiles.model import NAME_PATTERN, PersonProfile, ProfileError, refuse
from posetrainer.system.files import write_whole
from posetrainer.system.folders import config_folder, make_folder

_LONGEST_NAME = 40
#: Device names on Windows.
_RESERVED = r"(con|prn|aux|nul|com\d|lpt\d)"
_HEAD = "Changes to the prescription for one person; edit with any text editor."


def profiles_folder() -> Path:
    """Return the folder of this user's profiles; it may not exist yet."""
    return config_folder() / "profiles"


def profile_path(name: str) -> Path:
    """Return the path of a profile, which need not exist.

    Raises
    ------
    ProfileError
        If the name is not a valid file name on every system.
    """
    if not re.fullmatch(NAME_PATTERN, name) or len(name) > _LONGEST_NAME:
        plain = plain_name(name)
        mend = f"did you mean {plain!r}?" if plain else "begin with a small letter."
        raise ProfileError(
            f"{name!r} cannot be the name of a profile, which is made of up to {_LONGEST_NAME} "
            f"small letters, digits and _; {mend}"
        )
    if re.fullmatch(_RESERVED, name):
        raise ProfileError(f"{name!r} cannot be the name of a file on Windows; choose another one.")
    return profiles_folder() / f"{name}.yaml"


def plain_name(name: str) -> str:
    """Return a name converted to a valid profile name; empty if no letter is left."""
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_0123456789")[:_LONGEST_NAME]


def profile_names() -> tuple[str, ...]:
    """Return the names of all profiles, in alphabetical order."""
    return tuple(sorted(path.stem for path in profiles_folder().glob("*.yaml")))


def existing_path(name: str) -> Path:
    """Return the path of an existing profile.

    Raises
    ------
    ProfileError
        If there is none; the most similar name is suggested.
    """
    path = profile_path(name)
    if not path.is_file():
        near = nearest(name, profile_names())
        sentence = tr(
            "There is no profile '{name}'; make it with `posetrainer profile create {name}`."
        )
        if near:
            sentence = tr(
                "There is no profile '{name}'; did you mean '{near}'? Or make it with "
                "`posetrainer profile create {name}`."
            )
        raise ProfileError(sentence.format(name=name, near=near))
    return path


def load_profile(name: str) -> PersonProfile:
    """Read and check one profile.

    Raises
    ------
    UserError
        If there is no such profile, or its file is not valid.
    """
    return _read(existing_path(name))


def _read(path: Path) -> PersonProfile:
    document = Document(path, "name")
    try:
        profile = PersonProfile.model_validate(document.data)
    except ValidationError as error:
        raise document.error(explain(error, PersonProfile)) from None
    problems = _name_problems(profile, path.stem) + find_problems(profile)
    if problems:
        raise document.error(problems)
    return profile


def _name_problems(profile: PersonProfile, expected: str) -> list[Problem]:
    if profile.name == expected:
        return []
    message = f"{profile.name!r} is not the file's name; write {expected!r}, or rename it."
    return [Problem(("name",), message)]


def find_problems(profile: PersonProfile) -> list[Problem]:
    """Return the problems of a profile's overrides of the catalogue's exercises."""
    problems = []
    for exercise, override in profile.exercises.items():
        place = ("exercises", exercise)
        if exercise not in exercise_ids():
            message = f"there is no such exercise; {suggest(exercise, exercise_ids())}"
            problems.append(Problem(place, message))
            continue
        problems += limits.find_problems(load_exercise(exercise), override)
    return problems


def save_profile(profile: PersonProfile) -> Path:
    """Save a profile, and return its path.

    Comments and the order of keys in an existing file are kept. The file is replaced atomically.

    Raises
    ------
    ProfileError
        If the profile is not valid or the file cannot be written.
    """
    path = profile_path(profile.name)
    try:
        # Changes by `model_copy` are not validated.
        PersonProfile.model_validate(profile.model_dump(mode="json", exclude_none=True))
    except ValidationError as error:
        refuse(profile.name, explain(error, PersonProfile))
    refuse(profile.name, find_problems(profile))
    wanted = profile.model_dump(mode="json", exclude_defaults=True)
    # Written even if it is the default.
    wanted["stature_cm"] = profile.stature_cm
    text = _merged(path, wanted)
    try:
        make_folder(path.parent)
        write_whole(path, text)
    except OSError as error:
        raise ProfileError(
            f"{path} cannot be written ({error.strerror}); check the permissions of its folder."
        ) from None
    return path


def _merged(path: Path, wanted: dict[str, Any]) -> str:
    """Return the file's text with other values; a new text if it cannot be kept."""
    fresh = CommentedMap()
    fresh.yaml_set_start_comment(_HEAD)
    try:
        # Checks the size before the tree is built.
        text = read_text(path)
        Document(path, "name", text)
        tree = _yaml().load(text.removeprefix("\ufeff"))
    except (SpecError, *UNREADABLE):
        tree = None
    for candidate in (tree, fresh):
        if isinstance(candidate, CommentedMap):
            merged = _text(candidate, wanted)
            if merged is not None:
                return merged
    raise AssertionError("a valid profile can always be written as a new file")


def _text(tree: CommentedMap, wanted: dict[str, Any]) -> str | None:
    """Put values into a tree; return its text, or None if its references make that impossible."""
    try:
        _put(tree, wanted)
        out = io.StringIO()
        _yaml().dump(tree, out)
        written = PersonProfile.model_validate(YAML(typ="safe", pure=True).load(out.getvalue()))
    except (KeyError, ValueError, *UNREADABLE):
        return None
    return out.getvalue() if written == PersonProfile.model_validate(wanted) else None


def _put(tree: CommentedMap, wanted: Mapping[str, Any]) -> None:
    for key in [key for key in tree if key not in wanted]:
        del tree[key]
    for key, value in wanted.items():
        if isinstance(value, Mapping):
            if not isinstance(tree.get(key), CommentedMap):
                tree[key] = CommentedMap()
            _put(tree[key], value)
        elif key not in tree or tree[key] != value:
            tree[key] = _plain(value)


def _plain(value: Any) -> Any:
    """Return a value in its usual notation: whole numbers as integers, lists in brackets."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        row = CommentedSeq(value)
        row.fa.set_flow_style()
        return row
    return value


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    return yaml
