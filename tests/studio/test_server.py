"""The studio's server: answers only its own page, survives nonsense, and ends quietly."""

import re
import signal
import time
from collections.abc import Callable
from socket import create_connection as create_socket
from typing import Any

import pytest
from studio_page import COUNTS, Page
from studios import PATIENCE_S, Studio, until
from websocket import create_connection

pytestmark = pytest.mark.slow


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
    _, reported, _ = shared.request(f"/?token={shared.token}", {"Host": own})
    cookie = reported["set-cookie"].partition(";")[0]
    assert shared.request(path, {"Host": own, "Cookie": cookie})[0] in (200, 404, 405)
    assert shared.request(path, {"Host": own})[0] == 403
    assert shared.request(path, {"Host": "evil.example", "Cookie": cookie})[0] == 403
    foreign = {"Host": own, "Cookie": cookie, "Origin": "http://evil.example"}
    assert shared.request(path, foreign)[0] == 403


def test_the_websocket_is_guarded(shared: Studio) -> None:
    own = f"127.0.0.1:{shared.port}"
    _, reported, _ = shared.request(f"/?token={shared.token}", {"Host": own})
    cookie = reported["set-cookie"].partition(";")[0]
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
    reported, said = studio.process.communicate(timeout=3 * PATIENCE_S)
    assert "fault" not in reported
    assert said == ""


def test_ctrl_c_ends_it_without_a_word(open_studio: Callable[[], Studio]) -> None:
    studio = open_studio()
    studio.process.send_signal(signal.SIGINT)
    _, said = studio.process.communicate(timeout=3 * PATIENCE_S)
    assert (studio.process.returncode, said) == (0, "")
