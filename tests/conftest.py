"""How the tests are run: which, in what order, and what those that run side by side share."""

import contextlib
import gc
import os
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Generator
from functools import cache
from pathlib import Path

import pytest
from sharing import SHARE, locked

TESTS = Path(__file__).parent

# Texts and units do not depend on where the tests run.
os.environ |= {"POSETRAINER_LANGUAGE": "en", "POSETRAINER_UNITS": "imperial"}

if sys.dont_write_bytecode:
    # Hundreds of processes are started, and each would compile the libraries again. Without
    # bytecode beside the sources it is kept elsewhere.
    kept = TESTS.parent / ".pytest_cache" / "bytecode"
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(kept)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

#: The longest files start first, so that no process is left alone with one at the end.
LONGEST = (
    "acceptance/test_samples.py",
    "acceptance/test_programme.py",
    "acceptance/test_same_clip_same_events.py",
    "rules/test_recorded_landmarks.py",
    "studio/test_in_browser.py",
    "acceptance",
    "rules",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run the slow tests, too, as CI does")
    parser.addoption(
        "--fuzz", type=float, metavar="MINUTES", help="try new damaged inputs, and nothing else"
    )


_ALL_SLOW = re.compile(r"^pytestmark = .*pytest\.mark\.slow\b", re.MULTILINE)
#: Examples of a property where the test does not set a number itself: in the fast tests, in all.
FEW_EXAMPLES, MANY_EXAMPLES = 12, 100


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        _prepare(config)
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A process started in the background ignores Ctrl+C, and so would its children.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if SHARE not in os.environ:
        share = tempfile.TemporaryDirectory(prefix="posetrainer-tests-")
        os.environ[SHARE] = share.name
        config.add_cleanup(share.cleanup)


def _prepare(config: pytest.Config) -> None:
    """Set up a process that runs tests; the one that hands them out starts sooner without."""
    import hypothesis
    import typer.main

    examples = MANY_EXAMPLES if _all_tests(config) else FEW_EXAMPLES
    hypothesis.settings.register_profile("chosen", max_examples=examples, deadline=None)
    hypothesis.settings.load_profile("chosen")
    # Tests call the command line hundreds of times: its commands are made once, not at each call.
    typer.main.get_command = cache(typer.main.get_command)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Skip files in which every test is slow: their imports are, too."""
    if _all_tests(config) or collection_path.suffix != ".py":
        return None
    return _ALL_SLOW.search(collection_path.read_text(encoding="utf-8")) is not None or None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--fuzz") is not None:
        _keep(config, items, lambda item: "fuzz" in item.keywords)
    elif not _all_tests(config):
        _keep(config, items, lambda item: "slow" not in item.keywords)
    measuring = {item.path for item in items if "alone" in item.keywords}

    def turn(item: pytest.Item) -> tuple[bool, int, bool]:
        place = item.path.relative_to(TESTS).as_posix()
        turns = (number for number, name in enumerate(LONGEST) if place.startswith(name))
        return item.path in measuring, next(turns, len(LONGEST)), "alone" in item.keywords

    items.sort(key=turn)


def pytest_collection_finish() -> None:
    # What was imported stays: garbage collection need not look at it again and again.
    gc.collect()
    gc.freeze()


def _all_tests(config: pytest.Config) -> bool:
    return bool(config.getoption("--slow") or os.environ.get("CI"))


def _keep(
    config: pytest.Config, items: list[pytest.Item], wanted: Callable[[pytest.Item], bool]
) -> None:
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = filter(wanted, items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let a test that measures time run while no other does."""
    alone = "alone" in item.keywords
    with contextlib.ExitStack() as turnstile:
        # A test that runs alone keeps others from starting, and waits for those that run.
        turnstile.enter_context(locked("turnstile", together=not alone))
        if not alone:
            turnstile.close()
        with locked("tests", together=not alone):
            return (yield)
