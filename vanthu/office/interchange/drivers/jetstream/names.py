"""Subjects and streams of a site's account, said once for the driver and for the brokers' files.

What site `a` publishes as `to.b.…` or `file.b.…` appears in the account of `b` as `mail.a.…` or as
a chunk of its object store `$O.FILES.C.a.…`: the server writes the sender, nobody else can.
"""

import re
from uuid import UUID

PARCELS, RECEIPTS, BUCKET = "IN", "RECEIPTS", "FILES"
FILES = f"OBJ_{BUCKET}"
CONSUMER = "installation"
CHUNKS = f"$O.{BUCKET}.C"
ANY_PARCEL, ANY_RECEIPT = "mail.*.parcel", "mail.*.receipt.*"
# What an account opens to others: the token is the account that may use it, held by the server.
MAIL_EXPORT, MAIL_TOKEN = "mail.*.>", 2
FILE_EXPORT, FILE_TOKEN = f"{CHUNKS}.*.>", 4
_SITE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")


def is_site(name: str) -> bool:
    """Whether a word may name a site: it stands in subjects, accounts and certificates."""
    return _SITE.fullmatch(name) is not None


def mail_of(sender: str) -> str:
    """What a site puts into another's box."""
    return f"mail.{sender}.>"


def files_of(sender: str) -> str:
    """The chunks a site puts into another's object store."""
    return f"{CHUNKS}.{sender}.>"


def to_mail(receiver: str) -> str:
    """Under what a site sends mail to another."""
    return f"to.{receiver}"


def to_files(receiver: str) -> str:
    """Under what a site sends chunks to another."""
    return f"file.{receiver}"


def sender_of(subject: str) -> str:
    """Who sent what lies under a subject `mail.<site>.…`: the authenticated site."""
    return subject.split(".")[1]


def receipt_from(site: str, parcel: UUID) -> str:
    """Where the receipt of a site for a parcel of ours lies."""
    return f"mail.{site}.receipt.{parcel}"


def chunks_from(site: str, nuid: str) -> str:
    """Where the chunks of one file that a site sent us lie."""
    return f"{CHUNKS}.{site}.{nuid}"
