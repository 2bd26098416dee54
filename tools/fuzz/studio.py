"""Damaged requests to the studio: nobody's, and those of whoever has its address."""

import random
import re
import socket
import tempfile
import threading
import time
from functools import cache
from pathlib import Path

from tools.fuzz.mutation import damaged
from tools.fuzz.recordings import recording_of
from tools.fuzz.target import FaultError, Target

_EXERCISE = "straight_leg_raise"
_TOKEN = "a-token-that-nobody-guesses"
#: Stands for the port, which is another one each time.
_PORT = b"@PORT@"
#: An answer that has not begun after so many seconds does not come.
_WAIT_S = 1.0

_PATHS = (
    *("/", f"/?token={_TOKEN}", "/?token=", "/picture?case=0&moment=3", "/studio/studio.js"),
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
    f"GET /picture?case=0&moment=3 HTTP/1.1\r\nHost: 127.0.0.1:@PORT@\r\n"
    f"Cookie: posetrainer-@PORT@={_TOKEN}\r\nConnection: close\r\n\r\n"
).encode()


def _make(rng: random.Random) -> bytes:
    path = rng.choice(_PATHS)
    if path.startswith("/picture") and rng.random() < 0.8:
        case, moment = (rng.choice((*_ODD_NUMBERS, "0", "3")) for _ in range(2))
        path = f"/picture?case={case}&moment={moment}"
    lines = [f"{rng.choice(_METHODS)} {path} HTTP/1.1"]
    if rng.random() < 0.9:
        lines.append(f"Host: 127.0.0.1:{_PORT.decode()}")
    if rng.random() < 0.85:
        lines.append(f"Cookie: posetrainer-{_PORT.decode()}={_TOKEN}")
    lines += rng.sample(_HEADERS, rng.choice((0, 0, 1, 2, 4)))
    body = rng.randbytes(rng.choice((0, 0, 5, 3000)))
    request = "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body
    return damaged(request, rng) if rng.random() < 0.5 else request


@cache
def _port() -> int:
    """Open a studio in this process, and return its port."""
    import uvicorn

    from posetrainer.studio.app import application
    from posetrainer.studio.guard import Guard, listen
    from posetrainer.studio.workbench import Workbench
    from posetrainer.tuning.cases import load_cases
    from posetrainer.tuning.draft import open_draft
    from posetrainer.tuning.judging import Judge

    path = Path(tempfile.mkdtemp(prefix="posetrainer-fuzz-")) / "sample.arrows"
    path.write_bytes(recording_of(_EXERCISE))
    bench = Workbench(open_draft(_EXERCISE), Judge(load_cases([path])))
    listener = listen(None)
    port = int(listener.getsockname()[1])
    # An error that the program does not show would be logged by the server.
    guarded = Guard(application(bench), port, _TOKEN)
    server = uvicorn.Server(uvicorn.Config(guarded, log_level="error"))
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    # The first picture takes long, as all is read for it.
    bench.jpeg(0, 0)
    return port


def _judge(path: Path) -> bool:
    port = _port()
    status = _status(port, path.read_bytes())
    if status is not None and not 100 <= status < 500:
        raise FaultError(f"answered with status {status}")
    if _status(port, _GOOD) != 200:
        raise FaultError("the studio gives no page any more")
    return status is not None and status < 400


def _status(port: int, request: bytes) -> int | None:
    """Send a request; return the status of the answer, None where there is none."""
    with socket.create_connection(("127.0.0.1", port), timeout=_WAIT_S) as connection:
        connection.sendall(request.replace(_PORT, str(port).encode()))
        answer = b""
        try:
            while b"\r\n" not in answer and (piece := connection.recv(65536)):
                answer += piece
        except TimeoutError:
            # What is not a whole request waits for its rest.
            return None
        except ConnectionError:
            return None
    found = re.match(rb"HTTP/1\.1 (\d+)", answer)
    return int(found[1]) if found else None


STUDIO = Target("studio", ".http", _make, _judge, prepare=_port)
