"""People of an agency: who they are, which posts they hold from when, how they sign in."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_agency import agency_of
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import why
from vanthu.ground.access.queries import factors
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.permissions import NotYourOrganisation, is_provincial
from vanthu.ground.org.queries import post_names
from vanthu.ground.people import actions
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.ground.people.queries import directory
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import fold

PAGE = 50


def person_page(number: int) -> str:
    """The page of a person."""
    return reverse("config_person", args=[number])


@needs(Right.CONFIGURE, Right.MANAGE_ACCOUNTS)
@require_GET
def people(request: Request) -> HttpResponse:
    """Who holds or held a post in the agency, and who was entered without one."""
    actor, agency = request.actor, agency_of(request.actor, request.GET)
    asking = Asking(request.GET, ("agency", "q", "post", "without"))
    rows = _people(agency.agency_id, bool(asking.values.get("without")))
    page = _page(rows, asking)
    shown = page[:PAGE]
    return screen(
        request,
        "config/people.html",
        here="config",
        agency=agency,
        asking=asking,
        rows=[_row(person, actor) for person in shown],
        post=_post(asking.number("post"), actor),
        following=asking.address(after=_place(shown[-1])) if len(page) > PAGE else "",
        reason=_reason(actor),
    )


def _reason(actor: Actor) -> str:
    found = why(actor, Right.CONFIGURE)
    return "" if found.allowed else found.sentence


def _people(agency_id: int, without: bool) -> QuerySet[Person]:
    """Those of the agency; with `without` those who hold no post anywhere."""
    if without:
        rows = Person.objects.filter(tenures=None)
    else:
        held = Tenure.objects.filter(post__agency=agency_id).values("person")
        rows = Person.objects.filter(pk__in=held)
    return rows.order_by("name_key", "pk")


def _page(rows: QuerySet[Person], asking: Asking) -> list[Person]:
    """A page after the place named; by name, as people are few: marks or not."""
    if wanted := fold(asking.values.get("q", "")):
        named = rows.values_list("pk", "full_name")
        rows = rows.filter(pk__in=[pk for pk, name in named if wanted in fold(name)][: 10 * PAGE])
    key, _dash, number = (asking.sent.get("after") or "").rpartition("~")
    if (last := row_number(number)) is not None:
        rows = rows.filter(Q(name_key__gt=key) | Q(name_key=key, pk__gt=last))
    held = Tenure.objects.select_related("post").order_by("-valid_from")
    found = rows.select_related("account").prefetch_related(Prefetch("tenures", queryset=held))
    return list(found[: PAGE + 1])


def _place(person: Person) -> str:
    return f"{person.name_key}~{person.pk}"


def _row(person: Person, actor: Actor) -> dict[str, Any]:
    account: Account | None = getattr(person, "account", None)
    held = [tenure.post.title for tenure in person.tenures.all() if tenure.in_force(actor.today)]
    return {"person": person, "account": account, "posts": held}


def _post(number: int | None, actor: Actor) -> Any:
    """The vacant post somebody is sought for."""
    return post_names([number], actor.today).get(number) if number else None


@needs(Right.CONFIGURE, Right.MANAGE_ACCOUNTS)
@require_GET
def person(request: Request, number: int) -> HttpResponse:
    """One person: posts by time, and the account."""
    actor, found = request.actor, find_person(request.actor, number)
    tenures = list(found.tenures.select_related("post").order_by("-valid_from"))
    account: Account | None = getattr(found, "account", None)
    return screen(
        request,
        "config/person.html",
        here="config",
        person=found,
        wanted=Asking(request.GET, ()).number("post") or "",
        tenures=[(row, row.in_force(actor.today) and row.valid_to is None) for row in tenures],
        names=post_names({row.post_id for row in tenures}, actor.today),
        account=account,
        factors=factors(account.pk) if account else None,
        configure=_reason(actor),
        accounts="" if (reason := why(actor, Right.MANAGE_ACCOUNTS)).allowed else reason.sentence,
    )


def find_person(actor: Actor, number: int) -> Person:
    """A person of the actor's agency, or with no post yet; any for the centre of the province."""
    found = Person.objects.filter(pk=number).select_related("account").first()
    if found is None:
        raise NotFound
    agencies = set(found.tenures.values_list("post__agency", flat=True))
    if agencies and actor.agency_id not in agencies and not is_provincial(actor):
        raise NotYourOrganisation
    return found


def _person_fields() -> list[Field]:
    return [
        Field("full_name", _("Họ và tên")),
        Field("email", _("Thư điện tử công vụ"), kind="email", required=False, width="w6"),
        Field("phone", _("Điện thoại"), required=False, width="w6"),
    ]


def _typed(form: Form) -> actions.PersonFields:
    return actions.PersonFields(
        full_name=form.text("full_name"), email=form.text("email"), phone=form.text("phone")
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Enter a person."""
    form = Form(request, _person_fields())
    if form.sent and form.does(actions.add_person, request.actor, fields=_typed(form)):
        told = _("Đã thêm. Hãy bổ nhiệm vào chức vụ và cấp tài khoản.")
        return done(person_page(form.result.pk), told)
    return form_page(
        request,
        form,
        title=_("Thêm người"),
        intro=_("Chỉ ghi những gì công việc cần: họ tên, cách liên hệ."),
        submit=_("Thêm"),
        back=address("config_people"),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def correct(request: Request, number: int) -> HttpResponse:
    """Correct a name or an address."""
    found = find_person(request.actor, number)
    form = Form(request, _person_fields(), vars(found))
    if form.sent and form.does(
        actions.correct_person, request.actor, person_id=number, fields=_typed(form)
    ):
        return done(person_page(number), _("Đã sửa; nhật ký giữ thông tin trước đó."))
    return form_page(
        request, form, title=_("Sửa thông tin"), submit=_("Ghi"), back=person_page(number)
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def appoint(request: Request, number: int) -> HttpResponse:
    """Appoint the person to a vacant post."""
    actor, found = request.actor, find_person(request.actor, number)
    agency = agency_of(actor, request.GET)
    form = Form(
        request,
        [
            _post_field(_("Chức vụ còn trống"), agency.agency_id, actor),
            Field("from_day", _("Từ ngày"), kind="day", width="w6"),
            Field("to_day", _("Đến trước ngày"), kind="day", required=False, width="w6"),
            Field("basis", _("Quyết định"), hint=_("Số, ngày của quyết định bổ nhiệm.")),
        ],
        {"from_day": actor.today, "post_id": request.GET.get("post") or ""},
    )
    if form.sent and form.does(
        actions.appoint,
        actor,
        person_id=number,
        post_id=form.number_or_none("post_id") or 0,
        from_day=form.day("from_day"),
        to_day=form.day_or_none("to_day"),
        basis=form.text("basis"),
    ):
        return done(person_page(number), _("Đã bổ nhiệm; hộp việc của chức vụ có ngay từ ngày đó."))
    return form_page(
        request,
        form,
        title=_("Bổ nhiệm %(name)s") % {"name": found.full_name},
        intro=agency.name,
        submit=_("Bổ nhiệm"),
        back=person_page(number),
    )


def _post_field(label: str, agency_id: int, actor: Actor) -> Field:
    vacant = [
        (unit.name or _("Trực thuộc cơ quan"), posts)
        for unit in directory(agency_id, actor.today)
        if (posts := [(post.post_id, post.title) for post in unit.posts if post.holder is None])
    ]
    empty = _("Chọn chức vụ") if vacant else _("Không còn chức vụ nào trống")
    return Field("post_id", label, kind="choice", options=vacant, empty=empty)


def _tenure(actor: Actor, number: int) -> Tenure:
    found = Tenure.objects.filter(pk=number).select_related("person", "post").first()
    if found is None:
        raise NotFound
    find_person(actor, found.person_id)
    return found


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def end(request: Request, number: int) -> HttpResponse:
    """The person leaves a post."""
    tenure = _tenure(request.actor, number)
    form = Form(
        request,
        [
            Field("on", _("Thôi giữ từ ngày"), kind="day", width="w6"),
            Field("basis", _("Quyết định")),
        ],
        {"on": request.actor.today},
    )
    if form.sent and form.does(
        actions.end_tenure,
        request.actor,
        tenure_id=number,
        on=form.day("on"),
        basis=form.text("basis"),
    ):
        return done(person_page(tenure.person_id), _("Đã ghi; việc còn lại ở hộp của chức vụ."))
    return form_page(
        request,
        form,
        title=_("%(name)s thôi giữ %(title)s")
        % {"name": tenure.person.full_name, "title": tenure.post.title},
        intro=_("Việc đang có thuộc về chức vụ: người kế nhiệm thấy đủ."),
        submit=_("Ghi"),
        back=person_page(tenure.person_id),
    )


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def move(request: Request, number: int) -> HttpResponse:
    """The person goes to another post on a day."""
    actor, tenure = request.actor, _tenure(request.actor, number)
    agency = agency_of(actor, request.GET)
    form = Form(
        request,
        [
            _post_field(_("Đến chức vụ"), agency.agency_id, actor),
            Field("on", _("Từ ngày"), kind="day", width="w6"),
            Field("basis", _("Quyết định")),
        ],
        {"on": actor.today},
    )
    if form.sent and form.does(
        actions.move_person,
        actor,
        tenure_id=number,
        to_post_id=form.number_or_none("post_id") or 0,
        on=form.day("on"),
        basis=form.text("basis"),
    ):
        return done(person_page(tenure.person_id), _("Đã điều chuyển."))
    return form_page(
        request,
        form,
        title=_("Điều chuyển %(name)s") % {"name": tenure.person.full_name},
        intro=_("Rời %(title)s. Việc của chức vụ cũ ở lại với chức vụ đó.")
        % {"title": tenure.post.title},
        submit=_("Điều chuyển"),
        back=person_page(tenure.person_id),
    )
