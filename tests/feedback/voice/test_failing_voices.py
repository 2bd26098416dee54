"""A voice that hangs, fails or is not there: one sentence, and nothing reaches the loop."""

import os
import shutil
import signal
import statistics
import sys
import time
from pathlib import Path

import pytest
from hearing import HANGS, LONG, NOTES, children, linux, needs_espeak, read, stub, wait_for, words

from posetrainer.feedback.utterance import Tone
from posetrainer.feedback.voice import VoiceError, VoiceOutput
from posetrainer.system.output_files import OutputError


@pytest.mark.slow
@pytest.mark.alone
@linux
@needs_espeak
def test_a_voice_killed_in_mid_sentence_speaks_the_next(tmp_path: Path) -> None:
    path = tmp_path / "sound.wav"
    before = children()
    with VoiceOutput("full", sound_file=path) as voice:
        opened_s = time.perf_counter()
        for _ in range(3):
            voice.speak(words(LONG))
            time.sleep(0.2)
            (program,) = children() - before
            os.kill(program, signal.SIGKILL)
            assert wait_for(lambda: not (children() - before))
        killed_s = time.perf_counter() - opened_s
        time.sleep(0.2)
        voice.speak(words("One."))
        voice.finish()
    sound = read(path)
    assert sound.between(killed_s + 0.15, sound.seconds).last_s() > 0.1
    assert sound.last_s() < killed_s + 1.5
    assert voice.problem is None


@pytest.mark.slow
@pytest.mark.alone
@linux
def test_a_voice_that_hangs_never_delays_the_loop(tmp_path: Path) -> None:
    before = children()
    took_s = []
    with VoiceOutput("full", speaker=stub(HANGS)) as voice:
        for _ in range(100):
            begin_s = time.perf_counter()
            voice.speak(words("Slower, please."))
            took_s.append(time.perf_counter() - begin_s)
            time.sleep(0.005)
        begin_s = time.perf_counter()
    assert statistics.median(took_s) < 0.002
    assert max(took_s) < 0.1
    assert time.perf_counter() - begin_s < 1.0
    assert children() == before


@pytest.mark.slow
@linux
def test_a_voice_that_hangs_is_ended(tmp_path: Path) -> None:
    before = children()
    with VoiceOutput("full", speaker=stub(HANGS), hung_after_s=0.05) as voice:
        for _ in range(3):
            assert "hangs" not in (voice.problem or "")
            voice.speak(words("Go."))
            assert wait_for(lambda: children() - before)
            assert wait_for(lambda: not (children() - before))
        assert wait_for(lambda: "stub, hangs: try it" in (voice.problem or ""))


@linux
def test_a_voice_that_ignores_signals_is_killed_with_its_children() -> None:
    before = children()
    code = "import signal, subprocess; signal.signal(15, signal.SIG_IGN); " + HANGS
    with VoiceOutput("full", speaker=stub(code)) as voice:
        voice.speak(words("One."))
        assert wait_for(lambda: children() - before)
        time.sleep(0.1)
    assert children() == before


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("sys.stdin.read(); sys.exit(3)", "fails with exit code 3"),
        ("sys.exit(3)", "fails with exit code 3"),
        # What espeak-ng does without a sound card.
        ("sys.stdin.read()", "ends without a sound"),
    ],
)
def test_a_voice_that_fails_three_times_is_given_up_and_tones_go_on(
    tmp_path: Path, code: str, how: str
) -> None:
    path = tmp_path / "sound.wav"
    with VoiceOutput("full", sound_file=path, speaker=stub(code, wav=True)) as voice:
        for _ in range(3):
            assert voice.problem is None
            voice.speak(words(LONG))
            voice.finish()
        assert wait_for(lambda: voice.problem)
        voice.speak(words("Slower.", Tone.WARNING))
        voice.finish()
    assert voice.problem == f"The voice, stub, {how}: try it; tones and screen go on."
    assert read(path).last_s() > 0.2


def test_a_voice_that_cannot_be_started_is_a_sentence_too(tmp_path: Path) -> None:
    speaker = stub("")
    gone = type(speaker)("stub", (str(tmp_path / "gone"),), "try it")
    with VoiceOutput("full", speaker=gone) as voice:
        for _ in range(3):
            voice.speak(words("Slower."))
            voice.finish()
        assert wait_for(lambda: "cannot be started" in (voice.problem or ""))


def test_occasional_failures_do_not_end_the_voice(tmp_path: Path) -> None:
    path = tmp_path / "told"
    code = "text = sys.stdin.read(); text == 'bad' and sys.exit(1); "
    speaker = stub(code + f"open({str(path)!r}, 'a').write(text + ' '); time.sleep(0.15)")
    with VoiceOutput("full", speaker=speaker) as voice:
        for text in ("bad", "bad", "good", "bad", "bad", "good"):
            voice.speak(words(text))
            voice.finish()
    assert path.read_text().split() == ["good", "good"]
    assert "stub" not in (voice.problem or "")


def test_a_missing_voice_is_reported_and_tones_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None)
    monkeypatch.setattr(sys, "platform", "linux")
    path = tmp_path / "sound.wav"
    with VoiceOutput("full", sound_file=path) as voice:
        voice.speak(words("Slower.", Tone.WARNING))
        voice.finish()
    assert voice.problem == (
        "There is no voice on this machine: install espeak-ng (`apt install espeak-ng`); "
        "tones and screen go on."
    )
    assert read(path).last_s() > 0.2


@linux
def test_a_voice_that_starts_slowly_stands_ready_and_may_be_killed_there(tmp_path: Path) -> None:
    path = tmp_path / "told"
    before = children()
    speaker = stub(NOTES.format(path=str(path)), starts_slowly=True)
    with VoiceOutput("full", speaker=speaker) as voice:
        assert wait_for(lambda: children() - before)
        (ready,) = children() - before
        os.kill(ready, signal.SIGKILL)
        # It is dead a moment later; this waits for that, and leaves the zombie to the voice.
        os.waitid(os.P_PID, ready, os.WEXITED | os.WNOWAIT)
        voice.speak(words("One."))
        voice.finish()
        assert wait_for(lambda: len(children() - before) == 1)
    assert path.read_text().splitlines() == ["One."]
    assert children() == before


def test_a_sound_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "sound.wav"
    with pytest.raises(OutputError, match=r"sound\.wav cannot be written \(") as error:
        VoiceOutput("tones", sound_file=path).__enter__()
    assert "choose a folder" in str(error.value)


def test_a_voice_that_cannot_write_its_sound_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(VoiceError, match=r"stub cannot speak into .*: install espeak-ng"):
        VoiceOutput("full", sound_file=tmp_path / "sound.wav", speaker=stub(""))
