"""A network that leads back to this installation: what goes to H07.n comes in at H61.n.

Two agencies of one database so play two installations: each knows the other by a mirrored code
alone. Parcels are files of a folder, so that processes share them; faults are told beforehand.
"""

import hashlib
import itertools
import json
import pickle
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from vanthu.office.interchange import ways
from vanthu.office.interchange.drivers.base import (
    Fate,
    Fetched,
    Kind,
    Listed,
    OutcomeUnknown,
    Parcel,
    Rejected,
    Report,
    Sheet,
    Taken,
    Unreachable,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.edxml.errors import Unreadable
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import DocumentMessage, Message
from vanthu.office.interchange.edxml.reading import read as read_edxml
from vanthu.office.interchange.edxml.writing import write

NAME = "loop"
# Who lives at either end of it; what is for others goes its way and is not seen again.
ENDS = ("H61.901", "H61.902")
_count = itertools.count(1)
_MIRROR = {"H61.": "H07.", "H07.": "H61."}


def mirrored(code: str) -> str:
    """The code by which the other side of the loop knows it."""
    return _MIRROR.get(code[:4], code[:4]) + code[4:]


@dataclass
class Loop:
    """The driver. `down` cuts it off; each of `faults` happens to one call of `send`; what is
    `short` came incomplete."""

    folder: Path
    short: set[str] = field(default_factory=set)
    down: bool = False
    faults: list[str] = field(default_factory=list)
    vouches: bool = True

    def send(self, parcel: Parcel) -> Taken:
        """Take it, or do what the next fault says."""
        self._check()
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "unreachable":
            raise Unreachable("Không kết nối được.")
        if fault == "rejected":
            raise Rejected("Nơi nhận không có trên trục.", code="18")
        if fault == "ours":
            raise Rejected("Sai khóa bí mật.", code="15", ours=True)
        if fault == "lost-before":
            raise OutcomeUnknown("Không có trả lời.")
        taken = self._keep(parcel)
        if fault == "lost-after":
            raise OutcomeUnknown("Không có trả lời.")
        if fault:
            raise RuntimeError(fault)
        return taken

    def find(self, parcel: Parcel) -> Taken | None:
        """What was taken under its uuid."""
        self._check()
        for path in self._all():
            held = self._held(path)
            if held["uuid"] == parcel.uuid:
                return self._taken(path)
        return None

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """It tells nothing of its own but what came incomplete."""
        self._check()
        fate = Fate.INCOMPLETE
        return [Report(uuid=p.uuid, fate=fate) for p, t in parcels if t.remote_id in self.short]

    def waiting(self, most: int) -> Sequence[Waiting]:
        """What nobody has acknowledged, in the order of its names."""
        self._check()
        left = [path for path in self._all() if not _is_gone(path)]
        return [self._waiting(path) for path in left[:most]]

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """Whoever looks takes nothing away."""

    def fetch(self, waiting: Waiting, folder: Path) -> Fetched:
        """A copy of the packet."""
        self._check()
        raw = folder / "raw"
        raw.write_bytes(self._held(self.folder / waiting.ref)["raw"])
        return Fetched(raw=raw)

    def acknowledge(self, waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        """It does not wait any longer."""
        self._check()
        (self.folder / waiting.ref).with_suffix(".done").write_text(f"{verdict} {reason}")

    def directory(self) -> Iterator[Listed]:
        """Nobody."""
        return iter(())

    def close(self) -> None:
        """Nothing is held."""

    def verdicts(self) -> list[str]:
        """What was said of each parcel, in order."""
        return [path.read_text().split()[0] for path in sorted(self.folder.glob("*.done"))]

    def again(self, ref: str = "") -> None:
        """The network hands out what it handed out before, under another name of its own."""
        for path in [self.folder / ref] if ref else self._all():
            (self.folder / self._name()).write_bytes(path.read_bytes())

    def lose(self, ref: str, *, told: bool) -> None:
        """It loses what waits; `told` when its receiver had seen that it came incomplete."""
        (self.folder / ref).unlink()
        if told:
            self.short.add(ref)

    def count(self) -> int:
        """How many parcels the network was ever handed."""
        return len(self._all())

    def put(self, message: Message, **more: Any) -> None:
        """A parcel from whoever: the network takes anything."""
        raw = pickle.dumps(_packed(message))
        self._write({"uuid": None, "kind": "document", "vouched": "", "raw": raw, **more})

    def _check(self) -> None:
        if self.down:
            raise Unreachable("Trục không trả lời.")

    def _keep(self, parcel: Parcel) -> Taken:
        vouched = mirrored(parcel.sender) if self.vouches else ""
        about = {"uuid": parcel.uuid, "kind": parcel.kind.value, "vouched": vouched}
        path = self._write({**about, "raw": _edxml(parcel)})
        if mirrored(parcel.receiver) not in ENDS:
            path.with_suffix(".away").touch()
        return self._taken(path)

    def _write(self, about: dict[str, Any]) -> Path:
        path = self.folder / self._name()
        path.with_suffix(".part").write_bytes(pickle.dumps(about))
        return path.with_suffix(".part").rename(path)

    def _name(self) -> str:
        return f"{time.time_ns():020}-{next(_count):06}.parcel"

    def _all(self) -> list[Path]:
        return sorted(self.folder.glob("*.parcel"))

    def _held(self, path: Path) -> dict[str, Any]:
        return dict(pickle.loads(path.read_bytes()))

    def _taken(self, path: Path) -> Taken:
        raw = path.read_bytes()
        return Taken(remote_id=path.name, sha256=hashlib.sha256(raw).hexdigest(), size=len(raw))

    def _waiting(self, path: Path) -> Waiting:
        held = self._held(path)
        uuid: UUID | None = held["uuid"]
        return Waiting(ref=path.name, kind=Kind(held["kind"]), sender=held["vouched"], uuid=uuid)


def _is_gone(path: Path) -> bool:
    return path.with_suffix(".done").exists() or path.with_suffix(".away").exists()


def mirror(message: Message) -> Message:
    """The message as the other side of the loop sees it."""
    sender = replace(message.sender, code=mirrored(message.sender.code))
    if isinstance(message, DocumentMessage):
        to = tuple(replace(each, code=mirrored(each.code)) for each in message.receivers)
        return replace(message, sender=sender, receivers=to)
    about = replace(message.about, code=mirrored(message.about.code))
    return replace(message, sender=sender, about=about)


def mirror_sheet(sheet: Sheet) -> Sheet:
    """The sheet of a day as the other side of the loop sees it."""
    told = json.loads(sheet.data)
    told |= {name: mirrored(told[name]) for name in ("sender", "receiver")}
    return Sheet(json.dumps(told).encode())


def unmirrored(message: Message) -> str:
    """The fingerprint of a message by the codes of H61's side, so that both ends compute the same:
    no network changes codes on the way as the loop does."""
    return fingerprint(message if message.sender.code.startswith("H61.") else mirror(message))


def _edxml(parcel: Parcel) -> bytes:
    """The parcel as edXML, as the other side of the loop sees it."""
    if isinstance(parcel.message, Sheet):
        return mirror_sheet(parcel.message).data
    target = BytesIO()
    write(mirror(parcel.message), target)
    return target.getvalue()


def _packed(message: Message) -> dict[str, Any]:
    if not isinstance(message, DocumentMessage):
        return {"message": message, "contents": []}
    contents = []
    for file in message.attachments:
        assert file.open is not None
        with file.open() as stream:
            contents.append(stream.read())
    plain = tuple(replace(file, open=None) for file in message.attachments)
    return {"message": replace(message, attachments=plain), "contents": contents}


def read(raw: Path, files: Mapping[str, Path], folder: Path) -> Message:
    """The message of a packet: edXML as we write it, or whatever a test has put there."""
    try:
        if raw.read_bytes()[:1] == b"<":
            return read_edxml(raw, folder, apart=files).message
        held = pickle.loads(raw.read_bytes())
    except (pickle.UnpicklingError, Unreadable) as error:
        raise ways.Unreadable("Gói tin không phải edXML.") from error
    message: Message = held["message"]
    if not isinstance(message, DocumentMessage):
        return message
    opened = tuple(
        replace(file, open=partial(BytesIO, content))
        for file, content in zip(message.attachments, held["contents"], strict=True)
    )
    return replace(message, attachments=opened)


def offered(folder: Path, **more: Any) -> Loop:
    """A loop offered as this installation's only way."""
    folder.mkdir(exist_ok=True)
    loop = Loop(folder)
    way = ways.Way(
        name=NAME,
        title="Trục thử",
        reaches=lambda code: code.startswith("H07."),
        driver=lambda: loop,
        read=read,
        every=timedelta(seconds=60),
        **more,
    )
    ways.offer([way])
    return loop
