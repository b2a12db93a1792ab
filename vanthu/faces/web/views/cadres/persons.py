"""Whom a name being typed may mean: what tells persons of one name apart, and nothing more."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from vanthu.cadres.personnel.permissions import check_any_duty
from vanthu.cadres.personnel.queries import find_people
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.rendering import render
from vanthu.ground.access.choices import Right
from vanthu.ground.org.queries import last_names

_FEWEST_LETTERS = 2
_MOST = 10


@needs(Right.CADRES)
@require_GET
def suggested(request: Request) -> HttpResponse:
    """Up to ten persons within the reader's reach for the words in `field`, each with the year of
    birth and the agency that keeps the record; raises NoDuty for who has no duty at all.
    """
    actor, field = request.actor, request.GET.get("field", "")
    check_any_duty(actor)
    # One who was taken stands there with a number, which is no part of the name.
    text = request.GET.get(field, "").partition("(#")[0].strip()
    cards = find_people(actor, text, _MOST) if len(text) >= _FEWEST_LETTERS else []
    agencies = last_names(card.agency_id for card in cards)
    found = [(card, agencies.get(card.agency_id, "")) for card in cards]
    return render(request, "cadres/persons.html", field=field, text=text, found=found)
