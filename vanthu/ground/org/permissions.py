"""Who may change the organisation."""

from django.db.models import Exists, Q

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Level
from vanthu.ground.org.models import Agency
from vanthu.kernel.errors import NotAllowed

# Named as in access.choices.Right, which lies above.
CONFIGURE = "configure"


class NotYourOrganisation(NotAllowed):
    """A commune's administrator changes the commune; the province's centre changes any agency."""

    code = "not-your-organisation"
    default_sentence = (
        "Chỉ quản trị hệ thống của chính cơ quan đó hoặc của cơ quan cấp tỉnh được thay đổi "
        "tổ chức. Hãy gửi đề nghị đến đầu mối quản trị cấp tỉnh."
    )


def check_configure(actor: Actor, agency_id: int | None) -> None:
    """Raise NotYourOrganisation unless the actor may change this agency (None: any of the tree).

    While there is no agency at all, whoever may configure makes the first one.
    """
    if actor.may(CONFIGURE) and (
        actor.agency_id == agency_id or is_provincial(actor) or not Agency.objects.exists()
    ):
        return
    raise NotYourOrganisation


def is_provincial(actor: Actor) -> bool:
    """Whether the actor acts from an agency of the province itself.

    An installation of a commune's own has none: there it is the agency that was made first, or
    nobody could make a second one or keep the links.
    """
    before = Q(level=Level.PROVINCE) | Q(pk__lt=actor.agency_id)
    earlier = Agency.objects.exclude(level=Level.ELSEWHERE).filter(before)
    is_head = Q(level=Level.PROVINCE) | ~Q(level=Level.ELSEWHERE) & ~Exists(earlier)
    return Agency.objects.filter(is_head, pk=actor.agency_id).exists()
