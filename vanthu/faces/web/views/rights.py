"""Changes of rights: what changed for whom, and a leader's confirmation (Q-005)."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.numbers import row_numbers
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.journal_words import called
from vanthu.ground.access import actions
from vanthu.ground.access.choices import Right
from vanthu.ground.access.errors import OwnChange
from vanthu.ground.access.models import RightsChange
from vanthu.ground.access.queries import rights_changes
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import post_names

VIEWERS = (Right.CONFIRM_RIGHTS, Right.MANAGE_ACCOUNTS, Right.READ_JOURNAL)


@needs(*VIEWERS)
@require_GET
def rights(request: Request) -> HttpResponse:
    """The changes of the agency, those that wait first."""
    rows = rights_changes(request.actor.agency_id)
    names = post_names({row.post_id for row in rows}, request.actor.today)
    shown = [_row(request.actor, row, names) for row in rows]
    return screen(
        request,
        "rights/rights.html",
        here="rights",
        waiting=[row for row in shown if row["change"].confirmed_at is None],
        confirmed=[row for row in shown if row["change"].confirmed_at is not None],
        may=request.actor.may(Right.CONFIRM_RIGHTS),
        own=OwnChange.default_sentence,
    )


def _row(actor: Actor, row: RightsChange, names: Any) -> dict[str, Any]:
    return {
        "change": row,
        "person": row.person.full_name,
        "post": str(names.get(row.post_id, row.post.title)),
        "what": called(row.what),
        "own": actor.account_id == row.made_by or actor.person_id == row.person_id,
    }


@needs(Right.CONFIRM_RIGHTS)
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Confirm the ticked changes."""
    ids = row_numbers(request.POST.getlist("id"))
    actions.confirm_rights(request.actor, change_ids=ids)
    sentence = (
        _("Đã xác nhận %(n)s thay đổi.") % {"n": len(ids)} if ids else _("Chưa chọn mục nào.")
    )
    return done(address("rights"), sentence)
