"""The studio as it is used: a real browser drags, types, labels and saves."""

import base64
import re
import shutil
import signal
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from socket import create_connection as create_socket
from typing import Any

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from studios import PATIENCE_S, Studio, until
from websocket import create_connection

from posetrainer.exercises.loader import load_spec
from posetrainer.tuning.truth_file import load_truth

pytestmark = pytest.mark.slow

COUNTS = "repetition.counts.at_least_in"
TARGET = "repetition.target.at_least_in"
TOLERANCE = "repetition.target.tolerance_in"
FASTEST = "tempo.out.at_most_in_s"
FASTEST_BACK = "tempo.back.at_most_in_s"


@pytest.fixture(scope="module")
def shared(open_studio: Callable[[], Studio]) -> Studio:
    """A studio in which nothing is saved."""
    return open_studio()


class Page:
    """What a person sees and does."""

    def __init__(self, browser: Any, studio: Studio) -> None:
        self.browser = browser
        browser.get(studio.address)
        until(lambda: self.text("#total") and self.all(".lane"), "the page")
        until(lambda: self.js("return document.querySelector('#picture').naturalWidth"), "picture")

    def js(self, code: str, *given: object) -> Any:
        return self.browser.execute_script(code, *given)

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.browser.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        found = "return document.querySelector(arguments[0])?.textContent ?? ''"
        return str(self.js(found, selector))

    def texts(self, selector: str) -> list[str]:
        found = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)"
        return [text.strip() for text in self.js(found, selector)]

    def keys(self, *keys: str, control: bool = False) -> None:
        self.js("document.activeElement.blur()")
        chain = ActionChains(self.browser)
        if control:
            chain.key_down(Keys.CONTROL)
        chain.send_keys(*keys)
        if control:
            chain.key_up(Keys.CONTROL)
        chain.perform()

    def type(self, name: str, text: str) -> None:
        """Write a number into the form."""
        field = self.one(f'input[data-field="{name}"]')
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text)

    def button(self, name: str) -> Any:
        return until(
            lambda: next((b for b in self.all("button") if b.text.strip() == name), None), name
        )

    def click(self, selector: str) -> None:
        """Click on what may still be on its way onto the page."""

        def clicked() -> bool:
            try:
                self.one(selector).click()
            except WebDriverException:
                return False
            return True

        until(clicked, selector)

    def line(self, name: str) -> Any:
        return self.one(f'.limit[data-name="{name}"]')

    def drag(self, name: str, by: float) -> None:
        """Drag a line by so much of its measure's unit."""
        line = self.line(name)
        height, low, high = self.js(
            "const {clientHeight, dataset} = arguments[0].parentElement;"
            "return [clientHeight, Number(dataset.low), Number(dataset.high)]",
            line,
        )
        way = [round(-by * height / (high - low) * step / 10) for step in range(11)]
        chain = ActionChains(self.browser).move_to_element_with_offset(line, -60, 0)
        chain.click_and_hold()
        for before, after in pairwise(way):
            chain.move_by_offset(0, after - before)
        chain.release().perform()

    def tab(self, name: str) -> None:
        tabs = [tab for tab in self.all("[role=tab]") if name in tab.text]
        tabs[0].click()

    def asks_before_it_closes(self) -> bool:
        event = "new Event('beforeunload', {cancelable: true})"
        return bool(self.js(f"return !window.dispatchEvent({event})"))

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser")]


def test_a_line_is_dragged_the_count_changes_and_one_number_is_saved(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    text = studio.spec.read_text(encoding="utf-8")
    page = Page(browser, studio)
    assert page.text(".case-found") == "4 counted, 0 good"
    page.drag(COUNTS, by=8)
    until(lambda: page.text(".case-found") == "0 counted, 0 good", "fewer repetitions")
    assert page.text(".case-disk") == "on disk 4 counted, 0 good"
    assert page.text(".lane-found .lane-sum") == "0 counted, 0 good"
    moved = float(page.line(COUNTS).get_attribute("aria-valuenow"))
    assert 15 < moved < 17
    assert page.text(".number.is-changed .disk").startswith("on disk: 8")
    assert page.asks_before_it_closes()
    page.keys("z", control=True)
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "undone in one step")
    until(lambda: not page.asks_before_it_closes(), "nothing is lost")
    assert float(page.line(COUNTS).get_attribute("aria-valuenow")) == 8
    page.keys("y", control=True)
    until(lambda: page.text(".case-found") == "0 counted, 0 good", "done again")
    page.one("[data-act=save]").click()
    until(lambda: page.text(".head .changed") == "as on disk", "saved")
    before, after = text.splitlines(), studio.spec.read_text(encoding="utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    [(old, new)] = changed
    assert old.startswith("  counts: {at_least_in: 8}")
    assert new == old.replace("8}", f"{moved:g}}}")
    repetition = load_spec(studio.spec).spec.repetition
    assert repetition is not None
    assert repetition.counts.at_least_in == moved
    assert page.errors() == []


def test_a_limit_of_tempo_is_dragged_and_a_warning_appears(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    assert page.text(".lane-too-fast .lane-sum") == ""
    page.drag(FASTEST, by=-16)
    until(lambda: "warning" in page.text(".lane-too-fast .lane-sum"), "a warning")
    assert 3 < float(page.line(FASTEST).get_attribute("aria-valuenow")) < 5
    page.keys("z", control=True)
    until(lambda: page.text(".lane-too-fast .lane-sum") == "", "it vanishes")
    assert page.errors() == []


@pytest.mark.parametrize(("name", "by"), [(FASTEST_BACK, 6), (TOLERANCE, -1)])
def test_what_is_taken_off_another_number_grows_as_its_line_goes_down(
    browser: Any, shared: Studio, name: str, by: float
) -> None:
    page = Page(browser, shared)
    before = float(page.line(name).get_attribute("aria-valuenow"))
    page.drag(name, by)
    until(lambda: page.text(".head .changed") == "1 changed", "it is judged")
    after = float(page.line(name).get_attribute("aria-valuenow"))
    assert after - before == pytest.approx(-by, abs=abs(by) / 3)
    assert float(page.one(f'input[data-field="{name}"]').get_attribute("value")) == after
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")
    assert float(page.line(name).get_attribute("aria-valuenow")) == before


def test_a_recording_is_labelled_with_keys_and_scored(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    truth_path = studio.recording.with_name("patient.truth.json")
    page = Page(browser, studio)
    assert "the truth is not known" in page.text("#total")
    page.tab("Label")
    until(lambda: page.all("[data-act=save-labels]"), "the labels")
    page.keys("1")
    for key, time_s in (("[", 2), ("h", 4), ("h", 9.5), ("]", 12), ("[", 30), ("]", 33), ("m", 33)):
        page.js("studio.seek(arguments[0])", time_s)
        page.keys(key)
    page.keys("h")
    until(lambda: "mark its start" in page.text(".q-notification"), "what cannot be is told")
    page.js("studio.seek(5)")
    page.one('[data-label="fault:knee_bent"]').click()
    page.js("studio.seek(40)")
    page.keys("[")
    until(lambda: "from 40" in page.text(".q-tab-panel"), "one more is begun")
    page.keys("z", control=True)
    until(lambda: "from 40" not in page.text(".q-tab-panel"), "and taken back")
    assert len(page.all(".mistake.label")) == 2
    assert page.asks_before_it_closes()
    assert not truth_path.exists()
    page.one("[data-act=save-labels]").click()
    until(truth_path.exists, "a truth file")
    first, second = load_truth(truth_path).repetitions
    assert (first.side, first.counted, round(first.start_s)) == ("left", True, 2)
    assert (first.good, first.faults) == (False, ("knee_bent",))
    assert first.hold is not None
    assert 5 < first.hold.seconds < 6
    assert (second.counted, second.missed) == (False, "partial")
    until(lambda: "count errors 3" in page.text("#total"), "a score")
    until(lambda: not page.asks_before_it_closes(), "nothing is lost")
    person = page.one('input[aria-label="Person"]')
    person.send_keys("anna")
    until(lambda: page.one("[data-act=save-labels]").is_enabled(), "another person is a change")
    page.one("[data-act=save-labels]").click()
    until(lambda: load_truth(truth_path).body == "anna", "the person")
    page.tab("Differences")
    until(lambda: "not found" in page.text("main"), "what differs")
    assert page.all(".lane-true .bar.differs")
    assert page.errors() == []


def test_labels_are_not_saved_over_what_somebody_else_labelled(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    truth_path = studio.recording.with_name("patient.truth.json")
    page = Page(browser, studio)
    page.tab("Label")
    until(lambda: page.all("[data-act=save-labels]"), "the labels")
    for key, time_s in (("[", 2), ("]", 12)):
        page.js("studio.seek(arguments[0])", time_s)
        page.keys(key)
    until(lambda: "1. 2.0 s" in page.text(".q-tab-panel"), "a label")
    truth_path.write_text("theirs", encoding="utf-8")
    page.one("[data-act=save-labels]").click()
    until(lambda: "was changed by somebody else" in page.text(".q-notification"), "it is told")
    assert truth_path.read_text(encoding="utf-8") == "theirs"
    assert page.asks_before_it_closes()
    truth_path.unlink()
    page.one("[data-act=save-labels]").click()
    until(truth_path.exists, "a truth file")
    assert len(load_truth(truth_path).repetitions) == 1


def test_a_target_is_kept_for_one_person(browser: Any, open_studio: Callable[[], Studio]) -> None:
    studio = open_studio()
    page = Page(browser, studio)
    # With its tolerance it would lie below what counts.
    page.type(TARGET, "11")
    page.type(FASTEST, "18")
    until(lambda: page.text(".head .changed") == "2 changed", "two changes")
    page.button("Save for a person").click()
    page.button("Keep").click()
    until(lambda: "but not tempo.out" in page.text(".q-notification"), "what cannot be kept")
    profile = (studio.spec.parent / "posetrainer" / "profiles" / "anna.yaml").read_text()
    assert "name: anna # of Monday's group" in profile
    assert "target_in: 11" in profile
    assert "at_least_in: 20" in studio.spec.read_text(encoding="utf-8")


def test_what_is_wrong_is_reported_where_it_is(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.type(COUNTS, "19")
    told = "return [...document.querySelectorAll('.number .problem')].map((e) => e.textContent)"
    until(lambda: "lies below counts" in "".join(page.js(told)), "in the form")
    assert "lies below counts" in page.text(".limit.wrong .trouble")
    assert not page.one("[data-act=save]").is_enabled()
    page.keys("z", control=True)
    until(lambda: not page.all(".limit.wrong"), "right again")
    page.type(COUNTS, Keys.DELETE)
    until(lambda: page.text(".case-found") == "not judged", "a number is missing")
    assert "Not judged: one number is wrong" in page.text("#total")
    assert page.text(".lane-found .lane-sum") == "not judged"
    assert page.all(".lanes .stale .bar"), "what was judged last is greyed"
    assert not page.one("[data-act=save]").is_enabled()
    page.keys("z", control=True)
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "judged again")
    assert not page.all(".stale")


def test_a_limit_of_safety_is_locked_until_somebody_agrees(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.type(FASTEST, "35")
    until(lambda: "unlock it" in page.text(".limit.wrong .trouble"), "it is locked")
    assert page.text(".case-found") == "not judged"
    page.one(f'[aria-label="Unlock {FASTEST}"]').click()
    page.click("[data-act=unlock]")
    until(lambda: page.text(".case-found") == "4 counted, 0 good", "it is judged")
    assert page.text(".head .changed") == "1 changed, 1 looser"
    assert [tag.text for tag in page.all(".looser") if tag.is_displayed()] == ["looser"]
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone")


def test_keys_work_after_a_click_on_a_tab(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.tab("Differences")
    ActionChains(browser).send_keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT).perform()
    assert page.one("#scrubber").get_attribute("value") == "2"
    assert page.all("[role=tab][aria-selected=true]")[0].text.startswith("Differences")


CUT = """
const shown = (e) => e.getClientRects().length;
const wide = [...document.querySelectorAll(arguments[0])].filter(
  (e) => shown(e) && e.textContent && e.scrollWidth > e.clientWidth + 1 &&
    getComputedStyle(e).display !== "inline"
);
return wide.map((e) => e.textContent)
"""


def test_no_words_are_cut(browser: Any, shared: Studio) -> None:
    browser.set_window_size(1280, 800)
    page = Page(browser, shared)
    assert (
        page.js(CUT, ".grip span, .meaning, .name, .panel-head, .lane-name, .lane-sum, .head *")
        == []
    )
    # A word of a bar is on its only line, or on none that is seen.
    cut = page.js(
        "return [...document.querySelectorAll('.bar')].filter((bar) => {"
        "const range = document.createRange(); range.selectNodeContents(bar.lastChild);"
        "const box = bar.getBoundingClientRect();"
        "return [...range.getClientRects()].some((word) =>"
        "word.top < box.bottom - 3 && word.right > box.right + 1)}).map((bar) => bar.textContent)"
    )
    assert cut == []
    assert page.text(".panel-head strong") == "ankle lift"
    assert page.one(".panel-head strong").get_attribute("title") == "ankle_lift"


def test_a_line_moves_with_the_arrow_keys(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    page.js("arguments[0].focus()", page.line(COUNTS))
    ActionChains(browser).send_keys(Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_DOWN).perform()
    assert page.line(COUNTS).get_attribute("aria-valuetext") == "8.1 in"
    until(lambda: page.text(".head .changed") == "1 changed", "it is judged")
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")


def test_a_line_keeps_the_focus_when_its_axis_grows(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    most = page.line(FASTEST).get_attribute("aria-valuemax")
    page.js("arguments[0].focus()", page.line(FASTEST))
    ActionChains(browser).send_keys(Keys.PAGE_UP, Keys.PAGE_UP).perform()
    until(
        lambda: page.js(
            "const line = document.activeElement;"
            "return line.dataset.name === arguments[0] && line.ariaValueMax !== arguments[1]",
            FASTEST,
            most,
        ),
        "the line on a longer axis",
    )
    page.keys("z", control=True)
    until(lambda: page.text(".head .changed") == "as on disk", "undone in one step")


def test_the_player_steps_seeks_and_plays(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)

    def moment() -> int:
        return int(page.one("#scrubber").get_attribute("value"))

    page.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_LEFT)
    assert moment() == 1
    page.one(".lane-found .bar").click()
    assert moment() > 20
    page.keys(" ")
    begun = moment()
    until(lambda: moment() > begun + 5, "it plays")
    page.keys(" ")
    stopped = moment()
    shown = f"moment={stopped}&"
    until(lambda: shown in page.one("#picture").get_attribute("src"), "the picture follows")
    assert moment() == stopped


def test_nothing_is_loaded_from_elsewhere(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    loaded = page.js("return performance.getEntriesByType('resource').map((e) => e.name)")
    own = f"http://127.0.0.1:{shared.port}/"
    assert len(loaded) > 20
    assert [name for name in loaded if not name.startswith((own, "data:", "blob:"))] == []
    assert "token" not in page.js("return location.href")
    assert page.errors() == []


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1920, 1080)])
def test_the_page_fits_the_screen(browser: Any, shared: Studio, size: tuple[int, int]) -> None:
    browser.set_window_size(*size)
    page = Page(browser, shared)
    high, wide = page.js(
        "const e = document.documentElement;"
        "return [e.scrollHeight - e.clientHeight, e.scrollWidth - e.clientWidth]"
    )
    assert (high, wide) == (0, 0)
    middle, numbers = page.one("#middle").rect, page.one(".numbers").rect
    assert middle["x"] + middle["width"] < numbers["x"]
    spills = "const e = document.querySelector('#plots'); return e.scrollWidth - e.clientWidth"
    assert page.js(spills) == 0
    assert page.js("return document.querySelector('.lanes').getBoundingClientRect().bottom") < (
        page.js("return innerHeight")
    )


def test_light_and_dark_are_switched(browser: Any, shared: Studio) -> None:
    page = Page(browser, shared)
    ground = "return getComputedStyle(document.querySelector('.middle')).backgroundColor"
    seen = set()
    for _ in range(3):
        page.one('button[aria-label^="Light or dark"]').click()
        until(lambda: page.js("return document.body.className"), "a look")
        seen.add(page.js(ground))
    assert len(seen) == 2


def test_a_wrong_token_is_refused_in_the_browser(browser: Any, shared: Studio) -> None:
    browser.delete_all_cookies()
    browser.get(f"http://127.0.0.1:{shared.port}/?token=wrong")
    assert "Refused" in browser.page_source
    browser.get(f"http://127.0.0.1:{shared.port}/")
    assert "Refused" in browser.page_source


SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport="
PATHS = (
    "/",
    "/open",
    "/upload?name=a.mp4",
    "/picture?case=0&moment=0",
    "/studio/studio.js",
    f"{SOCKET}polling",
    "/nothing",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_guarded(shared: Studio, path: str) -> None:
    own = f"127.0.0.1:{shared.port}"
    _, told, _ = shared.request(f"/?token={shared.token}", {"Host": own})
    cookie = told["set-cookie"].partition(";")[0]
    assert shared.request(path, {"Host": own, "Cookie": cookie})[0] in (200, 404, 405)
    assert shared.request(path, {"Host": own})[0] == 403
    assert shared.request(path, {"Host": "evil.example", "Cookie": cookie})[0] == 403
    foreign = {"Host": own, "Cookie": cookie, "Origin": "http://evil.example"}
    assert shared.request(path, foreign)[0] == 403


def test_the_websocket_is_guarded(shared: Studio) -> None:
    own = f"127.0.0.1:{shared.port}"
    _, told, _ = shared.request(f"/?token={shared.token}", {"Host": own})
    cookie = told["set-cookie"].partition(";")[0]
    upgrade = {
        "Host": own,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    path = f"{SOCKET}websocket"
    assert shared.request(path, upgrade)[0] == 403
    foreign = {**upgrade, "Cookie": cookie, "Origin": "http://evil.example"}
    assert shared.request(path, foreign)[0] == 403


VIDEO = Path(__file__).parents[2] / "samples" / "clips" / "straight_leg_raise_good.mp4"
#: A file is dragged over an element and dropped there.
DROP = """
const [target, content, name] = arguments;
const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
const dataTransfer = new DataTransfer();
dataTransfer.items.add(new File([bytes], name));
const options = {dataTransfer, bubbles: true, cancelable: true};
const element = document.querySelector(target);
element.dispatchEvent(new DragEvent('dragenter', options));
element.dispatchEvent(new DragEvent('dragover', options));
setTimeout(() => {
  const over = element.querySelector('.q-uploader__dnd') ?? element;
  over.dispatchEvent(new DragEvent('drop', options));
}, 200);
"""


def test_a_recording_is_dropped_and_opened_for_a_patient_without_a_terminal(
    browser: Any, open_studio: Callable[..., Studio], tmp_path: Path
) -> None:
    studio = open_studio(alone=True)
    home = studio.spec.parent
    visit = shutil.copy(studio.recording, tmp_path / "visit.arrows")
    browser.get(studio.address)
    page = Page.__new__(Page)
    page.browser = browser
    # Those of what other tests did.
    page.errors()
    until(lambda: page.all(".people .case"), "the patients")
    until(lambda: page.all(".uploader input[type=file]"), "where files are dropped")
    page.one('input[aria-label="Name, in small letters"]').send_keys("ben")
    page.one("[data-act=add-person]").click()
    until(lambda: page.text(".people .is-chosen") == "ben", "a new patient")
    assert (home / "posetrainer" / "profiles" / "ben.yaml").exists()
    until(lambda: page.all(".uploader input[type=file]"), "anew")
    page.js(DROP, ".uploader", base64.b64encode(visit.read_bytes()).decode(), visit.name)
    until(lambda: page.text(".file-row .q-checkbox") == "visit", "it has arrived")
    until(lambda: page.one("[data-act=open]").is_enabled(), "it tells its exercise")
    page.one("[data-act=open]").click()
    until(lambda: page.all(".lane") and page.text(".case-name") == "visit", "the recording")
    assert page.text(".head .file") == "for ben"
    kept = list((home / "posetrainer" / "uploads" / "ben").iterdir())
    assert [path.name for path in kept] == ["visit.arrows"]
    page.one(".head h1 .q-field").click()
    until(lambda: [o for o in page.all(".q-item") if o.text == "Wall squat"], "exercises")[
        0
    ].click()
    until(lambda: "knee" in page.text(".panel-head strong"), "judged by another exercise")
    page.js(DROP, "body", base64.b64encode(VIDEO.read_bytes()).decode(), VIDEO.name)
    names = [VIDEO.stem, "visit"]
    until(lambda: sorted(page.texts(".file-row .q-checkbox")) == names, "a video beside it")
    for name in names:
        page.click(f'[aria-label="Remove {name}"]')
        page.click("[data-act=remove]")
        until(lambda gone=name: gone not in page.texts(".file-row .q-checkbox"), "removed")
    assert not kept[0].exists()
    assert page.errors() == []


NONSENSE = (
    "'case', 99",
    "'case', -1",
    "'case', 'x'",
    "'room', null",
    "'room', 1e308",
    "'label', {}",
    "'label', {key: '[', time: 'x'}",
    "'limit', {name: 'x', value: 1, held: true, move: 1, gesture: 1}",
    f"'limit', {{name: '{COUNTS}', value: NaN, held: true, move: 1, gesture: 1}}",
    "'do', {}",
)


def test_a_tab_that_is_closed_early_and_nonsense_leave_no_word(
    browser: Any, open_studio: Callable[[], Studio]
) -> None:
    studio = open_studio()
    page = Page(browser, studio)
    for said in NONSENSE:
        page.js(f"emitEvent({said})")
    own = browser.current_window_handle
    for wait_s in (0, 0.2, 0.4, 0.6, 0.8, 1.2):
        page.js("window.open(arguments[0])", studio.address)
        time.sleep(wait_s)
        (tab,) = (one for one in browser.window_handles if one != own)
        browser.switch_to.window(tab)
        browser.close()
        browser.switch_to.window(own)
    here = f"127.0.0.1:{studio.port}"
    _, headers, _ = studio.request(f"/?token={studio.token}", {"Host": here})
    cookie = headers["set-cookie"].partition(";")[0]
    _, _, html = studio.request("/", {"Host": here, "Cookie": cookie})
    client = re.search(r"'client_id': '([^']+)'", html)
    assert client is not None
    socket = f"ws://{here}{SOCKET}websocket&client_id={client[1]}&implicit_handshake=true"
    socket += "&tab_id=a&document_id=b&next_message_id=0"
    for said in ("40", "41", ""):
        talking = create_connection(socket, cookie=cookie, origin=f"http://{here}")
        talking.send(said)
        talking.sock.close()
    for path in ("/", "/picture?case=0&moment=9"):
        with create_socket(("127.0.0.1", studio.port)) as dropped:
            dropped.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {here}\r\nCookie: {cookie}\r\n\r\n".encode()
            )
    # The server forgets those that have not come back.
    time.sleep(5)
    page.drag(COUNTS, by=2)
    until(lambda: page.text(".head .changed") == "1 changed", "it goes on")
    browser.get("about:blank")
    studio.process.send_signal(signal.SIGINT)
    told, said = studio.process.communicate(timeout=3 * PATIENCE_S)
    assert "fault" not in told
    assert said == ""


def test_ctrl_c_ends_it_without_a_word(open_studio: Callable[[], Studio]) -> None:
    studio = open_studio()
    studio.process.send_signal(signal.SIGINT)
    _, said = studio.process.communicate(timeout=3 * PATIENCE_S)
    assert (studio.process.returncode, said) == (0, "")
