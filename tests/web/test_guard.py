"""Only the browser that was given the address gets anything from the studio."""

import http.client
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from each import for_each
from starlette.types import Receive, Scope, Send

from posetrainer.errors import UserError
from posetrainer.web.guard import Guard, listen

TOKEN = "a-token-that-nobody-guesses"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """Say yes to whatever comes through."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
    elif scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        wish = dict(scope["headers"]).get(b"upgrade", b"")
        await send({"type": "http.response.body", "body": b"secret" + wish})


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    listener = listen(None)
    port = int(listener.getsockname()[1])
    guarded = Guard(answering, port, TOKEN)
    server = uvicorn.Server(uvicorn.Config(guarded, lifespan="off", log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield port
    server.should_exit = True
    thread.join()


def ask(
    port: int, path: str = "/", method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    """Send one request as it is written; ``_`` in a header's name stands for ``-``."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host=True)
    for key, value in {"Host": f"127.0.0.1:{port}", **headers}.items():
        connection.putheader(key.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    text = "" if answer.status == 101 else answer.read().decode()
    connection.close()
    return answer.status, answer.headers, text


def cookie(port: int) -> str:
    _, headers, _ = ask(port, f"/?token={TOKEN}")
    return headers["set-cookie"].partition(";")[0]


def test_the_first_visit_is_sent_on_with_a_cookie(port: int) -> None:
    status, headers, text = ask(port, f"/?token={TOKEN}")
    assert (status, headers["location"], text) == (303, "/", "")
    assert "HttpOnly" in headers["set-cookie"]
    assert "SameSite=Strict" in headers["set-cookie"]
    assert ask(port, f"/?token={TOKEN}", Cookie=cookie(port))[0] == 303
    status, headers, text = ask(port, Cookie=cookie(port))
    assert (status, text) == (200, "secret")
    assert "default-src 'self'" in headers["content-security-policy"]


@for_each(
    "path",
    [
        "/",
        "/?token=",
        "/?token=wrong",
        f"/?token={TOKEN}x",
        f"/?token={TOKEN}&token={TOKEN}",
        f"/?Token={TOKEN}",
        f"/picture?token={TOKEN}",
        f"//?token={TOKEN}",
        "/?token=%C3%A9",
    ],
)
def test_without_the_token_nothing_is_revealed(port: int, path: str) -> None:
    status, headers, text = ask(port, path)
    assert status == 403
    assert "secret" not in text
    assert TOKEN not in text
    assert "set-cookie" not in headers


def test_the_token_is_no_password_for_other_methods(port: int) -> None:
    assert ask(port, f"/?token={TOKEN}", "POST")[0] == 403


@for_each(
    "value",
    ["", "posetrainer=x", "posetrainer-{port}=wrong", "posetrainer-1={token}", "{token}", "=;=;é"],
)
def test_another_cookie_opens_nothing(port: int, value: str) -> None:
    given = value.format(port=port, token=TOKEN).encode("utf-8").decode("latin-1")
    assert ask(port, Cookie=given)[0] == 403


@for_each(
    "host", ["example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]
)
def test_another_host_is_refused(port: int, host: str) -> None:
    """A name that was made to point here is not this host (DNS rebinding)."""
    named = host.format(port=port)
    assert ask(port, Host=named, Cookie=cookie(port))[0] in (400, 403)
    assert ask(port, f"/?token={TOKEN}", Host=named)[0] in (400, 403)
    assert ask(port, Host=named, Cookie=cookie(port), **UPGRADE)[0] in (400, 403)


def test_localhost_is_this_host(port: int) -> None:
    assert ask(port, Host=f"localhost:{port}", Cookie=cookie(port))[0] == 200


@for_each(
    "origin", ["http://example.org", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "null", ""]
)
def test_another_origin_is_refused(port: int, origin: str) -> None:
    named = origin.format(port=port)
    assert ask(port, Origin=named, Cookie=cookie(port))[0] == 403
    assert ask(port, Origin=named, Cookie=cookie(port), **UPGRADE)[0] == 403


def test_a_websocket_needs_the_cookie(port: int) -> None:
    own = f"http://127.0.0.1:{port}"
    assert ask(port, "/ws", Origin=own, **UPGRADE)[0] == 403
    assert ask(port, f"/?token={TOKEN}", Origin=own, **UPGRADE)[0] == 403
    assert ask(port, "/ws", Origin=own, Cookie=cookie(port), **UPGRADE)[0] == 101


def test_a_half_wish_for_a_websocket_is_an_ordinary_request(port: int) -> None:
    status, _, text = ask(
        port, Cookie=f"posetrainer-{port}={TOKEN}", Upgrade="websocket", Connection="close"
    )
    assert (status, text) == (200, "secret")


def test_a_port_that_is_taken_is_reported(port: int) -> None:
    with pytest.raises(UserError, match=f"Port {port} cannot be used"):
        listen(port)
