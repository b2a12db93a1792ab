"""Fixtures of the whole suite: databases, file store, network guard, live server and browser."""

import gc
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from tests.factories import pki as certifying
from tests.support import browser as browsing
from tests.support import databases, environment, journal, network, pages
from tests.support import live as running

_DATABASES = {"db", "transactional_db", "django_db_serialized_rollback", "template"}
# Takes seconds to make: all tests that ask for it run in one process of the run, in a row.
_DEAR = {"live", "demo_cadres"}
_DEMO = pytest.StashKey[ExitStack]()  # what takes the demo back, while it is loaded


def pytest_configure() -> None:
    """Choose database and folder before Django reads its settings.

    SQLite's test database is a file: threads and processes share it as in production.
    """
    folder = environment.prepare()
    # Read on both: pytest-django sets Django up only once its settings are read.
    tests = django_settings.DATABASES["default"].setdefault("TEST", {})
    if not environment.is_postgres():
        tests["NAME"] = str(folder / "tests.sqlite3")


def pytest_collection_finish() -> None:
    """What was imported stays until the end: no search for garbage need look it through again."""
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the template once the processes that copy it have ended."""
    if not hasattr(config, "workerinput"):
        databases.drop_template()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives the browser and what asks no database: script/test runs both once, not
    beside each database. Skip what is about the other one."""
    other = "sqlite" if environment.is_postgres() else "postgres"
    skip = pytest.mark.skip(reason=f"about {other} alone")
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if not (fixtures & _DATABASES or item.get_closest_marker("django_db")):
            item.add_marker("plain")
        if {"live", "browser"} & fixtures:
            item.add_marker("browser")
        for fixture in _DEAR & fixtures:
            item.add_marker(pytest.mark.xdist_group(fixture))
        if hasattr(item.config, "workerinput"):
            _tell_group(item)
        if item.get_closest_marker(other):
            item.add_marker(skip)


def _tell_group(item: pytest.Item) -> None:
    """Say behind its name in which group a test runs, as xdist reads it.

    xdist 3.8 writes this where pytest 9.2 no longer looks, so that every group fell apart.
    """
    for mark in item.iter_markers("xdist_group"):
        assert not _empties(item), f"{item.nodeid} is in a group and would empty the tables first"
        item._id = item.id.parse(f"{item.nodeid}@{mark.args[0]}")


def _empties(item: pytest.Item) -> bool:
    """Whether all tables are emptied after a test: such tests come last, groups come first."""
    mark = item.get_closest_marker("django_db")
    own = mark is not None and mark.kwargs.get("transaction", False)
    return own or "transactional_db" in getattr(item, "fixturenames", ())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    """Prepare whatever drives no browser without the browser's loop."""
    with browsing.loop_aside(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Run whatever drives no browser without the browser's loop."""
    with browsing.loop_aside(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, Any, Any]:
    """Clear up without the browser's loop, with which Django would do so on another connection.

    The demo is rolled back before a test that does not ask for it: loading it takes seconds.
    """
    with browsing.loop_aside(item):
        done = yield
        if "demo_cadres" not in getattr(nextitem, "fixturenames", ()):
            _take_demo_back(item.session)
        return done


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with network.blocked():
        yield


@pytest.fixture(scope="session", autouse=True)
def _flushable_journal() -> Iterator[None]:
    with journal.flushable():
        yield


@pytest.fixture(scope="session")
def template(django_test_environment: None, django_db_blocker: DjangoDbBlocker) -> str:
    """A migrated database, made once for all processes of the run."""
    with django_db_blocker.unblock():
        return databases.template()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, template: str
) -> None:
    """Let this process's database begin as a copy of the template."""
    databases.start_from(template)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite's file is copied before Django opens it, and goes with its folder."""
    return not environment.is_postgres()


def _take_demo_back(session: pytest.Session) -> None:
    if _DEMO in session.stash:
        session.stash[_DEMO].close()
        del session.stash[_DEMO]


@pytest.fixture(scope="session")
def _demo_database(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """The database, out of which the demo is taken before it goes."""
    yield
    _take_demo_back(request.session)


@pytest.fixture(scope="module")
def demo_cadres(
    request: pytest.FixtureRequest, _demo_database: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """The demo's organisational work, kept until a test comes that does not ask for it."""
    from tests.support.demo import loaded  # noqa: PLC0415 - models need Django set up

    if _DEMO in request.session.stash:
        return
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(loaded())
        request.session.stash[_DEMO] = stack.pop_all()


@pytest.fixture
def store(tmp_path: Path, settings: Any) -> Path:
    """A file store of this test's own, and a place for what is drawn from its files."""
    settings.VAR = tmp_path
    settings.FILES_ROOT = tmp_path / "files"
    settings.FILES_ROOT.mkdir()
    return Path(settings.FILES_ROOT)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[certifying.Authority]:
    """A certificate authority with its own keys, answering on loopback for the whole session."""
    with certifying.served(tmp_path_factory.mktemp("pki")) as authority:
        yield authority


@pytest.fixture
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed in no time, where a test says nothing of argon2's strength."""
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 64)
    monkeypatch.setattr(Argon2PasswordHasher, "parallelism", 1)


@pytest.fixture
def client() -> pages.CheckedClient:
    """A test client that checks every page it is given."""
    return pages.CheckedClient()


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real samples; skips where it is absent."""
    if not environment.SAMPLES.exists():
        pytest.skip("the samples are not beside the repository")
    return environment.SAMPLES


@pytest.fixture(scope="session")
def live(
    tmp_path_factory: pytest.TempPathFactory, authority: certifying.Authority, template: str
) -> Iterator[running.Live]:
    """A running installation with a small province, for the whole session."""
    with running.installation(
        tmp_path_factory.mktemp("live"), authority.pki.base_url, template
    ) as installation:
        yield installation


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with browsing.driven() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, live: running.Live) -> Iterator[Page]:
    """A desktop page of the running installation, in a fresh profile."""
    with browsing.watched_page(browser, live.url) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, live: running.Live) -> Iterator[Page]:
    """A page at phone width, with touch."""
    viewport = {"width": 390, "height": 844}
    with browsing.watched_page(browser, live.url, viewport=viewport, has_touch=True) as page:
        yield page


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails on any breach of WCAG 2.2 AA that axe can see."""
    return browsing.assert_accessible


@pytest.fixture
def screenshot() -> Callable[[Page, str], Path]:
    """`screenshot(page, name)` stores var/screenshots/name.png."""
    return browsing.take_screenshot
