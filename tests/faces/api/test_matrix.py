"""Every role × relation × state × act through its route: allowed exactly where it is offered.

What is not offered is refused with the very sentence that the disabled button shows; a document
that may not be seen is not found, by whatever route.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from tests.factories import copying, drafts, incoming
from tests.factories.calling import Caller
from tests.factories.province import NOW, Office, agency, office
from tests.factories.states import STATES
from vanthu.faces.acts.base import Offer
from vanthu.faces.acts.catalogue import ACTS, offer_of, stand
from vanthu.faces.acts.esigning import KeyInput
from vanthu.faces.acts.uploads import keep
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.dossiers.actions import DossierFields, open_dossier
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.handling.choices import AssignmentRole
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.rules import OPEN

# The doors are the same code on either database; what they ask of it is tested on both elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.once]
OUTSIDE = ("clerk", "leader")
# Signed with real keys in the tests of drafting and copies; here only who is refused is asked.
KEYED = {name for name, act in ACTS.items() if issubclass(act.input, KeyInput)}
UNSEEN = NotFound.status


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("state", STATES)
def test_what_is_offered_is_what_the_routes_allow(state: str, store: object) -> None:
    place, other = office(), office()
    document = STATES[state](place)
    copying.register(place)
    _with_file(document)
    people = {**place.staff, **{f"other {who}": other.staff[who] for who in OUTSIDE}}
    elsewhere = agency().pk, office().id
    wrong: list[str] = []
    for who, actor in people.items():
        data = _Data(place, document, actor, elsewhere)
        wrong += [f"{who}: {fault}" for fault in _faults(data)]
    assert wrong == []


def test_every_act_is_offered_to_somebody_somewhere(store: object) -> None:
    seen: set[str] = set()
    for make in STATES.values():
        place = office()
        document = make(place)
        for actor in place.staff.values():
            offers = _offers(actor, document).values()
            seen |= {offer.act.name for offer in offers if offer.allowed}
    assert set(ACTS) - seen - KEYED == set()


# Beside the steps of the flow: whose turn it is, or whose work the document is.
CHANGERS = {
    ("attach-file", "received"): {"clerk"},
    ("attach-file", "registered"): {"clerk", "leader", "deputy", "chief"},
    ("attach-file", "given on"): {
        *("clerk", "leader", "deputy", "chief"),
        *("head", "deputy_head", "specialist"),
    },
    ("attach-file", "finished"): {"clerk"},
    ("attach-file", "draft"): {"specialist"},
    ("attach-file", "submitted"): {"head"},
    ("attach-file", "numbered"): {"clerk"},
    ("attach-file", "cancelled"): set(),
    ("relate", "received"): {"clerk"},
    ("relate", "draft"): {"specialist"},
    ("relate", "submitted"): {"specialist", "head"},
    ("relate", "issued"): {"clerk", "leader", "deputy", "chief", "head", "specialist"},
    ("set-recipients", "draft"): {"specialist"},
    ("set-recipients", "submitted"): {"head"},
    ("set-recipients", "numbered"): set(),
    ("correct-draft", "draft"): {"specialist"},
    ("correct-draft", "submitted"): {"head"},
}


@pytest.mark.parametrize(("name", "state"), CHANGERS)
def test_who_may_change_what_lies_beside_the_flow(name: str, state: str, store: object) -> None:
    """Whoever was only informed, or reads through an archive or dossier, changes nothing."""
    place = office()
    document = STATES[state](place)
    offers = {who: _offers(actor, document).get(name) for who, actor in place.staff.items()}
    assert {who for who, offer in offers.items() if offer and offer.allowed} == CHANGERS[
        name, state
    ]
    assert all(offer.reason for offer in offers.values() if offer and not offer.allowed)


def _with_file(document: Document) -> None:
    DocumentFile.objects.create(document=document, blob=drafts.blob(), name="a.txt", added_at=NOW)


def _faults(data: "_Data") -> list[str]:
    """Each act whose route does something else than what is offered."""
    document, actor = data.document, data.actor
    caller = Caller(actor)
    offers = _offers(actor, document)
    found = []
    for name, act in ACTS.items():
        # an act on other documents is refused whoever asks: the leader asks for all
        if document.direction not in act.directions and actor is not data.place.leader:
            continue
        offer = offers.get(name)
        if name in KEYED and offer is not None and offer.allowed:
            continue
        with _taken_back() if offer is not None and offer.allowed else nullcontext():
            path = f"/documents/{document.pk}/acts/{name}"
            answer = caller.post(path, data.of(name, offer))
        if fault := _fault(offer, answer.status, answer.body):
            found.append(f"{name}: {fault}")
    return found


@contextmanager
def _taken_back() -> Iterator[None]:
    """What is allowed is done and undone. What is refused leaves nothing that is to be undone: else
    the acts after it would answer otherwise than they were offered. Undoing is dear, since the
    driver then forgets every statement it has prepared.
    """
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _offers(actor: Actor, document: Document) -> dict[str, Offer]:
    try:
        standing = stand(actor, document.pk)
    except NotFound:
        return {}
    return {name: offer_of(act, standing) for name, act in ACTS.items()}


def _fault(offer: Offer | None, status: int, body: Any) -> str:
    if offer is None:
        return "" if status == UNSEEN else f"{status} for a document that may not be seen"
    if offer.allowed:
        return "" if status == 200 else f"offered, but {status} {body}"
    if not 400 <= status < 500:
        return f"not offered ({offer.reason}), but {status}"
    same = body["sentence"] == offer.reason
    return "" if same else f"offered as “{offer.reason}”, refused as “{body['sentence']}”"


class _Data:
    """Data for each act that nothing but a right or a state can speak against."""

    def __init__(
        self, place: Office, document: Document, actor: Actor, elsewhere: tuple[int, int]
    ) -> None:
        self.place, self.document, self.actor = place, document, actor
        self.assignments = list(Assignment.objects.filter(document=document))
        twin = incoming.registered(place)
        incoming.open_to(twin, actor)
        file = keep(actor, name="phu-luc.txt", stream=io.BytesIO(b"Phu luc")).token
        self.plain: dict[str, dict[str, Any]] = {
            "register": {"accept_duplicate": True},
            "correct-fields": {"subject": "V/v báo cáo khác", "issuer_name": "Sở Nội vụ"},
            "correct-draft": {"subject": "Kế hoạch khác", "type_code": "ke-hoach"},
            "present": {"to_post_id": self._post("deputy")},
            "add-version": {"body": "Một phiên bản khác hẳn"},
            "approve-signing": {"version": self._versions()},
            "record-paper-signature": {"file": file, "signed_on": NOW.date().isoformat()},
            "set-recipients": {"recipients": [{"name": "Bộ Tài chính"}]},
            "set-addressees": {"addressees": [f"post:{self._post('colleague')}"]},
            "attach-file": {"file": file},
            "replace-file": {"file_id": document.files.earliest("id").pk, "reason": "Nhầm tệp"},
            "relate": {"target_id": twin.pk},
            "make-copy": {
                "kind": "sao-y",
                "source_medium": "paper",
                "medium": "paper",
                "signer_post": self._post("leader"),
            },
            "report": {"progress": 10, "text": "Đã họp"},
            "finish": {"result": "Đã trả lời"},
            "finish-document": {"result": "Lưu"},
            "file": {"dossier_id": self._dossier()},
            "answer-recall": {"agree": True},
            "answer-change": {"agree": True},
            "update-issued": {"subject": "Kế hoạch đã sửa trích yếu"},
            "send-further": {"recipients": [{"agency_id": elsewhere[0]}]},
            "record-outside": {"status": "sent"},
            "consult": {
                "receivers": [f"post:{self._post('deputy_head')}"],
                "due_on": (NOW.date() + timedelta(days=1)).isoformat(),
            },
            "answer-consultation": {"answer": "Thống nhất"},
            "reroute": {"agency_id": elsewhere[1]},
        }

    def of(self, name: str, offer: Offer | None) -> dict[str, Any]:
        """The data of one act."""
        data = dict(self.plain.get(name, {}))
        if name in KEYED:
            data |= {"key_id": 1, "pin": "0000"}
        if name == "sign":
            data["version"] = self._versions()
        if "reason" in ACTS[name].input.model_fields:
            data.setdefault("reason", "Lý do đầy đủ")
        if offer is not None and len(offer.targets) > 1:
            data["assignment_id"] = offer.targets[0].value
        return data | self._chosen(name, offer)

    def _chosen(self, name: str, offer: Offer | None) -> dict[str, Any]:
        """What depends on where the document stands."""
        target = self._target(offer)
        if name == "attach-file" and self.document.state in ("numbered", "issued"):
            return {"role": "signed-scan"}
        if name == "opine":
            early = self.document.state in ("registered", "presented")
            return {"text": "Xem xét", **({"to_post_id": self._post("deputy")} if early else {})}
        if name == "direct":
            return self._share(None, [self.place.staff["colleague"], self.place.staff["chief"]])
        if name == "assign":
            staff = self.place.staff
            same = [each for each in staff.values() if each.unit_id == self.actor.unit_id]
            return self._share(target, same)
        if name in ("forward", "reassign"):
            inside = target is not None and target.parent_id is not None
            return {"to": f"post:{self._post('colleague' if inside else 'deputy_head')}"}
        if name in ("extend", "ask-extension"):
            due = target.due_on if target and target.due_on else NOW.date()
            return {"due_on": (due + timedelta(days=1)).isoformat()}
        return {}

    def _target(self, offer: Offer | None) -> Assignment | None:
        ids = {option.value for option in offer.targets} if offer else set()
        return next((each for each in self.assignments if each.pk in ids), None)

    def _share(self, parent: Assignment | None, people: list[Actor]) -> dict[str, Any]:
        """A lead where the level has none at work, else somebody to be informed."""
        number = parent.pk if parent else None
        at_work = [a for a in self.assignments if a.state in OPEN]
        taken = {a.post_id for a in at_work}
        level = [a for a in at_work if a.parent_id == number]
        free = next((p for p in people if p.post_id not in taken and p.may("handle")), None)
        to = f"post:{free.post_id if free else 1}"
        led = any(a.role == AssignmentRole.LEAD for a in level)
        return {"informs": [to]} if led else {"lead": to}

    def _dossier(self) -> int:
        """An open dossier of the actor's own; of nobody where they may open none."""
        if not self.actor.may("handle"):
            return 1
        fields = DossierFields(title="Hồ sơ công việc", maintenance="10 năm")
        return open_dossier(self.actor, fields=fields).pk

    def _post(self, who: str) -> int:
        return incoming.post(self.place, who)

    def _versions(self) -> int:
        return max(1, DraftVersion.objects.filter(document=self.document).count())
