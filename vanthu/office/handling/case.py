"""One document with all that its handling needs, read once and locked for a write."""

from dataclasses import dataclass
from functools import cached_property

from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document, Grant
from vanthu.office.handling import boxes
from vanthu.office.handling.choices import AssignmentRole, Box
from vanthu.office.handling.models import Assignment, BoxItem, Direction
from vanthu.office.handling.rules import OPEN, places
from vanthu.office.handling.rules.places import Stand


@dataclass
class Case:
    """A document, what was given on it and the boxes it lies in.

    `presented_to` and `sent_back` are read from the boxes: they are where the document waits for a
    leader, or lies with the clerk again.
    """

    document: Document
    assignments: list[Assignment]
    items: list[BoxItem]
    presented_to: int | None = None
    sent_back: bool = False
    remark: str = ""

    @cached_property
    def direction(self) -> Direction | None:
        """The last direction on the document."""
        return Direction.objects.filter(document=self.document).order_by("-version").first()

    def find(self, assignment_id: int) -> Assignment:
        """The assignment of this document with that id."""
        return next(a for a in self.assignments if a.pk == assignment_id)

    def lead(self, parent_id: int | None = None) -> Assignment | None:
        """The open lead of a level."""
        return next((a for a in self.open(parent_id) if a.role == AssignmentRole.LEAD), None)

    def open(self, parent_id: int | None) -> list[Assignment]:
        """What is open on one level."""
        return [a for a in self.assignments if a.parent_id == parent_id and a.state in OPEN]

    def settle(self, actor: Actor) -> None:
        """Put the boxes to what the state now asks for."""
        boxes.settle(
            actor,
            document=self.document,
            places=places(self.stand(), self.assignments),
            existing=self.items,
            assignments=self.assignments,
            remark=self.remark,
        )

    def stand(self) -> Stand:
        """What the rules of the boxes need to know of the document."""
        state = self.document.state
        leaderless = state == DocumentState.HANDLING and self.lead() is None
        return Stand(
            agency_id=self.document.agency_id,
            state=state,
            channel=self.document.channel,
            presented_to=self.presented_to,
            director=self._director() if leaderless else None,
            sent_back=self.sent_back,
        )

    def _director(self) -> int | None:
        """The post that named the last lead and must name another; opinions name nobody."""
        leads = [
            a.direction_id
            for a in self.assignments
            if a.parent_id is None and a.role == AssignmentRole.LEAD and a.direction_id is not None
        ]
        if not leads:
            return self.direction.post_id if self.direction else None
        posts = Direction.objects.filter(pk=leads[-1]).values_list("post_id", flat=True)
        return posts.first()


def open_case(actor: Actor, document_id: int, *, lock: bool = True) -> Case:
    """The case of a document the actor may see; locked, so that two acts on it follow each other.

    Raises DocumentNotFound when there is no such document or none of the actor's keys opens it.
    """
    if not Grant.objects.filter(document=document_id, key__in=actor.keys).exists():
        raise DocumentNotFound
    return load(document_id, lock=lock)


def load(document_id: int, *, lock: bool = True) -> Case:
    """The case without asking who looks: for the system's own reactions."""
    rows = Document.objects.select_related("type")
    if lock:
        # no_key: rows elsewhere that refer to the document are checked while it is held
        rows = rows.select_for_update(of=("self",), no_key=True)
    return around(rows.get(pk=document_id))


def around(document: Document) -> Case:
    """The case of a document in hand, found to be open to whoever looks; two statements."""
    assignments = list(Assignment.objects.filter(document=document).order_by("pk"))
    # what the sender asks about it waits for the clerks, whatever the state of its handling
    items = list(BoxItem.objects.filter(document=document).exclude(box__in=_OF_THE_SENDER))
    presented = [i.holder for i in items if i.box == Box.TO_DIRECT]
    return Case(
        document=document,
        assignments=assignments,
        items=items,
        presented_to=presented[0] if presented else None,
        sent_back=any(i.box == Box.RETURNED and i.assignment_id is None for i in items),
    )


_OF_THE_SENDER = (Box.TO_ANSWER_RECALL, Box.TO_ANSWER_CHANGE, Box.TO_GIVE_BACK)


def case_of(actor: Actor, assignment_id: int, *, lock: bool = True) -> tuple[Case, Assignment]:
    """The case of an assignment; an unknown one is a document that cannot be seen."""
    document_id = (
        Assignment.objects.filter(pk=assignment_id).values_list("document", flat=True).first()
    )
    if document_id is None:
        raise DocumentNotFound
    case = open_case(actor, document_id, lock=lock)
    return case, case.find(assignment_id)
