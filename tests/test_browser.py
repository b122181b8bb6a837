"""The site in a real browser, on a desktop and on a phone."""

import os
import shutil

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from tests.mails import postfix_dsn

CHROMIUM, CHROMEDRIVER = shutil.which("chromium"), shutil.which("chromedriver")
if not (CHROMIUM and CHROMEDRIVER) and os.environ.get("REQUIRE_BROWSER") != "1":
    pytest.skip(
        "NO BROWSER: install chromium and chromedriver to test the site as readers see it", allow_module_level=True
    )

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=[1280, 375], ids=["desktop", "phone"], scope="module")
def browser(request):
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(flag)
    metrics = {"width": request.param, "height": 800, "pixelRatio": 1.0}
    options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(CHROMEDRIVER))
    driver.set_page_load_timeout(30)
    yield driver
    driver.quit()


def test_paste_search_and_change_the_language(browser, live_server, catalog):
    browser.get(f"{live_server.url}/ja/")
    browser.find_element(By.CSS_SELECTOR, "main textarea").send_keys(
        "452 4.2.2 The email account that you tried to reach is over quota."
    )
    browser.find_element(By.CSS_SELECTOR, "main textarea").submit()
    assert "容量" in browser.find_element(By.TAG_NAME, "h1").text
    browser.get(f"{live_server.url}/ja/codes/?q=550")
    browser.find_element(By.CSS_SELECTOR, "a[hreflang=en][href*='/en/codes/']").click()
    assert browser.current_url.endswith("/en/codes/?q=550")
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"


def test_a_file_is_sent(browser, live_server, catalog, tmp_path):
    path = tmp_path / "bounce.eml"
    path.write_text(postfix_dsn("552 5.2.2 mailbox full"))
    browser.get(f"{live_server.url}/en/diagnose/")
    browser.find_element(By.CSS_SELECTOR, "input[type=file]").send_keys(str(path))
    browser.find_element(By.CSS_SELECTOR, "main textarea").submit()
    assert "full" in browser.find_element(By.TAG_NAME, "h1").text.lower()


PAGES = ("", "codes/", "codes/gmail-550-5-1-1-does-not-exist/", "reasons/", "guide/", "decode/550/")


def test_no_page_scrolls_sideways(browser, live_server, catalog):
    for address in (f"{live_server.url}/{language}/{page}" for language in ("ja", "en") for page in PAGES):
        browser.get(address)
        layout = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})
        assert layout["cssContentSize"]["width"] <= layout["cssVisualViewport"]["clientWidth"], address
