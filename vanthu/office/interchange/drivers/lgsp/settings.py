"""Settings of one link over a provincial platform."""

from dataclasses import dataclass
from pathlib import Path

from vanthu.office.interchange.drivers.refusals import OURS
from vanthu.office.interchange.drivers.secrets import SecretFile
from vanthu.office.interchange.drivers.web.endpoint import Endpoint
from vanthu.office.interchange.drivers.web.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class LgspSettings:
    """An account (`username`, `password`, `application`) that logs in, and a system (`system_id`,
    `secret`) that sends and receives.

    A token lives `token_minutes`. What is older than `receive_days` is not asked for. `sent_list`
    is false where the platform does not list what we sent: an unknown outcome then waits for a
    person, because nobody else can tell.
    """

    endpoint: Endpoint
    system_id: str
    secret: SecretFile
    username: str
    password: SecretFile
    application: str = ""
    ca_file: Path | None = None
    limits: Limits = Limits()
    answer_types: tuple[str, ...] = ("application/json",)
    our_codes: tuple[str, ...] = tuple(sorted(OURS))
    token_minutes: int = 30
    look_back_days: int = 3
    receive_days: int = 30
    most_candidates: int = 200
    sent_list: bool = True
