"""A simulated camera: an MJPEG stream over HTTP, for this machine only.

The live path of the program is measured and tested with it, from the network's socket on.
"""

import base64
import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import Self

#: Seconds to wait since the frame before, and the JPEG.
Clip = Iterable[tuple[float, bytes]]

#: Only this machine can connect.
_HOST = "127.0.0.1"
_PATH = "/video"
_BOUNDARY = "frame"


class MjpegServer:
    """Serve a clip in real time; every client gets it from the start, once.

    The connection closes after the last frame. ``stop`` cuts every client off in the middle,
    as a camera that loses its power does; ``start`` serves again on the same port.

    Parameters
    ----------
    frames : iterable of (float, bytes), or a function that returns one
        Seconds to wait since the frame before, and the JPEG. Frames are sent when they are
        due since the client came, so that the pace does not drift. A function is called for
        each client and may go on for ever.
    port : int
        0 takes a free one, kept for as long as this object lives.
    login : str, optional
        ``user:password`` that clients have to give.

    Attributes
    ----------
    sent_at_s : list of float
        When each frame of the newest client was sent, by ``time.perf_counter``.
    """

    def __init__(
        self, frames: Clip | Callable[[], Clip], *, port: int = 0, login: str | None = None
    ) -> None:
        if callable(frames):
            self._clip: Callable[[], Clip] = frames
        else:
            kept = frames if isinstance(frames, Sequence) else tuple(frames)
            self._clip = lambda: kept
        self._login = login
        self._port = port
        self._server: _Server | None = None
        self.sent_at_s: list[float] = []

    @property
    def url(self) -> str:
        """Where the stream is; every other path answers 404."""
        return f"http://{_HOST}:{self._port}{_PATH}"

    def start(self) -> Self:
        """Serve, in threads of its own, until stopped."""
        self._server = _Server(self, self._port)
        self._port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="local stream", daemon=True
        ).start()
        return self

    def stop(self) -> None:
        """Cut every client off and refuse new ones."""
        if self._server is not None:
            self._server.cut_off()
            self._server = None

    def lets_in(self, authorization: str | None) -> bool:
        """Return whether a client with this ``Authorization`` header may look."""
        if self._login is None:
            return True
        return authorization == "Basic " + base64.b64encode(self._login.encode()).decode()

    def parts(self, stopped: threading.Event) -> Iterable[bytes]:
        """Yield the parts of the answer to one client, each when it is due.

        Parameters
        ----------
        stopped : threading.Event
            Once set, there are no more.
        """
        due_s = time.perf_counter()
        # A new list for each client: an older one that is not gone yet keeps its own.
        self.sent_at_s = sent_at_s = []
        for delay_s, jpeg in self._clip():
            due_s += delay_s
            if stopped.wait(max(0.0, due_s - time.perf_counter())):
                return
            head = f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}"
            sent_at_s.append(time.perf_counter())
            yield head.encode() + b"\r\n\r\n" + jpeg + b"\r\n"
        yield f"--{_BOUNDARY}--\r\n".encode()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


class _Server(ThreadingHTTPServer):
    """The listening socket of one start, and its clients."""

    daemon_threads = True

    def __init__(self, camera: MjpegServer, port: int) -> None:
        self.camera = camera
        self.stopped = threading.Event()
        self.sockets: set[socket.socket] = set()
        super().__init__((_HOST, port), _Handler)

    def cut_off(self) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()
        for client in tuple(self.sockets):
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """Pass over a client that hangs up: it is nothing to report."""


class _Handler(BaseHTTPRequestHandler):
    """One client."""

    server: _Server
    # A picture leaves at once, not when the packet is full.
    disable_nagle_algorithm = True

    def setup(self) -> None:
        super().setup()
        self.server.sockets.add(self.connection)

    def finish(self) -> None:
        self.server.sockets.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        camera = self.server.camera
        if self.path.partition("?")[0] != _PATH:
            self.send_error(404)
        elif not camera.lets_in(self.headers.get("Authorization")):
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="camera"')
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={_BOUNDARY}")
            self.end_headers()
            with contextlib.suppress(OSError):
                for part in camera.parts(self.server.stopped):
                    self.wfile.write(part)

    def log_message(self, format: str, *args: object) -> None:
        """Log no requests on the terminal."""
