"""The page about profiles tells what is true, and leaves nothing out."""

import re
from pathlib import Path

from each import for_each

from posetrainer.profiles.feasibility import MOST
from posetrainer.profiles.model import Override, PersonProfile
from posetrainer.profiles.propose import MARGIN, STEP
from posetrainer.profiles.store import load_profile

TEXT = (Path(__file__).parents[2] / "docs" / "profiles.md").read_text(encoding="utf-8")


def test_the_example_is_a_valid_profile(folder: Path) -> None:
    (example,) = re.findall(r"```yaml\n(.+?)```", TEXT, flags=re.DOTALL)
    folder.mkdir(parents=True)
    (folder / "anna.yaml").write_text(example, encoding="utf-8")
    profile = load_profile("anna")
    assert profile.override("wall_squat").target_deg == 30
    assert profile.override("knee_to_chest").only_side == "right"


@for_each("key", [*PersonProfile.model_fields, *Override.model_fields])
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"^\| [^|]*`{key}`[^|]*\|", TEXT, flags=re.MULTILINE)


def test_the_numbers_are_those_of_the_program() -> None:
    assert (MOST, MARGIN["deg"], MARGIN["in"], STEP["deg"], STEP["in"]) == (1.25, 3, 0.5, 5, 0.5)
    for number in ("25 % above", "less 3 degrees or half an inch", "5 degrees or half an inch"):
        assert number in TEXT.replace("\n", " ")
