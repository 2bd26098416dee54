"""Access to a local page: for one browser on this machine, opened with the printed address.

Another page in the same browser can send requests to a local server, and with a name that is
made to point here even read the answers (DNS rebinding). So everything is refused that does not
name this host, comes from another origin, or does not know the token.
"""

import secrets
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from posetrainer.errors import UserError

#: Pages are served here alone, out of reach of other machines.
HOST = "127.0.0.1"
_PLAIN = (b"content-type", b"text/plain; charset=utf-8")
_REFUSED = "Refused. Open the address that posetrainer printed in the terminal.\n"


def listen(port: int | None) -> socket.socket:
    """Return a socket on this machine alone, at a port or any free one.

    Raises
    ------
    UserError
        If the port cannot be used.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port or 0))
        # A browser that is quicker than the server waits instead of being turned away.
        listener.listen()
    except OSError as error:
        listener.close()
        raise UserError(
            f"Port {port} cannot be used ({error.strerror}): choose another with --port, or leave "
            "it out."
        ) from None
    return listener


class Guard:
    """Let through only what comes from the page that this program opened.

    The first visit carries the token in its address; it is answered with a cookie and sent on
    to an address without it. All later requests, the websocket's too, must bring the cookie.

    Parameters
    ----------
    app : ASGI application
        What is guarded.
    port : int
        The port it is served on.
    token : str
        What the first address must carry.
    """

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self.app = app
        self._hosts = {f"{HOST}:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}
        self._token = token
        # Cookies are shared by all ports of a host.
        self._cookie = f"posetrainer-{port}"
        sockets = " ".join(sorted(f"ws://{host}" for host in self._hosts))
        # Vue compiles its templates in the browser, and Quasar styles elements in place.
        policy = (
            "default-src 'self' 'unsafe-inline' 'unsafe-eval'; img-src 'self' data: blob:; "
            f"font-src 'self' data:; connect-src 'self' {sockets}; "
            "frame-ancestors 'none'; form-action 'self'"
        )
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif self._is_ours(scope) and self._is_first_visit(scope):
            await _answer(send, 303, self._welcome())
        elif self._is_ours(scope) and self._knows(self._cookie_of(scope)):
            await self.app(_without_upgrade(scope), receive, self._with_headers(send))
        elif scope["type"] == "websocket":
            # Before it is accepted, closing is an answer with status 403.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await _answer(send, 403, [_PLAIN, *self._headers], _REFUSED)

    def _is_ours(self, scope: Scope) -> bool:
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        return len(hosts) == 1 and hosts[0] in self._hosts and self._origins.issuperset(origins)

    def _is_first_visit(self, scope: Scope) -> bool:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] != "/":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        return len(given) == 1 and self._knows(given[0])

    def _knows(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())

    def _cookie_of(self, scope: Scope) -> str:
        for header in _values(scope, b"cookie"):
            try:
                morsel = SimpleCookie(header).get(self._cookie)
            except CookieError:
                continue
            if morsel is not None:
                return morsel.value
        return ""

    def _welcome(self) -> list[tuple[bytes, bytes]]:
        cookie = f"{self._cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict"
        return [
            (b"location", b"/"),
            (b"set-cookie", cookie.encode()),
            (b"cache-control", b"no-store"),
            *self._headers,
        ]

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self._headers]
            await send(message)

        return sending


def _without_upgrade(scope: Scope) -> Scope:
    """Return a request without its wish for another protocol, where the server did not grant it.

    The server makes a websocket of a sound wish; of any other one the application would try to.
    """
    if scope["type"] != "http":
        return scope
    return {**scope, "headers": [h for h in scope["headers"] if h[0] != b"upgrade"]}


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


async def _answer(
    send: Send, status: int, headers: Iterable[tuple[bytes, bytes]], text: str = ""
) -> None:
    body = text.encode()
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})
