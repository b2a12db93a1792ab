"""Documents made for measuring: received ones to register, and work lying in the box of a unit."""

from collections.abc import Sequence
from datetime import datetime
from itertools import count, cycle

from django.db import transaction

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.org.models import Post
from vanthu.kernel.text import reference_key
from vanthu.office.documents.choices import Channel, Direction, DocumentState
from vanthu.office.documents.models import Document, DocumentFile, Grant
from vanthu.office.documents.queries import issuer_key
from vanthu.office.handling.choices import AssignmentRole, AssignmentState, Box
from vanthu.office.handling.models import Assignment, BoxItem
from vanthu.office.handling.rules import box_rank
from vanthu.office.search import index
from vanthu.office.search.handlers import rows_of
from vanthu.office.search.models import BlobText

_ISSUER = "Công ty Cổ phần Đo lường Cửu Long"
_SUBJECT = "Về việc báo cáo kết quả kiểm định phương tiện đo, thử nghiệm số {}"
_TYPE = "cong-van"
_PORTION = 500
_made = count(1)


@transaction.atomic
def received(agency_id: int, number: int, now: datetime) -> list[int]:
    """Documents that came in and wait to be registered, as receiving leaves them; their ids."""
    rows = _papers(agency_id, number, now, DocumentState.RECEIVED)
    _attach(rows, now)
    _open(rows, keys.registry(agency_id), GrantCause.REGISTRY, now)
    _put(rows, keys.registry(agency_id), Box.TO_REGISTER, now)
    _index(rows)
    return [row.pk for row in rows]


@transaction.atomic
def given(post: Post, number: int, now: datetime, indexed: int) -> list[int]:
    """Work given to the unit of this head, in the box to-assign; the ids of its assignments.

    Only the first `indexed` documents are put into the search index: the others are never touched.
    """
    unit_id = post.unit_id or 0
    rows = _papers(post.agency_id, number, now, DocumentState.HANDLING)
    made = Assignment.objects.bulk_create(
        [
            Assignment(
                document=row,
                role=AssignmentRole.LEAD,
                unit_id=unit_id,
                state=AssignmentState.GIVEN,
                given_by_name="Đo lường",
                given_at=now,
            )
            for row in rows
        ],
        batch_size=_PORTION,
    )
    holder = keys.unit_heads(unit_id)
    _open(rows, holder, GrantCause.ASSIGNED, now, [row.pk for row in made])
    _put(rows, holder, Box.TO_ASSIGN, now, made)
    _index(rows[:indexed])
    return [row.pk for row in made]


def _papers(agency_id: int, number: int, now: datetime, state: DocumentState) -> list[Document]:
    mark = f"{now:%y%m%d%H%M%S}-{agency_id}-{next(_made)}"
    return Document.objects.bulk_create(
        [
            Document(
                agency_id=agency_id,
                direction=Direction.INCOMING,
                state=state,
                type_id=_TYPE,
                number=str(n),
                symbol=f"DL-{mark}",
                reference=f"{n}/DL-{mark}",
                reference_key=reference_key(f"{n}/DL-{mark}"),
                issued_on=now.date(),
                issuer_name=_ISSUER,
                issuer_key=issuer_key(_ISSUER),
                subject=_SUBJECT.format(n),
                channel=Channel.PAPER,
                received_at=now,
                created_at=now,
            )
            for n in range(1, number + 1)
        ],
        batch_size=_PORTION,
    )


def _attach(rows: Sequence[Document], now: datetime) -> None:
    """A file that was read, as the papers of the province have them."""
    blobs = list(BlobText.objects.order_by("pk").values_list("pk", flat=True)[:50])
    DocumentFile.objects.bulk_create(
        [
            DocumentFile(document=row, blob_id=blob, name="van-ban.pdf", added_at=now)
            for row, blob in zip(rows, cycle(blobs), strict=False)
        ],
        batch_size=_PORTION,
    )


def _open(
    rows: Sequence[Document],
    key: int,
    cause: GrantCause,
    now: datetime,
    causes: Sequence[int] | None = None,
) -> None:
    Grant.objects.bulk_create(
        [
            Grant(
                key=key,
                document=row,
                direction=row.direction,
                cause=cause,
                cause_id=causes[place] if causes else 0,
                since=now,
            )
            for place, row in enumerate(rows)
        ],
        batch_size=_PORTION,
    )


def _put(
    rows: Sequence[Document],
    holder: int,
    box: Box,
    now: datetime,
    assignments: Sequence[Assignment] = (),
) -> None:
    BoxItem.objects.bulk_create(
        [
            BoxItem(
                holder=holder,
                box=box,
                document=row,
                assignment=assignments[place] if assignments else None,
                agency_id=row.agency_id,
                rank=box_rank(0, now),
                since=now,
                reference=row.reference,
                subject=row.subject,
                issuer_name=row.issuer_name,
                issued_on=row.issued_on,
            )
            for place, row in enumerate(rows)
        ],
        batch_size=_PORTION,
    )


def _index(rows: Sequence[Document]) -> None:
    for start in range(0, len(rows), _PORTION):
        index.write(rows_of({row.pk for row in rows[start : start + _PORTION]}))
