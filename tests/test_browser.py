"""The site in a real browser: on a desktop and a phone, zoomed, in the dark, by keyboard, without scripts."""

import pytest
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from catalog.models import Code
from tests.browsing import DESKTOP, LANGUAGES, NARROW, PAGES, PASTES, PHONE, ZOOMED, Browser, require_browser
from tests.mails import postfix_dsn

require_browser()

OVER_QUOTA = "452 4.2.2 The email account that you tried to reach is over quota."


@pytest.fixture(scope="module")
def reader(_catalog_once, django_db_blocker):
    """A browser on a site that is served for the whole module; nothing here writes."""
    with django_db_blocker.unblock():
        if not Code.objects.exists():
            call_command("load_catalog", verbosity=0)
        server = LiveServer("localhost")
        browser = Browser(server.url)
        yield browser
        browser.driver.quit()
        server.stop()


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def browser(request, reader):
    reader.be(request.param)
    return reader


@pytest.fixture
def desktop(reader):
    reader.be(DESKTOP)
    return reader


def press(browser, *keys):
    ActionChains(browser.driver).send_keys(*keys).perform()


def focused(browser):
    return browser.driver.switch_to.active_element


def soon(browser, condition):
    return WebDriverWait(browser.driver, 10).until(lambda _driver: condition())


@pytest.mark.parametrize(("language", "word"), [("ja", "容量"), ("en", "full")])
def test_paste(browser, language, word):
    browser.get(f"{language}/")
    browser.one("main textarea").send_keys(OVER_QUOTA)
    browser.go(".main-button")
    top = browser.one(".verdict").rect
    assert word in (browser.heading() + browser.one(".lines").text)
    assert top["y"] + top["height"] < 800, "the answer is seen without scrolling"


def test_search_filter_and_change_the_language(browser):
    browser.get("ja/codes/")
    browser.one("#id_q").send_keys("550")
    browser.go(".search-row button")
    if browser.one(".more summary").is_displayed():
        browser.one(".more summary").click()
    else:  # On a wide window the filters are always open, which the driver does not see.
        browser.driver.execute_script("document.querySelector('.more').open = true")
    Select(browser.one("#id_provider")).select_by_value("gmail")
    browser.go(".selects button")
    assert "provider=gmail" in browser.driver.current_url
    assert all("Gmail" in line.text for line in browser.all(".lines .line-meta"))
    browser.go("a[hreflang=en][href*='/en/codes/']")
    assert "/en/codes/" in browser.driver.current_url
    assert "provider=gmail" in browser.driver.current_url
    assert browser.one("html").get_attribute("lang") == "en"


def test_an_answer_in_the_other_language(browser):
    browser.paste("ja", OVER_QUOTA)
    browser.go("form.language button")
    assert browser.one("html").get_attribute("lang") == "en"
    assert "over quota" in browser.one(".pasted").text
    assert "?" not in browser.driver.current_url


def test_a_file_is_sent(browser, tmp_path):
    path = tmp_path / "bounce.eml"
    path.write_text(postfix_dsn("552 5.2.2 mailbox full"))
    browser.get("en/diagnose/")
    browser.one("input[type=file]").send_keys(str(path))
    browser.go(".main-button")
    assert "full" in browser.heading().lower()


def test_a_file_is_dropped(desktop):
    desktop.get("en/diagnose/")
    desktop.driver.execute_script(
        """const files = new DataTransfer(); files.items.add(new File([arguments[0]], "bounce.eml"));
        const form = document.querySelector("form.paste");
        for (const type of ["dragover", "drop"]) form.dispatchEvent(
          new DragEvent(type, {dataTransfer: files, bubbles: true, cancelable: true}));""",
        postfix_dsn("552 5.2.2 mailbox full"),
    )
    assert desktop.one("#id_file").get_attribute("value").endswith("bounce.eml")
    desktop.go(".main-button")
    assert "full" in desktop.heading().lower()


def test_keyboard_only(desktop):
    desktop.get("en/diagnose/")
    press(desktop, Keys.TAB)
    assert focused(desktop).get_attribute("href").endswith("#main")
    press(desktop, Keys.ENTER, Keys.TAB)
    assert focused(desktop).get_attribute("id") == "id_text"
    press(desktop, OVER_QUOTA, Keys.TAB, Keys.TAB, Keys.ENTER)
    soon(desktop, lambda: desktop.all(".verdict"))
    press(desktop, "/")
    assert focused(desktop).get_attribute("name") == "q"
    press(desktop, "5.7.26/", Keys.ENTER)
    soon(desktop, lambda: "q=5.7.26%2F" in desktop.driver.current_url)


def test_a_fault_is_focused_and_leads_to_its_field(desktop):
    desktop.get("ja/diagnose/")
    desktop.go(".main-button")
    assert focused(desktop).get_attribute("role") == "alert"
    press(desktop, Keys.TAB, Keys.ENTER)
    assert focused(desktop).get_attribute("id") == "id_text"


@pytest.mark.parametrize(
    ("language", "label", "done"), [("en", "Copy", "Copied"), ("ja", "コピー", "コピーしました")]
)
def test_a_letter_is_copied(desktop, language, label, done):
    desktop.cdp("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    desktop.paste(language, postfix_dsn("552 5.2.2 mailbox full"))
    last = desktop.all(".letters details")[-1]
    last.find_element(By.TAG_NAME, "summary").click()
    button = last.find_element(By.CSS_SELECTOR, "button.copy")
    assert button.text == label
    button.click()
    soon(desktop, lambda: button.text == done)
    copied = desktop.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert "u•••@example.org" in copied
    assert copied.strip() == last.find_element(By.TAG_NAME, "textarea").get_attribute("value").strip()


def test_the_site_is_whole_without_scripts(reader):
    reader.be(DESKTOP, scripts=False)
    reader.get("en/")
    reader.one("main textarea").send_keys(OVER_QUOTA)
    reader.go(".main-button")
    assert reader.one(".verdict").text.startswith("Your mail has not arrived yet.")
    assert reader.all(".letters textarea")
    assert not reader.all("button.copy")
    reader.go("form.language button")
    assert reader.one("html").get_attribute("lang") == "ja"
    reader.be(DESKTOP)


@pytest.mark.parametrize("kind", [*PAGES, *PASTES])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page(reader, language, kind):
    """Nothing to complain about for the browser or axe-core, with everything unfolded, and no scrolling sideways."""
    reader.be(DESKTOP)
    if kind in PASTES:
        reader.paste(language, PASTES[kind])
    else:
        reader.get(f"{language}/{kind}")
    reader.unfold()
    faults = reader.complaints()
    for dark in (False, True):
        reader.be(DESKTOP, dark=dark)
        faults += reader.violations()
    for window in (PHONE, ZOOMED, NARROW):
        reader.be(window)
        faults += [f"scrolls sideways at {window[0]}"] if reader.overhang() > 0 else []
    assert not faults


def test_dark_is_dark(reader):
    brightness = {}
    for dark in (False, True):
        reader.be(DESKTOP, dark=dark)
        reader.get("en/")
        color = reader.driver.execute_script("return getComputedStyle(document.body).backgroundColor")
        brightness[dark] = sum(int(part) for part in color.strip("rgb()").split(","))
    assert brightness[True] < 150 < 600 < brightness[False]


def test_the_admin_s_pages_keep_to_the_policy(desktop):
    desktop.get("admin/login/")
    assert desktop.one("#id_username").is_displayed()
    assert not desktop.complaints()
