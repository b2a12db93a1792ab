"""Reads of what was sent and what came: the sender's table, orders to give back, what is stuck."""

from vanthu.office.interchange.queries.changes import Change, change_for, changes
from vanthu.office.interchange.queries.deliveries import Delivery, Summary, deliveries, summary
from vanthu.office.interchange.queries.orders import (
    Arrived,
    not_accepted,
    order_for,
    packet_of,
    undelivered,
)
from vanthu.office.interchange.queries.possible import Possibility, possible
from vanthu.office.interchange.queries.receipts import receipts

__all__ = [
    "Arrived",
    "Change",
    "Delivery",
    "Possibility",
    "Summary",
    "change_for",
    "changes",
    "deliveries",
    "not_accepted",
    "order_for",
    "packet_of",
    "possible",
    "receipts",
    "summary",
    "undelivered",
]
