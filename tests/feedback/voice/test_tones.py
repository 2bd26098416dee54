"""The tones: short, without clicks, told apart by ear; and who plays them."""

import shutil
import stat
import sys
import tempfile
import time
import wave
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hearing import Sound, posix, wait_for

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice.players import PlayedTones, find_players
from posetrainer.feedback.voice.tones import RATE_HZ, tone_samples, tone_wav


def sound_of(tone: Tone) -> Sound:
    return Sound(tone_samples(tone) / 32768.0, RATE_HZ)


@pytest.mark.parametrize("tone", Tone)
def test_tones_are_short_loud_enough_and_soft_at_their_edges(tone: Tone) -> None:
    sound = sound_of(tone)
    assert sound.seconds < 0.35
    assert 0.2 < np.abs(sound.samples).max() < 0.95
    assert sound.first_s() < 0.005
    # A click is a jump in the first or last moment.
    assert np.abs(sound.samples[:10]).max() < 0.03
    assert np.abs(sound.samples[-10:]).max() < 0.03


def test_tones_can_be_distinguished() -> None:
    def spectrum(tone: Tone) -> np.ndarray:
        energy = np.abs(np.fft.rfft(sound_of(tone).samples, RATE_HZ)) ** 2
        return energy / np.linalg.norm(energy)

    for one, other in combinations(Tone, 2):
        likeness = float(spectrum(one) @ spectrum(other))
        seconds = sorted(sound_of(tone).seconds for tone in (one, other))
        assert likeness < 0.3 or seconds[1] > 2 * seconds[0], (one, other)


def test_reached_rises_and_warning_is_low() -> None:
    reached, warning = sound_of(Tone.REACHED), sound_of(Tone.WARNING)
    half_s = reached.seconds / 2
    assert reached.between(0, half_s * 0.7).power_at(880) > 0.8
    assert reached.between(half_s, reached.seconds).power_at(1320) > 0.8
    assert sound_of(Tone.REPETITION).power_at(1320) > 0.5
    assert warning.power_at(220) > 0.3
    assert warning.power_at(1320) < 0.05


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_a_wav_file(tmp_path: Path, tone: Tone) -> None:
    path = tmp_path / "tone.wav"
    path.write_bytes(tone_wav(tone))
    with wave.open(str(path)) as wav:
        assert wav.getframerate() == RATE_HZ
        assert wav.getnframes() == len(tone_samples(tone))


def test_each_system_has_its_own_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: f"/bin/{program}")
    monkeypatch.setattr(sys, "platform", "linux")
    assert find_players() == [("/bin/paplay",), ("/bin/pw-play",), ("/bin/aplay",)]
    monkeypatch.setattr(sys, "platform", "darwin")
    assert find_players() == [("/bin/afplay",)]
    monkeypatch.setattr(sys, "platform", "win32")
    (player,) = find_players()
    assert player[0] == sys.executable
    assert "winsound.PlaySound(sys.argv[1]" in player[-1]


def program(folder: Path, name: str, script: str) -> tuple[str]:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return (str(path),)


def played(tones: PlayedTones, tone: Tone) -> None:
    tones.play(tone)
    assert wait_for(lambda: (tones.look(), not tones.busy)[1])


@posix
def test_the_player_is_given_the_tone(tmp_path: Path) -> None:
    tones = PlayedTones([program(tmp_path, "player", f'cat "$1" > "{tmp_path}/played"')])
    for tone in Tone:
        played(tones, tone)
        assert (tmp_path / "played").read_bytes() == tone_wav(tone)
    assert tones.problem is None
    tones.close()


@posix
def test_a_player_that_fails_makes_place_for_the_next(tmp_path: Path) -> None:
    log = tmp_path / "log"
    tones = PlayedTones(
        [
            (str(tmp_path / "gone"),),
            program(tmp_path, "bad", f'echo bad >> "{log}"; exit 1'),
            program(tmp_path, "good", f'echo good >> "{log}"'),
        ]
    )
    for _ in range(3):
        played(tones, Tone.REPETITION)
    assert log.read_text().split() == ["bad", "good", "good"]
    assert tones.problem is None
    tones.close()


@posix
def test_when_no_player_works_one_sentence_says_so(tmp_path: Path) -> None:
    tones = PlayedTones([program(tmp_path, "bad", "exit 1")])
    assert tones.problem is None
    played(tones, Tone.WARNING)
    assert "No program can play the tones on this machine (bad fails with" in (tones.problem or "")
    assert tones.player is None
    tones.play(Tone.WARNING)
    assert not tones.busy
    tones.close()


@posix
def test_a_tone_is_cut_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    tones = PlayedTones([program(tmp_path, "slow", "sleep 20")])
    assert list(tmp_path.glob("posetrainer-*/*.wav"))
    tones.play(Tone.REACHED)
    begin_s = time.perf_counter()
    tones.close()
    assert time.perf_counter() - begin_s < 1.0
    assert not tones.busy
    assert not list(tmp_path.glob("posetrainer-*"))
