"""Settings of one link over the national axis."""

from dataclasses import dataclass
from pathlib import Path

from vanthu.office.interchange.drivers.refusals import OURS
from vanthu.office.interchange.drivers.secrets import SecretFile
from vanthu.office.interchange.drivers.web.endpoint import Endpoint
from vanthu.office.interchange.drivers.web.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisSettings:
    """`system_id` and `secret` are ours at the axis; `ca_file` is for an axis whose certificate is
    signed by an authority of its own.

    What the vendor has not published stays a setting: the types of a JSON answer, the codes that
    mean a fault of ours, for how many days back the list of what was sent is asked, and whether the
    units that were closed are asked for beside the directory.
    """

    endpoint: Endpoint
    system_id: str
    secret: SecretFile
    ca_file: Path | None = None
    limits: Limits = Limits()
    answer_types: tuple[str, ...] = ("application/json",)
    our_codes: tuple[str, ...] = tuple(sorted(OURS))
    look_back_days: int = 3
    most_candidates: int = 200
    closed_units: bool = True
