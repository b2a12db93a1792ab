"""How somebody stands before a document: what the modules say about each verb, asked once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from vanthu.faces.acts.words import sentence_of
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.copies.choices import CopyKind
from vanthu.office.copies.models import Copy
from vanthu.office.copies.queries import copy_of
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import relations
from vanthu.office.drafting import permissions
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.handling import queries as handling
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.queries import Possibility
from vanthu.office.handling.receivers import names_of

_COPIES = frozenset(CopyKind.values)


@dataclass(frozen=True)
class Judgement:
    """A yes, or the refusal; `targets` are the assignments the yes is about."""

    refusal: Refusal | None = None
    targets: tuple[int, ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing speaks against it."""
        return self.refusal is None

    @property
    def why(self) -> str:
        """The sentence that speaks against it; nothing when nothing does."""
        return "" if self.refusal is None else sentence_of(self.refusal)


def judged(*checks: Callable[[], object]) -> Judgement:
    """Ask each check in turn; the first refusal is the answer."""
    try:
        for check in checks:
            check()
    except Refusal as refusal:
        return Judgement(refusal)
    return Judgement()


class Standing:
    """One actor before one document the actor may see; each module is asked at most once."""

    def __init__(self, actor: Actor, document: Document) -> None:
        self.actor = actor
        self.document = document

    @cached_property
    def possible(self) -> list[Possibility]:
        """What handling says, verb by verb."""
        return handling.possible(self.actor, self.document.pk, self.document)

    @cached_property
    def relations(self) -> frozenset[str]:
        """For which causes the document is open to the actor's seat."""
        return relations(self.actor, self.document.pk)

    @cached_property
    def copy(self) -> Copy | None:
        """How the document copies another; None for one that is no copy."""
        return copy_of(self.document.pk) if self.document.type_id in _COPIES else None

    @cached_property
    def draft(self) -> Draft:
        """The document as drafting sees it."""
        return open_draft(self.actor, self.document.pk, lock=False)

    def of_drafting(self, verb: Verb) -> Judgement:
        """What drafting says of one verb."""
        return judged(lambda: permissions.check(self.actor, verb, self.draft))

    def of_handling(self, verb: str) -> Judgement:
        """What handling says of one verb."""
        found = [each for each in self.possible if each.verb == verb]
        targets = tuple(
            each.assignment_id for each in found if each.allowed and each.assignment_id is not None
        )
        if any(each.allowed for each in found):
            return Judgement(targets=targets)
        return Judgement(found[-1].refusal)

    def names(self, assignment_ids: Iterable[int]) -> dict[int, str]:
        """To whom these assignments were given."""
        rows = list(Assignment.objects.filter(pk__in=list(assignment_ids)).order_by("pk"))
        found = names_of(rows, self.actor.today)
        return {row.pk: name for row, name in zip(rows, found, strict=True)}
