"""What planning and training keep about the person who asks, and nobody else."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from vanthu.cadres.planning.queries import own_record
from vanthu.cadres.training.queries import own_training
from vanthu.cadres.training.rules import Days, state_on
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.shell import screen
from vanthu.kernel.numbers import format_money


@signed_in
@require_GET
def planning(request: Request) -> HttpResponse:
    """Titles approved, and removals with the clock of the appeal; nothing on its way, no votes."""
    found = own_record(request.actor)
    return screen(request, "cadres/planning/mine.html", here="account", found=found)


@signed_in
@require_GET
def training(request: Request) -> HttpResponse:
    """Every class one was sent to, with the result, the service owed and the money."""
    day = request.actor.today
    found = [
        {
            "row": row,
            "state": state_on(
                Days(row.sent_on, row.attended.first, row.completed_on, row.dropped_on), day
            ).label,
            "debt": format_money(row.debt()),
        }
        for row in own_training(request.actor.person_id or 0)
    ]
    return screen(request, "cadres/training/mine.html", here="account", found=found)
