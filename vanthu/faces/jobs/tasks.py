"""Every module whose tasks the worker knows: importing this fills the registry."""

from vanthu.faces.jobs import housekeeping
from vanthu.faces.jobs.registry import TASKS

MODULES = (housekeeping,)

__all__ = ["MODULES", "TASKS"]
