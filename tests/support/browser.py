"""Headless Chromium: pages that fail on script errors, axe, and screenshots."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.support.environment import ROOT

SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA is the sum of these sets of rules.
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Those of them that look at colours: what axe calls cat.color.
COLOURS = ["color-contrast", "link-in-text-block"]
# What is waited for comes in a blink on a quiet machine. On a busy one a fresh server took more
# than ten seconds for its first page; a wait that succeeds costs nothing, whatever its limit.
PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=PATIENCE)
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def loop_aside(item: pytest.Item) -> Iterator[None]:
    """Hide the loop that the driver of a browser leaves running in its thread, for one test.

    Whatever else runs in that process begins loops of its own, as signing does.
    """
    loop = None if item.get_closest_marker("browser") else asyncio._get_running_loop()
    if loop is None:
        yield
        return
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        if loop.is_running():  # else the browser was closed meanwhile
            asyncio._set_running_loop(loop)


@contextmanager
def driven() -> Iterator[Browser]:
    """A browser, closed with its own loop running, whichever test is the last."""
    with ExitStack() as opened:
        browser = launch(opened.enter_context(sync_playwright()))
        opened.callback(browser.close)
        loop = asyncio._get_running_loop()
        yield browser
        asyncio._set_running_loop(loop)


def launch(playwright: Playwright) -> Browser:
    """Start the machine's Chromium; fail with a sentence when there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is missing: apt install chromium")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


@contextmanager
def watched_page(browser: Browser, url: str, **options: Any) -> Iterator[Page]:
    """A page in a fresh profile, Vietnamese, at desktop width unless `options` say otherwise.

    Fails when a script of ours raises or the browser refuses something (content policy included).
    """
    settings = {"viewport": {"width": 1280, "height": 800}, "locale": "vi-VN", **options}
    context = browser.new_context(base_url=url, timezone_id="Asia/Ho_Chi_Minh", **settings)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    # Asked for here, not when the key is pressed: on a busy machine the key overtook the asking,
    # and the dialog opened where no test could see it.
    page.on("filechooser", lambda _chooser: None)
    page.on("console", lambda message: _keep_refusal(problems, message.type, message.text))
    try:
        yield page
        assert not problems, problems
    finally:
        context.close()


def _keep_refusal(problems: list[str], kind: str, text: str) -> None:
    # A refused request (4xx) is also logged as an error: journeys provoke those on purpose.
    if kind == "error" and "Failed to load resource" not in text:
        problems.append(text)


# What fades in or out has another contrast half-way; what turns for ever is not waited for.
_SETTLED = """() => Promise.all(document.getAnimations()
    .filter(each => Number.isFinite(each.effect.getComputedTiming().endTime))
    .map(each => each.finished.catch(() => null))).then(() => true)"""


def assert_accessible(page: Page) -> None:
    """Run axe on the page once it stands still; fail naming each rule broken and where."""
    _assert_none_broken(page, {"type": "tag", "values": STANDARD})


def assert_readable(page: Page) -> None:
    """As `assert_accessible`, for a page looked over already that changed nothing but colours."""
    _assert_none_broken(page, {"type": "rule", "values": COLOURS})


def _assert_none_broken(page: Page, rules: dict[str, Any]) -> None:
    page.evaluate(_SETTLED)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    # Of what passed axe need not tell where: gathering that took a third of its time.
    result = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules
    )
    broken = [
        f"{violation['id']}: {violation['help']} at {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
    assert not broken, f"{page.url}\n" + "\n".join(broken)


@cache
def _axe() -> str:
    return AXE.read_text()


def take_screenshot(page: Page, name: str) -> Path:
    """Store what the page shows under var/screenshots."""
    path = SCREENSHOTS / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)
    return path
