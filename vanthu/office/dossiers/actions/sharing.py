"""Open a dossier, with everything in it, to a scope key: one row, however much lies inside."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.dossiers import permissions
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.events import DossierShared, DossierUnshared
from vanthu.office.dossiers.models import DossierShare


@action
def share(actor: Actor, *, dossier_id: int, holder: int) -> None:
    """Let whoever holds the scope key read the dossier; twice changes nothing."""
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.SHARE, dossier)
    permissions.check_holder(dossier, holder)
    _row, made = DossierShare.objects.get_or_create(
        dossier=dossier, holder=holder, defaults={"since": actor.now}
    )
    if made:
        announce(
            actor,
            DossierShared(agency_id=dossier.agency_id, object_id=dossier_id, holder=holder),
        )


@action
def unshare(actor: Actor, *, dossier_id: int, holder: int) -> None:
    """Close the dossier to a scope key again; its maker keeps it."""
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.UNSHARE, dossier)
    permissions.check_not_maker(dossier, holder)
    gone, _kinds = DossierShare.objects.filter(dossier=dossier, holder=holder).delete()
    if gone:
        announce(
            actor,
            DossierUnshared(agency_id=dossier.agency_id, object_id=dossier_id, holder=holder),
        )
