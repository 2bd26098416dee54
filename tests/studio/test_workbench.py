"""The bench judges all recordings by the draft, and shows any moment of them."""

import dataclasses
import math
from pathlib import Path

import cv2
import numpy as np
import pytest
from films import FPS, put_video

from posetrainer.errors import UserError
from posetrainer.studio.chart import panels_of
from posetrainer.studio.markup import cases_html, lanes_html
from posetrainer.studio.pictures import PLAIN, progress_at
from posetrainer.studio.timeline import lanes_of
from posetrainer.studio.workbench import Workbench, figures_of, summary_of
from posetrainer.system.files import NOTHING
from posetrainer.tuning.cases import Case
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.truth_file import load_truth
from posetrainer.tuning.working_spec import open_draft

COUNTS = ("repetition", "counts", "at_least_in")
TARGET = ("repetition", "target", "at_least_in")
FORM = ("form", "knee_bent", "keep", "at_most_deg")


@pytest.fixture(scope="module")
def judge(case: Case) -> Judge:
    return Judge([case])


@pytest.fixture
def bench(judge: Judge) -> Workbench:
    return Workbench(open_draft("straight_leg_raise"), judge)


def moment_of(bench: Workbench, phase: str) -> int:
    return [now.phase for now in bench.curves(0).progress].index(phase) + 8


def picture(bench: Workbench, moment: int) -> np.ndarray:
    data = np.frombuffer(bench.jpeg(0, moment), np.uint8)
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))


def test_a_number_changes_what_is_found_and_the_disk_stays_beside_it(bench: Workbench) -> None:
    assert figures_of(bench.verdicts) == "count errors 0, good right 1/1, differences 0"
    bench.draft = bench.draft.allow(TARGET).set(TARGET, 30).set(COUNTS, 20)
    bench.judge()
    assert bench.verdicts[0].counted == 0
    assert bench.verdicts[0].differs
    assert len(bench.verdicts[0].mistakes) == 4
    assert bench.disk_verdicts[0].counted == 4
    bench.draft = bench.draft.undo().undo()
    bench.judge()
    assert bench.verdicts == bench.disk_verdicts


def test_without_truth_the_line_reports_it(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "case.truth.json"
    unknown = dataclasses.replace(case, truth=None, truth_path=path, truth_digest=NOTHING)
    bench = Workbench(open_draft("straight_leg_raise"), Judge([unknown]))
    assert summary_of(bench.verdicts) == "1 recording: 4 counted, 4 good; the truth is not known"
    assert case.truth is not None
    bench.save_truth(0, case.truth, NOTHING)
    assert summary_of(bench.verdicts).startswith("1 recording: count errors 0")
    assert bench.cases[0].truth == case.truth == load_truth(path)
    # As another page would that was opened before.
    with pytest.raises(UserError, match="was changed by somebody else"):
        bench.save_truth(0, case.truth, NOTHING)
    bench.save_truth(0, case.truth, bench.cases[0].truth_digest)


def test_while_a_number_is_wrong_nothing_is_called_right(bench: Workbench) -> None:
    stale = cases_html(bench.verdicts, 0, None, bench.is_stale)
    assert ("✓" in stale, "not judged" in stale) == (True, False)
    for wrong in (math.nan, 25.0):
        bench.draft = bench.draft.set(COUNTS, wrong)
        bench.judge()
        stale = cases_html(bench.verdicts, 0, None, bench.is_stale)
        assert ("✓" in stale, "not judged" in stale) == (False, True)
        panels = panels_of(bench.draft.spec, bench.draft.numbers, bench.curves(0))
        drawn = [limit.field for panel in panels for limit in panel.limits]
        assert (COUNTS in drawn) == math.isfinite(wrong)
        lanes = lanes_of(bench.curves(0), bench.verdicts[0].events, None, ())
        html = lanes_html(lanes, (0, 60), bench.is_stale)
        assert html.startswith('<div class="stale">')
        assert "4 counted" not in html
        bench.draft = bench.draft.undo()


def test_curves_are_read_anew_when_the_spec_is_another(bench: Workbench) -> None:
    before, version = bench.curves(0), bench.version(0)
    assert bench.curves(0) is before
    bench.draft = bench.draft.set(COUNTS, 5)
    bench.judge()
    assert bench.curves(0) is not before
    assert bench.version(0) == version + 1


def test_a_recording_without_video_shows_the_skeleton_on_plain_ground(bench: Workbench) -> None:
    shown = picture(bench, moment_of(bench, "hold"))
    plain = np.abs(shown.astype(int) - PLAIN).max(axis=2) < 12
    assert 0.7 < plain.mean() < 0.995


def test_a_video_that_is_gone_is_shown_as_a_recording_without_one(
    case: Case, tmp_path: Path
) -> None:
    gone = dataclasses.replace(case, video=tmp_path / "gone.mp4")
    assert Workbench(open_draft("straight_leg_raise"), Judge([gone])).jpeg(0, 5)[:2] == b"\xff\xd8"


def test_a_recording_with_gaps_shows_the_pictures_of_its_times(case: Case, tmp_path: Path) -> None:
    """A camera's gaps are not those of the video that was made beside it."""
    whole = case.recording
    count = 100
    unseen = dataclasses.replace(
        whole,
        times_s=np.arange(count) / FPS,
        sizes=whole.sizes[:count],
        landmarks=whole.landmarks[:count],
        seen=np.zeros(count, np.bool_),
    )
    kept = np.array([n for n in range(count) if not 20 <= n < 50])
    gappy = dataclasses.replace(
        unseen,
        **{name: getattr(unseen, name)[kept] for name in ("times_s", "sizes", "landmarks", "seen")},
    )
    video = put_video(tmp_path / "film.mp4", range(count))
    benches = [
        Workbench(
            open_draft("straight_leg_raise"),
            Judge([dataclasses.replace(case, recording=recording, video=video, truth=None)]),
        )
        for recording in (unseen, gappy)
    ]
    for moment in (0, 19, 20, 60, 35):
        assert benches[1].jpeg(0, moment) == benches[0].jpeg(0, int(kept[moment])), moment
    assert benches[1].jpeg(0, 20) != benches[0].jpeg(0, 20)


def test_a_moment_beyond_the_end_is_the_last_one(bench: Workbench) -> None:
    last = len(bench.curves(0).times_s) - 1
    assert bench.jpeg(0, last + 1000) == bench.jpeg(0, last)


def test_what_is_out_of_range_is_reported_on_the_picture(bench: Workbench) -> None:
    moment = moment_of(bench, "hold")
    before = picture(bench, moment)
    assert progress_at(bench.curves(0), bench.draft.spec, moment).faults == ()
    bench.draft = bench.draft.set(FORM, 1)
    bench.judge()
    spec = bench.draft.spec
    progress = progress_at(bench.curves(0), spec, moment)
    assert progress.faults == ("knee_bent",)
    assert progress.phase == "hold"
    assert progress.held_s > 0
    corner = slice(-60, None), slice(0, 220)
    assert np.abs(picture(bench, moment)[corner].astype(int) - before[corner]).max() > 100


def test_progress_counts_what_was_completed_so_far(bench: Workbench) -> None:
    curves, spec = bench.curves(0), bench.draft.spec
    counted = [progress_at(curves, spec, i).counted for i in range(len(curves.times_s))]
    assert counted == sorted(counted)
    assert (counted[0], counted[-1]) == (0, 4)
