"""Who reacts to what: the one place that knows every module's events and handlers."""

from vanthu.ground.access.statements import read_dossier_shares
from vanthu.ground.base.bus import on_touched, subscribe
from vanthu.office.documents.events import DocumentReceived
from vanthu.office.search import handlers as search


def connect() -> None:
    """Subscribe every handler; called once when Django is ready."""
    read_dossier_shares("dossiers_dossiershare", "dossier_id")
    subscribe(DocumentReceived, search.on_received)
    on_touched("document", search.index_documents)
    on_touched("access", search.index_access)
