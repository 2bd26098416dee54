"""Serving a page on this machine until it is ended with Ctrl+C."""

import secrets
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

import uvicorn
from fastapi import APIRouter, FastAPI
from nicegui import ui
from starlette.staticfiles import StaticFiles

from posetrainer.system.processes import interrupt_on_ctrl_c
from posetrainer.web.faults import reported_faults
from posetrainer.web.guard import HOST, Guard, listen

#: A page that nobody has open for so long is not served any more, in seconds.
UNUSED_S = 120.0
_STATIC = Path(__file__).with_name("static")


def serve(
    app: Callable[[], FastAPI],
    *,
    what: str,
    port: int | None = None,
    browser: bool = True,
    report: Callable[[str], None] = print,
    in_use: Callable[[], bool] | None = None,
) -> None:
    """Serve a page to the browser that is given its address, until Ctrl+C.

    Parameters
    ----------
    app : callable
        Makes the application, when its port is known to be free.
    what : str
        What is served, to begin a sentence with, such as ``The studio``.
    port : int, optional
        Where it is served; any free port, if left out.
    browser : bool
        Open the page in the user's browser.
    report : callable
        Takes the lines that the user must read.
    in_use : callable, optional
        Whether the page is still needed; if it has not been for :data:`UNUSED_S`, serving ends.

    Raises
    ------
    UserError
        If the port is taken.
    """
    interrupt_on_ctrl_c()
    listener = listen(port)
    port, token = listener.getsockname()[1], secrets.token_urlsafe(32)
    address = f"http://{HOST}:{port}/?token={token}"
    with closing(listener), suppress(KeyboardInterrupt), reported_faults(what, report):
        guarded = Guard(app(), port, token)
        config = uvicorn.Config(guarded, log_level="critical", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        if threading.current_thread() is threading.main_thread():
            # From here on Ctrl+C ends the server, even before it has begun.
            signal.signal(signal.SIGINT, server.handle_exit)
        report(f"{what} is open at {address}")
        report("Only this machine can open it, and only with this address. Ctrl+C ends it.")
        if browser:
            # Some browsers keep the call waiting until they are closed.
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        if in_use is not None:
            threading.Thread(target=_end_unused, args=[server, in_use], daemon=True).start()
        server.run(sockets=[listener])


def _end_unused(server: uvicorn.Server, in_use: Callable[[], bool]) -> None:
    used_s = time.monotonic()
    while time.monotonic() - used_s < UNUSED_S:
        time.sleep(1.0)
        if in_use():
            used_s = time.monotonic()
    server.should_exit = True


def application(
    pages: Mapping[str, Callable[[], None]], title: str, router: APIRouter, **static: Path
) -> FastAPI:
    """Return an application, without its guard.

    Parameters
    ----------
    pages : mapping of str to callable
        What builds the page for a visitor, by its address.
    title : str
        What the browser shows as its title.
    router : APIRouter
        What else is served, pictures for example.
    **static : Path
        Folders of files that it is served with, by the first part of their addresses.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    for name, folder in {"web": _STATIC, **static}.items():
        app.mount(f"/{name}", StaticFiles(directory=folder))
    # Before the pages, whose library takes every other address.
    app.include_router(router)
    for address, build in pages.items():
        ui.page(address)(build)
    ui.run_with(app, title=title, dark=None, show_welcome_message=False, tailwind=False)
    return app
