"""A document in each state it can be in, for tests that walk all of them."""

from collections.abc import Callable
from datetime import date

from tests.factories import copying, drafts, exchange, incoming
from tests.factories.incoming import lead_of, to_office, to_post, to_unit
from tests.factories.province import NOW, Office, office
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.actions import refuse_incoming, suspect_secret
from vanthu.office.documents.choices import Circulation, Direction
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import consult, recall_issued, record_paper_signature
from vanthu.office.handling.actions import (
    Receiver,
    accept,
    ask_extension,
    assign,
    finish,
    forward,
    return_,
    withdraw,
)
from vanthu.office.interchange.actions import update_issued

DUE, DUE_WITHIN = date(2026, 12, 10), date(2026, 12, 1)


def refused(place: Office) -> Document:
    """Sent back unregistered."""
    document = incoming.received(place)
    return refuse_incoming(place.clerk, document_id=document.pk, reason="Gửi nhầm cơ quan")


def handed_over(place: Office) -> Document:
    """The department leads, the headquarters support, the archivist is informed."""
    return incoming.handling(
        place,
        lead=to_unit(place, due_on=DUE),
        supports=(to_office(place, due_on=DUE),),
        informs=(to_post(place, "archivist"),),
    )


def given_on(place: Office) -> Document:
    """The head of the department gave it to the specialist."""
    document = handed_over(place)
    lead = to_post(place, "specialist", due_on=DUE_WITHIN)
    assign(place.head, assignment_id=lead_of(document).pk, lead=lead)
    return incoming.fresh(document)


def accepted(place: Office) -> Document:
    """The specialist accepted what the head gave on."""
    document = given_on(place)
    accept(place.specialist, assignment_id=lead_of(document, lead_of(document)).pk)
    return incoming.fresh(document)


def more_time_asked(place: Office) -> Document:
    """The specialist asked the leader for a later deadline."""
    lead = to_post(place, "specialist", due_on=DUE_WITHIN)
    document = incoming.handling(place, lead=lead)
    ask_extension(
        place.specialist, assignment_id=lead_of(document).pk, due_on=DUE, reason="Chờ số liệu"
    )
    return incoming.fresh(document)


def sent_back(place: Office) -> Document:
    """The head of the department returned it to the leader."""
    document = handed_over(place)
    return_(place.head, assignment_id=lead_of(document).pk, reason="Không đúng nhiệm vụ")
    return incoming.fresh(document)


def passed_on(place: Office) -> Document:
    """The head of the department forwarded it to the archivist's colleague."""
    document = incoming.handling(place, lead=to_unit(place, due_on=DUE))
    to = to_post(place, "archivist")
    forward(place.head, assignment_id=lead_of(document).pk, to=to, reason="Đúng nơi hơn")
    return incoming.fresh(document)


def finished(place: Office) -> Document:
    """The specialist finished it."""
    document, assignment = incoming.at_work(place)
    finish(place.specialist, assignment_id=assignment.pk, result="Đã giải quyết")
    return incoming.fresh(document)


def withdrawn(place: Office) -> Document:
    """Given back to its sender."""
    document = handed_over(place)
    withdraw(place.clerk, document_id=document.pk, reason="Nơi gửi đề nghị thu hồi")
    return incoming.fresh(document)


def internal(place: Office) -> Document:
    """An internal document issued to the department and the archivist."""
    addressees = (to_unit(place), to_post(place, "archivist"))
    return drafts.issued(place, direction=Direction.INTERNAL, addressees=addressees)


def internal_draft(place: Office) -> Document:
    """An internal document being written."""
    return drafts.draft(place, direction=Direction.INTERNAL, addressees=(to_unit(place),))


def suspected(place: Office) -> Document:
    """Received, with a secrecy mark that the worker read."""
    document = incoming.received(place)
    suspect_secret(Actor.system(NOW, place.id), document_id=document.pk)
    return document


def on_its_way(place: Office) -> Document:
    """Issued to another agency, where it has not arrived."""
    return drafts.issued(place, recipients=drafts.to(office()))


def turned_away(place: Office) -> Document:
    """Issued to another agency, which refused it."""
    receiver = office()
    document = exchange.sent(place, receiver)
    arrival = exchange.arrival(document, receiver)
    refuse_incoming(receiver.clerk, document_id=arrival.pk, reason="Gửi nhầm cơ quan")
    return drafts.fresh(document)


def arrived(place: Office) -> Document:
    """Come from another agency."""
    return exchange.arrival(exchange.sent(office(), place), place)


def asked_back(place: Office) -> Document:
    """Come from another agency, at work here, and asked back by its issuer."""
    sender = office()
    document = exchange.sent(sender, place)
    found = exchange.at_work(document, place)
    recall_issued(sender.leader, document_id=document.pk, reason="Sai thẩm quyền")
    exchange.carry()
    return incoming.fresh(found)


def changed_by_sender(place: Office) -> Document:
    """Come from another agency, which then corrected its subject."""
    sender = office()
    document = exchange.sent(sender, place)
    values = {"subject": "Kế hoạch đã sửa trích yếu"}
    update_issued(sender.clerk, document_id=document.pk, values=values, reason="Ghi nhầm")
    exchange.carry()
    return exchange.arrival(document, place)


def copied(place: Office) -> Document:
    """A copy on paper of a registered document, ready to be issued."""
    copying.register(place)
    return copying.copied(place)


def read_to_return(place: Office) -> Document:
    """Come from another agency to be returned after reading, and read."""
    document = exchange.sent(office(), place, circulation=str(Circulation.RETURN_AFTER_READING))
    found = exchange.at_work(document, place)
    finish(place.specialist, assignment_id=lead_of(found).pk, result="Đã xem")
    return incoming.fresh(found)


def signed_long_ago(place: Office) -> Document:
    """Signed on paper a week ago and not issued yet."""
    document = drafts.format_approved(place)
    record_paper_signature(
        place.clerk,
        document_id=document.pk,
        blob=drafts.blob(),
        name="da-ky.txt",
        signed_on=date(2026, 11, 16),
    )
    return drafts.fresh(document)


def consulted(place: Office) -> Document:
    """A draft that a colleague was asked to comment on."""
    document = drafts.draft(place)
    consult(
        place.specialist,
        document_id=document.pk,
        receivers=[Receiver(post_id=incoming.post(place, "colleague"))],
        due_on=date(2026, 12, 1),
    )
    return drafts.fresh(document)


STATES: dict[str, Callable[[Office], Document]] = {
    "received": incoming.received,
    "refused": refused,
    "suspected": suspected,
    "registered": incoming.registered,
    "presented": incoming.presented,
    "directed": incoming.directed,
    "handed over": handed_over,
    "given on": given_on,
    "accepted": accepted,
    "more time asked": more_time_asked,
    "sent back": sent_back,
    "passed on": passed_on,
    "finished": finished,
    "withdrawn": withdrawn,
    "draft": drafts.draft,
    "submitted": drafts.submitted,
    "content approved": drafts.content_approved,
    "format approved": drafts.format_approved,
    "draft returned": drafts.returned,
    "approved": drafts.approved,
    "numbered": drafts.numbered,
    "issued": drafts.issued,
    "recalled": drafts.recalled,
    "cancelled": drafts.cancelled,
    "copy": copied,
    "internal": internal,
    "internal draft": internal_draft,
    "on its way": on_its_way,
    "turned away": turned_away,
    "arrived": arrived,
    "asked back": asked_back,
    "changed by sender": changed_by_sender,
    "read to return": read_to_return,
    "signed long ago": signed_long_ago,
    "consulted": consulted,
}
