"""Who reacts to what: the one place that knows every module's events and handlers."""


def connect() -> None:
    """Subscribe every handler; called once when Django is ready."""
