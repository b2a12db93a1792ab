"""What the papers of staffing share: their head, and the sentence none of them goes without."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.choices import System
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import PARTY_MOTTO, STATE_MOTTO, Heading

NOT_PEOPLE = (
    "Số người có quyết định tinh giản là số trường hợp, không phải biên chế bị cắt; "
    "hai số được báo cáo riêng và không trừ vào nhau."
)


def heading(actor: Actor, title: str, *lines: str) -> Heading:
    """The head of a paper of the actor's agency, with the motto of its system."""
    party = Agency.objects.filter(pk=actor.agency_id, system=System.PARTY).exists()
    return Heading(
        title=title,
        agency=last_names([actor.agency_id]).get(actor.agency_id, ""),
        motto=PARTY_MOTTO if party else STATE_MOTTO,
        lines=lines,
        mark=print_mark(actor),
    )


def days(ask: Ask) -> str:
    """The period in the words of a heading."""
    return f"Từ ngày {short_date(ask.first)} đến ngày {short_date(ask.day)}"
