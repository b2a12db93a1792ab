"""Which request or job is at hand: the id that its log lines and journal entries share."""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
