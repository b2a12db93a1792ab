"""Sending, delivering, reporting back, and asking to have back."""

from vanthu.office.interchange.actions.adding import send_further
from vanthu.office.interchange.actions.carrying import send_due
from vanthu.office.interchange.actions.changing import answer_change, update_issued
from vanthu.office.interchange.actions.delivering import deliver, tell_failure
from vanthu.office.interchange.actions.following import follow_due
from vanthu.office.interchange.actions.giving_back import give_back
from vanthu.office.interchange.actions.inbox import apply_waiting, fetch_waiting
from vanthu.office.interchange.actions.looking import send_message_again, take_raw
from vanthu.office.interchange.actions.outside import record_outside, reroute
from vanthu.office.interchange.actions.quarantine import accept_message, discard_message
from vanthu.office.interchange.actions.recalling import answer_recall, order_recall
from vanthu.office.interchange.actions.reconciling import reconcile
from vanthu.office.interchange.actions.reporting import report
from vanthu.office.interchange.actions.sending import resend, send
from vanthu.office.interchange.actions.syncing import sync_directory
from vanthu.office.interchange.actions.tending import pause_link, resume_link, try_link
from vanthu.office.interchange.actions.watching import watch

__all__ = [
    "accept_message",
    "answer_change",
    "answer_recall",
    "apply_waiting",
    "deliver",
    "discard_message",
    "fetch_waiting",
    "follow_due",
    "give_back",
    "order_recall",
    "pause_link",
    "reconcile",
    "record_outside",
    "report",
    "reroute",
    "resend",
    "resume_link",
    "send",
    "send_due",
    "send_further",
    "send_message_again",
    "take_raw",
    "sync_directory",
    "tell_failure",
    "try_link",
    "update_issued",
    "watch",
]
