"""The journal, for whoever inspects."""

import json
from datetime import datetime
from typing import Any

from ninja import Schema

from vanthu.faces.acts.fields import Line40, Line100
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Moment, Pages
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.ground.journal.models import Entry
from vanthu.ground.journal.queries import page

router = Operations(tags=["journal"])


class EntryOut(Schema):
    """One event, with its place in the chain of the agency."""

    id: int
    seq: int
    at: datetime
    name: str
    account_id: int | None
    person_id: int | None
    tenure_id: int | None
    on_behalf_of: int | None
    object_type: str
    object_id: int
    data: dict[str, Any]
    ip: str
    request_id: str
    digest: str
    hash: str


@router.get("", response=Pages[EntryOut], operation_id="journal", summary="Nhật ký của cơ quan")
@needs(Right.READ_JOURNAL)
def journal(
    request: Request,
    cursor: str | None = None,
    limit: Limit = 50,
    name: Line100 | None = None,
    account_id: Id | None = None,
    object_type: Line40 | None = None,
    object_id: Id | None = None,
    since: Moment | None = None,
    until: Moment | None = None,
) -> Pages[EntryOut]:
    """The newest entries of the caller's agency, narrowed by what is named."""
    wanted = {
        "name": name,
        "account_id": account_id,
        "object_type": object_type,
        "object_id": object_id,
        "at__gte": since,
        "at__lt": until,
    }
    given = {column: value for column, value in wanted.items() if value is not None}
    before = number(cursor) if cursor else None
    rows = page(request.actor, before=before, limit=limit + 1, **given)
    more = str(rows[limit - 1].pk) if len(rows) > limit else None
    return Pages[EntryOut](rows=[_entry(row) for row in rows[:limit]], next=more)


def _entry(row: Entry) -> EntryOut:
    plain = {name: getattr(row, name) for name in EntryOut.model_fields if name not in _CODED}
    return EntryOut(
        **plain,
        data=json.loads(row.data),
        digest=bytes(row.digest).hex(),
        hash=bytes(row.hash).hex(),
    )


_CODED = {"data", "digest", "hash"}
