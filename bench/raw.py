"""The page to compare with: raw SQL and the same template, no requests, ORM or layers of Django.

A WSGI application with one connection a process: who is signed in, the counts of the boxes, the
rows; then the template of the real page, filled with the same words. Served by the same server with
as many workers. What the real page costs more is what the house costs.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from http.cookies import SimpleCookie
from types import SimpleNamespace
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vanthu.config.settings")
django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.utils import translation  # noqa: E402

from vanthu.faces.acts.catalogue import ACTS  # noqa: E402
from vanthu.faces.web.middleware import SESSION_COOKIE  # noqa: E402
from vanthu.faces.web.places import address, box_groups, page_groups  # noqa: E402
from vanthu.faces.web.rendering import environment  # noqa: E402
from vanthu.faces.web.rows import due_words  # noqa: E402
from vanthu.faces.web.views.boxes import BULK  # noqa: E402
from vanthu.faces.web.views.reports_download import FORMS  # noqa: E402
from vanthu.ground.access import keys  # noqa: E402
from vanthu.ground.access.rules import rights_of  # noqa: E402
from vanthu.ground.base.actor import VIETNAM, Actor  # noqa: E402
from vanthu.office.documents.choices import Direction as Way  # noqa: E402
from vanthu.office.documents.choices import DocumentState, Urgency  # noqa: E402
from vanthu.office.handling.choices import Box  # noqa: E402

PAGE = 50
_STATES = {value: str(label) for value, label in DocumentState.choices}
_URGENCIES = {value: str(label) for value, label in Urgency.choices}
_ENDED = {"finished", "refused", "issued", "cancelled", "recalled"}

_WHO = """SELECT p.full_name, t.id, o.id, o.title, o.role, o.agency_id, n.name, o.unit_id,
 (SELECT count(*) FROM (SELECT 1 FROM notify_notice x WHERE x.read_at IS NULL AND x.holder IN
 (5497558138880 + o.id, 4398046511104 + o.unit_id) LIMIT 100) u), a.id
 FROM access_session s JOIN people_account a ON a.id = s.account_id
 JOIN people_person p ON p.id = a.person_id JOIN people_tenure t ON t.person_id = p.id
 JOIN org_post o ON o.id = t.post_id JOIN org_agencyversion n ON n.agency_id = o.agency_id
 WHERE s.token_hash = %s AND s.revoked_at IS NULL AND s.expires_at > %s AND s.seen_at > %s
 AND a.closed_at IS NULL AND t.valid_from <= %s AND (t.valid_to IS NULL OR t.valid_to > %s)
 AND n.valid_from <= %s AND (n.valid_to IS NULL OR n.valid_to > %s)"""
_COUNT = """SELECT box, count(*) FROM handling_boxitem WHERE holder IN (%s, %s) GROUP BY box"""
_SHOWN = (
    "document_id, since, due_on, urgency, opened_at, reference, arrival_number, subject, "
    "issuer_name, from_name, remark"
)
_BOX = f"""SELECT {_SHOWN} FROM (
 SELECT * FROM (SELECT rank, id, {_SHOWN} FROM handling_boxitem WHERE holder = %s AND box = %s
 ORDER BY rank DESC, id DESC LIMIT 51) x UNION ALL
 SELECT * FROM (SELECT rank, id, {_SHOWN} FROM handling_boxitem WHERE holder = %s AND box = %s
 ORDER BY rank DESC, id DESC LIMIT 51) y) z ORDER BY rank DESC, id DESC LIMIT 51"""
_LIST = """SELECT d.id, d.reference, d.subject, d.issuer_name, d.arrived_on, d.issued_on, d.due_on,
 d.urgency, d.state, d.arrival_number FROM (
 SELECT * FROM (SELECT DISTINCT document_id FROM documents_grant WHERE key = %s AND direction = %s
 ORDER BY document_id DESC LIMIT 51) x UNION
 SELECT * FROM (SELECT DISTINCT document_id FROM documents_grant WHERE key = %s AND direction = %s
 ORDER BY document_id DESC LIMIT 51) y ORDER BY document_id DESC LIMIT 51) f
 JOIN documents_document d ON d.id = f.document_id ORDER BY d.id DESC"""


class Postgres:
    """One connection whose statements are planned once."""

    def __init__(self, given: dict[str, Any]) -> None:
        names = {"NAME": "dbname", "USER": "user", "HOST": "host", "PORT": "port"}
        words = {names[name]: given[name] for name in names if given[name]}
        self._connection = psycopg.connect(
            **words,
            autocommit=True,
            prepare_threshold=0,
            options="-c plan_cache_mode=force_generic_plan",
        )

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def all(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Every row."""
        return self._connection.execute(sql, list(values)).fetchall()


class Sqlite:
    """One connection; moments and days come as texts."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._connection = sqlite3.connect(given["NAME"], check_same_thread=False)
        self._connection.executescript("PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;")

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def all(self, sql: str, values: Iterable[Any]) -> list[Any]:
        """Every row."""
        plain = [str(v) if isinstance(v, date | datetime) else v for v in values]
        return self._connection.execute(sql.replace("%s", "?"), plain).fetchall()


@cache
def database() -> Postgres | Sqlite:
    """The connection of this process."""
    given = settings.DATABASES["default"]
    postgres = given["ENGINE"].endswith("postgresql")
    translation.activate("vi")
    return Postgres(given) if postgres else Sqlite(given)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
    """The box to-handle at /boxes/to-handle, the list of what came in at /documents."""
    now = datetime.now(VIETNAM)
    who = _who(environ.get("HTTP_COOKIE", ""), now)
    if who is None:
        start("401 Unauthorized", [])
        return [b""]
    page = _list if environ["PATH_INFO"] == "/documents" else _box
    body = page(who, now).encode()
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [body]


def _who(cookies: str, now: datetime) -> Any:
    secret = SimpleCookie(cookies)[SESSION_COOKIE].value
    day, moment = now.date(), now.astimezone(UTC).replace(tzinfo=None)
    hashed = hashlib.sha256(secret.encode()).hexdigest()
    idle = moment - timedelta(hours=2)
    rows = database().all(_WHO, [hashed, moment, idle, day, day, day, day])
    return rows[0] if rows else None


def _box(who: Any, now: datetime) -> str:
    box = Box.TO_HANDLE
    own = _keys(who)
    rows = database().all(_BOX, [own[0], box.value, own[1], box.value])
    today = now.date()
    return _page(
        "boxes/box.html",
        who,
        now,
        box.value,
        box=box.value,
        title=box.label,
        cap=1000,
        rows=[_row(*row, now, today) for row in rows[:PAGE]],
        opened=0,
        more="/boxes/to-handle?after=1-1" if len(rows) > PAGE else "",
        bulk=[ACTS[name] for name in BULK[box]],
    )


def _row(*values: Any) -> dict[str, Any]:
    number, since, due, urgency, opened, reference, arrival, subject, issuer, giver, remark = (
        values[:11]
    )
    now, today = values[11:]
    state, words = due_words(_day(due), today)
    return {
        "id": number,
        "url": f"/documents/{number}?box=to-handle",
        "reference": reference,
        "subject": subject,
        "issuer": issuer or giver,
        "when": _ago(since, now),
        "due_state": state,
        "due_words": words,
        "urgency": urgency,
        "urgency_label": _URGENCIES.get(urgency, ""),
        "unread": opened is None,
        "holder": remark,
        "mark": f"Số đến {arrival}" if arrival else "",
    }


def _list(who: Any, now: datetime) -> str:
    own = _keys(who)
    rows = database().all(_LIST, [own[0], "incoming", own[1], "incoming"])
    today = now.date()
    return _page(
        "lists/documents.html",
        who,
        now,
        "documents",
        title=Way.INCOMING.label,
        direction="incoming",
        rows=[_line(row, today) for row in rows[:PAGE]],
        more="?direction=incoming&after=1" if len(rows) > PAGE else "",
        filters=_filters(),
        may_register=False,
        forms=FORMS,
    )


@cache
def _filters() -> list[dict[str, Any]]:
    return [
        {
            "label": way.label,
            "url": f"/documents?direction={way.value}",
            "current": way == "incoming",
        }
        for way in Way
    ]


def _line(row: Any, today: date) -> dict[str, Any]:
    number, reference, subject, issuer, arrived, issued, due, urgency, state, arrival = row
    late, words = ("", "") if state in _ENDED else due_words(_day(due), today)
    day = _day(arrived or issued)
    return {
        "id": number,
        "url": f"/documents/{number}",
        "reference": reference,
        "subject": subject,
        "issuer": issuer,
        "when": day.strftime("%d/%m/%Y") if day else "",
        "due_state": late,
        "due_words": words,
        "urgency": urgency,
        "urgency_label": _URGENCIES.get(urgency, ""),
        "unread": False,
        "holder": _STATES.get(state, ""),
        "mark": f"Số đến {arrival}" if arrival else "",
    }


def _page(template: str, who: Any, now: datetime, here: str, **context: Any) -> str:
    name, tenure, post, title, role, agency, agency_name, _unit, unread, account = who
    counts = {Box(box): n for box, n in database().all(_COUNT, _keys(who))}
    actor = Actor(now, post_id=post, agency_id=agency, rights=rights_of(role), keys=_keys(who))
    shell = SimpleNamespace(
        actor=SimpleNamespace(account_id=account),
        agency=agency_name,
        post=title,
        person=name,
        initials="".join(word[0] for word in name.split()[-2:]).upper(),
        counts=counts,
        unread=unread,
        rights_waiting=0,  # a specialist confirms nobody's rights
        silent_links=[],  # nor sees how the exchange stands
        posts=[{"id": tenure, "agency": agency_name, "title": title, "current": True}],
        main_acts=[_start()],
        groups=[*box_groups(actor, counts, here), *page_groups(actor, here)],
        bottom=_bottom(),
        search_url="/search",
        query="",
        toasts=[],
    )
    values = {"now": now, "theme": "", "language": "vi", "csrf_token": "t" * 64, "answered": 200}
    values["demo_trusted"] = False
    values["request"] = SimpleNamespace(method="GET")
    return environment().get_template(template).render(shell=shell, **values, **context)


@cache
def _start() -> dict[str, str]:
    url = address("draft_new")
    return {"label": "Soạn văn bản", "url": url, "icon": "file-pen", "kind": "primary", "key": "n"}


@cache
def _bottom() -> list[dict[str, Any]]:
    places = (("Việc", "/boxes/to-handle", "inbox"), ("Soạn", "/drafts/new", "file-pen"))
    more = (("Tìm", "/search", "search"), ("Thông báo", "/notifications", "bell"))
    return [
        {"label": label, "url": url, "icon": icon, "current": False}
        for label, url, icon in (*places, *more)
    ]


def _keys(who: Any) -> tuple[int, int]:
    return keys.post(who[2]), keys.unit(who[7])


def _ago(value: Any, now: datetime) -> str:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(VIETNAM)
    days = now.toordinal() - local.toordinal()
    if days > 1:
        return local.strftime("%d/%m/%Y")
    if days == 1:
        return f"hôm qua, {local:%H:%M}"
    minutes = int((now - local).total_seconds() // 60)
    return f"{minutes // 60} giờ trước" if minutes >= 60 else f"{minutes} phút trước"


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value
