"""The sheet of a vote: everybody's votes in one form, who passed, and the paper to be signed."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.cadres.planning import actions, permissions, queries
from vanthu.cadres.planning.actions import Votes
from vanthu.cadres.planning.errors import BallotIsClosed
from vanthu.cadres.planning.models import Ballot
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web import flash
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.elements import url
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.kernel.numbers import format_vi
from vanthu.kernel.votes import Tally, check_tally
from vanthu.reports.planning.tally import Tallied, tallied, tally_table

Item = dict[str, Any]
_COUNTS = ("yes", "no", "blank")
_MOST = 7


@needs(Right.CADRES)
@require_http_methods(["GET", "POST"])
def votes(request: Request, number: int) -> HttpResponse:
    """Everybody proposed for the title a row; POST keeps all rows at once."""
    permissions.check_open(request.actor)
    ballot = queries.ballot_of(request.actor, number)
    if request.method == "GET":
        return _page(request, ballot, {})
    errors: dict[str, str] = {}
    read = _read(request.POST, ballot, errors)
    if errors:
        return _page(request, ballot, errors)
    actions.set_votes(request.actor, ballot_id=ballot.pk, votes=read)
    answer = HttpResponseRedirect(url("planning_votes", ballot.pk))
    return flash.leave(answer, flash.Toast(_("Đã ghi số phiếu.")))


@needs(Right.CADRES)
@require_GET
def export(request: Request, number: int, form: str) -> HttpResponseBase:
    """The sheet as a paper to be signed, told in the journal."""
    permissions.check_open(request.actor)
    found = tallied(queries.ballot_of(request.actor, number))
    with override(settings.LANGUAGE_CODE):  # what is signed is in Vietnamese
        paper = tally_table(request.actor, found)
    return download(request.actor, paper, form)


def _read(posted: QueryDict, ballot: Ballot, errors: dict[str, str]) -> list[Votes]:
    """The rows with a number in them; a row left empty is not on the sheet."""
    found = []
    for person in queries.voted_on(ballot):
        typed = {name: posted.get(f"{name}{person}", "").strip() for name in _COUNTS}
        if not any(typed.values()):
            continue
        counts = {name: _count(text, f"{name}{person}", errors) for name, text in typed.items()}
        votes = Votes(person_id=person, tally=Tally(**counts))
        _judge(ballot, votes, errors)
        found.append(votes)
    return found


def _judge(ballot: Ballot, votes: Votes, errors: dict[str, str]) -> None:
    """Say in the row itself that its votes are more than the ballots."""
    try:
        check_tally(queries.session_of(ballot), votes.tally, complete=False)
    except Refusal as refusal:
        errors.setdefault(f"yes{votes.person_id}", sentence_of(refusal))


def _count(text: str, name: str, errors: dict[str, str]) -> int:
    plain = text.replace(".", "")
    if text and not (plain.isascii() and plain.isdecimal() and len(plain) <= _MOST):
        errors[name] = _("Hãy nhập số nguyên từ 0 trở lên.")
        return 0
    return int(plain or 0)


def _page(request: Request, ballot: Ballot, errors: dict[str, str]) -> HttpResponse:
    people, found = queries.voted_on(ballot), tallied(ballot)
    posted = request.POST if request.method == "POST" else None
    return screen(
        request,
        "cadres/planning/votes.html",
        here="planning_board",
        status=Invalid.status if errors else 200,
        ballot=ballot,
        title=ballot.target.title,
        record=f"/cadres/planning/ballots/{ballot.pk}",
        closed=_why_closed(request.actor, ballot),
        facts=_facts(found),
        outcome=_outcome(found),
        rows=_rows(found, people, posted),
        errors=errors,
        labels=_labels(people),
        forms=[(form.value, label) for form, label in FORMS],
    )


def _why_closed(actor: Actor, ballot: Ballot) -> str:
    """Why nothing can be typed, or nothing."""
    if ballot.closed_at is not None:
        return _(BallotIsClosed.default_sentence)
    try:
        permissions.check_enter(actor, ballot.agency_id)
    except Refusal as refusal:
        return sentence_of(refusal)
    return ""


def _facts(found: Tallied) -> list[tuple[str, str]]:
    session = found.session
    return [
        (_("Triệu tập"), format_vi(session.convened)),
        (_("Có mặt"), format_vi(session.present)),
        (_("Cần có mặt ít nhất"), format_vi(found.quorum)),
        (_("Phiếu phát ra"), format_vi(session.issued)),
        (_("Phiếu thu về"), format_vi(session.returned)),
        (_("Phiếu hợp lệ"), format_vi(session.valid)),
        (_("Phiếu đồng ý cần có"), format_vi(found.needed)),
    ]


def _outcome(found: Tallied) -> str:
    if not found.results:
        return ""
    values = {"passed": found.passed, "all": len(found.results), "needed": found.needed}
    return _("%(passed)s trên %(all)s người đạt mức ít nhất %(needed)s phiếu đồng ý.") % values


def _rows(found: Tallied, people: dict[int, str], posted: QueryDict | None) -> list[Item]:
    known = {each.line.person_id: each for each in found.results}
    rows = []
    for person, name in people.items():
        said = known.get(person)
        values = {
            f"{count}{person}": format_vi(getattr(said.line, count)) if said else ""
            for count in _COUNTS
        }
        if posted is not None:
            values = {each: posted.get(each, "") for each in values}
        result = "" if said is None else (_("Đạt") if said.passed else _("Không đạt"))
        tone = "green" if said and said.passed else "red"
        share = said.share if said else ""
        row = {"id": person, "name": name, "values": values, "share": share}
        rows.append({**row, "result": result, "tone": tone})
    return rows


def _labels(people: dict[int, str]) -> dict[str, str]:
    words = dict(zip(_COUNTS, (_("Đồng ý"), _("Không đồng ý"), _("Không có ý kiến")), strict=True))
    return {f"{c}{pk}": f"{name}: {words[c]}" for pk, name in people.items() for c in _COUNTS}
