"""One draft with all that its next step needs, read once and locked for a write."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.permissions import can_see
from vanthu.office.drafting.choices import ApprovalKind, Relation, SignatureKind, Verdict
from vanthu.office.drafting.errors import RouteMissing
from vanthu.office.drafting.models import Approval, DraftVersion, ElectronicSignature, Route
from vanthu.office.drafting.rules import Word
from vanthu.office.writing.queries import parse_text

_SEALABLE = frozenset({DocumentState.NUMBERED, DocumentState.ISSUED, DocumentState.RECALLED})


@dataclass
class Draft:
    """An outgoing or internal document with its route, its last version and its approvals."""

    document: Document
    route: Route

    @cached_property
    def last(self) -> DraftVersion | None:
        """The newest version; None while nothing has been written."""
        rows = DraftVersion.objects.filter(document=self.document)
        return rows.order_by("-version").first()

    @cached_property
    def approvals(self) -> Sequence[Approval]:
        """What was approved since the draft was last submitted, oldest first."""
        rows = Approval.objects.filter(document=self.document, round=self.route.round)
        return list(rows.filter(verdict=Verdict.APPROVED).order_by("id"))

    @property
    def words(self) -> list[Word]:
        """The approvals as the rules read them."""
        return [Word(row.kind, row.person) for row in self.approvals]

    @property
    def signature(self) -> Approval | None:
        """The signer's last approval."""
        found = [row for row in self.approvals if row.kind == ApprovalKind.LEADER]
        return found[-1] if found else None

    @cached_property
    def esignatures(self) -> Sequence[ElectronicSignature]:
        """The electronic signatures that count, oldest first."""
        rows = ElectronicSignature.objects.filter(document=self.document, withdrawn_at=None)
        return list(rows.select_related("after").order_by("id"))

    @property
    def leader_signature(self) -> ElectronicSignature | None:
        """The leader's electronic signature; None for one on paper or none at all."""
        return self._signed_as(SignatureKind.LEADER)

    @property
    def agency_signature(self) -> ElectronicSignature | None:
        """The agency's electronic signature on the paper."""
        return self._signed_as(SignatureKind.AGENCY)

    def forget_signatures(self) -> None:
        """Read them anew next time: some were just withdrawn."""
        self.__dict__.pop("esignatures", None)

    def _signed_as(self, kind: SignatureKind) -> ElectronicSignature | None:
        return next((row for row in self.esignatures if row.kind == kind), None)

    def digest(self) -> str:
        """The hash of what would go out: the last version, its sheet, and the annexes.

        The agency's signature on an annex changes the file, not what was approved.
        """
        text = self.last.digest if self.last else ""
        rows = DocumentFile.objects.filter(
            document=self.document, role=FileRole.ANNEX, replaced_at=None
        )
        annexes = list(rows.order_by("order", "id").values_list("blob_id", flat=True))
        sheet = [self.last.sheet_id] if self.last and self.last.sheet_id else []
        if not annexes and not sheet:
            return text
        if annexes and self.document.state in _SEALABLE:
            before = {row.after_id: row.before_id for row in self.esignatures}
            annexes = [before.get(blob, blob) for blob in annexes]
        return hashlib.sha256("\n".join([text, *sheet, *annexes]).encode()).hexdigest()

    @property
    def signed_by_several(self) -> bool:
        """Whether others sign beside the agency's own signer."""
        last = self.last
        if last is None:
            return False
        if last.content is not None:
            return bool(last.content.get("signers"))
        return last.blob_id is None and bool(parse_text(last.body).signers)

    def posts(self) -> tuple[int, int, int]:
        """Who approves the content, the format, and signs; raises RouteMissing."""
        route = self.route
        if route.content_post is None or route.format_post is None or route.signer_post is None:
            raise RouteMissing
        return route.content_post, route.format_post, route.signer_post

    def holders(self) -> dict[Relation, int | None]:
        """The scope key of each relation; None where nobody was chosen."""
        document, route = self.document, self.route
        return {
            Relation.DRAFTER: _post(document.created_by_post),
            Relation.CONTENT: _post(route.content_post),
            Relation.FORMAT: _post(route.format_post),
            Relation.SIGNER: _post(route.signer_post),
            Relation.REGISTRY: keys.registry(document.agency_id),
            Relation.LEADERS: keys.leaders(document.agency_id),
        }


def _post(post_id: int | None) -> int | None:
    return keys.post(post_id) if post_id is not None else None


def open_draft(actor: Actor, document_id: int, *, lock: bool = True) -> Draft:
    """The draft of a document the actor may see; locked, so that two acts on it follow each other.

    Raises DocumentNotFound when there is no such document or none of the actor's keys opens it.
    """
    if not can_see(actor, document_id):
        raise DocumentNotFound
    return load(document_id, lock=lock)


def load(document_id: int, *, lock: bool = True) -> Draft:
    """The draft without asking who looks: for the system's own reactions."""
    rows = Document.objects.select_related("type")
    if lock:
        # no_key: packets that refer to the document are checked while it is held
        rows = rows.select_for_update(of=("self",), no_key=True)
    document = rows.get(pk=document_id)
    route = Route.objects.filter(document=document).first()
    return Draft(document, route or Route(document=document))
