"""Who may change what of a document beside the steps of its flow, by state and by relation.

A relation is the cause of a grant: whoever only was informed, or reads through a dossier or the
archive, changes nothing. A draft is changed by whose turn it is, as its text is (Decree 30/2020,
Art. 11.2, 12); an incoming paper stays as it came, and only the records clerk, who answers for its
registration (Art. 4.2.b), adds to or sets aside the paper itself.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from vanthu.ground.access.choices import GrantCause
from vanthu.office.documents.choices import Direction, DocumentState

S = DocumentState
C = GrantCause
Causes = tuple[GrantCause, ...]
ByState = Mapping[str, Causes]


class Change(models.TextChoices):
    """What can be changed; the label completes “Chỉ ... được ...”."""

    PAPER = "paper", _("đính kèm hoặc bỏ tệp văn bản gốc")
    FILES = "files", _("đính kèm hoặc bỏ tệp")
    RELATIONS = "relations", _("liên kết văn bản")
    FIELDS = "fields", _("sửa thông tin, nơi nhận của dự thảo")


_REGISTRY: Causes = (C.REGISTRY,)
_HANDLERS: Causes = (C.REGISTRY, C.LEADERSHIP, C.PRESENTED, C.ASSIGNED)
_WRITERS: Causes = (C.CREATED, C.APPROVING)
_AT_WORK = (S.REGISTERED, S.PRESENTED, S.DIRECTED, S.HANDLING)
_REVIEWS = (S.CONTENT_REVIEW, S.FORMAT_REVIEW, S.LEADER_REVIEW)
_OUT = (S.APPROVED, S.NUMBERED, S.ISSUED)


def _each(states: tuple[DocumentState, ...], causes: Causes) -> dict[str, Causes]:
    return {state.value: causes for state in states}


_ARRIVED = _each((S.RECEIVED, *_AT_WORK, S.FINISHED), _REGISTRY)
_TURNS = {S.DRAFTING.value: (C.CREATED,), **_each(_REVIEWS, (C.APPROVING,))}

INCOMING: dict[Change, ByState] = {
    Change.PAPER: _ARRIVED,
    Change.FILES: {**_ARRIVED, **_each(_AT_WORK, _HANDLERS)},
    Change.RELATIONS: {**_ARRIVED, **_each((*_AT_WORK, S.FINISHED), _HANDLERS)},
}
OUTGOING: dict[Change, ByState] = {
    Change.PAPER: {**_TURNS, **_each(_OUT, _REGISTRY)},
    Change.FILES: {**_TURNS, **_each(_OUT, _REGISTRY)},
    Change.RELATIONS: {
        **_TURNS,
        **_each(_REVIEWS, _WRITERS),
        **_each(_OUT, (*_WRITERS, C.REGISTRY, C.LEADERSHIP)),
    },
    Change.FIELDS: _TURNS,
}


def who_may(change: Change, direction: str, state: str) -> Causes:
    """The causes of which one is needed; none when nobody may any more."""
    table = INCOMING if direction == Direction.INCOMING else OUTGOING
    return table.get(change, {}).get(state, ())
