"""Made-up agencies at the other end of the simulated axis, which answer by themselves.

So that a newcomer sees a document go out and its statuses come home: each document is reported
arrived (01), registered (03), in progress (05) and finished (06), each order is agreed to (15),
and now and then one of them writes a letter of its own.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from vanthu.demo.axis import letters, parcels
from vanthu.demo.axis.directory import Agency
from vanthu.demo.axis.parcels import Refused
from vanthu.demo.axis.server import Simulator
from vanthu.demo.axis.store import Row
from vanthu.office.interchange.edxml.errors import Unreadable
from vanthu.office.interchange.edxml.message import (
    Answered,
    Business,
    DocumentMessage,
    Organization,
    Staff,
    StatusMessage,
)
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.writing import to_bytes

log = logging.getLogger("vanthu.demo")
PAUSE = 2.0
"""Seconds between two looks into their boxes."""
NEIGHBOURS = (
    Organization(code="Z09.03", name="Sở Nội vụ tỉnh Mô Phỏng"),
    Organization(code="Z09.05", name="Sở Y tế tỉnh Mô Phỏng"),
    Organization(code="Z09.21", name="Ủy ban nhân dân xã Thử Nghiệm, tỉnh Mô Phỏng"),
)
_STAFF = Staff(department="Văn phòng", name="Nguyễn Thị Mô Phỏng")
# After how many seconds each status is told, and in what words.
_COURSE = (
    (0, "01", "Đã đến"),
    (20, "03", "Đã vào sổ văn bản đến"),
    (60, "05", "Đang xử lý"),
    (180, "06", "Đã hoàn thành"),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A status that will be told when its time has come."""

    due: datetime
    sender: Organization
    about: Answered
    code: str
    text: str


def _listed(each: Organization) -> Agency:
    """As the directory of the axis has it, with a code of the old form that leads to it."""
    top, _dot, place = each.code.partition(".")
    old = f"000.00.{place}.{top}"
    return Agency(id=f"s-{each.code}", pid="", code=each.code, name=each.name, code102=old)


class Neighbours:
    """The agencies. `greeted` is an agency of the installation that they write to, "" for none."""

    def __init__(self, simulator: Simulator, system_id: str, greeted: str = "") -> None:
        self._simulator = simulator
        self._greeted = greeted
        self._waiting: list[_Answer] = []
        self._ended = Event()
        self._thread = Thread(target=self._live, daemon=True)
        self._codes = [each.code for each in NEIGHBOURS]
        simulator.store.register(system_id, system_id, self._codes)
        simulator.store.add_agencies(map(_listed, NEIGHBOURS))

    def start(self) -> None:
        """Look into the boxes from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Look no longer."""
        self._ended.set()
        self._thread.join()

    def _live(self) -> None:
        while not self._ended.wait(PAUSE):
            try:
                self.turn()
            except Exception:  # a demo goes on whatever somebody sends into it
                log.exception("a turn of the demo's neighbours failed")

    def turn(self) -> None:
        """Read what came, tell what is due, and write the letters once."""
        now = self._simulator.now()
        for kind in ("edoc", "status"):
            rows = parcels.waiting(self._simulator.store, self._codes, kind, youngest_first=False)
            for row in rows:
                self._read(row, now)
        due = [each for each in self._waiting if each.due <= now]
        self._waiting = [each for each in self._waiting if each.due > now]
        for each in due:
            self._tell(each, now)
        if self._greeted and not parcels.sent(self._simulator.store, self._codes, kind="edoc"):
            self._greet(now)

    def _read(self, row: Row, now: datetime) -> None:
        store = self._simulator.store
        path = store.packet(str(row["doc_id"]), self._codes)
        me = next(each for each in NEIGHBOURS if each.code == row["receiver"])
        if path is not None:
            self._waiting.extend(_answers(path, me, now))
        parcels.end(store, self._codes, str(row["doc_id"]), "done", now)

    def _tell(self, answer: _Answer, now: datetime) -> None:
        status = StatusMessage(
            sender=answer.sender,
            about=answer.about,
            code=answer.code,
            description=answer.text,
            at=now,
            staff=_STAFF,
        )
        self._send(to_bytes(status), "status", now)

    def _greet(self, now: datetime) -> None:
        for letter in letters.written(NEIGHBOURS, self._greeted, now):
            self._send(to_bytes(letter), "edoc", now)

    def _send(self, packet: bytes, kind: str, now: datetime) -> None:
        try:
            parcels.take_in(self._simulator.store, packet, kind, self._codes, now)
        except Refused as no:
            log.warning("the axis refused a neighbour's packet: %s", no)


def _answers(packet: Path, me: Organization, now: datetime) -> Iterator[_Answer]:
    """What the agency will say about a packet that it received."""
    with TemporaryDirectory() as folder:
        try:
            message = read(packet, Path(folder)).message
        except Unreadable:
            return
    if isinstance(message, StatusMessage):
        if message.code == "13":
            about = Answered(document_id=message.about.document_id, code=message.sender.code)
            yield _Answer(now + timedelta(seconds=20), me, about, "15", "Đồng ý")
        return
    yield from _of_document(message, me, now)


def _of_document(message: DocumentMessage, me: Organization, now: datetime) -> Iterator[_Answer]:
    about = Answered(
        document_id=message.document_id,
        code=message.sender.code,
        reference=f"{message.number}/{message.symbol}".strip("/"),
        day=message.day,
    )
    new = message.change.business is Business.NEW
    course: Sequence[tuple[int, str, str]] = _COURSE if new else ((20, "15", "Đồng ý"),)
    for seconds, code, text in course:
        yield _Answer(now + timedelta(seconds=seconds), me, about, code, text)
