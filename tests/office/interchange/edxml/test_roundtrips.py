"""Whatever may be written is read as the same, and says the same by its fingerprint."""

import hashlib
import json
import string
import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzzing.mutating import mutate
from bench.fuzzing.seeds import packets
from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.asjson import message_as_object
from vanthu.office.interchange.edxml.errors import Unreadable
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Organization,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.spec import message_from
from vanthu.office.interchange.edxml.statuses import CODES
from vanthu.office.interchange.edxml.texts import EARLIEST, LATEST, as_text, file_name
from vanthu.office.interchange.edxml.writing import to_bytes

LETTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"], exclude_characters="\ufffe\uffff\ufffd"
)
USUAL = 24


def texts(most: int, least: int = 0) -> st.SearchStrategy[str]:
    """Texts as values hold them, with whatever letters XML can carry; now and then the longest."""
    whole = st.text(LETTERS, min_size=least, max_size=min(most, USUAL)).map(as_text)
    fitting = whole.filter(lambda told: least <= len(told) <= most)
    return fitting | st.just("đ" * most)


def codes() -> st.SearchStrategy[str]:
    part = st.text(string.ascii_uppercase + string.digits, min_size=1, max_size=3)
    rest = st.lists(part, max_size=4).map(lambda parts: "".join(f".{each}" for each in parts))
    return st.tuples(st.sampled_from("AGHK"), st.integers(10, 99), rest).map(
        lambda parts: f"{parts[0]}{parts[1]}{parts[2]}"
    )


DAYS = st.dates(EARLIEST, LATEST)
MOMENTS = st.datetimes(datetime(1946, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(microsecond=0, tzinfo=VIETNAM)
)
NUMBERS = st.integers(0, 2**31 - 1)
STAFF = st.builds(Staff, department=texts(200), name=texts(100), mobile=texts(20), email=texts(100))
ORGANIZATIONS = st.builds(
    Organization,
    code=codes(),
    name=texts(200, 1),
    in_charge=texts(500),
    address=texts(500),
    email=texts(100),
    telephone=texts(20),
    fax=texts(20),
    website=texts(20),
)
ANSWERED = st.builds(
    Answered,
    document_id=texts(200, 1),
    code=codes(),
    reference=texts(45),
    day=st.none() | DAYS,
)
REPLACED = st.builds(
    Replaced,
    document_id=texts(200, 1),
    receivers=st.lists(codes(), max_size=3, unique=True).map(tuple),
)


def changes() -> st.SearchStrategy[Change]:
    plain = {"document_id": texts(200), "staff": STAFF, "paper": NUMBERS}
    other = {**plain, "reason": texts(500, 1)}
    several = st.lists(codes(), max_size=4, unique=True)
    return st.one_of(
        st.builds(Change, reason=texts(500), **plain),
        st.builds(Change, business=st.just(Business.RECALL), **other),
        st.tuples(
            st.builds(
                Change, business=st.just(Business.UPDATE), fields_changed=st.booleans(), **other
            ),
            several,
        ).map(
            lambda pair: replace(
                pair[0],
                receivers_added=tuple(pair[1][:2]),
                receivers_removed=tuple(pair[1][2:]),
            )
        ),
        st.builds(
            Change,
            business=st.just(Business.REPLACE),
            replaced=st.lists(
                REPLACED, min_size=1, max_size=3, unique_by=lambda each: each.document_id
            ).map(tuple),
            **other,
        ),
    )


def _file(name: str, content: bytes, description: str, number: int) -> Attachment:
    return Attachment(
        name=name,
        media_type="application/pdf",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_id=f"f-{number}",
        description=description,
        open=lambda: BytesIO(content),
    )


NAMES = texts(500, 1).map(file_name).filter(lambda name: name and file_name(name) == name)
FILES = st.lists(
    st.builds(
        _file,
        name=NAMES,
        content=st.binary(max_size=300).map(lambda tail: b"%PDF-1.7\n" + tail),
        description=texts(400),
        number=NUMBERS,
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each.content_id,
).map(tuple)


def several(each: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(each, max_size=3).map(tuple)


DOCUMENTS = st.builds(
    DocumentMessage,
    sender=ORGANIZATIONS,
    receivers=st.lists(ORGANIZATIONS, min_size=1, max_size=3, unique_by=lambda each: each.code).map(
        tuple
    ),
    document_id=texts(200, 1),
    number=texts(11, 1),
    symbol=texts(30, 1),
    day=DAYS,
    place=texts(50),
    type_name=texts(100, 1),
    type_number=NUMBERS,
    type_detail=NUMBERS,
    type_notation=texts(10),
    subject=texts(500, 1),
    content=texts(500),
    signer=st.builds(Signer, authority=texts(100), position=texts(100), name=texts(100)),
    urgency=st.integers(0, 4),
    due=st.none() | DAYS,
    answers=st.lists(ANSWERED, max_size=2).map(tuple),
    places=several(texts(150, 1)),
    sphere=texts(100),
    page_count=st.none() | NUMBERS,
    copies=st.none() | NUMBERS,
    appendixes=several(texts(500, 1)),
    steering=st.none() | NUMBERS,
    direction=st.booleans(),
    change=changes(),
    traces=st.lists(st.builds(Trace, code=codes(), at=MOMENTS), min_size=1, max_size=3).map(tuple),
    attachments=FILES,
)
STATUSES = st.builds(
    StatusMessage,
    sender=ORGANIZATIONS,
    about=ANSWERED,
    code=st.sampled_from(sorted(CODES)),
    description=texts(500),
    at=MOMENTS,
    staff=STAFF,
)


@given(DOCUMENTS)
@settings(max_examples=60)
def test_documents_come_back(message: DocumentMessage) -> None:
    with TemporaryDirectory() as folder:
        again = read(BytesIO(to_bytes(message)), Path(folder))
    assert again.message == message
    assert again.message.others == ()
    assert fingerprint(again.message) == fingerprint(message)


@given(STATUSES)
def test_statuses_come_back(message: StatusMessage) -> None:
    assert read(BytesIO(to_bytes(message))).message == message


@given(DOCUMENTS)
@settings(max_examples=30)
def test_the_envelope_alone_comes_back(message: DocumentMessage) -> None:
    again = read(BytesIO(to_bytes(message, embed=False))).message
    assert isinstance(again, DocumentMessage)
    assert fingerprint(again) == fingerprint(message)


@given(STATUSES | DOCUMENTS)
@settings(max_examples=60)
def test_json_says_all_of_a_message(message: StatusMessage | DocumentMessage) -> None:
    with TemporaryDirectory() as name:
        told = message_as_object(message)
        if isinstance(message, DocumentMessage):
            for number, file in enumerate(message.attachments):
                assert file.open is not None
                Path(name, str(number)).write_bytes(file.open().read())
                told["attachments"][number]["path"] = str(number)
        assert message_from(json.dumps(told).encode(), Path(name)) == message


@given(DOCUMENTS)
@settings(max_examples=20)
def test_letters_apart_say_the_same(message: DocumentMessage) -> None:
    """Before it is written as after: the sender looks for its own message by what it says."""
    apart = replace(message, subject=f" {unicodedata.normalize('NFD', message.subject)}\r\n")
    assert fingerprint(apart) == fingerprint(message)
    assert fingerprint(_read(apart)) == fingerprint(message)


def _read(message: DocumentMessage) -> DocumentMessage:
    again = read(BytesIO(to_bytes(message))).message
    assert isinstance(again, DocumentMessage)
    return again


@given(DOCUMENTS)
@settings(max_examples=20)
def test_the_way_of_a_message_says_nothing(message: DocumentMessage) -> None:
    hop = Trace(code="W00", at=datetime(2026, 1, 1, tzinfo=VIETNAM))
    passed = replace(
        message,
        traces=(*message.traces, hop),
        receivers=message.receivers[:1],
        sender=replace(message.sender, name="khác"),
        others=(("a", "<b/>"),),
    )
    assert fingerprint(passed) == fingerprint(message)
    for changed in (
        replace(message, subject=message.subject + "!"),
        replace(message, urgency=(message.urgency + 1) % 5),
        replace(message, attachments=message.attachments[1:]),
        replace(message, sender=replace(message.sender, code="Z")),
        replace(message, day=(message.day or date.max) - timedelta(days=1)),
    ):
        assert fingerprint(changed) != fingerprint(message)


@given(st.sampled_from(packets()), st.integers(0, 2**32))
@settings(max_examples=300)
def test_any_change_is_read_or_refused_with_a_sentence(packet: bytes, seed: int) -> None:
    try:
        told = [note.sentence for note in read(BytesIO(mutate(packet, seed))).notes]
    except Unreadable as refusal:
        told = [refusal.told]
    assert all(each.endswith(".") for each in told)
