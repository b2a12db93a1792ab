"""Which agency a page of the administration is about: one's own, or any for the centre."""

from datetime import date

from django.http import QueryDict

from vanthu.faces.web.days import read_day
from vanthu.faces.web.numbers import row_number
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.permissions import NotYourOrganisation, is_provincial
from vanthu.ground.org.queries import AgencyName, agency_names, units_of
from vanthu.kernel.errors import NotFound


def agency_of(actor: Actor, sent: QueryDict) -> AgencyName:
    """The agency named by `agency` in the address; raises NotFound, NotYourOrganisation."""
    asked = sent.get("agency") or ""
    number = row_number(asked)
    number = actor.agency_id if number is None else number
    if number != actor.agency_id and not is_provincial(actor):
        raise NotYourOrganisation
    day = day_of_page(actor, sent)
    found = agency_names([number], day) or agency_names([number], actor.today)
    if number not in found:
        raise NotFound
    return found[number]


def day_of_page(actor: Actor, sent: QueryDict) -> date:
    """The day named by `on`; today when there is none or it makes no sense."""
    try:
        return read_day(sent.get("on") or "") or actor.today
    except ValueError:
        return actor.today


def unit_options(agency_id: int, actor: Actor) -> list[tuple[int, str]]:
    """The units of the agency today, for a field."""
    return [(unit.unit_id, unit.name) for unit in units_of(agency_id, actor.today)]
