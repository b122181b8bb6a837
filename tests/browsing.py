"""A browser for tests: one Chromium, whose window, colours and scripts are set as a reader might have them."""

import os
import shutil
from importlib.resources import files

import pytest
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.mails import many, postfix_dsn
from tests.test_answer_pages import AUTOREPLY, FEEDBACK, GONE, ORDINARY
from tests.test_evidence import FORMATS

CHROMIUM, CHROMEDRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

LANGUAGES = ("ja", "en")
DESKTOP, PHONE, NARROW = (1280, 800, 1), (375, 800, 1), (320, 640, 1)
#: 200 % on a window of 1280 by 800: half the room, each pixel doubled.
ZOOMED = (640, 400, 2)

#: Every kind of page, below the language.
PAGES = (
    "", "codes/", "codes/?q=550+5.1.1", "codes/?provider=gmail&class=temporary", "codes/?q=zzzzzz",
    "codes/gmail-550-5-1-1-does-not-exist/", "providers/", "providers/gmail/", "reasons/", "reasons/userunknown/",
    "diagnose/", "decode/550-5.7.26/", "decode/5.9.99/", "guide/", "no-such-page/",
)  # fmt: skip
#: Every kind of answer, by what is pasted.
PASTES = {
    "one": postfix_dsn(f"550-5.1.1 {GONE}", status="5.2.2"),
    "delayed": postfix_dsn("450 4.2.0 Greylisted", status="4.2.0", action="delayed"),
    "several": many(50),
    "decoded": FORMATS["base64"][0].decode(),
    "code": "550 5.7.1",
    "feedback": FEEDBACK,
    "autoreply": AUTOREPLY,
    "delivered": postfix_dsn("250 2.0.0 OK", status="2.0.0", action="delivered"),
    "other": ORDINARY,
    "nothing": "",
}


def require_browser():
    """Skip the module, loudly, where no browser is installed, unless ``REQUIRE_BROWSER=1`` makes that a failure."""
    if not (CHROMIUM and CHROMEDRIVER) and os.environ.get("REQUIRE_BROWSER") != "1":
        reason = "NO BROWSER: install chromium and chromedriver to test the site as readers see it"
        pytest.skip(reason, allow_module_level=True)


class Browser:
    """A reader's browser on the site at ``url``."""

    def __init__(self, url):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM or ""
        for flag in FLAGS:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.url = url
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))
        self.driver.set_page_load_timeout(60)

    def cdp(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def be(self, window=DESKTOP, *, dark=False, scripts=True):
        """Take a ``window`` (width, height, pixels a pixel), colours, and scripts or none."""
        width, height, scale = window
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=False)  # fmt: skip
        wishes = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": name, "value": wishes[name]} for name in wishes])
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)

    def get(self, path):
        self.driver.get(f"{self.url}/{path}")

    def paste(self, language, text):
        """The answer to ``text``, as if pasted."""
        self.get(f"{language}/diagnose/")
        self.driver.execute_script("arguments[0].value = arguments[1]", self.one("#id_text"), text)
        self.go(".main-button")

    def go(self, selector):
        """Click what leads to another page, and wait for that."""
        self.driver.execute_script("document.documentElement.dataset.left = ''")
        self.one(selector).click()
        # Between two pages the driver has nothing to stand on, and says so by several errors.
        waiting = WebDriverWait(self.driver, 30, ignored_exceptions=[WebDriverException])
        waiting.until(lambda _driver: self.all("html:not([data-left]) .colophon"))

    def unfold(self):
        self.driver.execute_script("document.querySelectorAll('details').forEach((each) => { each.open = true })")

    def one(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def heading(self):
        return self.one("h1").text

    def overhang(self):
        """By how many pixels the page is wider than its window."""
        layout = self.cdp("Page.getLayoutMetrics")
        return layout["cssContentSize"]["width"] - layout["cssLayoutViewport"]["clientWidth"]

    def violations(self):
        """What axe-core finds on the page, a line for each rule and place."""
        if not self.driver.execute_script("return !!window.axe"):
            self.driver.execute_script(files("axe_core_python").joinpath("axe.min.js").read_text())
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then((result) => done(result.violations))"
        )
        return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]

    def complaints(self):
        """What the browser wrote into its console since the last call, such as refusals by the policy and faults of
        scripts; that a page was asked for in vain is no fault of it."""
        messages = [entry["message"] for entry in self.driver.get_log("browser")]
        return [message for message in messages if "responded with a status of 4" not in message]
