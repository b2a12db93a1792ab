"""What people do at one installation; a program that runs in its environment.

`seed` makes its agencies, `issue` issues documents to others, `act` treats what arrives until it is
told to stop, `tally` says what it sent and holds.
"""

import json
import logging
import pickle
import random
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.db import DatabaseError, close_old_connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.exchange.tally import tally  # noqa: E402
from tests.factories import drafts, incoming  # noqa: E402
from tests.factories.province import Office, office  # noqa: E402
from vanthu.ground.base.actor import Actor  # noqa: E402
from vanthu.ground.files.actions import store  # noqa: E402
from vanthu.ground.files.errors import StoreFull  # noqa: E402
from vanthu.office.documents.actions import (  # noqa: E402
    NewFile,
    NewRecipient,
    attach_file,
    register_incoming,
)
from vanthu.office.documents.choices import Direction, DocumentState, FileRole  # noqa: E402
from vanthu.office.documents.models import Document  # noqa: E402
from vanthu.office.drafting import actions as drafting  # noqa: E402
from vanthu.office.drafting.actions import Text  # noqa: E402
from vanthu.office.handling import actions as handling  # noqa: E402
from vanthu.office.interchange.choices import Transport  # noqa: E402
from vanthu.office.interchange.models import Message, Packet  # noqa: E402

log = logging.getLogger("vanthu.bench")
OPEN = (Transport.QUEUED, Transport.SENDING, Transport.UNKNOWN, Transport.ARRIVED)
# Of a hundred attachments so many have about so many bytes.
SIZES: tuple[tuple[int, int], ...] = (
    (60, 50_000),
    (25, 300_000),
    (11, 1_000_000),
    (3, 5_000_000),
    (1, 20_000_000),
)
_TO_THE_END = 3
# Seconds between two tellings, each of which counts whole tables.
_TOLD = 2.0
# Such a share of the documents goes to so many agencies, the rest to one.
_SHARE, _RECEIVERS = 0.2, 2


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be issued: to whom (code, name), how many, until when; `size` fixes all sizes.
    When `paced`, they are spread over the time there is."""

    seed: int
    count: int
    to: Sequence[Sequence[str]]
    until: float
    size: int = 0
    paced: bool = False


def seed(codes: Sequence[str]) -> None:
    """An agency with everybody in it for each code."""
    made = [office(f"Cơ quan {code}", "CQ", code=code) for code in codes]
    _kept().write_bytes(pickle.dumps(made))


def _kept() -> Path:
    return Path(settings.VAR) / "offices"


def offices() -> list[Office]:
    """The agencies, their people acting now."""
    made: list[Office] = pickle.loads(_kept().read_bytes())
    return [now(each) for each in made]


def now(place: Office) -> Office:
    """Its people acting now."""
    people: dict[str, Any] = {
        field.name: value.at(timezone.now())
        for field in fields(place)
        if isinstance(value := getattr(place, field.name), Actor)
    }
    return replace(place, **people)


def issue(order: Order) -> None:
    """Issue documents until that many are, or the time is over; one that broke is begun anew."""
    draw = random.Random(order.seed)
    places, done, began = offices(), 0, time.time()
    every = (order.until - began) / order.count if order.paced else 0.0
    with (Path(settings.VAR) / "issued").open("a") as noted:
        while done < order.count and time.time() < order.until:
            with _going_on("issue"):
                place = now(draw.choice(places))
                some = draw.sample(list(order.to), _RECEIVERS if draw.random() < _SHARE else 1)
                document = _issue_one(place, some, _paper(draw, order.size))
                print(document.pk, file=noted, flush=True)
                done += 1
            time.sleep(max(0.0, began + done * every - time.time()))


def _issue_one(place: Office, to: Sequence[Sequence[str]], paper: bytes) -> Document:
    """Drafted, attached to, approved by all, numbered, and issued by the clerk."""
    document = drafts.draft(
        place,
        recipients=[NewRecipient(code=code, name=name) for code, name in to],
        text=Text(body=f"Nội dung báo cáo {paper[40:60].hex()}."),
    )
    blob = store(BytesIO(paper), now=timezone.now())
    annex = NewFile(blob=blob, name="phu-luc.zip", role=FileRole.ANNEX)
    attach_file(place.specialist, document_id=document.pk, file=annex)
    drafting.submit(place.specialist, document_id=document.pk)
    drafting.approve_content(place.head, document_id=document.pk)
    drafting.approve_format(place.chief, document_id=document.pk)
    drafting.approve_signing(place.leader, document_id=document.pk, version=1)
    drafting.give_number(place.clerk, document_id=document.pk)
    drafting.issue(place.clerk.at(timezone.now()), document_id=document.pk)
    return document


def _paper(draw: random.Random, size: int) -> bytes:
    """An archive with that much noise in it, so that nothing on its way can pack it tighter."""
    weights, sizes = zip(*SIZES, strict=True)
    wanted = size or int(draw.choices(sizes, weights)[0] * draw.uniform(0.8, 1.0))
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("so-lieu.dat", draw.randbytes(wanted))
    return held.getvalue()


def act(stop: Path) -> None:
    """Treat what arrives as its people do, and tell how things stand, until the file is there."""
    places, told = {place.id: place for place in offices()}, 0.0
    while not stop.exists():
        with _going_on("act"):
            rows = Document.objects.filter(
                direction=Direction.INCOMING, state=DocumentState.RECEIVED
            )
            for document in rows.order_by("pk")[:20]:
                _treat(now(places[document.agency_id]), document)
            if time.time() >= told + _TOLD:
                _tell()
                told = time.time()
            if not rows.exists():
                time.sleep(0.5)


def _treat(place: Office, document: Document) -> None:
    """Registered (03); every third given to somebody (04), taken up (05) and settled (06)."""
    number = document.pk
    register_incoming(place.clerk, document_id=number)
    if number % _TO_THE_END:
        return
    handling.present(place.clerk, document_id=number, to_post_id=incoming.post(place, "leader"))
    lead = incoming.to_post(place, "specialist")
    handling.direct(
        place.leader, document_id=number, text="Giao xử lý.", lead=lead, hand_over=False
    )
    handling.hand_over(place.clerk, document_id=number)
    work = incoming.lead_of(document).pk
    handling.accept(place.specialist, assignment_id=work)
    handling.finish(place.specialist, assignment_id=work, result="Đã xong")


def _tell() -> None:
    """How much is still on its way, for whoever waits until nothing is."""
    standing = {
        "at": time.time(),
        "open": Message.objects.filter(state__in=OPEN).count(),
        "unanswered": Packet.objects.filter(status="00", document__isnull=False).count(),
        "sent": Packet.objects.filter(document__isnull=False).count(),
        "arrived": Packet.objects.filter(document=None).count(),
        "untreated": Document.objects.filter(
            direction=Direction.INCOMING, state=DocumentState.RECEIVED
        ).count(),
    }
    path = Path(settings.VAR) / "standing.json"
    path.with_suffix(".new").write_text(json.dumps(standing))
    path.with_suffix(".new").replace(path)


@contextmanager
def _going_on(what: str) -> Iterator[None]:
    """People press again when the system was not there."""
    try:
        yield
    except (DatabaseError, OSError, StoreFull):
        log.exception("%s: pressed again", what)
        close_old_connections()
        time.sleep(1)


def main(words: Sequence[str]) -> None:
    """Do one of the four."""
    what, told = words[0], json.loads(words[1])
    doing: Mapping[str, Callable[[], object]] = {
        "seed": lambda: seed(told),
        "issue": lambda: issue(Order(**told)),
        "act": lambda: act(Path(told)),
        "tally": lambda: Path(told).write_text(json.dumps(tally())),
    }
    doing[what]()


if __name__ == "__main__":
    main(sys.argv[1:])
