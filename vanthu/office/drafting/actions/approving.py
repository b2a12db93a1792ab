"""From the drafter to the head of the unit, to the one charged with the format, to the signer."""

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.office.documents.actions import grant, move
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.consulting import close_consultations
from vanthu.office.drafting.actions.inputs import RouteChoice
from vanthu.office.drafting.actions.publishing import publish_text
from vanthu.office.drafting.actions.routes import write_route
from vanthu.office.drafting.actions.steps import (
    about_version,
    approve,
    check_version,
    last_version,
    send_to_post,
    send_to_registry,
    signer_fields,
)
from vanthu.office.drafting.choices import ApprovalKind, Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import SamePerson
from vanthu.office.drafting.events import (
    ContentApproved,
    FormatApproved,
    SentForContent,
    SigningApproved,
)
from vanthu.office.drafting.queries.mandates import signing_words
from vanthu.office.drafting.sheets import make_sheet
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


@action
def submit(
    actor: Actor, *, document_id: int, route: RouteChoice | None = None, note: str = ""
) -> None:
    """Send the draft on its way, to the content approver first; a new round of approvals begins.

    `route` replaces the one chosen before. Raises EmptyDraft, RouteMissing, BadApprover,
    SamePerson.
    """
    draft = open_draft(actor, document_id)
    permissions.check_step(actor, Verb.SUBMIT, draft)
    if route is not None:
        write_route(draft, route, actor.today)
    permissions.check(actor, Verb.SUBMIT, draft)
    draft.route.round += 1
    draft.route.save(update_fields=["round"])
    content, other, signer = draft.posts()
    move(actor, draft.document, "submit")
    close_consultations(actor, draft)
    send_to_post(actor, draft, Box.TO_APPROVE_CONTENT, content, Act.SUBMIT, note)
    announce(
        actor,
        SentForContent(
            **about_version(draft),
            round=draft.route.round,
            content_post=content,
            format_post=other,
            signer_post=signer,
        ),
    )


@action
def approve_content(
    actor: Actor, *, document_id: int, version: int | None = None, text: str = ""
) -> None:
    """Answer for the content (Art. 12.1); the draft goes to the format approver.

    `version` is the one that was read; raises NewerVersion when it is not the newest.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_CONTENT, draft)
    check_version(draft, version)
    make_sheet(draft.document, last_version(draft), actor.now, actor.today)
    approve(actor, draft, ApprovalKind.CONTENT, text)
    move(actor, draft.document, "approve_content")
    _pass_on(actor, draft, Box.TO_APPROVE_FORMAT, Act.APPROVE_CONTENT, text)
    announce(actor, ContentApproved(**about_version(draft)))


@action
def approve_format(
    actor: Actor, *, document_id: int, version: int | None = None, text: str = ""
) -> None:
    """Answer for format and technique (Art. 12.2); the draft goes to the signer.

    Raises SamePerson for who approved the content, NewerVersion.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_FORMAT, draft)
    check_version(draft, version)
    if any(w.kind == ApprovalKind.CONTENT and w.person == actor.person_id for w in draft.words):
        raise SamePerson
    make_sheet(draft.document, last_version(draft), actor.now, actor.today)
    approve(actor, draft, ApprovalKind.FORMAT, text)
    move(actor, draft.document, "approve_format")
    # the clerks may have to record a signature on paper from here on
    document = draft.document
    grant(actor, document.pk, keys.registry(document.agency_id), GrantCause.REGISTRY)
    _pass_on(actor, draft, Box.TO_SIGN, Act.APPROVE_FORMAT, text)
    announce(actor, FormatApproved(**about_version(draft)))


@action
def approve_signing(actor: Actor, *, document_id: int, version: int, text: str = "") -> None:
    """The signer's approval, one act: this version is locked by its hash and goes to the clerk.

    Raises ApprovalMissing without both approvals (Q-061), NewerVersion when `version` is not the
    newest, NoMandate when nothing lets the signer sign on this day (Q-066).
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_SIGNING, draft)
    check_version(draft, version)
    signing_words(draft.document, draft.posts()[2], actor.today)
    make_sheet(draft.document, last_version(draft), actor.now, actor.today)
    approve(actor, draft, ApprovalKind.LEADER, text, signed_on=actor.today)
    move(actor, draft.document, "approve_signing", **signer_fields(actor, draft))
    publish_text(actor, draft)
    record_step(actor, document_id, Act.APPROVE_SIGNING, text=text)
    send_to_registry(actor, draft, Box.TO_NUMBER, actor.today)
    touch("fields", document_id)
    announce(actor, SigningApproved(**about_version(draft)))


def _pass_on(actor: Actor, draft: Draft, box: Box, act: Act, text: str) -> None:
    _content, other, signer = draft.posts()
    send_to_post(actor, draft, box, signer if box == Box.TO_SIGN else other, act, text)
