"""The calls of the platform, each with the shape that its answer must have."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from vanthu.office.interchange.drivers.base import BadAnswer, Fault
from vanthu.office.interchange.drivers.lgsp.session import Session
from vanthu.office.interchange.drivers.lgsp.settings import LgspSettings
from vanthu.office.interchange.drivers.packing import Packed
from vanthu.office.interchange.drivers.refusals import fault_of_status, refusal
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD, Answer
from vanthu.office.interchange.drivers.web.client import Client
from vanthu.office.interchange.drivers.web.form import FileForm
from vanthu.office.interchange.drivers.web.limits import MEGABYTE

Row = dict[str, Any]
T = TypeVar("T")
_JSON = {"Content-Type": "application/json"}


class Calls:
    """What can be asked of the platform. Raises Unreachable, BadAnswer, Rejected."""

    def __init__(self, settings: LgspSettings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self._client = Client(settings.endpoint, settings.limits, settings.ca_file)
        self._session = Session(settings, self._client, clock)

    def send(self, bundle: Packed, message_type: str) -> str:
        """Hand a packet over; the platform's id for it."""

        def body() -> FileForm:
            return bundle.form("edocFile", messageType=message_type)

        value = self._called("POST", "/v1/sendEdoc", self._read_list, body=body)
        data = value.get("data")
        remote = value.get("docId") or (data.get("docId") if isinstance(data, dict) else None)
        if not isinstance(remote, str) or not remote:
            raise BadAnswer(NOT_UNDERSTOOD, "no docId")
        return remote

    def rows(self, path: str, query: Mapping[str, str]) -> list[Row]:
        """The rows of a list; empty only when the platform sent an empty one."""
        rows = self._called("GET", path, self._read_list, query=query).get("data")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadAnswer(NOT_UNDERSTOOD, "data is no list of rows")
        return rows

    def one(self, path: str, query: Mapping[str, str]) -> Row:
        """One large value."""
        data = self._called("GET", path, self._read_parcel, query=query).get("data")
        if not isinstance(data, dict):
            raise BadAnswer(NOT_UNDERSTOOD, "data is no object")
        return data

    def tell(self, path: str, value: Mapping[str, str]) -> None:
        """Tell the platform something that needs no answer but its yes."""
        told = json.dumps(value).encode()
        self._called("POST", path, self._read_list, headers=_JSON, body=lambda: told)

    def save(self, path: str, target: Path) -> None:
        """Write a long list to a file as it is."""

        def keep(answer: Answer) -> None:
            answer.require_type(self.settings.answer_types)
            answer.save(target, self.settings.limits.directory_megabytes * MEGABYTE)

        self._called("GET", path, keep)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _called(
        self,
        method: str,
        path: str,
        read: Callable[[Answer], T],
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Callable[[], FileForm | bytes] = bytes,
    ) -> T:
        """Make a call; when its token is refused, once more with a new one.

        The platform gives wrong and rotated credentials the same answer (interchange 3.3), and it
        has not looked at the body of a call that it refuses so.
        """
        for last in (False, True):
            token = self._session.token()
            sent = body()
            named = {**self._headers(token), **(headers or {})}
            if isinstance(sent, FileForm):
                named["Content-Type"] = sent.content_type
            with self._client.call(method, path, named, query=query, body=sent) as answer:
                if answer.status == 401:
                    self._session.forget(token)
                    if not last:
                        continue
                if fault := self._fault(answer):
                    raise fault
                return read(answer)
        raise AssertionError("unreachable")

    def _headers(self, token: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {token}",
            "X-SystemId": self.settings.system_id,
            "X-SecretKey": self.settings.secret.read_header(),
            "Accept": "application/json",
            "User-Agent": "vanthu",
        }

    def _fault(self, answer: Answer) -> Fault | None:
        """What an answer with an error's status says: a code of its own, or the status alone."""
        fault = fault_of_status(answer.status)
        if fault is None or answer.status in {401, 403} or answer.status >= 500:
            return fault
        try:
            self._read_list(answer)
        except BadAnswer:
            return fault
        except Fault as own:
            return own
        return fault

    def _read_list(self, answer: Answer) -> Row:
        most = self.settings.limits.list_megabytes * MEGABYTE
        return self._agreed(answer.json(self.settings.answer_types, most))

    def _read_parcel(self, answer: Answer) -> Row:
        most = self.settings.limits.parcel_megabytes * MEGABYTE
        return self._agreed(answer.json(self.settings.answer_types, most))

    def _agreed(self, value: Row) -> Row:
        """The same value when the platform says yes in it; raises what its no means."""
        if value.get("success") is True:
            return value
        data = value.get("data")
        told = data if isinstance(data, dict) else value
        code = str(told.get("errorCode") or "")
        if value.get("success") is False and code not in {"", "0"}:
            reason = str(told.get("errorDesc") or value.get("message") or "")
            raise refusal(code, reason, self.settings.our_codes)
        raise BadAnswer(NOT_UNDERSTOOD, f"success {value.get('success')!r}, code {code!r}"[:200])
