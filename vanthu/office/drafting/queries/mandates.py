"""Who may sign what on a day, from posts, mandates and written authorisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.ground.org.choices import AgencyKind, Role, System
from vanthu.ground.org.models import Agency, Post
from vanthu.ground.org.queries import unit_names
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.models import Delegation
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.choices import SigningAuthority
from vanthu.office.documents.models import Document
from vanthu.office.drafting.errors import NoMandate, OtherAuthority
from vanthu.office.drafting.models import Mandate
from vanthu.office.drafting.rules import (
    House,
    Lack,
    Row,
    Seat,
    Signer,
    Words,
    Written,
    full_title,
    lack,
    ways_to_sign,
)

# In whose name an agency of the kind decides; a mandate (TM.) names another where it does.
_COLLECTIVES: dict[str, str] = {
    AgencyKind.PEOPLES_COMMITTEE: "Ủy ban nhân dân",
    AgencyKind.PEOPLES_COUNCIL: "Hội đồng nhân dân",
    AgencyKind.PARTY_COMMITTEE: "Ban Thường vụ",
    AgencyKind.FRONT: "Ban Thường trực",
}
_WHY: dict[Lack, str] = {
    Lack.NO_RULE: (
        "quy chế làm việc, quy chế công tác văn thư chưa giao ký thừa lệnh, và không có văn bản "
        "ủy quyền (khoản 3, khoản 4 Điều 13 Nghị định 30/2020/NĐ-CP)."
    ),
    Lack.RULE_OVER: "quy định giao ký đã hết hiệu lực từ ngày {day}.",
    Lack.OTHER_TYPES: "quy chế chỉ giao ký những loại văn bản khác.",
    Lack.AUTHORISATION_OVER: "văn bản ủy quyền đã hết hiệu lực từ ngày {day}.",
    Lack.UNLIMITED: "văn bản ủy quyền không ghi nội dung được ký (khoản 3 Điều 13).",
    Lack.PASSED_ON: "người được ủy quyền không được ủy quyền lại (khoản 3 Điều 13).",
}


@dataclass(frozen=True, slots=True)
class Ways:
    """How the holder of a post may sign: `ways` the usual one first, or `refusal` why not."""

    title: str
    ways: tuple[Words, ...]
    refusal: NoMandate | None

    def of(self, authority: str) -> Words | None:
        """The way with these words."""
        return next((way for way in self.ways if way.authority == authority), None)

    def given(self, authority: str, *, new: bool) -> Words:
        """What a signer gets: the usual words of a `new` one; words chosen before stay if they fit.

        Raises NoMandate.
        """
        if self.refusal is not None:
            raise self.refusal
        kept = self.of(authority)
        return self.ways[0] if kept is None or (new and not authority) else kept


def ways_of(agency_id: int, post_id: int, type_code: str | None, day: date) -> Ways:
    """How the holder of the post may sign a paper of the type on `day`. Seven statements.

    Raises NotFound for a post of another agency.
    """
    post = Post.objects.filter(agency=agency_id, pk=post_id).first()
    if post is None:
        raise NotFound
    house, head = house_of(agency_id, day)
    signer = _signer(post, head, day)
    rows, written = _rows(agency_id, post, signer, day), _written(agency_id, post, head)
    ways = ways_to_sign(house, signer, rows, written, type_code=type_code, day=day)
    refusal = None
    if not ways:
        why, over = lack(rows, written, type_code=type_code, day=day)
        reason = _WHY[why].format(day=short_date(over) if over else "")
        refusal = NoMandate(post=signer.title, why=reason, field="signer_post")
    return Ways(signer.title, tuple(ways), refusal)


def signing_words(document: Document, signer_post: int, day: date) -> Words:
    """What stands above the signer's name on the document, set by the system.

    Raises NoMandate, and OtherAuthority when the words chosen are not the signer's to use.
    """
    found = ways_of(document.agency_id, signer_post, document.type_id, day)
    if found.refusal is not None:
        raise found.refusal
    way = found.of(document.signing_authority)
    if way is None:
        allowed = ", ".join(word_or_direct(each.authority) for each in found.ways)
        chosen = word_or_direct(document.signing_authority)
        raise OtherAuthority(post=found.title, chosen=chosen, allowed=allowed)
    return way


def word_or_direct(authority: str) -> str:
    """The words as a sentence names them."""
    return authority or str(SigningAuthority.DIRECT.label).lower()


def may_be_lent(post_id: int) -> bool:
    """Whether anything ever let the post sign for another: then `ways_of` says what it is worth."""
    lent = Delegation.objects.filter(receiver__post=post_id, kind=DelegationKind.SIGNING)
    return Mandate.objects.filter(post=post_id).exists() or lent.exists()


def lent_posts(agency_id: int, day: date) -> frozenset[int]:
    """The posts that a mandate or a written authorisation lets sign for another on the day."""
    given = Mandate.objects.on(day).filter(agency=agency_id)
    written = Delegation.objects.on(day).filter(
        receiver__post__agency=agency_id, kind=DelegationKind.SIGNING, revoked_at=None
    )
    return frozenset(given.values_list("post", flat=True)) | frozenset(
        written.values_list("receiver__post", flat=True)
    )


def mandates(agency_id: int) -> Sequence[Mandate]:
    """The agency's catalogue of who may sign what, those in force first."""
    rows = Mandate.objects.filter(agency=agency_id).select_related("post", "giver")
    return list(rows.order_by("valid_to", "post__rank", "post__title", "valid_from"))


def house_of(agency_id: int, day: date) -> tuple[House, Post | None]:
    """The agency as the rules of signing read it on `day`, and the post that heads it."""
    agency = Agency.objects.get(pk=agency_id)
    head = head_of(agency_id, day)
    party = agency.system == System.PARTY
    return (
        House(
            head_title=head.title if head else "",
            collective=_COLLECTIVES.get(agency.kind, ""),
            party=party,
            committee=agency.kind == AgencyKind.PARTY_COMMITTEE,
        ),
        head,
    )


def head_of(agency_id: int, day: date) -> Post | None:
    """The post that heads the agency; in an office that is an agency of its own, its chief."""
    rows = Post.objects.on(day).filter(
        agency=agency_id, role__in=(Role.AGENCY_LEADER, Role.OFFICE_CHIEF), deputy=False
    )
    ranked = sorted(rows, key=lambda row: (row.role != Role.AGENCY_LEADER, row.rank, row.pk))
    return ranked[0] if ranked else None


def _signer(post: Post, head: Post | None, day: date) -> Signer:
    if head is not None and post.pk == head.pk:
        return Signer(Seat.HEAD, post.title)
    if head is not None and post.role == head.role and post.deputy and post.unit_id == head.unit_id:
        return Signer(Seat.DEPUTY, post.title)
    units = unit_names([post.unit_id], day) if post.unit_id else {}
    unit = units[post.unit_id].name if post.unit_id in units else ""
    title = full_title(post.title, unit)
    if post.role not in (Role.UNIT_HEAD, Role.OFFICE_CHIEF):
        return Signer(Seat.OTHER, title)
    if not post.deputy:
        return Signer(Seat.UNIT_HEAD, title)
    above = _head_of_unit(post, day)
    return Signer(Seat.UNIT_DEPUTY, title, full_title(above.title, unit) if above else "")


def _head_of_unit(post: Post, day: date) -> Post | None:
    rows = Post.objects.on(day).filter(
        unit=post.unit_id, agency=post.agency_id, role=post.role, deputy=False
    )
    return rows.order_by("rank", "id").first()


def _rows(agency_id: int, post: Post, signer: Signer, day: date) -> list[Row]:
    posts = [post.pk]
    above = _head_of_unit(post, day) if signer.seat is Seat.UNIT_DEPUTY else None
    if above is not None:
        posts.append(above.pk)
    rows = Mandate.objects.filter(agency=agency_id, post__in=posts).select_related("giver")
    return [
        Row(
            authority=row.authority,
            basis=row.basis,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            giver_title=row.giver.title if row.giver else "",
            body=row.body,
            types=tuple(row.types),
            of_head=row.post_id != post.pk,
        )
        for row in rows.order_by("valid_from", "id")
        if row.post_id == post.pk or row.authority == SigningAuthority.BY_ORDER
    ]


def _written(agency_id: int, post: Post, head: Post | None) -> list[Written]:
    """The authorisations the post's holders ever received; revoked ones count for nothing."""
    rows = Delegation.objects.filter(
        receiver__post=post, kind=DelegationKind.SIGNING, revoked_at=None
    )
    rows = rows.filter(giver__post__agency=agency_id).select_related("giver__post")
    return [
        Written(
            giver_title=row.giver.post.title,
            scope=row.scope,
            basis=row.basis,
            valid_from=row.valid_from,
            valid_to=row.valid_to or date.max,
            passed_on=head is None or row.giver.post_id != head.pk,
        )
        for row in rows.order_by("valid_from", "id")
    ]
