"""Logs: one JSON object a line on standard error, each with the id of its request or job."""

import logging
from typing import Any

from vanthu.ground.base.tracing import request_id


class RequestId(logging.Filter):
    """Adds the id of the request at hand to a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Never drops a record."""
        record.request_id = request_id.get()
        return True


def logging_settings(level: str) -> dict[str, Any]:
    """The dictionary for logging.config.dictConfig; no message ever carries a document's
    content.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request": {"()": RequestId}},
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
                "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
                "json_ensure_ascii": False,
            }
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json",
                "filters": ["request"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "pypdf": {"level": "ERROR"},
            # What they tell of each certificate asked about is no news, and names people.
            "pyhanko": {"level": "ERROR"},
            "pyhanko_certvalidator": {"level": "ERROR"},
        },
    }
