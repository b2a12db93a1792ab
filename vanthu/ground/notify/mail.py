"""The mail of a notice: a link and nothing of the document (requirements Q-132)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from vanthu.ground.access.choices import KeyKind
from vanthu.ground.access.keys import parts
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post
from vanthu.ground.people.models import Account, Tenure

_ROLES = {
    KeyKind.REGISTRY: {Role.RECORDS_CLERK},
    KeyKind.LEADERS: {Role.AGENCY_LEADER, Role.OFFICE_CHIEF},
    KeyKind.UNIT_HEADS: {Role.UNIT_HEAD, Role.OFFICE_CHIEF},
    KeyKind.ARCHIVE: {Role.ARCHIVIST},
}


def send(actor: Actor, *, targets: Sequence[Sequence[object]], urgent: bool = False) -> int:
    """Send a mail to everyone behind each (scope key, link); returns how many were sent.

    Raises OSError or SMTPException when the server does not take them: the job tries again.
    """
    messages = [
        _message(account, str(link), urgent)
        for holder, link in targets
        for account in accounts(int(str(holder)), actor.today)
    ]
    if messages:
        with get_connection() as connection:
            connection.send_messages(messages)
    return len(messages)


def accounts(holder: int, day: date) -> Iterable[Account]:
    """The open accounts behind a scope key on `day` that want mail and have an address."""
    tenures = Tenure.objects.on(day).filter(post__in=_posts(holder, day)).values("person")
    rows = Account.objects.filter(person__in=tenures, mail_notices=True, closed_at=None)
    return rows.exclude(person__email="").select_related("person").order_by("pk")


def _posts(holder: int, day: date) -> Iterable[Post]:
    kind, number = parts(holder)
    posts = Post.objects.on(day)
    if kind is KeyKind.POST:
        return posts.filter(pk=number)
    if kind in {KeyKind.UNIT, KeyKind.UNIT_HEADS}:
        posts = posts.filter(unit=number)
    elif kind is KeyKind.DOSSIER:
        return posts.none()
    else:
        posts = posts.filter(agency=number)
    return posts.filter(role__in=_ROLES[kind]) if kind in _ROLES else posts


def _message(account: Account, link: str, urgent: bool) -> EmailMessage:
    with override(account.language):
        heading = _("Có việc khẩn chờ bạn xử lý") if urgent else _("Có việc chờ bạn xử lý")
        body = _("Hãy đăng nhập để xem: %(link)s") % {"link": f"{settings.PUBLIC_URL}{link}"}
    return EmailMessage(subject=heading, body=body, to=[account.person.email])
