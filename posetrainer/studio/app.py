"""Serving the studio: one page on this machine, for who has its address."""

import secrets
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Response
from nicegui import ui
from starlette.staticfiles import StaticFiles

from posetrainer.errors import UserError
from posetrainer.studio.faults import faults_told
from posetrainer.studio.guard import HOST, Guard, listen
from posetrainer.studio.page import Page
from posetrainer.studio.rejudging import Rejudging
from posetrainer.studio.workbench import Workbench
from posetrainer.tuning.cases import Case
from posetrainer.tuning.side_by_side import SideBySide
from posetrainer.tuning.working_spec import WorkingSpec

_STATIC = Path(__file__).with_name("static")


def open_studio(
    draft: WorkingSpec,
    cases: Sequence[Case],
    *,
    port: int | None = None,
    browser: bool = True,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the studio until it is ended with Ctrl+C.

    Parameters
    ----------
    draft : WorkingSpec
        The spec that is worked on.
    cases : sequence of Case
        Recordings that it judges; empty ones are left out.
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
    cases = [case for case in cases if len(case.recording.times_s)]
    if not cases:
        raise UserError("There is nothing to look at: name a recording or video that is not empty.")
    listener = listen(port)
    port, token = listener.getsockname()[1], secrets.token_urlsafe(32)
    address = f"http://{HOST}:{port}/?token={token}"
    with closing(SideBySide(cases)) as judge, suppress(KeyboardInterrupt), faults_told(tell):
        bench = Workbench(draft, judge)
        # Read before the page is opened, so that it is there at once.
        bench.curves(0)
        tell(f"The studio is open at {address}")
        tell("Only this machine can open it, and only with this address. Ctrl+C ends it.")
        if browser:
            # Some browsers keep the call waiting until they are closed.
            threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()
        guarded = Guard(application(bench), port, token)
        config = uvicorn.Config(guarded, log_level="critical", timeout_graceful_shutdown=1)
        uvicorn.Server(config).run(sockets=[listener])


def application(bench: Workbench) -> FastAPI:
    """Return the studio of a workbench as an ASGI application, without its guard."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/studio", StaticFiles(directory=_STATIC))
    rejudging = Rejudging(bench)

    @app.get("/picture")
    def picture(case: int, moment: int) -> Response:
        if not 0 <= case < len(bench.cases):
            return Response(status_code=404)
        jpeg = bench.jpeg(case, moment)
        return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

    @ui.page("/")
    def page() -> None:
        Page(bench, rejudging).build()

    title = f"{bench.draft.spec.title} – posetrainer"
    ui.run_with(app, title=title, dark=None, show_welcome_message=False, tailwind=False)
    return app
