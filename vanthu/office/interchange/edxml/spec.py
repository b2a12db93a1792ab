"""A message out of JSON, as `vanthu edxml write` takes it: the keys that reading prints.

An attachment names its file by `path`, else by `name`, from the folder of the specification; size
and hash are those of its bytes, and must agree with what the specification states of them.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from vanthu.ground.files.sniff import sniff
from vanthu.kernel.errors import Refusal
from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.asjson import BUSINESSES
from vanthu.office.interchange.edxml.errors import Unwritable
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Message,
    Organization,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.texts import quoted

_CHUNK = 1 << 20
NOT_JSON = "Tệp mô tả không phải JSON: {what}."
NOT_OBJECT = "{path}: phải là một đối tượng JSON."
NOT_LIST = "{path}: phải là một danh sách."
NOT_TEXT = "{path}: phải là chuỗi."
NOT_NUMBER = "{path}: phải là số nguyên."
NOT_BOOLEAN = "{path}: phải là true hoặc false."
NOT_DAY = "{path}: phải là ngày dạng YYYY-MM-DD."
NOT_MOMENT = "{path}: phải là thời điểm dạng YYYY-MM-DDTHH:MM:SS."
NOT_KIND = "kind: phải là document hoặc status."
NOT_BUSINESS = "business: phải là new, recall, update hoặc replace."
NO_PATH = "{path}: thiếu đường dẫn tệp (path)."
NO_FILE = "{path}: không mở được tệp «{name}» ({what})."
OTHER_BYTES = "{path}: tệp «{name}» không đúng mã băm hoặc dung lượng đã ghi."
NOT_THERE = "không có tệp này"
WRONG_FILE = "{path}: {what}"


@dataclass(frozen=True, slots=True)
class _Given:
    """An object of the specification; what it lacks, or holds as null, is empty."""

    values: Mapping[str, Any]
    path: str = ""

    def at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise Unwritable([NOT_TEXT.format(path=self.at(name))])
        return value

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise Unwritable([NOT_NUMBER.format(path=self.at(name))])
        return value

    def yes(self, name: str) -> bool:
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            raise Unwritable([NOT_BOOLEAN.format(path=self.at(name))])
        return bool(value)

    def day(self, name: str) -> date | None:
        told = self.text(name)
        try:
            return date.fromisoformat(told) if told else None
        except ValueError as error:
            raise Unwritable([NOT_DAY.format(path=self.at(name))]) from error

    def moment(self, name: str) -> datetime | None:
        told = self.text(name)
        try:
            at = datetime.fromisoformat(told) if told else None
        except ValueError as error:
            raise Unwritable([NOT_MOMENT.format(path=self.at(name))]) from error
        return at.replace(tzinfo=VIETNAM) if at is not None and at.tzinfo is None else at

    def one(self, name: str) -> "_Given":
        return _object(self.values.get(name) or {}, self.at(name))

    def all(self, name: str) -> "list[_Given]":
        return [_object(v, f"{self.at(name)}[{n}]") for n, v in enumerate(self._list(name), 1)]

    def texts(self, name: str) -> tuple[str, ...]:
        held = self._list(name)
        if not all(isinstance(each, str) for each in held):
            raise Unwritable([NOT_TEXT.format(path=self.at(name))])
        return tuple(held)

    def _list(self, name: str) -> list[Any]:
        value = self.values.get(name)
        if value is not None and not isinstance(value, list):
            raise Unwritable([NOT_LIST.format(path=self.at(name))])
        return value or []


def _object(value: Any, path: str) -> _Given:
    if not isinstance(value, dict):
        raise Unwritable([NOT_OBJECT.format(path=path or "SPEC")])
    return _Given(value, path)


def message_from(spec: bytes, folder: Path) -> Message:
    """The message that a specification describes. Raises Unwritable with a sentence."""
    try:
        given = _object(json.loads(spec), "")
    except (ValueError, RecursionError) as error:
        raise Unwritable([NOT_JSON.format(what=error)]) from error
    kind = given.text("kind") or ("status" if given.values.get("status") else "document")
    if kind == "status":
        return _status(given)
    if kind == "document":
        return _document(given, folder)
    raise Unwritable([NOT_KIND])


def _status(given: _Given) -> StatusMessage:
    status, told = given.one("status"), given.all("response_for")
    return StatusMessage(
        sender=_organization(given.one("from")),
        about=_answered(told[0]) if told else _about(given),
        code=status.text("code"),
        description=status.text("description"),
        at=status.moment("at"),
        staff=_staff(given.one("staff")),
    )


def _about(given: _Given) -> Answered:
    """The document of a status that names it and its agency at the top alone."""
    receivers = given.all("to")
    code = receivers[0].text("id") if receivers else ""
    return Answered(document_id=given.text("document_id"), code=code, day=given.day("date"))


def _document(given: _Given, folder: Path) -> DocumentMessage:
    signer = given.one("signer")
    number, detail = given.number("type_number"), given.number("type_detail")
    return DocumentMessage(
        sender=_organization(given.one("from")),
        receivers=tuple(map(_organization, given.all("to"))),
        document_id=given.text("document_id"),
        number=given.text("number"),
        symbol=given.text("symbol"),
        day=given.day("date"),
        place=given.text("place"),
        type_name=given.text("type"),
        type_number=2 if number is None else number,
        type_detail=detail or 0,
        type_notation=given.text("type_notation"),
        subject=given.text("subject"),
        content=given.text("content"),
        signer=Signer(
            authority=signer.text("authority"),
            position=signer.text("position"),
            name=signer.text("name"),
        ),
        urgency=given.number("priority") or 0,
        due=given.day("due"),
        answers=tuple(map(_answered, given.all("response_for"))),
        places=given.texts("places"),
        sphere=given.text("sphere"),
        page_count=given.number("pages"),
        copies=given.number("copies"),
        appendixes=given.texts("appendixes"),
        steering=given.number("steering"),
        direction=given.yes("direction"),
        change=_change(given),
        traces=tuple(_traces(given)),
        attachments=tuple(_attachment(each, folder) for each in given.all("attachments")),
    )


def _organization(given: _Given) -> Organization:
    return Organization(
        code=given.text("id"),
        name=given.text("name"),
        in_charge=given.text("in_charge"),
        address=given.text("address"),
        email=given.text("email"),
        telephone=given.text("telephone"),
        fax=given.text("fax"),
        website=given.text("website"),
    )


def _staff(given: _Given) -> Staff:
    return Staff(
        department=given.text("department"),
        name=given.text("name"),
        mobile=given.text("mobile"),
        email=given.text("email"),
    )


def _answered(given: _Given) -> Answered:
    return Answered(
        document_id=given.text("document_id"),
        code=given.text("id"),
        reference=given.text("code"),
        day=given.day("date"),
    )


def _change(given: _Given) -> Change:
    business, change = given.text("business"), given.one("change")
    if business and business not in BUSINESSES:
        raise Unwritable([NOT_BUSINESS])
    return Change(
        business=BUSINESSES.get(business, Business.NEW),
        document_id=change.text("document_id"),
        reason=change.text("reason"),
        fields_changed=change.yes("fields_changed"),
        receivers_added=change.texts("receivers_added"),
        receivers_removed=change.texts("receivers_removed"),
        replaced=tuple(
            Replaced(document_id=each.text("document_id"), receivers=each.texts("receivers"))
            for each in change.all("replaced")
        ),
        staff=_staff(change.one("staff")),
        paper=change.number("paper") or 0,
    )


def _traces(given: _Given) -> Iterator[Trace]:
    """The hops; none named, the sender at the beginning of the document's day, as the official
    samples have it: the same specification gives the same bytes whenever it is written."""
    told = given.all("traces")
    day = given.day("date")
    if not told and day is not None:
        at = datetime.combine(day, time(), tzinfo=VIETNAM)
        yield Trace(code=given.one("from").text("id"), at=at)
    for each in told:
        yield Trace(code=each.text("id"), at=each.moment("at"))


def _attachment(given: _Given, folder: Path) -> Attachment:
    told = given.text("path") or given.text("name")
    if not told:
        raise Unwritable([NO_PATH.format(path=given.path)])
    file = folder / told
    name = given.text("name") or file.name
    if not file.is_file():  # nor a name that no system takes, nor a device without an end
        raise Unwritable([NO_FILE.format(path=given.path, name=quoted(told), what=NOT_THERE)])
    sha256, size, media_type = _measured(given, file, name)
    stated = given.text("sha256") or sha256, given.values.get("size", size)
    if stated != (sha256, size):
        raise Unwritable([OTHER_BYTES.format(path=given.path, name=quoted(name))])
    return Attachment(
        name=name,
        media_type=given.text("type") or media_type,
        size=size,
        sha256=sha256,
        content_id=given.text("content_id"),
        description=given.text("description"),
        open=lambda: file.open("rb"),
    )


def _measured(given: _Given, file: Path, name: str) -> tuple[str, int, str]:
    """Hash, size and type of the bytes; what the store would refuse is not sent either."""
    try:
        digest = hashlib.sha256()
        with file.open("rb") as stream:
            while piece := stream.read(_CHUNK):
                digest.update(piece)
            size = stream.tell()
        return digest.hexdigest(), size, sniff(file).media_type
    except OSError as error:
        what = error.strerror or type(error).__name__
        raise Unwritable([NO_FILE.format(path=given.path, name=quoted(name), what=what)]) from error
    except Refusal as refusal:
        raise Unwritable([WRONG_FILE.format(path=given.path, what=refusal.sentence)]) from refusal
