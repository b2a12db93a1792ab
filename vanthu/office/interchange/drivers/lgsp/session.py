"""The token of the account: asked for when there is none, shared by threads, dropped on refusal."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

from vanthu.office.interchange.drivers.base import BadAnswer, Rejected, Unreachable
from vanthu.office.interchange.drivers.lgsp.settings import LgspSettings
from vanthu.office.interchange.drivers.refusals import UNKNOWN_TO_IT, fault_of_status
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD
from vanthu.office.interchange.drivers.web.client import Client, NoAnswer

MARGIN = timedelta(minutes=2)
"""A token this near its end is not used any more."""
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    until: datetime


class Session:
    """Who we are at the platform, for as long as a token lives."""

    def __init__(
        self, settings: LgspSettings, client: Client, clock: Callable[[], datetime]
    ) -> None:
        self._settings = settings
        self._client = client
        self._clock = clock
        self._token: _Token | None = None
        self._lock = Lock()

    def token(self) -> str:
        """A token that is good for a while. Raises Unreachable, Rejected(ours): never anything that
        would say of a parcel that it may have been taken.
        """
        with self._lock:
            if self._token is None or self._clock() > self._token.until - MARGIN:
                life = timedelta(minutes=self._settings.token_minutes)
                begun = self._clock()
                self._token = _Token(self._logged_in(), begun + life)
            return self._token.value

    def forget(self, token: str) -> None:
        """Drop a token that was refused, unless another thread has replaced it."""
        with self._lock:
            if self._token is not None and self._token.value == token:
                self._token = None

    def _logged_in(self) -> str:
        try:
            return self._asked()
        except (NoAnswer, BadAnswer) as fault:
            raise Unreachable(fault.sentence, f"login: {fault.detail}") from fault

    def _asked(self) -> str:
        account = {
            "username": self._settings.username,
            "password": self._settings.password.read(),
            "applicationCode": self._settings.application,
            "otp": None,
            "twoFactorProvider": None,
            "typeObjs": [0, 1],
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        query = {"allow_anonymous": "true"}
        body = json.dumps(account).encode()
        with self._client.call("POST", "/v1/auth/login", headers, query=query, body=body) as answer:
            if fault := fault_of_status(answer.status):
                raise _as_ours(fault)
            value = answer.json(self._settings.answer_types, LARGEST)
        data = value.get("data")
        token = data.get("token") if isinstance(data, dict) else None
        if isinstance(token, str) and token.isascii() and token.isprintable() and token:
            return token
        if str(value.get("code", "")) not in {"", "200"}:
            raise Rejected(UNKNOWN_TO_IT, code=str(value["code"])[:20], ours=True)
        raise BadAnswer(NOT_UNDERSTOOD, "no token")


def _as_ours(fault: Exception) -> Exception:
    """A login that is refused is refused for what we are, whatever the status is."""
    if isinstance(fault, Rejected):
        return Rejected(fault.sentence, code=fault.code, ours=True)
    return fault
