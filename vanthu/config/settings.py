"""Django's settings, all of them from the environment (docs/operation.md lists the variables)."""

import secrets
import sys
from pathlib import Path
from typing import Any

from vanthu.config.environment import Environment, SettingError, read_database
from vanthu.config.logs import logging_settings

ROOT = Path(__file__).resolve().parent.parent.parent


def _secret_key(folder: Path) -> str:
    """The installation's key: from SECRET_KEY, else made once and kept readable by its owner
    only.
    """
    if given := _env.secret("SECRET_KEY"):
        return given
    path = folder / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _database() -> dict[str, Any]:
    database = read_database(_env.text("DATABASE_URL"), VAR / "vanthu.sqlite3")
    if not database.is_postgres:
        return {
            "ENGINE": database.engine,
            "NAME": database.name,
            # IMMEDIATE: a transaction that will write takes the write lock at its start, so that
            # two
            # writers queue instead of failing half-way; FULL: a committed number survives a power
            # cut.
            "OPTIONS": {
                "timeout": 60,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;"
                ),
            },
            "CONN_MAX_AGE": None,
        }
    return {
        "ENGINE": database.engine,
        "NAME": database.name,
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # Planning is most of a short statement's cost: prepare at the second use, plan once. (At
        # the
        # first, migrations could not send two commands in one string.)
        "OPTIONS": {
            "server_side_binding": True,
            "prepare_threshold": 1,
            "options": "-c plan_cache_mode=force_generic_plan -c timezone=UTC",
            **dict(database.options),
        },
    }


_env = Environment.of_process()
try:
    VAR = _env.folder("VANTHU_VAR", ROOT / "var")
    FILES_ROOT = _env.folder("VANTHU_FILES", VAR / "files")
    DEBUG = _env.flag("DEBUG")
    SECRET_KEY = _secret_key(VAR)
    DATABASES = {"default": _database()}
    EXCHANGE = Path(_env.text("VANTHU_EXCHANGE") or VAR / "exchange.toml")
    UPLOAD_LIMIT = _env.number("VANTHU_UPLOAD_LIMIT_MB", 200, 1, 4096) * 1024 * 1024
    SECURE_COOKIES = _env.flag("VANTHU_HTTPS")
    EMAIL_HOST = _env.text("SMTP_HOST")
    EMAIL_PORT = _env.number("SMTP_PORT", 25, 1, 65535)
    EMAIL_HOST_USER = _env.text("SMTP_USER")
    EMAIL_HOST_PASSWORD = _env.text("SMTP_PASSWORD")
    EMAIL_USE_TLS = _env.flag("SMTP_TLS")
    TRUSTED_PROXIES = _env.number("VANTHU_TRUSTED_PROXIES", 0, 0, 9)
    SIGN_IN = {
        "second_factor": _env.flag("VANTHU_SECOND_FACTOR"),
        "lock_after": _env.number("VANTHU_LOCK_AFTER", 5, 3, 100),
        "lock_after_address": _env.number("VANTHU_LOCK_AFTER_ADDRESS", 50, 3, 10_000),
        "lock_minutes": _env.number("VANTHU_LOCK_MINUTES", 15, 1, 24 * 60),
        "session_hours": _env.number("VANTHU_SESSION_HOURS", 12, 1, 24 * 7),
        "idle_minutes": _env.number("VANTHU_IDLE_MINUTES", 120, 5, 24 * 60),
    }
    ALLOWED_HOSTS = _env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")
    CSRF_TRUSTED_ORIGINS = _env.addresses("TRUSTED_ORIGINS")
    PUBLIC_URL = _env.address("PUBLIC_URL", "http://127.0.0.1:8000")
    # empty: as symbols.IDENTIFIER_FORMAT has it
    IDENTIFIER_FORMAT = _env.text("VANTHU_DOCUMENT_IDENTIFIER")
    SIGNING: dict[str, Any] = {
        "tsa_url": _env.text("VANTHU_TSA_URL"),
        "hosts": _env.words("VANTHU_SIGNING_HOSTS"),
        "pkcs11_module": _env.text("VANTHU_PKCS11_MODULE"),
        "csc_url": _env.text("VANTHU_CSC_URL"),
        "csc_token": _env.text("VANTHU_CSC_TOKEN"),
        "seconds": _env.number("VANTHU_SIGNING_SECONDS", 10, 1, 120),
        "warning_days": _env.number("VANTHU_KEY_WARNING_DAYS", 30, 1, 365),
    }
    LOG_LEVEL = _env.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR"))
except SettingError as error:
    sys.exit(f"vanthu: {error}")

EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = _env.text("MAIL_FROM", "vanthu@localhost")

INSTALLED_APPS = [
    "vanthu.ground.base",
    "vanthu.ground.journal",
    "vanthu.ground.files",
    "vanthu.ground.org",
    "vanthu.ground.people",
    "vanthu.ground.access",
    "vanthu.ground.notify",
    "vanthu.ground.rulebook",
    "vanthu.ground.figures",
    "vanthu.ground.signing",
    "vanthu.office.documents",
    "vanthu.office.handling",
    "vanthu.office.drafting",
    "vanthu.office.copies",
    "vanthu.office.dossiers",
    "vanthu.office.interchange",
    "vanthu.office.search",
    "vanthu.cadres.personnel",
    "vanthu.cadres.training",
    "vanthu.cadres.targets",
    "vanthu.cadres.membership",
    "vanthu.cadres.planning",
    "vanthu.cadres.staffing",
    "vanthu.config",
]
MIDDLEWARE = [
    "vanthu.faces.web.middleware.RequestIdentity",
    "vanthu.faces.web.metrics.Measured",
    "vanthu.faces.web.middleware.SecurityHeaders",
    "django.middleware.csrf.CsrfViewMiddleware",
    "vanthu.faces.web.middleware.SignedIn",
]
ROOT_URLCONF = "vanthu.config.urls"
WSGI_APPLICATION = "vanthu.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [ROOT / "vanthu" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "vanthu" / "faces" / "web" / "static"
CSRF_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "vanthu.faces.web.errors.forged"
# What is small stays in memory: a key file handed over to sign never touches the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LOGGING = logging_settings(LOG_LEVEL)
METRICS_TOKEN = _env.text("METRICS_TOKEN")
