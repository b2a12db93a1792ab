"""The environment of one test process, set before Django reads its settings.

TEST_DATABASE_URL (else DATABASE_URL) chooses PostgreSQL; without either the tests run on SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent.parent
_SHARED = "VANTHU_TESTS_SHARED"
SAMPLES = ROOT.parent / "shared" / "samples"


def prepare() -> Path:
    """Point the settings at a folder of this process alone, and return it."""
    folder = Path(tempfile.mkdtemp(prefix="vanthu-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
    os.environ["VANTHU_VAR"] = str(folder)
    os.environ.setdefault(_SHARED, str(folder))
    os.environ.pop("VANTHU_FILES", None)
    os.environ.setdefault("SECRET_KEY", "only-for-tests-and-for-nothing-else")
    os.environ["DJANGO_SETTINGS_MODULE"] = "vanthu.config.settings"
    # Playwright keeps an event loop in this thread; our code never awaits anything.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    # Properties are about what is right; how busy the machine is says nothing of them.
    settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("ours")
    return folder


def shared() -> Path:
    """The folder of the run's first process, which the others, started by it, share."""
    return Path(os.environ[_SHARED])


def is_postgres() -> bool:
    """True when this run uses PostgreSQL."""
    return bool(os.environ.get("DATABASE_URL"))
