"""``posetrainer sweep`` and ``posetrainer fit`` as people use them."""

import time
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here
from each import for_each
from labelled import put_recording
from landmarks import look_at

from posetrainer.exercises.catalogue import exercise_path

LIFT = "throughout.foot_on_floor.keep.at_most_in"


@pytest.fixture(scope="module")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    put_recording("wall_squat", folder)
    return folder


STRICT = "{uses: foot_on_floor, keep: {at_most_in: 0.5}}"


@pytest.fixture
def strict_squat(tmp_path: Path) -> Path:
    """A spec with which no squat counts: heels seem to rise by an inch."""
    text = exercise_path("wall_squat").read_text(encoding="utf-8")
    path = tmp_path / "strict.yaml"
    usual = "{uses: foot_on_floor}"
    assert usual in text
    path.write_text(text.replace(usual, STRICT), encoding="utf-8")
    return path


@pytest.mark.slow
def test_a_sweep_shows_where_the_score_changes(recordings: Path) -> None:
    done = posetrainer_here(
        "sweep", "wall_squat", "foot_on_floor", -1, 5, "--steps", 7, "--on", recordings
    )
    assert done.code == 0
    assert "2 … 5 ◂ 2" in done.out
    assert f"{LIFT} is 2; nothing changes between 2 and 5 inches" in done.out


def test_a_sweep_as_json(recordings: Path) -> None:
    asked = ("sweep", "wall_squat", "counts", 20, 60, "--steps", 3, "--on", recordings, "--json")
    record = posetrainer_here(*asked).record
    assert [point["values"] for point in record["points"]] == [[20], [30], [40], [60]]
    assert record["keys"] == [
        {"key": "repetition.counts.at_least_deg", "unit": "degrees", "own": 30}
    ]
    assert record["plateau"] == [20, 30]
    assert record["points"][1]["score"]["count_error"] == 0
    assert record["points"][3]["score"] is None
    assert "lies below counts" in record["points"][3]["problem"]


@pytest.mark.slow
def test_a_sweep_of_two_numbers_is_a_map(recordings: Path) -> None:
    asked = ("sweep", "wall_squat", "counts", 20, 60, "--and", "foot_on_floor", -1, 5)
    done = posetrainer_here(*asked, "--steps", 2, "--on", recordings)
    assert done.code == 0
    assert "(0)" in done.out
    assert "×" in done.out


@for_each(
    ("arguments", "says"),
    [
        (("sweep", "wall_squat", "coutns", 1, 2), "did you mean 'counts'?"),
        (("sweep", "wall_squat", "counts", 40, 20), "40 is not below 20"),
        (("sweep", "wall_squat", "counts", "nan", 20), "nan to 20 has no values"),
        (("sweep", "wall_squat", "counts", 20, 30, "--plot", "x.txt"), "x.txt: is no kind of"),
        (("sweep", "wall_squat", "counts", 20, 30, "--plot", "no/x.png"), "no folder no"),
        (("fit", "wall_squat", "nowhere", "--out", "no/x.diff"), "there is no folder no"),
        (("fit", "wall_squat", "nowhere", "--allow", "counts"), "is no limit of safety"),
        (("fit", "wall_squat", "nowhere", "--allow", "target"), "is not moved; name it with"),
        (("score", "nowhere", "--report", "no/x.md"), "there is no folder no"),
        (("sweep", "wall_squat", "counts", 20, 40, "--on", "nowhere"), "nowhere does not exist"),
        (("fit", "wall_squat", "nowhere"), "nowhere does not exist"),
        (("fit", "wall_squat", "{recordings}", "--keys", "coutns"), "did you mean 'counts'?"),
        (("fit", "heel_slides", "{recordings}"), "no *.truth.json file for heel_slides"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    recordings: Path, arguments: tuple[object, ...], says: str
) -> None:
    done = posetrainer_here(*(str(a).replace("{recordings}", str(recordings)) for a in arguments))
    assert done.code == 2
    assert says in done.err
    assert len(done.err.strip().splitlines()) == 1


def test_a_spec_of_another_exercise_is_refused(recordings: Path, strict_squat: Path) -> None:
    done = posetrainer_here("fit", "heel_slides", recordings, "--spec", strict_squat)
    assert done.code == 2
    assert "this spec is of wall_squat, not of heel_slides" in done.err


def test_a_sweep_must_know_on_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = posetrainer_here("sweep", "wall_squat", "counts", 20, 30)
    assert done.code == 2
    assert "--on" in done.err


@pytest.mark.slow
def test_a_fit_proposes_a_diff_and_leaves_the_spec(recordings: Path, strict_squat: Path) -> None:
    before = strict_squat.read_bytes()
    asked = ("fit", "wall_squat", recordings, "--spec", strict_squat, "--keys", "foot_on_floor")
    done = posetrainer_here(*asked)
    assert done.code == 0
    assert done.out.startswith(f"--- {strict_squat}\n+++ {strict_squat}\n")
    [old, new] = [line for line in done.out.splitlines()[2:] if line[0] in "-+"]
    assert old == f"-  foot_on_floor: {STRICT}"
    assert new.startswith("+  foot_on_floor: {uses: foot_on_floor, keep: {at_most_in: 1.")
    assert "All recordings are of one person" in done.err
    assert LIFT in done.err
    assert strict_squat.read_bytes() == before


@pytest.mark.slow
def test_a_fit_into_a_file_and_as_json(
    recordings: Path, strict_squat: Path, tmp_path: Path
) -> None:
    diff = tmp_path / "squat.diff"
    asked = ("fit", "wall_squat", recordings, "--spec", strict_squat, "--keys", "foot_on_floor")
    record = posetrainer_here(*asked, "--out", diff, "--json").record
    [change] = record["changes"]
    assert (change["key"], change["before"]) == (LIFT, 0.5)
    assert record["all"]["before"]["score"]["count_error"] == 3
    assert record["all"]["after"]["score"]["count_error"] == 0
    assert record["held_out"] is None
    assert diff.read_text(encoding="utf-8") == record["diff"]
    missing = tmp_path / "missing" / "squat.diff"
    done = posetrainer_here(*asked, "--out", missing)
    assert (done.code, done.err.count("cannot be written")) == (2, 1)


@pytest.mark.slow
def test_fifty_values_over_all_samples_of_an_exercise_take_seconds(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    asked = ("sweep", "straight_leg_raise", "counts", 4, 10, "--on", CLIPS, "--json")
    look_at(CLIPS.glob("straight_leg_raise_*.mp4"))
    plot = tmp_path / "plot.svg"
    used, began_s = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    record = posetrainer(*asked, "--plot", plot).record
    wall_s, now = time.perf_counter() - began_s, resource.getrusage(resource.RUSAGE_CHILDREN)
    # A busy machine takes longer by the clock, but not much more of the processors.
    cpu_s = now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime
    print(f"50 values: {cpu_s:.1f} s of the processors, {wall_s:.1f} s by the clock")
    assert min(cpu_s, wall_s) < 10
    assert len(record["points"]) == 51
    low, high = record["plateau"]
    assert low < 7
    assert high > 9
    assert "<svg" in plot.read_text(encoding="utf-8")
