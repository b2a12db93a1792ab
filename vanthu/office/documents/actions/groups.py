"""Groups of recipients: named lists of agencies that are written to together (Q-075)."""

from collections.abc import Sequence

from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.models import Agency
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.text import one_line
from vanthu.office.documents.events import RecipientGroupDropped, RecipientGroupSet
from vanthu.office.documents.models import RecipientGroup
from vanthu.office.documents.permissions import check_right


@action
def set_group(
    actor: Actor, *, name: str, member_ids: Sequence[int], group_id: int | None = None
) -> RecipientGroup:
    """Make a group, or change the one given: its name and members, all at once.

    Raises NeedsRight, NotFound for another agency's group, Invalid without a name or members, for
    one taken, or for an agency that does not exist.
    """
    check_groups(actor)
    title, members = one_line(name), sorted(set(member_ids))
    _check(actor, title, members, group_id)
    if group_id is None:
        row = RecipientGroup.objects.create(agency_id=actor.agency_id, name=title)
    else:
        row = _group(actor, group_id)
        row.name = title
        row.save(update_fields=["name"])
    row.members.set(members)
    announce(
        actor,
        RecipientGroupSet(
            agency_id=actor.agency_id, object_id=row.pk, called=title, members=tuple(members)
        ),
    )
    return row


@action
def drop_group(actor: Actor, *, group_id: int) -> None:
    """Forget a group; what was sent to it stays as it was. Raises NeedsRight, NotFound."""
    check_groups(actor)
    row = _group(actor, group_id)
    called = row.name
    row.delete()
    announce(
        actor,
        RecipientGroupDropped(agency_id=actor.agency_id, object_id=group_id, called=called),
    )


def check_groups(actor: Actor) -> None:
    """The clerk who writes to them keeps the groups, or the administrator."""
    if not actor.may(Right.CONFIGURE):
        check_right(actor, Right.MANAGE_REGISTERS)


def _group(actor: Actor, group_id: int) -> RecipientGroup:
    found = RecipientGroup.objects.filter(pk=group_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


def _check(actor: Actor, title: str, members: Sequence[int], group_id: int | None) -> None:
    errors = {}
    others = RecipientGroup.objects.filter(agency_id=actor.agency_id, name=title)
    if not title:
        errors["name"] = "Hãy đặt tên nhóm."
    elif others.exclude(pk=group_id or 0).exists():
        errors["name"] = "Đã có nhóm tên này. Hãy đặt tên khác."
    if not members:
        errors["members"] = "Hãy chọn ít nhất một cơ quan."
    elif Agency.objects.filter(pk__in=members).count() < len(members):
        errors["members"] = "Có cơ quan không tồn tại. Hãy chọn lại."
    if errors:
        raise Invalid(errors)
