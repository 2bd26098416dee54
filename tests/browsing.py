"""A real browser that nobody sees, and waiting for what a page shows."""

import base64
import io
import shutil
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pypdf import PdfReader

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
CHROMEDRIVER = shutil.which("chromedriver")
#: As root, in a container, and so that nothing goes out by itself.
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_S = 20.0
#: A page that changes its look has done so within this time.
SETTLED_S = 2.0
#: Of a point, in which PDFs measure.
MM = 25.4 / 72


def until(wanted: Callable[[], Any], what: str, patience_s: float = PATIENCE_S) -> Any:
    """Wait until something is so, and return it."""
    ends = time.monotonic() + patience_s
    while time.monotonic() < ends:
        found = wanted()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"{what}: not within {patience_s:g} s")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser that nobody sees; tests are skipped where there is none."""
    if CHROMIUM is None or CHROMEDRIVER is None:
        pytest.skip("chromium and chromedriver are not installed")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.add_argument("--window-size=1280,800")
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    yield driver
    driver.quit()


#: Texts that are seen, and do not stand out from what is behind them as WCAG 2.2 asks for (AA).
_FAINT = """
const parsed = (colour) => {
  const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
  return [r, g, b, a];
};
const over = (front, back) =>
  [0, 1, 2].map((i) => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
const luminance = (colour) => {
  const [r, g, b] = colour.slice(0, 3).map((c) => c / 255).map(
    (c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  if (!element) return [255, 255, 255, 1];
  const own = parsed(getComputedStyle(element).backgroundColor);
  return own[3] === 1 ? own : over(own, ground(element.parentElement));
};
const faint = [];
for (const element of document.querySelectorAll('body *')) {
  const text = [...element.childNodes].filter((n) => n.nodeType === 3)
    .map((n) => n.textContent.trim()).join(' ').trim();
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  if (!text || style.visibility !== 'visible' || style.opacity === '0' || box.width < 2
      || element.closest('[disabled], [aria-disabled=true], .disabled, script, style')) continue;
  const back = ground(element);
  const front = over(parsed(element instanceof SVGElement ? style.fill : style.color), back);
  const [dark, light] = [luminance(front), luminance(back)].sort((a, b) => a - b);
  const ratio = (light + 0.05) / (dark + 0.05), size = parseFloat(style.fontSize);
  const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)}: ${text.slice(0, 60)}`);
}
return faint;
"""
_NEED_NAMES = frozenset(
    (
        *("button", "checkbox", "combobox", "link", "listbox", "option", "radio", "radiogroup"),
        *("searchbox", "slider", "spinbutton", "switch", "tab", "textbox"),
        *("dialog", "figure", "image", "img", "table"),
    )
)


def assert_accessible(browser: Any) -> None:
    """All texts on the page stand out, and a screen reader can name all that it meets."""
    ends = time.monotonic() + SETTLED_S
    # Colours change gradually.
    while (faint := browser.execute_script(_FAINT)) and time.monotonic() < ends:
        time.sleep(0.05)
    assert faint == []
    assert _unnamed(browser) == []


def _unnamed(browser: Any) -> list[str]:
    """What has no name in Chromium's accessibility tree."""
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    return [
        f"{node['role']['value']} {node.get('backendDOMNodeId')}"
        for node in nodes
        if not node["ignored"]
        and node["role"]["value"] in _NEED_NAMES
        and not node.get("name", {}).get("value", "").strip()
    ]


def show_as(browser: Any, width: int, scheme: str, media: str = "screen", high: int = 900) -> None:
    """Look at the page on a screen of some width, light or dark, or as it is printed."""
    size = {"width": width, "height": high, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": features})


def printed(browser: Any) -> "PdfReader":
    """Return the page as it is saved as PDF."""
    from pypdf import PdfReader

    found = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    return PdfReader(io.BytesIO(base64.b64decode(found["data"])))


def assert_is_a4(pdf: "PdfReader") -> None:
    boxes = [page.mediabox for page in pdf.pages]
    assert {(round(box.width * MM), round(box.height * MM)) for box in boxes} == {(210, 297)}
