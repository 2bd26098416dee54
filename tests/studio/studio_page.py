"""The page of the studio, as a person uses it."""

from itertools import pairwise
from typing import Any

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from studios import Studio, until

COUNTS = "repetition.counts.at_least_in"
TARGET = "repetition.target.at_least_in"
TOLERANCE = "repetition.target.tolerance_in"
FASTEST = "tempo.out.at_most_in_s"
FASTEST_BACK = "tempo.back.at_most_in_s"


class Page:
    """What a person sees and does."""

    def __init__(self, browser: Any, studio: Studio) -> None:
        self.browser = browser
        browser.get(studio.address)
        until(lambda: self.text("#total") and self.all(".lane"), "the page")
        until(lambda: self.js("return document.querySelector('#picture').naturalWidth"), "picture")

    def js(self, code: str, *given: object) -> Any:
        return self.browser.execute_script(code, *given)

    def all(self, selector: str) -> list[Any]:
        return list(self.browser.find_elements("css selector", selector))

    def one(self, selector: str) -> Any:
        return self.browser.find_element("css selector", selector)

    def text(self, selector: str) -> str:
        found = "return document.querySelector(arguments[0])?.textContent ?? ''"
        return str(self.js(found, selector))

    def texts(self, selector: str) -> list[str]:
        found = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)"
        return [text.strip() for text in self.js(found, selector)]

    def keys(self, *keys: str, control: bool = False) -> None:
        self.js("document.activeElement.blur()")
        chain = ActionChains(self.browser)
        if control:
            chain.key_down(Keys.CONTROL)
        chain.send_keys(*keys)
        if control:
            chain.key_up(Keys.CONTROL)
        chain.perform()

    def type(self, name: str, text: str) -> None:
        """Write a number into the form."""
        field = self.one(f'input[data-field="{name}"]')
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(text)

    def button(self, name: str) -> Any:
        return until(
            lambda: next((b for b in self.all("button") if b.text.strip() == name), None), name
        )

    def click(self, selector: str) -> None:
        """Click on what may still be on its way onto the page."""

        def clicked() -> bool:
            try:
                self.one(selector).click()
            except WebDriverException:
                return False
            return True

        until(clicked, selector)

    def line(self, name: str) -> Any:
        return self.one(f'.limit[data-name="{name}"]')

    def drag(self, name: str, by: float) -> None:
        """Drag a line by so much of its measure's unit."""
        line = self.line(name)
        height, low, high = self.js(
            "const {clientHeight, dataset} = arguments[0].parentElement;"
            "return [clientHeight, Number(dataset.low), Number(dataset.high)]",
            line,
        )
        way = [round(-by * height / (high - low) * step / 10) for step in range(11)]
        chain = ActionChains(self.browser).move_to_element_with_offset(line, -60, 0)
        chain.click_and_hold()
        for before, after in pairwise(way):
            chain.move_by_offset(0, after - before)
        chain.release().perform()

    def tab(self, name: str) -> None:
        tabs = [tab for tab in self.all("[role=tab]") if name in tab.text]
        tabs[0].click()

    def asks_before_it_closes(self) -> bool:
        event = "new Event('beforeunload', {cancelable: true})"
        return bool(self.js(f"return !window.dispatchEvent({event})"))

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.browser.get_log("browser")]
