"""Reads of what was sent and what came: the sender's table, orders to give back, what is stuck."""

from vanthu.office.interchange.queries.changes import Change, change_for, changes
from vanthu.office.interchange.queries.course import Turn, course
from vanthu.office.interchange.queries.deliveries import Delivery, Summary, deliveries, summary
from vanthu.office.interchange.queries.depths import Depth, depths
from vanthu.office.interchange.queries.directory import (
    SYNC,
    DirectoryState,
    Reached,
    closed_elsewhere,
    directory_states,
    listed,
    reachable,
)
from vanthu.office.interchange.queries.exchange import (
    PAGE,
    LinkView,
    MessageRow,
    Wanted,
    are_more_messages,
    every_message,
    link_views,
    message,
    messages,
    raw_of,
)
from vanthu.office.interchange.queries.needs import Needed, needs
from vanthu.office.interchange.queries.orders import (
    Arrived,
    not_accepted,
    order_for,
    packet_of,
    undelivered,
)
from vanthu.office.interchange.queries.papers import Paper
from vanthu.office.interchange.queries.possible import Possibility, possible
from vanthu.office.interchange.queries.receipts import receipts
from vanthu.office.interchange.queries.reconciliations import (
    DayView,
    GapView,
    gap_view,
    reconciliation,
    reconciliations,
)
from vanthu.office.interchange.queries.tracing import Moment, Trace, trace
from vanthu.office.interchange.queries.versions import Versions, versions
from vanthu.office.interchange.queries.waiting import Late, Silent, late, silent_links

__all__ = [
    "PAGE",
    "SYNC",
    "Arrived",
    "Change",
    "DayView",
    "Delivery",
    "DirectoryState",
    "Depth",
    "GapView",
    "Late",
    "LinkView",
    "MessageRow",
    "Moment",
    "Needed",
    "Paper",
    "Possibility",
    "Reached",
    "Silent",
    "Summary",
    "Trace",
    "Turn",
    "Versions",
    "Wanted",
    "are_more_messages",
    "change_for",
    "changes",
    "closed_elsewhere",
    "course",
    "deliveries",
    "directory_states",
    "every_message",
    "gap_view",
    "depths",
    "late",
    "link_views",
    "listed",
    "message",
    "messages",
    "needs",
    "not_accepted",
    "order_for",
    "packet_of",
    "possible",
    "raw_of",
    "reachable",
    "receipts",
    "reconciliation",
    "reconciliations",
    "silent_links",
    "summary",
    "trace",
    "undelivered",
    "versions",
]
