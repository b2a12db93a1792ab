"""Every module whose tasks the worker knows: importing this fills the registry."""

from vanthu.faces.jobs import (
    auditing,
    checking_files,
    checking_signatures,
    deliveries,
    exchange,
    housekeeping,
    importing,
    reading_files,
)
from vanthu.faces.jobs.registry import TASKS

MODULES = (
    auditing,
    checking_files,
    checking_signatures,
    deliveries,
    exchange,
    housekeeping,
    importing,
    reading_files,
)

__all__ = ["MODULES", "TASKS"]
