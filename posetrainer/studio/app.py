"""The server of the studio, for this machine only."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import PlainTextResponse
from nicegui import ui
from starlette.requests import ClientDisconnect

from posetrainer.errors import UserError
from posetrainer.studio.desk import Desk, case_of
from posetrainer.studio.library import receive
from posetrainer.studio.open_page import OpenPage
from posetrainer.studio.page import Page
from posetrainer.tuning.cases import Case
from posetrainer.tuning.working_spec import WorkingSpec
from posetrainer.web import serving

_STATIC = Path(__file__).with_name("static")


def open_studio(
    draft: WorkingSpec | None,
    cases: Sequence[Case],
    *,
    places: Sequence[Path] = (),
    port: int | None = None,
    browser: bool = True,
    report: Callable[[str], None] = print,
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
    report : callable
        Takes the lines that the user must read.

    Raises
    ------
    UserError
        If there is nothing to look at, or the port is taken.
    """
    with closing(Desk(places)) as desk:

        def app() -> FastAPI:
            if draft is not None:
                desk.put(draft, [case_of(case, draft.spec.id) for case in cases])
            return application(desk)

        serving.serve(app, what="The studio", port=port, browser=browser, report=report)


def application(desk: Desk) -> FastAPI:
    """Return the studio as an ASGI application, without its guard."""
    router = APIRouter()

    @router.get("/picture")
    def picture(case: int, moment: int) -> Response:
        bench = desk.bench
        if bench is None or not 0 <= case < len(bench.cases):
            return Response(status_code=404)
        jpeg = bench.jpeg(case, moment)
        return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "no-store"})

    @router.put("/upload")
    async def upload(request: Request, name: str, person: str | None = None) -> Response:
        try:
            path = await receive(request.stream(), name, person)
        except UserError as error:
            return PlainTextResponse(str(error), status_code=422)
        except ClientDisconnect:
            # The upload was cancelled: no response is expected.
            return Response(status_code=400)
        return PlainTextResponse(str(path))

    def page() -> None:
        if desk.rejudging is None:
            OpenPage(desk).build()
            return
        ui.page_title(f"{desk.rejudging.bench.draft.spec.title} – posetrainer")
        Page(desk, desk.rejudging).build()

    def opening() -> None:
        OpenPage(desk).build()

    pages = {"/": page, "/open": opening}
    return serving.application(pages, "Studio – posetrainer", router, studio=_STATIC)
