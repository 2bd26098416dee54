"""Which program speaks on which system, and that a text is never more than words to it."""

import base64
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from each import for_each
from hearing import needs_espeak

from posetrainer.feedback.voice import VoiceError
from posetrainer.feedback.voice.speakers import (
    Speaker,
    espeak,
    find_speaker,
    sapi,
    say,
    spoken,
)

NASTY = '--help; rm -rf $HOME "quoted" `ls` \u2013 45\u00b0'


def test_espeak_gets_language_and_rate_and_reads_its_text_from_its_input() -> None:
    speaker = espeak("/usr/bin/espeak-ng", "en-us", 140)
    assert speaker.argv[0] == "/usr/bin/espeak-ng"
    assert " ".join(speaker.argv[1:]) == "-v en-us -s 140 -b 1 --stdin"
    assert speaker.wav_argv == (*speaker.argv, "--stdout")
    assert speaker.encode(NASTY) == NASTY.encode("utf-8")
    assert speaker.name == "espeak-ng"
    assert espeak("/usr/bin/espeak").name == "espeak"


@pytest.mark.parametrize(
    ("language", "voice"),
    [("en-gb", "Daniel"), ("en-US", "Samantha"), ("en", "Samantha"), ("de", "Anna")],
)
def test_say_gets_a_voice_for_the_language(language: str, voice: str) -> None:
    speaker = say("/usr/bin/say", language, 200)
    assert speaker.argv == ("/usr/bin/say", "-v", voice, "-r", "200", "-f", "-")
    assert speaker.encode("Slower.") == b"Slower."


def test_say_leaves_other_languages_to_the_voice_of_the_user() -> None:
    assert say("say", "fr", 160).argv == ("say", "-r", "160", "-f", "-")


@pytest.mark.parametrize(("rate_wpm", "speed"), [(180, 0), (80, -7), (400, 7), (160, -1)])
def test_powershell_gets_rate_and_language(rate_wpm: int, speed: int) -> None:
    *options, command, script = sapi("powershell.exe", "en-gb", rate_wpm).argv
    assert options == ["powershell.exe", "-NoProfile", "-NonInteractive"]
    assert command == "-Command"
    assert f"$s.Rate = {speed};" in script
    assert "'en-gb'" in script
    # Double quotes would have to be escaped on a Windows command line.
    assert '"' not in script


def test_powershell_gets_the_text_in_letters_that_mean_nothing_to_it() -> None:
    data = sapi("powershell.exe").encode(NASTY)
    assert data.replace(b"+", b"").replace(b"/", b"").replace(b"=", b"").isalnum()
    assert base64.b64decode(data).decode("utf-8") == NASTY


@for_each(
    ("platform", "installed", "name"),
    [
        ("linux", {"espeak-ng", "espeak", "say"}, "espeak-ng"),
        ("linux", {"espeak"}, "espeak"),
        ("linux", {"say", "powershell"}, None),
        ("darwin", {"say", "espeak-ng"}, "say"),
        ("win32", {"powershell", "espeak-ng"}, "the speech of Windows"),
        ("win32", {"pwsh"}, "the speech of Windows"),
    ],
)
def test_each_system_has_its_own_speaker(
    monkeypatch: pytest.MonkeyPatch, platform: str, installed: set[str], name: str | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(shutil, "which", lambda program: program if program in installed else None)
    speaker = find_speaker("en", 160)
    assert (speaker and speaker.name) == name


def test_only_espeak_speaks_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(shutil, "which", lambda program: program)
    speaker = find_speaker(to_file=True)
    assert speaker is not None
    assert speaker.name == "espeak-ng"


@for_each("language", ["", "english language", "en'; calc '", "--help", "e"])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(VoiceError, match=r"no language code: use en, en-us or de"):
        find_speaker(language)


@pytest.mark.parametrize("rate_wpm", [0, 79, 401, -160])
def test_a_rate_that_nobody_can_follow_is_refused(rate_wpm: int) -> None:
    with pytest.raises(VoiceError, match=rf"{rate_wpm} words a minute: choose 80 to 400"):
        find_speaker("en", rate_wpm)


def test_what_would_be_a_command_in_a_text_is_taken_apart() -> None:
    assert spoken("a\n\tb\x00c  d") == "a b c d"
    assert "[[" not in spoken("[[volm 0]] [[[h@'loU]]]")
    assert spoken(NASTY) == NASTY


@needs_espeak
def test_a_text_like_a_command_is_spoken_as_text(tmp_path: Path) -> None:
    def sound_of(text: str, speaker: Speaker) -> bytes:
        assert speaker.wav_argv is not None
        data = speaker.encode(spoken(text))
        done = subprocess.run(
            speaker.wav_argv, input=data, capture_output=True, check=True, cwd=tmp_path
        )
        return done.stdout

    speaker = find_speaker(to_file=True)
    slow = find_speaker(rate_wpm=100, to_file=True)
    assert speaker is not None
    assert slow is not None
    nasty = sound_of(NASTY, speaker)
    assert nasty.startswith(b"RIFF")
    assert len(nasty) > 3 * len(sound_of("help", speaker))
    assert len(sound_of(NASTY, slow)) > 1.3 * len(nasty)
