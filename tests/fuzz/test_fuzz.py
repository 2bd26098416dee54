"""Whatever the input, it is accepted or refused in a sentence.

``pytest --fuzz MINUTES`` tries new inputs for so long; otherwise the first few of each kind are
tried, always the same.
"""

import itertools
import random
from pathlib import Path

import pytest
from each import for_each

from tools.fuzz.bad import BAD, DOINGS
from tools.fuzz.campaign import fuzz
from tools.fuzz.mutation import damaged, misshapen
from tools.fuzz.soak import SOAK, soak
from tools.fuzz.target import FaultError, Target, check_sentences
from tools.fuzz.targets import TARGETS
from tools.fuzz.worker import input_of

#: Inputs with a fault are kept here, for `python -m tools.fuzz TARGET FILE`.
KEPT = Path("fuzz-faults")
#: So many inputs of a kind are tried without the option; ten minutes of fidgeting take long.
FEW, FEWER = 40, 4


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_every_input_is_accepted_or_refused_in_a_sentence(
    target: Target, pytestconfig: pytest.Config
) -> None:
    minutes = pytestconfig.getoption("--fuzz")
    if minutes is None:
        if target is SOAK:
            pytest.skip("eight hours of media time take minutes; a shorter one is tested below")
        # One process: to start another takes longer than a few inputs.
        tally = fuzz(target, range(FEWER if target.hours else FEW), KEPT, workers=1)
    else:
        seeds = itertools.count(random.SystemRandom().getrandbits(40))
        tally = fuzz(target, seeds, KEPT, until_s=minutes * 60 / len(TARGETS))
        print(f"{target.name}: {tally.inputs} inputs")
    assert not tally.faults, "\n\n".join(map(str, tally.faults[:20]))
    assert tally.inputs


@pytest.mark.slow
def test_hours_in_front_of_the_camera_count_every_set_and_need_no_more_memory(
    tmp_path: Path,
) -> None:
    found = soak("wall_squat", 1, 0.5, tmp_path / "a.arrows")
    assert found.counted == found.true > 0
    assert found.grown_bytes < 100_000


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_seed_makes_one_input_and_another_seed_another(target: Target) -> None:
    assert input_of(target, 7) == input_of(target, 7)
    assert len({input_of(target, seed) for seed in range(5)}) == 5


def test_damage_is_small_and_leaves_the_original() -> None:
    data, tree = bytes(range(200)), {"a": {"b": [1, 2, 3]}, "c": "text"}
    for seed in range(50):
        assert damaged(data, random.Random(seed)) != data or seed
        misshapen(tree, random.Random(seed))
    assert data == bytes(range(200))
    assert tree == {"a": {"b": [1, 2, 3]}, "c": "text"}


@for_each(
    "words", ["", "Broken", "A\x1b[31m red word.", "x" * 500 + ".", "Traceback (most recent call)."]
)
def test_what_is_no_sentence_is_a_fault(words: str) -> None:
    with pytest.raises(FaultError):
        check_sentences(words)
    check_sentences("a.yaml:3: dose: has no value; write one, or delete the key.")


@pytest.mark.slow
def test_what_goes_wrong_is_reported_kept_and_survived(tmp_path: Path) -> None:
    seeds = {input_of(BAD, seed).decode(): seed for seed in range(200)}
    assert set(seeds) == set(DOINGS)
    tally = fuzz(BAD, seeds.values(), tmp_path, workers=1, patience_s=2.0)
    reported = {fault.path.read_text(encoding="utf-8"): fault for fault in tally.faults}
    assert (tally.accepted, tally.refused, set(reported)) == (1, 1, {*DOINGS[2:]})
    assert all(fault.seed == seeds[doing] for doing, fault in reported.items())
    for doing, words in {
        "die": "ends the process (code -11)",
        "hang": "hangs",
        "print": "printed 'a word of its own",
        "raise": "ValueError: no sentence for the user",
        "take long": "took 1.0 s",
        "take memory": "MemoryError",
    }.items():
        assert words in reported[doing].what
