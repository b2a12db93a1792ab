"""What the pages of targets are asked for: the resolution, the day, the period."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.http import QueryDict
from django.utils.translation import gettext as _

from vanthu.cadres.targets.errors import NoResolution
from vanthu.cadres.targets.models import Observation, Resolution
from vanthu.faces.web.days import read_day
from vanthu.ground.base.actor import Actor


@dataclass(frozen=True)
class Asked:
    """The resolution at hand, all there are, and the day it is judged on."""

    whole: Resolution
    resolutions: list[Resolution]
    as_of: date
    error: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"resolution={self.whole.pk}&as_of={self.as_of:%d/%m/%Y}"


def asked_of(actor: Actor, sent: QueryDict) -> Asked | None:
    """What the address asks for; the first resolution unless it names one, None without any.

    Without a day it is the last one that anything was reported for: later nothing is known yet.
    """
    rows = list(Resolution.objects.select_related("agency", "decision").order_by("kind", "pk"))
    rows.sort(key=lambda row: row.kind != "resolution")
    if not rows:
        return None
    wanted = sent.get("resolution") or ""
    found = next((row for row in rows if str(row.pk) == wanted), None if wanted else rows[0])
    if found is None:
        raise NoResolution
    try:
        day = read_day(sent.get("as_of") or "")
    except ValueError:
        return Asked(found, rows, last_read(found, actor.today), _("Ngày không hợp lệ."))
    return Asked(found, rows, day or last_read(found, actor.today))


def last_read(whole: Resolution, today: date) -> date:
    """The last day that anything was reported for, not after today."""
    rows = Observation.objects.current().filter(indicator__resolution=whole, last__lte=today)
    found: date | None = rows.aggregate(day=Max("last"))["day"]
    return found or min(today, whole.last)
