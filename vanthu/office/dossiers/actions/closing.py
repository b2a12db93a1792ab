"""Close a dossier: complete, in order of time, and open to the archive (Decree 30 Art. 29.4)."""

from datetime import date

from django.db.models import F

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.dossiers import permissions
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.errors import BadDossier, NotComplete
from vanthu.office.dossiers.events import DossierClosed
from vanthu.office.dossiers.models import Dossier, DossierItem, DossierShare
from vanthu.office.dossiers.rules import Filed, in_order_of_time, missing_to_close

_FIELDS = ("notation", "title", "maintenance", "rights", "creator_name", "language")
# Above every ordinal a dossier can have, so that renumbering meets no number in use.
_ASIDE = 10_000_000


@action
def close(actor: Actor, *, dossier_id: int, end_on: date | None = None) -> Dossier:
    """End the dossier on a day (that of its newest document unless given) and number it by time.

    Raises NotComplete with a sentence for each field that is missing.
    """
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.CLOSE, dossier)
    items = _items(dossier)
    values = {name: str(getattr(dossier, name) or "") for name in _FIELDS}
    if lacking := missing_to_close(values, len(items)):
        raise NotComplete(lacking)
    _renumber(dossier, in_order_of_time(items))
    days = [item.dated for item in items if item.dated]
    dossier.end_on = end_on or dossier.end_on or max(days, default=actor.today)
    if dossier.end_on < dossier.start_on:
        raise BadDossier({"end_on": "Ngày kết thúc sớm hơn ngày bắt đầu. Hãy kiểm tra lại."})
    dossier.closed_at = actor.now
    dossier.save(update_fields=["end_on", "closed_at"])
    DossierShare.objects.get_or_create(
        dossier=dossier, holder=keys.archive(dossier.agency_id), defaults={"since": actor.now}
    )
    announce(
        actor,
        DossierClosed(
            agency_id=dossier.agency_id,
            object_id=dossier_id,
            end_on=dossier.end_on,
            documents=len(items),
        ),
    )
    return dossier


def _items(dossier: Dossier) -> list[Filed]:
    rows = DossierItem.objects.filter(dossier=dossier).select_related("document")
    return [Filed(r.pk, r.document.issued_on or r.document.arrived_on, r.ordinal) for r in rows]


def _renumber(dossier: Dossier, ids: list[int]) -> None:
    rows = DossierItem.objects.filter(dossier=dossier)
    rows.update(ordinal=F("ordinal") + _ASIDE)
    by_id = {row.pk: row for row in rows}
    for place, number in enumerate(ids, start=1):
        by_id[number].ordinal = place
    DossierItem.objects.bulk_update(by_id.values(), ["ordinal"], batch_size=500)
