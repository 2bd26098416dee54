"""Which language and which units are used, and what they do not change."""

from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here, read_events
from each import for_each
from recording_files import HEADER, write
from sample_poses import recorded

from posetrainer.language.system import system_language, system_units
from posetrainer.language.translation import LanguageError, current_language, tr, use_language
from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import load_profile, save_profile
from posetrainer.recordings.columns import RecordedMoment

RAISE = "straight_leg_raise"


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recording of a leg raise."""
    seen = [
        RecordedMoment(time_s, pose.frame_size, pose, None)
        for time_s, pose in recorded(RAISE)
        if pose is not None
    ]
    return write(tmp_path_factory.mktemp("film") / "raise.arrows", seen, HEADER)


@for_each(
    ("environment", "language", "units"),
    [
        ({}, "en", "metric"),
        ({"LANG": "C.UTF-8"}, "en", "metric"),
        ({"LANG": "de_DE.UTF-8"}, "de", "metric"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en", "imperial"),
        ({"LANG": "en_US.UTF-8", "LC_MEASUREMENT": "de_DE.UTF-8"}, "en", "metric"),
        ({"LANG": "en_GB.UTF-8@euro"}, "en", "metric"),
        ({"LANG": "en_US", "LC_MESSAGES": "de_AT"}, "de", "imperial"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:de:en"}, "de", "metric"),
        ({"LANG": "fr_FR.UTF-8"}, "en", "metric"),
    ],
)
def test_the_system_reports_which(environment: dict[str, str], language: str, units: str) -> None:
    assert system_language(environment) == language
    assert system_units(environment) == units


def test_a_language_of_a_country_is_the_language(german: None) -> None:
    use_language("de-AT")
    assert current_language() == "de"
    assert tr("Well done") == "Gut gemacht"


@pytest.mark.parametrize("code", ["fr", "xx-DE", "", "../de"])
def test_an_unknown_language_is_refused(code: str) -> None:
    with pytest.raises(LanguageError, match=r"^There is no translation into .*: choose one of"):
        use_language(code)


@pytest.mark.parametrize("before", [True, False])
def test_an_unknown_language_is_one_sentence_on_the_command_line(before: bool) -> None:
    option, command = ("--language", "fr"), ("replay", "no.mp4", "--headless")
    run = posetrainer_here(*((*option, *command) if before else (*command, *option)))
    assert run.code == 2
    assert run.err == "There is no translation into 'fr': choose one of en, de.\n"
    assert not run.out


@pytest.mark.slow
def test_language_and_units_change_the_words_and_nothing_else(film: Path, tmp_path: Path) -> None:
    runs, logs = {}, {}
    judge = ("replay", film, "--exercise", RAISE, "--headless")
    for name, more in {
        "english": ("--units", "imperial"),
        "german": ("--language", "de", "--units", "metric"),
    }.items():
        log, said = tmp_path / f"{name}.jsonl", tmp_path / f"{name}.txt"
        outputs = ("--events", log, "--transcript", said)
        runs[name] = posetrainer_here(*judge, *outputs, *more)
        assert runs[name].code == 0, runs[name].err
        logs[name] = log.read_bytes()
        runs[f"{name} json"] = posetrainer_here(*judge, "--json", *more)
    assert logs["english"] == logs["german"] != b""
    assert runs["english json"].out == runs["german json"].out
    [done, *_] = [e for e in read_events(tmp_path / "german.jsonl") if "peak" in e]
    assert done["unit"] == "in"
    assert f"{done['peak']:.0f} in" in runs["english"].out
    assert f"{2.54 * done['peak']:.0f} cm" in runs["german"].out
    spoken = (tmp_path / "german.txt").read_text(encoding="utf-8")
    assert "Langsam das Bein senken." in spoken
    assert "Das andere Bein." in spoken


def test_a_profile_keeps_the_units(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("posetrainer.profiles.store.profiles_folder", lambda: tmp_path)
    save_profile(PersonProfile(name="anna", units="metric"))
    assert load_profile("anna").units == "metric"
