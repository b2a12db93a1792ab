"""How people go about the screens: sign in, open what waits, do it, wait for what is said."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.office.reading.papers import pdf
from tests.support.browser import assert_accessible, assert_readable, watched_page
from tests.support.environment import SAMPLES
from tests.support.live import Live

# Said when a step of a case is done.
DONE = "Đã thực hiện."
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@contextmanager
def somebody(browser: Browser, live: Live, office: str, who: str, **options: Any) -> Iterator[Page]:
    """A browser of their own in which this person has signed in with the keyboard."""
    with watched_page(browser, live.url, **options) as page:
        page.goto("/sign-in")
        page.keyboard.type(live.offices[office].people[who])
        page.keyboard.press("Tab")
        page.keyboard.type(live.password)
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_attached()
        page.wait_for_url(lambda address: "/sign-in" not in address)
        yield page


def a_real_paper(folder: Path) -> Path:
    """A real official PDF, its number and day in signature fields, where the samples are beside
    the repository; else one typeset here."""
    real = SAMPLES / "documents" / "pdf" / "gold-04.pdf"
    return real if real.exists() else pdf(folder)


def press(page: Page, key: str) -> None:
    """Press a key once the page has loaded: what is on it shows before its script listens."""
    page.wait_for_load_state()
    page.keyboard.press(key)


def reload_until(page: Page, locator: Locator, most: int = 120) -> None:
    """Look again twice a second until it is there: what the worker does reaches no open page."""
    for _ in range(most):
        if locator.count():
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(locator.first).to_be_visible()


def open_first(page: Page, box: str) -> None:
    """Open the first document of a box."""
    page.goto(f"/boxes/{box}")
    page.locator(".row-link").first.click()
    expect(page.locator("article.reader")).to_be_visible()


def act(page: Page, name: str) -> Locator:
    """The button of an act in the reader, unfolding "Việc khác" where it lies there."""
    bar = page.locator(".act-bar")
    button = bar.locator(".button:not([aria-disabled]), .menu-item").filter(has_text=name).first
    expect(button).to_be_attached()
    if not button.is_visible():
        bar.get_by_text("Việc khác").click()
    return button


def do(page: Page, name: str, said: str) -> None:
    """An act of one press; what is said once it is done."""
    act(page, name).click()
    told(page, said)


def confirm(page: Page, said: str) -> None:
    """Send the form of an act; what is said once it is done."""
    page.locator("#act form button.primary, #act form button.danger").first.click()
    told(page, said)


def told(page: Page, words: str) -> None:
    """The toast with these words."""
    expect(page.locator(".toast", has_text=words).first).to_be_visible()


def look_over(page: Page) -> None:
    """What axe can see of the page as it stands."""
    assert_accessible(page)


def look_over_in_the_dark(page: Page) -> None:
    """The page as it stands, in its dark theme: the same page in other colours."""
    page.emulate_media(color_scheme="dark")
    assert_readable(page)
    page.emulate_media(color_scheme="light")


def here(live: Live) -> str:
    """The commune whose cases the four keep."""
    return str(live.offices["bureau"].id)


def fill(page: Page, values: dict[str, str]) -> None:
    """Type into fields, choose in lists; “#1” is the first real choice."""
    for name, value in values.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("each => each.tagName") != "SELECT":
            field.fill(value)
        elif value.startswith("#"):
            field.select_option(index=int(value[1:]))
        else:
            field.select_option(value)


def choose(page: Page, name: str, words: str) -> None:
    """Choose the option of a list that has these words."""
    field = page.locator(f"select[name={name}]")
    value = field.locator("option", has_text=words).first.get_attribute("value")
    field.select_option(value)


def save(page: Page, said: str) -> None:
    """Press the form's main button; what is said once it is done."""
    page.locator("button.primary").last.click()
    told(page, said)


def send(page: Page, address: str, values: dict[str, str], said: str) -> None:
    """Fill in a form, looked over, and send it."""
    page.goto(address)
    look_over(page)
    fill(page, values)
    save(page, said)


def step(browser: Browser, live: Live, case: str, who: str, button: str) -> None:
    """One of the four presses their button."""
    with somebody(browser, live, "bureau", who) as page:
        page.goto(case)
        page.get_by_role("button", name=button, exact=True).click()
        told(page, DONE)
