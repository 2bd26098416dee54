"""The voice: heard soon, one voice at a time, and nothing that fails reaches the loop."""

import statistics
import tempfile
import time
from pathlib import Path

import pytest
from hearing import (
    HANGS,
    LONG,
    NOTES,
    children,
    linux,
    needs_espeak,
    only,
    read,
    stub,
    wait_for,
    words,
)

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice import VoiceOutput


@pytest.mark.alone
@pytest.mark.slow
@needs_espeak
def test_words_are_heard_within_300_ms(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    said_s = []
    with VoiceOutput("full", sound_file=path) as voice:
        opened_s = time.perf_counter()
        for number in ("One.", "Two.", "Three."):
            said_s.append(time.perf_counter() - opened_s)
            voice.speak(words(number))
            time.sleep(0.6)
    sound = read(path)
    delays_s = [sound.between(at_s, at_s + 0.6).first_s() for at_s in said_s]
    print("heard after", [f"{1000 * delay_s:.0f} ms" for delay_s in delays_s])
    assert statistics.median(delays_s) < 0.3
    assert voice.problem is None


@pytest.mark.alone
@pytest.mark.slow
@needs_espeak
def test_new_words_cut_off_the_old_ones(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with VoiceOutput("full", sound_file=path) as voice:
        opened_s = time.perf_counter()
        voice.speak(words(LONG))
        time.sleep(0.5)
        cut_s = time.perf_counter() - opened_s
        voice.speak(words("Stop."))
        voice.finish()
        ended_s = time.perf_counter() - opened_s
        time.sleep(0.3)
    sound = read(path)
    assert sound.between(0.0, cut_s).first_s() < 0.45
    # The long sentence would have taken five seconds.
    assert cut_s < sound.last_s() < ended_s
    assert sound.seconds == pytest.approx(ended_s + 0.3, abs=0.3)


@pytest.mark.slow
@linux
@needs_espeak
def test_there_are_never_two_voices(tmp_path: Path) -> None:
    before = children()
    most = 0
    with VoiceOutput("full", sound_file=tmp_path / "sound.wav") as voice:
        for turn in range(12):
            voice.speak(words(LONG))
            deadline_s = time.perf_counter() + 0.01 * turn
            while time.perf_counter() < deadline_s:
                most = max(most, len(children() - before))
    assert most == 1
    assert children() == before


@pytest.mark.alone
@pytest.mark.slow
@needs_espeak
def test_a_tone_is_heard_under_the_words_and_does_not_cut_them(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with VoiceOutput("full", sound_file=path) as voice:
        opened_s = time.perf_counter()
        voice.speak(words("Hold, two."))
        time.sleep(0.3)
        tone_s = time.perf_counter() - opened_s
        voice.speak(only(Tone.REPETITION))
        voice.finish()
    sound = read(path)
    assert sound.between(tone_s, tone_s + 0.12).power_at(1320) > 0.3
    assert sound.last_s() > tone_s + 0.4


def test_a_tone_right_after_words_does_not_take_their_place(tmp_path: Path) -> None:
    path = tmp_path / "told"
    with VoiceOutput("full", speaker=stub(NOTES.format(path=str(path)))) as voice:
        voice.speak(words("Slower."))
        voice.speak(only(Tone.WARNING))
        voice.finish()
    assert path.read_text().splitlines() == ["Slower."]


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.parametrize("mode", ["tones", "full"])
def test_tones_are_heard_at_their_moment(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "sound.wav"
    said_s = []
    with VoiceOutput(mode, sound_file=path) as voice:  # type: ignore[arg-type]
        opened_s = time.perf_counter()
        for tone in Tone:
            time.sleep(0.1)
            said_s.append(time.perf_counter() - opened_s)
            voice.speak(only(tone))
            time.sleep(0.35)
    sound = read(path)
    delays_s = [sound.between(at_s - 0.05, at_s + 0.4).first_s() - 0.05 for at_s in said_s]
    assert all(0.0 <= delay_s < 0.2 for delay_s in delays_s), delays_s
    lasts_s = [sound.between(at_s, at_s + 0.44).last_s() for at_s in said_s]
    assert lasts_s[0] < lasts_s[1] - 0.1


def test_with_tones_only_nothing_is_spoken(tmp_path: Path) -> None:
    path = tmp_path / "told"
    speaker = stub(NOTES.format(path=str(path)))
    with VoiceOutput("tones", speaker=speaker) as voice:
        voice.speak(words("Slower.", Tone.WARNING))
        voice.finish()
    assert not path.exists()


def test_off_is_silent(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with VoiceOutput("off", sound_file=path) as voice:
        voice.speak(words("Slower.", Tone.WARNING))
        voice.finish()
        time.sleep(0.1)
    assert read(path).last_s() == 0.0
    assert read(path).seconds == pytest.approx(0.1, abs=0.1)
    assert voice.problem is None


@pytest.mark.alone
@pytest.mark.slow
@linux
@needs_espeak
def test_muting_cuts_at_once_and_what_is_said_then_is_not_heard_later(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    with VoiceOutput("full", sound_file=path) as voice:
        opened_s = time.perf_counter()
        voice.speak(words(LONG))
        time.sleep(0.4)
        muted_s = time.perf_counter() - opened_s
        voice.muted = True
        voice.speak(words(LONG, Tone.WARNING))
        time.sleep(0.5)
        voice.muted = False
        unmuted_s = time.perf_counter() - opened_s
        time.sleep(0.1)
        voice.speak(words("One."))
        voice.finish()
    sound = read(path)
    assert sound.between(0.0, muted_s).last_s() > 0.2
    assert sound.between(muted_s + 0.1, unmuted_s).last_s() == 0.0
    assert sound.between(unmuted_s, sound.seconds).first_s() > 0.05
    assert sound.last_s() > unmuted_s


@pytest.mark.slow
@pytest.mark.parametrize("starts_slowly", [False, True])
def test_the_voice_gets_every_text_unchanged(tmp_path: Path, starts_slowly: bool) -> None:
    path = tmp_path / "told"
    texts = ["--help; rm -rf $HOME \"quoted\" 'too'", "%PATH% `ls`", "Knee to 45°."]
    speaker = stub(NOTES.format(path=str(path)), starts_slowly=starts_slowly)
    with VoiceOutput("full", speaker=speaker) as voice:
        for text in texts:
            voice.speak(words(text))
            voice.finish()
    assert path.read_text(encoding="utf-8").splitlines() == texts


@linux
def test_after_closing_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = children()
    with VoiceOutput("full", speaker=stub(HANGS)) as voice:
        voice.speak(words("One.", Tone.REPETITION))
        assert wait_for(lambda: children() - before)
    assert children() == before
    assert not list(tmp_path.iterdir())
    # What comes too late is not heard, and no error; closing twice is none either.
    voice.speak(words("Two."))
    voice.finish()
    voice.close()
    assert children() == before
