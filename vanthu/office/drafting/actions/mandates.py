"""The dated catalogue of who may sign what for whom (Decree 30/2020 Art. 13; S-10, Q-066)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.models import Post
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.text import one_line
from vanthu.office.documents.choices import SigningAuthority
from vanthu.office.documents.models import DocumentType
from vanthu.office.drafting import permissions
from vanthu.office.drafting.events import MandateEnded, MandateGiven
from vanthu.office.drafting.models import Mandate

GIVEN = (
    SigningAuthority.COLLECTIVE,
    SigningAuthority.ACTING,
    SigningAuthority.DEPUTY,
    SigningAuthority.BY_ORDER,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMandate:
    """What the clerk enters; see `models.Mandate` for the meaning of each."""

    post_id: int
    authority: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    giver_id: int | None = None
    body: str = ""
    types: Sequence[str] = ()
    scope: str = ""


@action
def give_mandate(actor: Actor, *, mandate: NewMandate) -> Mandate:
    """Enter who may sign for whom from a day on, with the regulation or decision that says so.

    Raises NeedsRight, Invalid without a basis, for posts of another agency, for signing for oneself
    and for TUQ., which is a delegation in writing.
    """
    permissions.check_standards(actor)
    basis, body = one_line(mandate.basis), one_line(mandate.body)
    _check(actor, mandate, basis, body)
    row = Mandate.objects.create(
        agency_id=actor.agency_id,
        post_id=mandate.post_id,
        giver_id=mandate.giver_id,
        body=body,
        authority=mandate.authority,
        types=sorted(set(mandate.types)),
        scope=one_line(mandate.scope),
        basis=basis,
        valid_from=mandate.valid_from,
        valid_to=mandate.valid_to,
        made_at=actor.now,
        made_by_name=actor.name,
    )
    announce(
        actor,
        MandateGiven(
            agency_id=actor.agency_id,
            object_id=row.pk,
            post_id=row.post_id,
            authority=str(row.authority),
            starts=row.valid_from,
            ends=row.valid_to,
            basis=row.basis,
        ),
    )
    return row


@action
def end_mandate(actor: Actor, *, mandate_id: int, valid_to: date) -> Mandate:
    """Let a mandate end before `valid_to`; what was signed under it stays. Raises NeedsRight,
    NotFound, Invalid for a day before it began or for one that has ended."""
    permissions.check_standards(actor)
    row = Mandate.objects.filter(pk=mandate_id, agency_id=actor.agency_id).first()
    if row is None:
        raise NotFound
    if valid_to <= row.valid_from or (row.valid_to is not None and row.valid_to <= actor.today):
        raise Invalid(
            {"valid_to": "Ngày hết hiệu lực phải sau ngày bắt đầu, của dòng còn hiệu lực."}
        )
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    announce(
        actor,
        MandateEnded(agency_id=actor.agency_id, object_id=row.pk, ends=valid_to),
    )
    return row


def _check(actor: Actor, mandate: NewMandate, basis: str, body: str) -> None:
    errors = {
        **_wrong_words(mandate, basis, body),
        **_wrong_posts(actor, mandate),
        **_wrong_reach(mandate),
    }
    if errors:
        raise Invalid(errors)


def _wrong_words(mandate: NewMandate, basis: str, body: str) -> dict[str, str]:
    errors = {}
    if mandate.authority not in GIVEN:
        errors["authority"] = "Chọn TM., Q., KT. hoặc TL.; ký TUQ. thì lập văn bản ủy quyền."
    if not basis or len(basis) > 300:
        errors["basis"] = "Hãy ghi quy chế hoặc quyết định làm căn cứ, tối đa 300 ký tự."
    if len(body) > 200 or len(mandate.scope) > 500:
        errors["scope"] = "Tên tập thể dài tối đa 200 ký tự, phạm vi tối đa 500 ký tự."
    if mandate.authority == SigningAuthority.COLLECTIVE and not body:
        errors["body"] = "Hãy ghi tên tập thể mà người ký thay mặt."
    return errors


def _wrong_posts(actor: Actor, mandate: NewMandate) -> dict[str, str]:
    wanted = {mandate.post_id, *([mandate.giver_id] if mandate.giver_id else [])}
    rows = Post.objects.on(mandate.valid_from).filter(agency=actor.agency_id, pk__in=wanted)
    found = set(rows.values_list("pk", flat=True))
    errors = {}
    if mandate.post_id not in found:
        errors["post_id"] = "Chức vụ này không thuộc cơ quan hoặc chưa có vào ngày đó."
    if mandate.giver_id is not None and mandate.giver_id not in found:
        errors["giver_id"] = "Chức vụ này không thuộc cơ quan hoặc chưa có vào ngày đó."
    if mandate.giver_id == mandate.post_id:
        errors["giver_id"] = "Người ký không ký thay chính mình. Hãy chọn chức vụ khác."
    return errors


def _wrong_reach(mandate: NewMandate) -> dict[str, str]:
    errors = {}
    known = DocumentType.objects.filter(pk__in=mandate.types).count()
    if known < len(set(mandate.types)):
        errors["types"] = "Có loại văn bản không có trong danh mục. Hãy chọn lại."
    if mandate.valid_to is not None and mandate.valid_to <= mandate.valid_from:
        errors["valid_to"] = "Ngày hết hiệu lực phải sau ngày bắt đầu."
    return errors
