"""Give a post a duty and end it, each by an act that says so."""

from datetime import date

from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.errors import BadDuty
from vanthu.cadres.personnel.events import DutyEnded, DutyGiven
from vanthu.cadres.personnel.models import Duty
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.models import Post
from vanthu.ground.org.permissions import check_configure, is_provincial
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import one_line


@action
def give_duty(
    actor: Actor,
    *,
    post_id: int,
    matter: Matter,
    kind: DutyKind,
    scope: DutyScope,
    valid_from: date,
    basis: str,
) -> Duty:
    """Give the duty from a day on; one the post has already is ended there and given anew.

    Raises NotYourOrganisation, BadDuty, NotFound.
    """
    post = Post.objects.filter(pk=post_id).first()
    if post is None:
        raise NotFound
    check_configure(actor, post.agency_id)
    if scope is DutyScope.PROVINCE and not is_provincial(actor):
        raise BadDuty({"scope": "Phạm vi toàn tỉnh chỉ đầu mối cấp tỉnh được giao."})
    source = one_line(basis)
    if not source:
        raise BadDuty({"basis": "Hãy nhập văn bản giao nhiệm vụ."})
    _end_earlier(post_id, matter, kind, valid_from)
    row = Duty.objects.create(
        post=post, matter=matter, kind=kind, scope=scope, valid_from=valid_from, basis=source
    )
    announce(
        actor,
        DutyGiven(
            agency_id=post.agency_id,
            object_id=row.pk,
            post_id=post_id,
            matter=matter.value,
            kind=kind.value,
            scope=scope.value,
            valid_from=valid_from,
            basis=source,
        ),
    )
    return row


def _end_earlier(post_id: int, matter: Matter, kind: DutyKind, day: date) -> None:
    open_row = Duty.objects.open_ended().filter(post=post_id, matter=matter, kind=kind).first()
    if open_row is None:
        return
    if open_row.valid_from >= day:
        raise BadDuty({"valid_from": "Chức vụ đã có nhiệm vụ này từ ngày đó. Hãy chọn ngày sau."})
    open_row.valid_to = day
    open_row.save(update_fields=["valid_to"])


@action
def end_duty(actor: Actor, *, duty_id: int, valid_to: date, basis: str) -> Duty:
    """End a duty on a day; raises NotFound, NotYourOrganisation, BadDuty."""
    row = Duty.objects.select_related("post").filter(pk=duty_id).first()
    if row is None:
        raise NotFound
    check_configure(actor, row.post.agency_id)
    if valid_to <= row.valid_from:
        raise BadDuty({"valid_to": "Ngày kết thúc phải sau ngày bắt đầu."})
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    announce(
        actor,
        DutyEnded(
            agency_id=row.post.agency_id,
            object_id=row.pk,
            valid_to=valid_to,
            basis=one_line(basis),
        ),
    )
    return row
