"""Damaged requests to the studio, with and without its token."""

import random
import re
import socket
import tempfile
import threading
import time
from functools import cache
from pathlib import Path
from queue import Queue

from tools.fuzz.mutation import damaged
from tools.fuzz.recordings import recording_of
from tools.fuzz.target import FaultError, Target, check_sentences

_EXERCISE = "straight_leg_raise"
#: Time limit for an answer, in seconds. In requests, @PORT@ and @TOKEN@ stand for those of the
#: running studio.
_WAIT_S = 1.0

_PATHS = (
    *("/", "/?token=@TOKEN@", "/?token=", "/picture?case=0&moment=3", "/studio/studio.js"),
    *("/studio/studio.css", "/studio/../../../../etc/passwd", "/studio/%2e%2e/%2e%2e/app.py"),
    *("/_nicegui/nothing", "/_nicegui_ws/socket.io/?EIO=4&transport=polling", "/favicon.ico"),
    "/_nicegui_ws/socket.io/?EIO=4&transport=websocket",
)
_ODD_NUMBERS = ("-1", "9" * 40, "1e9", "NaN", "", "0x1", "%00", "1&case=2", "\u0661")
_METHODS = ("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PRI")
_HEADERS = (
    *("Cookie: posetrainer-@PORT@=", "Cookie: " + "a=b; " * 500, 'Cookie: "\\777"=\\', "Range: a"),
    *("Range: bytes=5-1", "Range: bytes=0-9999999999", "Content-Length: 5", "Content-Length: -1"),
    *("Transfer-Encoding: chunked", "Expect: 100-continue", "Upgrade: websocket", "Host: evil.com"),
    *("Connection: Upgrade", "Origin: http://evil.com", "Origin: null", "If-Modified-Since: x"),
    *(
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "X: " + "y" * 9000,
    ),
)
_GOOD = (
    b"GET /picture?case=0&moment=3 HTTP/1.1\r\nHost: 127.0.0.1:@PORT@\r\n"
    b"Cookie: posetrainer-@PORT@=@TOKEN@\r\nConnection: close\r\n\r\n"
)


def _make(rng: random.Random) -> bytes:
    path = rng.choice(_PATHS)
    if path.startswith("/picture") and rng.random() < 0.8:
        case, moment = (rng.choice((*_ODD_NUMBERS, "0", "3")) for _ in range(2))
        path = f"/picture?case={case}&moment={moment}"
    lines = [f"{rng.choice(_METHODS)} {path} HTTP/1.1"]
    if rng.random() < 0.9:
        lines.append("Host: 127.0.0.1:@PORT@")
    if rng.random() < 0.85:
        lines.append("Cookie: posetrainer-@PORT@=@TOKEN@")
    lines += rng.sample(_HEADERS, rng.choice((0, 0, 1, 2, 4)))
    body = rng.randbytes(rng.choice((0, 0, 5, 3000)))
    request = "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
    return damaged(request, rng) if rng.random() < 0.5 else request


#: Lines that the studio prints in the terminal.
_printed = Queue[str]()


@cache
def _address() -> tuple[int, str]:
    """Start a studio in this process; return its port and token."""
    from posetrainer.studio.app import open_studio
    from posetrainer.tuning.cases import load_cases
    from posetrainer.tuning.working_spec import open_draft

    path = Path(tempfile.mkdtemp(prefix="posetrainer-fuzz-")) / "sample.arrows"
    path.write_bytes(recording_of(_EXERCISE))
    draft, cases = open_draft(_EXERCISE), load_cases([path])

    def serve() -> None:
        open_studio(draft, cases, browser=False, report=_printed.put)

    threading.Thread(target=serve, daemon=True).start()
    found = re.search(r":(\d+)/\?token=(\S+)", _printed.get())
    assert found is not None
    address = int(found[1]), found[2]
    # It listens, but the first picture takes a while.
    while _status(*address, _GOOD, 60.0) != 200:
        time.sleep(0.1)
    return address


def _judge(path: Path) -> bool:
    address = _address()
    status = _status(*address, path.read_bytes())
    if status is not None and not 100 <= status < 500:
        raise FaultError(f"answered with status {status}")
    if _status(*address, _GOOD) != 200:
        raise FaultError("the studio gives no page any more")
    while not _printed.empty():
        check_sentences(line := _printed.get())
        if "Error" in line:
            raise FaultError(line)
    return status is not None and status < 400


def _status(port: int, token: str, request: bytes, wait_s: float = _WAIT_S) -> int | None:
    """Send a request; return the status of the answer, None if there is none."""
    request = request.replace(b"@PORT@", str(port).encode()).replace(b"@TOKEN@", token.encode())
    with socket.create_connection(("127.0.0.1", port), timeout=wait_s) as connection:
        connection.sendall(request)
        answer = b""
        try:
            while b"\r\n" not in answer and (piece := connection.recv(65536)):
                answer += piece
        except TimeoutError:
            # The server waits for the rest of an incomplete request.
            return None
        except ConnectionError:
            return None
    found = re.match(rb"HTTP/1\.1 (\d+)", answer)
    return int(found[1]) if found else None


STUDIO = Target("studio", ".http", _make, _judge, prepare=_address)
