"""What keeps a message from being written: what is missing, too long, or not in the form.

Codes of our own agencies are held to the strict forms, those of others are written as they came
(interchange 4).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime

from vanthu.office.interchange.edxml.elements import Element, leaves
from vanthu.office.interchange.edxml.envelope import content_id
from vanthu.office.interchange.edxml.limits import LENGTHS
from vanthu.office.interchange.edxml.message import (
    Attachment,
    Business,
    DocumentMessage,
    Message,
    StatusMessage,
)
from vanthu.office.interchange.edxml.statuses import CODES
from vanthu.office.interchange.edxml.texts import EARLIEST, LATEST, file_name, quoted

_OLD = re.compile(r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z][0-9]{2}")
_NEW = re.compile(r"(?=.{3,35}$)[A-Z][0-9]{2}(\.[0-9A-Z]+)*")
_ANY = re.compile(r"(?=.{1,35}$)[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NEEDED = "{path}: thiếu nội dung bắt buộc."
TOO_LONG = "{path}: dài {length} ký tự, nhiều nhất {most} ký tự (theo {source})."
BAD_SIGNS = "{path}: có ký tự không được phép trong XML."
OUR_CODE = "{path}: «{value}» không đúng dạng mã định danh cơ quan (QĐ 20/2020/QĐ-TTg)."
CODE = "{path}: «{value}» không phải mã định danh cơ quan."
TWICE = "{path}: «{value}» ghi hai lần."
MISPLACED = "{path}: chỉ có trong gói tin {name}."
DAY = "{path}: ngày {value} không hợp lý."
FUTURE = "{path}: ngày ban hành {value} ở sau ngày hôm nay."
NO_FILES = "{path}: văn bản mới phải có ít nhất một tệp."
NO_BYTES = "{path}: không có nội dung của tệp «{value}»."
BAD_NAME = "{path}: tên tệp «{value}» không được có đường dẫn hoặc ký tự lạ."
BAD_DIGEST = "{path}: tệp «{value}» thiếu mã băm SHA-256 hoặc dung lượng."
STATUS = "{path}: «{value}» không phải mã trạng thái của quy định."
URGENCY = "{path}: độ khẩn phải từ 0 đến 4."
NUMBER = "{path}: số {value} nằm ngoài khoảng cho phép."

_HEADER, _CHANGE = "MessageHeader", "TraceHeaderList/Bussiness"
_LARGEST = 2**31 - 1


def problems(message: Message, root: Element, *, embed: bool, today: date | None) -> list[str]:
    """All that is wrong, each as a sentence with its path; `today` refuses later issue dates."""
    found = list(_texts(root))
    if isinstance(message, StatusMessage):
        return [*found, *_status(message)]
    found += _document(message, today)
    found += _numbers(message)
    found += _change(message)
    return [*found, *_attachments(message, embed)]


def _texts(root: Element) -> Iterator[str]:
    for path, around, text in leaves(root):
        name = path.rpartition("/")[2]
        length = LENGTHS.get(f"{around}/{name}") or LENGTHS.get(name)
        if length is not None and len(text) > length.most:
            told = {"length": len(text), "most": length.most, "source": length.source}
            yield TOO_LONG.format(path=path, **told)
        if _FORBIDDEN.search(text):
            yield BAD_SIGNS.format(path=path)


def _status(message: StatusMessage) -> Iterator[str]:
    yield from _sender(message)
    yield from _code(f"{_HEADER}/ResponseFor/OrganId", message.about.code)
    yield from _needed(f"{_HEADER}/ResponseFor/DocumentId", message.about.document_id)
    yield from _day(f"{_HEADER}/ResponseFor/PromulgationDate", message.about.day)
    if message.code not in CODES:
        yield STATUS.format(path=f"{_HEADER}/StatusCode", value=quoted(message.code))
    yield from _moment(f"{_HEADER}/Timestamp", message.at)


def _sender(message: Message) -> Iterator[str]:
    code = message.sender.code
    yield from _needed(f"{_HEADER}/From/OrganId", code)
    if code and not (_OLD.fullmatch(code) or _NEW.fullmatch(code)):
        yield OUR_CODE.format(path=f"{_HEADER}/From/OrganId", value=quoted(code))
    yield from _needed(f"{_HEADER}/From/OrganName", message.sender.name)


def _needed(path: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield NEEDED.format(path=path)


def _code(path: str, code: str) -> Iterator[str]:
    yield from _needed(path, code)
    if code and not _ANY.fullmatch(code):
        yield CODE.format(path=path, value=quoted(code))


def _day(path: str, day: date | None) -> Iterator[str]:
    if day is not None and not EARLIEST <= day <= LATEST:
        yield DAY.format(path=path, value=day)


def _moment(path: str, at: datetime | None) -> Iterator[str]:
    if at is None:
        yield NEEDED.format(path=path)
    elif not EARLIEST.year < at.year <= LATEST.year:
        yield DAY.format(path=path, value=at)


def _document(message: DocumentMessage, today: date | None) -> Iterator[str]:
    yield from _sender(message)
    if not message.receivers:
        yield NEEDED.format(path=f"{_HEADER}/To")
    codes = [each.code for each in message.receivers]
    for number, each in enumerate(message.receivers, 1):
        yield from _code(f"{_HEADER}/To[{number}]/OrganId", each.code)
        yield from _needed(f"{_HEADER}/To[{number}]/OrganName", each.name)
    yield from _twice(f"{_HEADER}/To/OrganId", codes)
    yield from _needed(f"{_HEADER}/DocumentId", message.document_id)
    if message.change.business is Business.NEW:
        yield from _new(message)
    for answer in message.answers:
        yield from _needed(f"{_HEADER}/ResponseFor/DocumentId", answer.document_id)
        yield from _day(f"{_HEADER}/ResponseFor/PromulgationDate", answer.day)
        if answer.code:
            yield from _code(f"{_HEADER}/ResponseFor/OrganId", answer.code)
    yield from _days(message, today)


def _new(message: DocumentMessage) -> Iterator[str]:
    """What the checker asks of every document; an order about one sent before may say less."""
    yield from _needed(f"{_HEADER}/Code/CodeNumber", message.number)
    yield from _needed(f"{_HEADER}/Code/CodeNotation", message.symbol)
    yield from _needed(f"{_HEADER}/DocumentType/TypeName", message.type_name)
    yield from _needed(f"{_HEADER}/Subject", message.subject)
    if message.day is None:
        yield NEEDED.format(path=f"{_HEADER}/PromulgationInfo/PromulgationDate")
    if not message.attachments:
        yield NO_FILES.format(path="edXMLManifest")


def _days(message: DocumentMessage, today: date | None) -> Iterator[str]:
    path = f"{_HEADER}/PromulgationInfo/PromulgationDate"
    yield from _day(path, message.day)
    yield from _day(f"{_HEADER}/DueDate", message.due)
    if today is not None and message.day is not None and message.day > today:
        yield FUTURE.format(path=path, value=message.day)
    if not message.traces:
        yield NEEDED.format(path="TraceHeaderList/TraceHeader")
    for each in message.traces:
        yield from _code("TraceHeaderList/TraceHeader/OrganId", each.code)
        yield from _moment("TraceHeaderList/TraceHeader/Timestamp", each.at)


def _numbers(message: DocumentMessage) -> Iterator[str]:
    if not 0 <= message.urgency <= 4:
        yield URGENCY.format(path=f"{_HEADER}/OtherInfo/Priority")
    told = {
        f"{_HEADER}/DocumentType/Type": message.type_number,
        f"{_HEADER}/DocumentType/TypeDetail": message.type_detail,
        f"{_HEADER}/OtherInfo/PromulgationAmount": message.copies,
        f"{_HEADER}/OtherInfo/PageAmount": message.page_count,
        f"{_HEADER}/SteeringType": message.steering,
        f"{_CHANGE}/Paper": message.change.paper,
    }
    for path, number in told.items():
        if number is not None and not 0 <= number <= _LARGEST:
            yield NUMBER.format(path=path, value=number)


def _change(message: DocumentMessage) -> Iterator[str]:
    change = message.change
    if change.business is not Business.NEW:
        yield from _needed(f"{_CHANGE}/BussinessDocReason", change.reason)
    if change.business is Business.REPLACE and not change.replaced:
        yield NEEDED.format(path=f"{_CHANGE}/ReplacementInfoList")
    codes = [*change.receivers_removed, *change.receivers_added]
    if change.business is not Business.UPDATE and (codes or change.fields_changed):
        yield MISPLACED.format(path=f"{_CHANGE}/BussinessDocumentInfo", name="update")
    if change.business is not Business.REPLACE and change.replaced:
        yield MISPLACED.format(path=f"{_CHANGE}/ReplacementInfoList", name="replace")
    for code in codes:
        yield from _code(f"{_CHANGE}/BussinessDocumentInfo/ReceiverList/Receiver/OrganId", code)
    yield from _twice(f"{_CHANGE}/BussinessDocumentInfo/ReceiverList/Receiver/OrganId", codes)
    path = f"{_CHANGE}/ReplacementInfoList/ReplacementInfo"
    yield from _twice(f"{path}/DocumentId", [each.document_id for each in change.replaced])
    for each in change.replaced:
        yield from _needed(f"{path}/DocumentId", each.document_id)
        yield from _twice(f"{path}/OrganIdList/OrganId", [*each.receivers])
        for code in each.receivers:
            yield from _code(f"{path}/OrganIdList/OrganId", code)


def _twice(path: str, values: list[str]) -> Iterator[str]:
    for value in dict.fromkeys(each for each in values if values.count(each) > 1):
        yield TWICE.format(path=path, value=quoted(value))


def _attachments(message: DocumentMessage, embed: bool) -> Iterator[str]:
    ids = [content_id(number, each) for number, each in enumerate(message.attachments, 1)]
    yield from _twice("edXMLManifest/Reference/ContentId", ids)
    for number, each in enumerate(message.attachments, 1):
        yield from _attachment(f"edXMLManifest/Reference[{number}]", each, embed)


def _attachment(path: str, each: Attachment, embed: bool) -> Iterator[str]:
    name = f"{path}/AttachmentName"
    if not each.name or file_name(each.name) != each.name:
        yield BAD_NAME.format(path=name, value=quoted(each.name))
    yield from _needed(f"{path}/ContentType", each.media_type)
    if not _SHA256.fullmatch(each.sha256) or each.size < 0:
        yield BAD_DIGEST.format(path=path, value=quoted(each.name))
    if embed and each.open is None:
        yield NO_BYTES.format(path=path, value=quoted(each.name))
