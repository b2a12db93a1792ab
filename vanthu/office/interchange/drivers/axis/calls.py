"""The calls of the axis, each with its parameters and the shape that its answer must have."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.axis.signing import Stamps, signed_headers
from vanthu.office.interchange.drivers.base import BadAnswer, Fault, Rejected
from vanthu.office.interchange.drivers.refusals import fault_of_status, refusal
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD, Answer
from vanthu.office.interchange.drivers.web.client import Client
from vanthu.office.interchange.drivers.web.form import FileForm
from vanthu.office.interchange.drivers.web.limits import MEGABYTE

JSON = "application/json"
PACKETS = frozenset({"application/octet-stream", "application/xml", "text/xml"})
"""Types under which a packet may be handed out; HTML never is one."""
Row = dict[str, Any]


class Calls:
    """What can be asked of the axis. Raises Unreachable, BadAnswer, Rejected."""

    def __init__(self, settings: AxisSettings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self._client = Client(settings.endpoint, settings.limits, settings.ca_file)
        self._stamps = Stamps(clock)

    def send(self, form: FileForm, parameters: Mapping[str, str]) -> str:
        """Hand a packet over; the axis's id for it."""
        body = {**parameters, "servicetype": "eDoc", "Content-Type": "application/octet-stream"}
        value = self._asked("/sendEdoc", body, form)
        remote = value.get("DocId")
        if not isinstance(remote, str) or not remote:
            raise BadAnswer(NOT_UNDERSTOOD, "no DocId")
        return remote

    def rows(self, path: str, parameters: Mapping[str, str]) -> list[Row]:
        """The rows of a list; empty only when the axis sent an empty one."""
        value = self._asked(path, {**parameters, "Content-Type": JSON})
        rows = value.get("data")
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadAnswer(NOT_UNDERSTOOD, "data is no list of rows")
        return rows

    def tell(self, path: str, parameters: Mapping[str, str]) -> None:
        """Tell the axis something that needs no answer but its yes."""
        self._asked(path, {**parameters, "Content-Type": JSON})

    def download(self, ref: str, path: Path) -> str:
        """Write a packet to a new file, byte by byte; its SHA-256."""
        with self._answer("GET", "/downloadEdoc", {"docId": ref, "Content-Type": JSON}) as answer:
            self._refuse_refusals(answer)
            answer.require_type(PACKETS)
            return answer.save(path, self.settings.limits.parcel_megabytes * MEGABYTE)

    def save(self, path: str, parameters: Mapping[str, str], target: Path) -> None:
        """Write a long list to a file as it is, to be read row by row."""
        with self._answer("POST", path, {**parameters, "Content-Type": JSON}) as answer:
            if fault := fault_of_status(answer.status):
                raise fault
            answer.require_type(self.settings.answer_types)
            answer.save(target, self.settings.limits.directory_megabytes * MEGABYTE)

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _asked(self, path: str, parameters: Mapping[str, str], form: FileForm | None = None) -> Row:
        with self._answer("POST", path, parameters, form) as answer:
            if answer.status >= 400:
                self._refuse_refusals(answer)
            elif fault := fault_of_status(answer.status):
                raise fault
            return self.checked(self._json(answer))

    def _json(self, answer: Answer) -> Row:
        return answer.json(
            self.settings.answer_types, self.settings.limits.list_megabytes * MEGABYTE
        )

    def checked(self, value: Row) -> Row:
        """The same value when the axis says yes in it; raises what its no means."""
        code, status = str(value.get("ErrorCode", "")), value.get("status")
        if status == "OK" and code == "0":
            return value
        if status == "FAIL" and code not in {"", "0"}:
            raise self.fault(code, str(value.get("ErrorDesc", "")))
        raise BadAnswer(NOT_UNDERSTOOD, f"status {status!r}, code {code!r}"[:200])

    def fault(self, code: str, reason: str) -> Fault:
        """What a code of the axis means on this link."""
        return refusal(code, reason, self.settings.our_codes)

    def _refuse_refusals(self, answer: Answer) -> None:
        """Raise what an answer other than a packet says: a code of its own, or its HTTP status."""
        fault = fault_of_status(answer.status)
        if answer.type in self.settings.answer_types and answer.status < 500:
            try:
                self.checked(self._json(answer))
            except Rejected:
                raise
            except BadAnswer as bad:
                raise fault or bad from bad
        if fault is not None:
            raise fault

    @contextmanager
    def _answer(
        self, method: str, path: str, parameters: Mapping[str, str], form: FileForm | None = None
    ) -> Iterator[Answer]:
        headers = signed_headers(
            parameters,
            system_id=self.settings.system_id,
            secret=self.settings.secret.read(),
            timestamp=self._stamps.next(),
        )
        if form is not None:
            headers["Content-Type"] = form.content_type
        with self._client.call(method, path, headers, body=form or b"") as answer:
            yield answer
