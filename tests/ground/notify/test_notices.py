"""Notices: written once, read by their holders, mailed as a link and nothing else."""

import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.ground.access import keys
from vanthu.ground.base.models import Job
from vanthu.ground.notify import mail
from vanthu.ground.notify.actions import mark_read, mark_read_about, notify
from vanthu.ground.notify.models import Notice
from vanthu.ground.notify.queries import notices, unread_count
from vanthu.ground.people.models import Person


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def tell(office: Office, holder: int, **more: Any) -> None:
    values = {"kind": "test", "text": "Có việc chờ.", "link": "/boxes/to-register", **more}
    notify(office.clerk, holder=holder, **values)


def test_holders_read_their_own_notices(office: Office) -> None:
    tell(office, keys.post(make.post(office, "head")))
    tell(office, keys.unit(office.department.pk), object_type="document", object_id=5)
    assert unread_count(office.head) == 2
    assert unread_count(office.specialist) == 1
    assert unread_count(office.sysadmin) == 0
    assert mark_read_about(office.specialist, object_type="document", object_id=5) == 1
    assert unread_count(office.head) == 1
    assert mark_read(office.head) == 1
    assert [notice.read_at for notice in notices(office.head)] == [NOW, NOW]
    assert notices(office.head, unread_only=True) == []


def test_nobody_marks_the_notices_of_others(office: Office) -> None:
    tell(office, keys.post(make.post(office, "head")))
    number = Notice.objects.get().pk
    assert mark_read(office.specialist, notice_ids=[number]) == 0


def test_a_repeated_notice_is_written_once(office: Office) -> None:
    holder = keys.post(make.post(office, "head"))
    for _again in range(3):
        tell(office, holder, repeat_key="R-05:1")
    assert Notice.objects.count() == 1


def test_pages_go_backwards(office: Office) -> None:
    for _number in range(5):
        tell(office, keys.post(make.post(office, "head")))
    first = notices(office.head, limit=3)
    rest = notices(office.head, before=first[-1].pk, limit=3)
    assert len(first) == 3
    assert len(rest) == 2


def test_without_a_mail_server_no_mail_is_asked_for(office: Office) -> None:
    tell(office, keys.registry(office.id))
    assert not Job.objects.filter(task="notify.mail").exists()


class _Letters(Message):
    """Keeps what a real SMTP server on this machine was given."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[EmailMessage] = []

    def handle_message(self, message: Any) -> None:
        self.received.append(message)


@pytest.fixture
def letters(settings: Any) -> Iterator[_Letters]:
    """A real SMTP server on loopback, and the settings that point to it."""
    kept = _Letters()
    server = Controller(kept, hostname="127.0.0.1", port=_free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.PUBLIC_URL = "https://vanthu.example"
    yield kept
    server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_mail_is_a_link_without_content(office: Office, letters: _Letters) -> None:
    Person.objects.filter(pk=office.clerk.person_id or 0).update(email="van.thu@example.vn")
    document = make.received(office, urgency=3)
    tell(office, keys.registry(office.id), urgent=True)
    job = Job.objects.get(task="notify.mail")
    assert job.priority == 10
    assert mail.send(office.clerk, **job.arguments) == 1
    (letter,) = letters.received
    text = letter.get_payload(decode=True)
    assert isinstance(text, bytes)
    body = text.decode()
    assert "https://vanthu.example/boxes/to-register" in body
    assert document.subject not in body
    assert letter["To"] == "van.thu@example.vn"


def test_who_is_behind_a_key(office: Office) -> None:
    Person.objects.update(email="a@example.vn")
    day = NOW.date()

    def people(holder: int) -> int:
        return len(list(mail.accounts(holder, day)))

    assert people(keys.post(make.post(office, "head"))) == 1
    assert people(keys.registry(office.id)) == 1
    assert people(keys.leaders(office.id)) == 3
    assert people(keys.unit_heads(office.department.pk)) == 2
    assert people(keys.unit(office.department.pk)) == 4
    assert people(keys.dossier(1)) == 0
