"""A status message out of its tree."""

from vanthu.office.interchange.edxml import notes
from vanthu.office.interchange.edxml.message import StatusMessage
from vanthu.office.interchange.edxml.parts import answered, sender, staff
from vanthu.office.interchange.edxml.picking import Scope
from vanthu.office.interchange.edxml.texts import quoted

CODES = frozenset({"01", "02", "03", "04", "05", "06", "13", "15", "16"})


def status(header: Scope) -> StatusMessage:
    """Put the message together; its own form has no receiver and no body (interchange 2.2)."""
    about = answered(header.one("ResponseFor"))
    for name, told in (("ResponseFor/DocumentId", about.document_id), ("OrganId", about.code)):
        header.needed(told, name)
    return StatusMessage(
        sender=sender(header),
        about=about,
        code=_code(header),
        description=header.text("Description"),
        at=header.moment("Timestamp"),
        staff=staff(header),
    )


def _code(header: Scope) -> str:
    told = header.text("StatusCode").rjust(2, "0")
    if told not in CODES:
        header.remark(notes.UNKNOWN_STATUS, value=quoted(told))
    return told
