"""Who may do what with a dossier: its maker, and the archivists of the agency."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from vanthu.ground.access import keys
from vanthu.ground.access.choices import KeyKind, Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Post, Unit
from vanthu.office.dossiers.choices import DossierState, Verb
from vanthu.office.dossiers.errors import BadHolder, DossierNotFound, NotYourDossier
from vanthu.office.dossiers.models import Dossier, DossierShare
from vanthu.office.dossiers.rules import DOSSIER
from vanthu.office.handling.permissions import acts_at

# What the archive may do besides the maker: see who may read, and open or close it to others.
_ARCHIVE_VERBS = frozenset({Verb.SHARE, Verb.UNSHARE})


def check_open(actor: Actor) -> None:
    """Whoever handles work opens dossiers for it (Art. 29.1)."""
    check_right(actor, Right.HANDLE)


def visible(actor: Actor) -> QuerySet[Dossier]:
    """The dossiers shared with one of the actor's keys; for archivists all of their agency."""
    if not actor.keys:
        return Dossier.objects.none()
    shared = DossierShare.objects.filter(dossier=OuterRef("pk"), holder__in=actor.keys)
    numbers = [number for kind, number in map(keys.parts, actor.keys) if kind is KeyKind.DOSSIER]
    wanted = Q(Exists(shared)) | Q(pk__in=numbers)
    if actor.may(Right.ARCHIVE):
        wanted |= Q(agency=actor.agency_id)
    return Dossier.objects.filter(wanted)


def find(actor: Actor, dossier_id: int, *, lock: bool = False) -> Dossier:
    """The dossier; raises DossierNotFound, one answer for none and for none to be seen."""
    found = visible(actor).filter(pk=dossier_id).first()
    if found is None:
        raise DossierNotFound
    return Dossier.objects.select_for_update(no_key=True).get(pk=dossier_id) if lock else found


def check(actor: Actor, verb: Verb, dossier: Dossier) -> None:
    """Raise the Refusal that speaks against the verb: right, state, person."""
    archivist = actor.may(Right.ARCHIVE) and actor.agency_id == dossier.agency_id
    if not archivist:
        check_right(actor, Right.HANDLE)
    DOSSIER.target(state_of(dossier), verb.value)
    if acts_at(actor, keys.post(dossier.creator_post)):
        return
    if not (archivist and verb in _ARCHIVE_VERBS):
        who = "người lập hồ sơ, lưu trữ cơ quan" if verb in _ARCHIVE_VERBS else "người lập hồ sơ"
        raise NotYourDossier(who=who, verb=verb.label, maker=dossier.creator_name)


def state_of(dossier: Dossier) -> str:
    """The state as the table of the dossier names it."""
    state = DossierState.OPEN if dossier.closed_at is None else DossierState.CLOSED
    return state.value


def check_holder(dossier: Dossier, holder: int) -> None:
    """A dossier is shared with posts, units, leaders, clerks and the archive of its own agency."""
    kind, number = keys.parts(holder)
    unit_id = number if kind in (KeyKind.UNIT, KeyKind.UNIT_HEADS) else None
    post_id = number if kind is KeyKind.POST else None
    if unit_id is not None:
        own = Unit.objects.filter(pk=unit_id, agency=dossier.agency_id).exists()
    elif post_id is not None:
        own = Post.objects.filter(pk=post_id, agency=dossier.agency_id).exists()
    else:
        own = number == dossier.agency_id and kind is not KeyKind.DOSSIER
    if not own:
        raise BadHolder


def check_not_maker(dossier: Dossier, holder: int) -> None:
    """Its maker keeps a dossier."""
    if holder == keys.post(dossier.creator_post):
        raise BadHolder(_MAKER_KEEPS)


_MAKER_KEEPS = "Người lập hồ sơ luôn xem được hồ sơ của mình nên không bỏ chia sẻ được."
