"""Opens a document to a scope key, with the cause; closes it when the cause goes."""

from collections.abc import Iterable

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import stamp
from vanthu.ground.journal.actions import touch
from vanthu.office.documents.models import Grant

_COLUMNS = "(key, document_id, direction, cause, cause_id, since)"
_ONE = (
    f"INSERT INTO documents_grant {_COLUMNS} "
    "SELECT %s, d.id, d.direction, %s, %s, %s FROM documents_document d WHERE d.id = %s "
    "ON CONFLICT DO NOTHING"
)
_ROW = "(%s, %s, %s, %s, 0, %s)"


def grant(actor: Actor, document_id: int, key: int, cause: str, cause_id: int = 0) -> None:
    """Open the document to `key`; the same cause opens it once."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [key, str(cause), cause_id, stamp(actor.now), document_id])
    touch("access", document_id)


def revoke(actor: Actor, document_id: int, cause: str, cause_id: int) -> None:
    """Take away every grant of this cause; what other causes opened stays open."""
    Grant.objects.filter(document_id=document_id, cause=cause, cause_id=cause_id).delete()
    touch("access", document_id)


def open_to(
    actor: Actor, document_id: int, direction: str, pairs: Iterable[tuple[int, str]]
) -> None:
    """Open a document to keys and causes in one statement, whose index row is written anyway."""
    since = stamp(actor.now)
    rows = [(key, document_id, direction, str(cause), since) for key, cause in pairs]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO documents_grant {_COLUMNS} VALUES {', '.join([_ROW] * len(rows))} "
            "ON CONFLICT DO NOTHING",
            [value for row in rows for value in row],
        )
