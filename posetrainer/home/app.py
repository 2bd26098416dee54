"""The server of the home page, for this machine only."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from fastapi import APIRouter, FastAPI, Response
from nicegui import Client, run
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.history.database import history_path
from posetrainer.home.model import Home
from posetrainer.home.page import build_page
from posetrainer.home.pictures import moving_picture, still_picture
from posetrainer.home.preview import Preview
from posetrainer.reports.person_report import person_report
from posetrainer.web import serving

_STATIC = Path(__file__).with_name("static")
_BOUNDARY = "frame"
#: The page shows no more pictures a second than 1 over this.
_PICTURE_S = 0.05


def open_home(
    *,
    port: int | None = None,
    browser: bool = True,
    report: Callable[[str], None] = print,
) -> None:
    """Serve the home page until Ctrl+C, or until it has been closed for a while.

    Parameters
    ----------
    port : int, optional
        Where it is served; any free port, if left out.
    browser : bool
        Open the page in the user's browser.
    report : callable
        Takes the lines that the user must read.

    Raises
    ------
    UserError
        If the port is taken.
    """
    home = Home()

    def in_use() -> bool:
        visited = any(client.has_socket_connection for client in tuple(Client.instances.values()))
        return visited or home.stage == "training"

    with closing(home):
        serving.serve(
            lambda: application(home),
            what="The home page",
            port=port,
            browser=browser,
            report=report,
            in_use=in_use,
        )


def application(home: Home) -> FastAPI:
    """Return the home page as an ASGI application, without its guard."""
    router = APIRouter()

    @router.get("/moving/{exercise_id}.webp")
    def moving(exercise_id: str) -> Response:
        return _picture(moving_picture, exercise_id)

    @router.get("/still/{exercise_id}.webp")
    def still(exercise_id: str) -> Response:
        return _picture(still_picture, exercise_id)

    @router.get("/camera")
    def camera() -> StreamingResponse:
        return StreamingResponse(
            _pictures(home.preview),
            media_type=f"multipart/x-mixed-replace; boundary={_BOUNDARY}",
            headers={"Cache-Control": "no-store"},
        )

    @router.get("/report")
    async def report() -> Response:
        try:
            return HTMLResponse(await run.io_bound(_report, home.settings.person))
        except UserError as error:
            return PlainTextResponse(str(error), status_code=404)

    pages = {"/": lambda: build_page(home)}
    return serving.application(pages, "posetrainer", router, home=_STATIC)


def _report(person: str | None) -> str:
    return person_report(history_path(), person, datetime.now().date())


def _picture(draw: Callable[[str], bytes], exercise_id: str) -> Response:
    if exercise_id not in exercise_ids():
        return Response(status_code=404)
    return Response(draw(exercise_id), media_type="image/webp")


async def _pictures(preview: Preview) -> AsyncIterator[bytes]:
    """Yield the camera's pictures, each once, until it is off."""
    sent = None
    boundary = f"--{_BOUNDARY}\r\n".encode()
    yield boundary
    while preview.on:
        jpeg = preview.jpeg
        if jpeg is not None and jpeg is not sent:
            sent = jpeg
            # Browsers show a picture when the boundary behind it has come.
            yield b"Content-Type: image/jpeg\r\n\r\n" + jpeg + b"\r\n" + boundary
        await asyncio.sleep(_PICTURE_S)
