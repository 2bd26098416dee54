"""Lanes and lists as HTML. ``data-`` keys identify what is clicked, see ``static/studio.js``."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from posetrainer.studio.timeline import Bar, Lane
from posetrainer.studio.workbench import CaseVerdict


def _button(what: str, icon: str, name: str, own_id: str = "") -> str:
    return (
        f'<button type="button" data-do="{what}" id="{own_id or what}" aria-label="{name}" '
        f'title="{name}"><i class="material-icons">{icon}</i></button>'
    )


PLAYER = f"""
<img id="picture" alt="The recording at this moment">
<input id="scrubber" type="range" min="0" value="0" aria-label="Moment">
<div class="transport">
{_button("back", "skip_previous", "One frame back")}
{_button("play", "play_arrow", "Play", "play")}
{_button("on", "skip_next", "One frame on")}
<span id="clock"></span><span id="moment" class="grow ellipsis"></span>
<select id="speed" aria-label="Speed">
<option value="0.25">¼×</option><option value="0.5">½×</option>
<option value="1" selected>1×</option><option value="2">2×</option></select></div>
"""
#: Signs with the meaning of a bar's colour.
_MARKS = {"good": "✓", "missed": "✗", "fast": "▲", "fault": "△"}


def legend_html(together: bool) -> str:
    """Return what the curves' lines mean, and the buttons that zoom.

    Parameters
    ----------
    together : bool
        Whether both sides exercise together, so that there is one curve for a measure.
    """
    sides = _key("both", "measured") if together else _key("left", "left") + _key("right", "right")
    return (
        f'{sides}<span class="grow ellipsis">Drag a line, or move it with the arrow keys.</span>'
        f'<div class="transport">{_button("closer", "zoom_in", "Zoom in")}'
        f"{_button('wider', 'zoom_out', 'Zoom out')}"
        f"{_button('whole', 'fit_screen', 'The whole recording')}</div>"
    )


def _key(side: str, name: str) -> str:
    dashes = ' stroke-dasharray="5 2.5"' if side == "right" else ""
    line = f'x1="0" y1="4" x2="26" y2="4" stroke="var(--side-{side})" stroke-width="2"{dashes}'
    return f"<span><svg><line {line}/></svg>{name}</span>"


def stale_html(html: str, stale: bool) -> str:
    """Return results, greyed and with a note while a number is wrong."""
    if not stale:
        return html
    note = "Not judged: a number is wrong. This is what was judged last."
    return f'<p class="not-judged">{note}</p><div class="stale">{html}</div>'


def lanes_html(lanes: Sequence[Lane], ends: tuple[float, float], stale: bool = False) -> str:
    """Return the lanes of a timeline between two times in seconds.

    Parameters
    ----------
    lanes : sequence of Lane
    ends : tuple of float
    stale : bool
        Whether they are those of numbers that were valid, while one is wrong.
    """
    if stale:
        lanes = [replace(lane, summary="not judged" if lane.summary else "") for lane in lanes]
    html = "".join(_lane(lane, ends) for lane in lanes)
    return f'<div class="stale">{html}</div>' if stale else html


def _lane(lane: Lane, ends: tuple[float, float]) -> str:
    kind = lane.name.replace(" ", "-")
    bars = "".join(_bar(bar, ends) for bar in lane.bars)
    return (
        f'<div class="lane lane-{kind}" role="group" aria-label="{lane.name}">'
        f'<span class="lane-name ellipsis">{lane.name}</span>'
        f'<div class="track"><div class="stretch">{bars}</div></div>'
        f'<span class="lane-sum ellipsis">{escape(lane.summary)}</span></div>'
    )


def _bar(bar: Bar, ends: tuple[float, float]) -> str:
    first, last = ends
    whole = max(last - first, 1e-6)
    left, width = 100 * (bar.start_s - first) / whole, 100 * (bar.end_s - bar.start_s) / whole
    tip = f"{bar.tip}\n≠ {bar.differs}" if bar.differs else bar.tip
    differs = " differs" if bar.differs else ""
    mark = f"{'≠' if bar.differs else ''}{_MARKS.get(bar.kind, '')}"
    return (
        f'<button type="button" class="bar {bar.kind}{differs}" data-seek="{bar.start_s:.3f}" '
        f'style="left:{left:.3f}%;width:{width:.3f}%" title="{escape(tip)}" '
        f'aria-label="{escape(tip)}" tabindex="-1"><i>{mark}</i> {escape(bar.label)}</button>'
    )


def cases_html(
    verdicts: Sequence[CaseVerdict],
    in_view: int,
    on_disk: Sequence[CaseVerdict] | None,
    stale: bool,
) -> str:
    """Return the list of recordings, each with what was counted and what is true.

    Parameters
    ----------
    verdicts : sequence of CaseVerdict
        By the draft.
    in_view : int
        Number of the recording that is shown.
    on_disk : sequence of CaseVerdict or None
        By the spec on disk, where that is another one.
    stale : bool
        Whether the draft is not judged, since a number is wrong.
    """
    before = on_disk or verdicts
    return "".join(
        _case(i, verdict, before[i], i == in_view, stale) for i, verdict in enumerate(verdicts)
    )


def _case(
    number: int, verdict: CaseVerdict, before: CaseVerdict, in_view: bool, stale: bool
) -> str:
    mark, state, tip = "·", "unknown", "No truth file: label it to compare."
    truth = verdict.case.truth
    beside = "no truth"
    if truth is not None:
        beside = f"true {len(truth.counted)} / {sum(r.good is True for r in truth.expected)}"
        beside = "to be refused" if truth.refused else beside
        alike = not verdict.mistakes and not verdict.differs
        mark, state = ("✓", "alike") if alike else ("≠", "differs")
        tip = "All as it truly is." if alike else f"{len(verdict.mistakes)} differences"
    found = _found(verdict)
    if stale:
        mark, state, tip, found = "–", "stale", "Not judged: a number is wrong.", "not judged"
    was = "" if _found(before) == found else f"on disk {_found(before)}"
    current = ' aria-current="true"' if in_view else ""
    return (
        f'<button type="button" class="case {state}" data-case="{number}"{current} '
        f'title="{escape(tip)}"><span class="mark">{mark}</span>'
        f'<span class="case-name">{escape(verdict.case.name)}</span>'
        f'<span class="case-found">{found}</span><span class="case-true">{beside}</span>'
        f'<span class="case-disk">{was}</span></button>'
    )


def _found(verdict: CaseVerdict) -> str:
    return f"{verdict.counted} counted, {verdict.good} good"


def moment_html(start_s: float, text: str, number: int | None = None) -> str:
    """Return a line that leads to a moment, numbered or not."""
    kind, before = ("mistake", "") if number is None else ("mistake label", f"{number}. ")
    return (
        f'<button type="button" class="{kind}" data-seek="{start_s:.3f}">'
        f'<span class="when">{before}{start_s:.1f} s</span><span>{escape(text)}</span></button>'
    )


def bars_html(bars: Sequence[Bar]) -> str:
    """Return what a lane shows as lines; each leads there."""
    lines = [moment_html(bar.start_s, f"{_MARKS.get(bar.kind, '')} {bar.tip}") for bar in bars]
    return "".join(lines) or '<p class="quiet">No repetition was found.</p>'


def mistakes_html(verdict: CaseVerdict) -> str:
    """Return where one recording's events differ from its truth; each line leads there."""
    if verdict.case.truth is None:
        return '<p class="quiet">No truth file lies beside this recording.</p>'
    lines = [
        moment_html(m.start_s, f"{m.about}: {m.what}" if m.about else m.what)
        for m in verdict.mistakes
    ]
    if verdict.comparison is not None and verdict.comparison.refused_right is False:
        lines.append('<p class="mistake">Judged, though it should have been refused.</p>')
    return "".join(lines) or '<p class="quiet">✓ Nothing differs from the truth.</p>'
