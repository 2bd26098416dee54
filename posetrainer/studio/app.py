"""Serving the studio: one page on this machine, for who has its address."""

import secrets
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from nicegui import ui
from starlette.requests import ClientDisconnect
from starlette.staticfiles import StaticFiles

from posetrainer.errors import UserError
from posetrainer.processes import heed_ctrl_c
from posetrainer.studio.desk import Desk, case_of
from posetrainer.studio.faults import faults_told
from posetrainer.studio.guard import HOST, Guard, listen
from posetrainer.studio.library import receive
from posetrainer.studio.open_page import OpenPage
from posetrainer.studio.page import Page
from posetrainer.tuning.cases import Case
from posetrainer.tuning.working_spec import WorkingSpec

_STATIC = Path(__file__).with_name("static")


def open_studio(
    draft: WorkingSpec | None,
    cases: Sequence[Case],
    *,
    places: Sequence[Path] = (),
    port: int | None = None,
    browser: bool = True,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the studio until it is ended with Ctrl+C.

    Parameters
    ----------
    draft : WorkingSpec or None
        The spec that is worked on; None where the user shall choose on the page.
    cases : sequence of Case
        Recordings that it judges; empty ones are left out.
    places : sequence of Path
        Recordings, videos, and folders that the user may choose from.
    port : int, optional
        Where it is served; any free port, if left out.
    browser : bool
        Open the page in the user's browser.
    tell : callable
        Takes the lines that the user must read.

    Raises
    ------
    UserError
        If there is nothing to look at, or the port is taken.
    """
    heed_ctrl_c()
    desk = Desk(places)
    listener = listen(port)
    port, token = listener.getsockname()[1], secrets.token_urlsafe(32)
    address = f"http://{HOST}:{port}/?token={token}"
    with closing(listener), closing(desk), suppress(KeyboardInterrupt), faults_told(tell):
        if draft is not None:
            desk.put(draft, [case_of(case, draft.spec.id) for case in cases])
        tell(f"The studio is open at {address}")
        tell("Only this machine can open it, and only with this address. Ctrl+C ends it.")
        if browser:
            # Some browsers keep the call waiting until they are closed.
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        guarded = Guard(application(desk), port, token)
        config = uvicorn.Config(guarded, log_level="critical", timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listener])


def application(desk: Desk) -> FastAPI:
    """Return the studio as an ASGI application, without its guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/studio", StaticFiles(directory=_STATIC))

    @app.get("/picture")
    def picture(case: int, moment: int) -> Response:
        bench = desk.bench
        if bench is None or not 0 <= case < len(bench.cases):
            return Response(status_code=404)
        jpeg = bench.jpeg(case, moment)
        return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

    @app.put("/upload")
    async def upload(request: Request, name: str, person: str | None = None) -> Response:
        try:
            path = await receive(request.stream(), name, person)
        except UserError as error:
            return PlainTextResponse(str(error), status_code=422)
        except ClientDisconnect:
            # It was broken off: nobody waits for an answer.
            return Response(status_code=400)
        return PlainTextResponse(str(path))

    @ui.page("/")
    def page() -> None:
        if desk.rejudging is None:
            OpenPage(desk).build()
            return
        ui.page_title(f"{desk.rejudging.bench.draft.spec.title} – posetrainer")
        Page(desk, desk.rejudging).build()

    @ui.page("/open")
    def opening() -> None:
        OpenPage(desk).build()

    title = "Studio – posetrainer"
    ui.run_with(app, title=title, dark=None, show_welcome_message=False, tailwind=False)
    return app
