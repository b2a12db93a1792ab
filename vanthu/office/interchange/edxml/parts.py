"""The parts that document and status messages share: agencies, staff, what is answered."""

from vanthu.office.interchange.edxml import notes
from vanthu.office.interchange.edxml.message import Answered, Organization, Staff
from vanthu.office.interchange.edxml.picking import Scope
from vanthu.office.interchange.edxml.texts import quoted


def sender(header: Scope) -> Organization:
    """Who sends; the code is needed to answer."""
    return _organization(_there(header, "From"))


def receivers(header: Scope) -> tuple[Organization, ...]:
    """For whom it is, each once."""
    found: dict[str, Organization] = {}
    for scope in header.all("To"):
        receiver = _organization(scope)
        if receiver.code in found:
            scope.remark(notes.SAME_RECEIVER, value=quoted(receiver.code))
        else:
            found[receiver.code] = receiver
    if not found:
        header.remark(notes.MISSING, name="To")
    return tuple(found.values())


def _there(scope: Scope, name: str) -> Scope:
    child = scope.one(name)
    if child.node is None:
        scope.remark(notes.MISSING, name=name)
    return child


def _organization(scope: Scope) -> Organization:
    return Organization(
        code=scope.needed(scope.text("OrganId"), "OrganId"),
        name=scope.text("OrganName"),
        in_charge=scope.text("OrganizationInCharge"),
        address=scope.text("OrganAdd"),
        email=scope.text("Email"),
        telephone=scope.text("Telephone"),
        fax=scope.text("Fax"),
        website=scope.text("Website"),
    )


def answered(scope: Scope) -> Answered:
    """A document that the message is about."""
    return Answered(
        document_id=scope.text("DocumentId"),
        code=scope.text("OrganId"),
        reference=scope.text("Code"),
        day=scope.day("PromulgationDate"),
    )


def staff(scope: Scope) -> Staff:
    """Who speaks for the sender."""
    person = scope.one("StaffInfo")
    return Staff(
        department=person.text("Department"),
        name=person.text("Staff"),
        mobile=person.text("Mobile"),
        email=person.text("Email"),
    )
