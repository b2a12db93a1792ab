"""The application that wires the others together once all of them are loaded."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from vanthu.ground.journal.actions import teach_sqlite


class Wiring(AppConfig):
    """Runs `wiring.connect()` when Django is ready."""

    name = "vanthu.config"

    def ready(self) -> None:
        """Connect events to their handlers and teach SQLite what the journal needs."""
        from vanthu.config import wiring  # models must be loaded first

        connection_created.connect(teach_sqlite)
        wiring.connect()
