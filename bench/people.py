"""The people who measure: two specialists who see 5 % and 95 % of one agency's documents.

They hold posts of their own in the agency with the most documents and differ in their grants only:
the same role, as many scope keys, as many documents in their boxes.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Count

from vanthu.demo.load import DEMO_PASSWORD
from vanthu.ground.access import keys
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post, Unit, UnitVersion
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.kernel.text import sort_key_vi
from vanthu.office.documents.models import Document
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem
from vanthu.office.handling.rules import box_rank

SINCE = date(2025, 7, 1)
IN_BOX = 400


@dataclass(frozen=True)
class Reader:
    """Somebody who opens pages: how they sign in, and their post's key."""

    username: str
    share: int
    key: int
    agency_id: int


def readers(now: datetime) -> tuple[Reader, Reader]:
    """The two specialists, made when absent: who sees 5 %, who sees 95 %."""
    agency_id = largest_agency()
    return _reader(agency_id, 5, now), _reader(agency_id, 95, now)


def largest_agency() -> int:
    """The agency with the most documents."""
    counted = Document.objects.values("agency").annotate(n=Count("pk")).order_by("-n", "agency")
    return int(counted[0]["agency"])


def hold_post(agency_id: int, name: str, role: Role, now: datetime) -> tuple[str, Post]:
    """Somebody in a new post of a new unit of the agency; their username and the post."""
    unit = Unit.objects.create(agency_id=agency_id, valid_from=SINCE)
    UnitVersion.objects.create(
        unit=unit, name=f"Phòng {name}", abbreviation="", order=99, valid_from=SINCE
    )
    title = f"{role.label} {name}"
    post = Post.objects.create(
        agency_id=agency_id, unit=unit, title=title, role=role, rank=99, valid_from=SINCE
    )
    person = Person.objects.create(full_name=f"Nguyễn Thị {name}", name_key=sort_key_vi(name))
    username = f"do-{name}-{post.pk}".lower().replace(" ", "-")
    Account.objects.create(
        person=person, username=username, password=make_password(DEMO_PASSWORD), created_at=now
    )
    Tenure.objects.create(person=person, post=post, valid_from=SINCE)
    return username, post


def _reader(agency_id: int, share: int, now: datetime) -> Reader:
    name = f"Đo {share}"
    held = Tenure.objects.filter(post__agency=agency_id, person__full_name=f"Nguyễn Thị {name}")
    found = held.select_related("person__account").first()
    if found is not None:
        return Reader(found.person.account.username, share, keys.post(found.post_id), agency_id)
    with transaction.atomic():
        username, post = hold_post(agency_id, name, Role.SPECIALIST, now)
        reader = Reader(username, share, keys.post(post.pk), agency_id)
        _open(reader, now)
        _fill_box(reader, now)
    return reader


# The ids of one agency's documents follow no pattern of a hundred, and these factors no share.
_PICKED = "agency_id = %s AND (id * 7919 + id / 100) %% 100 < %s"


def _open(reader: Reader, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_grant (key, document_id, direction, cause, cause_id, since) "
            f"SELECT %s, id, direction, 'informed', 0, %s FROM documents_document WHERE {_PICKED}",
            [reader.key, now, reader.agency_id, reader.share],
        )
        sql, values = _index(reader)
        cursor.execute(sql, values)


def _index(reader: Reader) -> tuple[str, list[str | int]]:
    word = keys.token(reader.key)
    picked = f"(SELECT id FROM documents_document WHERE {_PICKED})"
    if connection.vendor == "postgresql":
        sql = (
            "UPDATE search_document SET tsv = tsv || array_to_tsvector(ARRAY[%s]::text[]) "
            f"WHERE agency_id = %s AND document_id IN {picked}"
        )
        return sql, [word, reader.agency_id, reader.agency_id, reader.share]
    sql = f"UPDATE search_fts SET access = access || %s WHERE rowid IN {picked}"
    return sql, [f" {word}", reader.agency_id, reader.share]


def _fill_box(reader: Reader, now: datetime) -> None:
    opened = Document.objects.filter(grants__key=reader.key).select_related("type")
    BoxItem.objects.bulk_create(
        BoxItem(
            holder=reader.key,
            box=Box.TO_HANDLE,
            document=document,
            agency_id=reader.agency_id,
            rank=box_rank(document.urgency, document.created_at),
            since=document.created_at,
            due_on=document.due_on,
            urgency=document.urgency,
            reference=document.reference,
            arrival_number=document.arrival_number,
            type_name=document.type.name if document.type else "",
            subject=document.subject,
            issuer_name=document.issuer_name,
            issued_on=document.issued_on,
            from_name="Đo lường",
            remark="Chủ trì tham mưu, báo cáo kết quả thực hiện.",
        )
        for document in opened.order_by("-pk")[:IN_BOX]
    )
