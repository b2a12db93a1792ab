"""Who reacts to what: the one place that knows every module's events and handlers."""

from django.conf import settings

from vanthu.cadres.membership import figures as membership
from vanthu.cadres.planning import figures as planning
from vanthu.cadres.staffing import figures as staffing
from vanthu.cadres.targets import figures as targets
from vanthu.cadres.training import figures as training
from vanthu.demo.csc.local import own_services
from vanthu.ground.access import handlers as access
from vanthu.ground.access.statements import read_dossier_shares
from vanthu.ground.base.bus import on_touched, subscribe
from vanthu.ground.figures import registry
from vanthu.ground.org.events import AgencyClosed, PostClosed
from vanthu.ground.people import handlers as people
from vanthu.ground.people.events import Appointed, Delegated, DelegationRevoked, TenureEnded
from vanthu.ground.signing import outside
from vanthu.office.copies import handlers as copies
from vanthu.office.documents.events import (
    DocumentIssued,
    DocumentReceived,
    DocumentRefused,
    DocumentRegistered,
    FieldsCorrected,
    FieldsRead,
    FileAttached,
    NumberGiven,
    NumberInserted,
    NumberVoided,
    SecrecyCleared,
    SecrecySuspected,
    SecretExpelled,
)
from vanthu.office.documents.symbols import IDENTIFIER_FORMAT, check_identifier_format
from vanthu.office.drafting import handlers as drafting
from vanthu.office.drafting.events import DocumentRecalled, VersionAdded
from vanthu.office.handling import handlers as handling
from vanthu.office.handling.events import (
    AssignmentAccepted,
    DocumentFinished,
    HandedOver,
    HandlingWithdrawn,
)
from vanthu.office.interchange import handlers as interchange
from vanthu.office.interchange import ways
from vanthu.office.search import handlers as search


def connect() -> None:
    """Subscribe every handler; called once when Django is ready."""
    check_identifier_format(settings.IDENTIFIER_FORMAT or IDENTIFIER_FORMAT)
    read_dossier_shares("dossiers_dossiershare", "dossier_id")
    subscribe(PostClosed, people.on_post_closed)
    subscribe(AgencyClosed, people.on_agency_closed)
    subscribe(Appointed, access.on_appointed)
    subscribe(TenureEnded, access.on_tenure_ended)
    subscribe(Delegated, access.on_delegated)
    subscribe(DelegationRevoked, access.on_delegation_revoked)
    subscribe(DocumentReceived, search.on_received)
    subscribe(VersionAdded, search.on_version)
    subscribe(FileAttached, search.on_attached)
    subscribe(SecrecySuspected, search.on_suspected)
    subscribe(SecrecyCleared, search.on_cleared)
    subscribe(SecretExpelled, drafting.on_expelled)
    subscribe(DocumentReceived, handling.on_received)
    subscribe(DocumentRegistered, handling.on_registered)
    subscribe(DocumentRefused, handling.on_refused)
    subscribe(FieldsCorrected, handling.on_corrected)
    subscribe(FieldsRead, handling.on_corrected)
    subscribe(DocumentIssued, handling.on_issued)
    subscribe(DocumentIssued, drafting.on_issued)
    subscribe(NumberGiven, drafting.on_numbered)
    subscribe(NumberInserted, drafting.on_numbered)
    subscribe(NumberVoided, drafting.on_number_voided)
    subscribe(NumberVoided, copies.on_number_voided)
    subscribe(DocumentIssued, interchange.on_issued)
    subscribe(DocumentRecalled, interchange.on_recalled)
    subscribe(DocumentRegistered, interchange.on_registered)
    subscribe(DocumentRefused, interchange.on_refused)
    subscribe(HandedOver, interchange.on_handed_over)
    subscribe(AssignmentAccepted, interchange.on_accepted)
    subscribe(DocumentFinished, interchange.on_finished)
    subscribe(HandlingWithdrawn, interchange.on_withdrawn)
    outside.offer(own_services)
    ways.offer(_links())
    registry.declare(membership.FIGURES, membership.SHARES)
    registry.declare(planning.FIGURES, planning.SHARES)
    on_touched("document", search.index_documents)
    on_touched("fields", search.index_fields)
    on_touched("access", search.index_access)
    registry.declare(targets.FIGURES, targets.SHARES)
    registry.declare(staffing.FIGURES, staffing.SHARES)
    registry.declare(training.FIGURES, training.SHARES)


def _links() -> list[ways.Way]:
    """The ways of this installation; a mistake in their file stops the start with its sentence."""
    if not settings.EXCHANGE.exists():
        return []
    from vanthu.config.exchange import WrongLinks, ways_of  # noqa: PLC0415 - loads every client

    try:
        return ways_of(settings.EXCHANGE)
    except WrongLinks as error:
        raise SystemExit(f"vanthu: {error}") from error
