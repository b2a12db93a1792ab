"""What waits for who runs the system of an agency, and for who watches over it; no content."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum

from vanthu.ground.access.queries import rights_waiting, without_second_factor
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Blob, Damage
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import CalendarDay
from vanthu.ground.people.models import Account, Tenure
from vanthu.office.documents.registers import Register, RegisterPeriod

# From October on the notice of next year's holidays is out.
_NOTICE_MONTH = 10
FILES_CHECK = "files.check"
# What an inspector looks at first: acts outside the ordinary flow of documents.
UNUSUAL = (
    *("emergency-requested", "emergency-allowed", "emergency-read"),
    *("number-voided", "number-inserted", "number-reserved", "document-recalled"),
    *("appointed", "tenure-ended", "delegated", "rights-confirmed"),
    *("sign-in-failed", "sign-in-locked", "password-reset", "second-factor-reset"),
    *("table-exported", "document-downloaded"),
)
DAYS = 30


@dataclass(frozen=True)
class Upkeep:
    """Counts that want an act of the system administrator, and how the system fares.

    `registers` are in use; while there is none, `clerks` says whether anybody could open one.
    """

    without_account: int
    without_factor: int
    rights_waiting: int
    damaged: int
    checked_at: datetime | None
    stored: int
    holidays_missing: int | None
    registers: int
    registers_without_period: int
    clerks: int


def upkeep(actor: Actor) -> Upkeep:
    """For the actor's agency; files and holidays are the whole installation's."""
    held = Tenure.objects.on(actor.today).filter(post__agency=actor.agency_id)
    account = Account.objects.filter(person=OuterRef("person"), closed_at=None)
    check = Job.objects.filter(task=FILES_CHECK, state=JobState.DONE).order_by("-pk").first()
    registers, closed = _registers(actor)
    return Upkeep(
        without_account=held.filter(~Exists(account)).values("person").distinct().count(),
        without_factor=without_second_factor(actor.agency_id, actor.today),
        rights_waiting=rights_waiting(actor.agency_id),
        damaged=Damage.objects.filter(repaired_at=None).count(),
        checked_at=check.finished_at if check else None,
        stored=Blob.objects.aggregate(total=Sum("size"))["total"] or 0,
        holidays_missing=_year_without_holidays(actor.today),
        registers=registers,
        registers_without_period=closed,
        clerks=held.filter(post__role=Role.RECORDS_CLERK).count(),
    )


def _year_without_holidays(today: date) -> int | None:
    """The year whose holidays nobody has entered: this one, from October on also the next."""
    years = [today.year, today.year + 1] if today.month >= _NOTICE_MONTH else [today.year]
    known = set(CalendarDay.objects.filter(day__year__in=years).values_list("day__year", flat=True))
    return next((year for year in years if year not in known), None)


def _registers(actor: Actor) -> tuple[int, int]:
    """Registers in use, and those of them that cannot give a number today."""
    open_now = RegisterPeriod.objects.filter(
        register=OuterRef("pk"), starts_on__lte=actor.today, ends_before__gt=actor.today
    )
    rows = Register.objects.on(actor.today).filter(agency=actor.agency_id)
    counted = rows.annotate(opened=Exists(open_now)).aggregate(
        every=Count("pk"), closed=Count("pk", filter=Q(opened=False))
    )
    return counted["every"], counted["closed"]


def unusual(actor: Actor) -> list[tuple[str, int]]:
    """Unusual events of the agency in the last thirty days, the most frequent first."""
    since = actor.now - timedelta(days=DAYS)
    rows = Entry.objects.filter(agency_id=actor.agency_id, at__gte=since, name__in=UNUSUAL)
    counted = rows.values("name").annotate(count=Count("pk")).order_by("-count", "name")
    return [(row["name"], row["count"]) for row in counted]


@dataclass(frozen=True)
class Verified:
    """The last verification of the agency's journal: when, over how much, with how many faults."""

    at: datetime
    entries: int
    faults: int


def last_verified(actor: Actor, task: str) -> Verified | None:
    """The newest finished verification that is still kept; None when there is none."""
    rows = Job.objects.filter(task=task, agency_id=actor.agency_id, state=JobState.DONE)
    job = rows.order_by("-pk").first()
    if job is None or job.finished_at is None or not isinstance(job.result, dict):
        return None
    return Verified(job.finished_at, job.result["entries"], job.result["faults"])
