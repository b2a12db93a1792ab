"""The form of an act: its fields for the screen, and what was posted as the act takes it."""

import base64
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.translation import gettext as _

from vanthu.cadres.personnel.permissions import agencies_reached
from vanthu.demo.keys import PIN
from vanthu.demo.pki.installed import is_set_up
from vanthu.faces.acts import forms, uploads
from vanthu.faces.acts.base import Option, widget_of
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.forms import Asks
from vanthu.faces.books.persons import person_named, persons_named
from vanthu.faces.web import recipients
from vanthu.faces.web.access import Request
from vanthu.faces.web.days import WRONG, read_day
from vanthu.faces.web.places import address
from vanthu.faces.web.typed import READERS, shown
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.kernel.text import reference_key
from vanthu.office.documents.permissions import visible

Item = dict[str, Any]
SHARES = ("lead", "supports", "informs")
SECRETS = ("secret", "key-file")
KEY_FILE = 64 * 1024
_LISTED = {"receivers", "groups", "recipients"}
_NUMBERED = re.compile(r"(?:^|#)(\d{1,12})\)?$", re.ASCII)


class FormLike(Asks, Protocol):
    """What a form begins with: values, and the choices of its fields."""

    @property
    def initial(self) -> Mapping[str, Any]:
        """The values."""

    @property
    def options(self) -> Mapping[str, Sequence[Option]]:
        """The choices."""


def fields_of(
    actor: Actor,
    form: FormLike,
    posted: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
) -> list[Item]:
    """The fields in their order; the three shares of work are one matrix.

    What was `posted` stands in them again, with the sentence of what was wrong.
    """
    found, wrong = list[Item](), errors or {}
    shared = set(SHARES) <= set(form.input.model_fields)
    for name, info in form.input.model_fields.items():
        if shared and name in SHARES:
            if name == SHARES[0]:
                found.append(_matrix(form, posted, wrong))
            continue
        item = _field(name, info, form, posted, wrong)
        if item["widget"] == "recipients":
            chosen = form.initial.get(name, ())
            item |= recipients.picker(actor.agency_id, actor.today, chosen, posted)
        elif item["widget"] == "person":
            item |= {"suggest": _suggesting(actor), **_of_person(item, actor.today)}
        found.append(item)
    return _to_fill(item for item in found if item["widget"] != "assignment" or item["options"])


def _to_fill(fields: Iterable[Item]) -> list[Item]:
    """The fields without what no choice needs; `first` is where filling begins."""
    shown = list(fields)
    needed = {need for item in shown for need in item.get("needing", {}).values()}
    shown = [item for item in shown if item["widget"] != "key-file" or item["name"] in needed]
    first = next((item for item in shown if not _settled(item)), None)
    return [item | {"first": item is first} for item in shown]


def _settled(item: Item) -> bool:
    """Whether nobody has to fill it: hidden, or the only key."""
    return item["widget"] == "hidden" or (item["widget"] == "key" and len(item["options"]) == 1)


def _field(
    name: str, info: Any, form: FormLike, posted: QueryDict | None, errors: Mapping[str, str]
) -> Item:
    extra = info.json_schema_extra or {}
    widget, blank = widget_of(extra), extra.get("blank", "")
    options = form.options.get(name, ())
    if widget in _LISTED:
        value: Any = posted.getlist(name) if posted is not None else _spelled(form, name)
    elif widget in SECRETS:
        value = ""  # no page ever shows a secret again
    elif posted is not None:
        value = posted.get(name, "")
    else:
        value = shown(widget, form.initial.get(name))
    return {
        "name": name,
        "label": _(info.title),
        "widget": widget,
        "value": "" if value is None else value,
        "required": info.is_required() or bool(extra.get("needed")),
        "hint": _(blank) if blank else _demo_hint(widget),
        "error": next((s for at, s in errors.items() if at.split(".")[0] == name), ""),
        "options": grouped(options),
        "needing": {option.value: option.needs for option in options if option.needs},
    }


def _demo_hint(widget: str) -> str:
    return (
        _("Bản dùng thử: khóa mẫu có mã PIN %(pin)s.") % {"pin": PIN}
        if widget == "secret" and is_set_up()
        else ""
    )


def _spelled(form: FormLike, name: str) -> list[str]:
    """What is ticked as the boxes spell it; of receivers `unit:12`, `post:34`."""
    return [_spelling(each) for each in form.initial.get(name) or ()]


def _spelling(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    unit = value.get("unit_id")
    return f"unit:{unit}" if unit else f"post:{value.get('post_id')}"


def _matrix(form: FormLike, posted: QueryDict | None, errors: Mapping[str, str]) -> Item:
    """Everyone who can be given work, with the role they were given."""
    titles = {name: _(str(form.input.model_fields[name].title)) for name in SHARES}
    chosen = {value: name for name in SHARES for value in (posted.getlist(name) if posted else ())}
    people = [
        {
            "id": option.value,
            "name": option.label,
            "note": "" if option.label == option.group else option.group,
            "unit": str(option.value).startswith("unit:"),
            "role": chosen.get(str(option.value), ""),
            "due": posted.get(f"due:{option.value}", "") if posted else "",
        }
        for option in form.options.get(SHARES[0], ())
    ]
    return {
        "name": SHARES[0],
        "widget": "shares",
        "label": _("Giao cho"),
        "people": people,
        "roles": [(name, titles[name]) for name in SHARES],
        "due": form.initial.get("due_on"),
        "error": next((s for at, s in errors.items() if at.split(".")[0] in SHARES), ""),
        "options": (),
    }


def grouped(options: Sequence[Option]) -> list[tuple[Any, Any]]:
    """Pairs for a choice; under their groups where they have some."""
    if not any(option.group for option in options):
        return [(option.value, option.label) for option in options]
    groups: dict[str, list[tuple[Any, str]]] = {}
    for option in options:
        groups.setdefault(option.group or _("Lãnh đạo cơ quan"), []).append(
            (option.value, option.label)
        )
    return list(groups.items())


def read(request: Request, act: Asks) -> dict[str, Any]:
    """The posted form as the act takes it: days as people type them, files kept, documents found
    by their number. Raises Invalid for all that is wrong, and what the file store refuses."""
    data, errors = typed(request, act)
    if errors:
        raise Invalid(errors | {n: s for n, s in wrong(act, data).items() if n not in errors})
    return data


def wrong(act: Asks, data: Mapping[str, Any]) -> Mapping[str, str]:
    """What the act's input finds wrong with what was read."""
    try:
        checked(act.input, data)
    except Invalid as refusal:
        return refusal.errors
    return {}


def typed(request: Request, act: Asks) -> tuple[dict[str, Any], dict[str, str]]:
    """What could be read of the posted form, and a sentence for each field that could not."""
    form = request.POST.copy()
    errors: dict[str, str] = {}
    for name, info in act.input.model_fields.items():
        widget = widget_of(info.json_schema_extra)
        if widget == "date":
            _day(form, name, errors)
        elif widget == "file":
            _file(request, form, name)
        elif widget == "key-file":
            _key_file(request, form, name)
        elif widget == "document":
            _document(request.actor, form, name, errors)
        elif widget == "person":
            _person(request.actor, form, name, errors)
        elif widget in READERS:
            _typed(form, name, READERS[widget], errors)
        elif widget == "recipients":
            recipients.spread(form, name)
        elif widget == "flag" and info.is_required():
            form.setdefault(name, "false")  # a box left unticked is not sent
    for name in [name for name in form if name.startswith("due:")]:
        _day(form, name, errors, under=SHARES[0])
    return forms.posted(act, form), errors


def _day(form: QueryDict, name: str, errors: dict[str, str], under: str = "") -> None:
    try:
        day = read_day(form.get(name, ""))
    except ValueError:
        errors[under or name] = WRONG
    else:
        form[name] = day.isoformat() if isinstance(day, date) else ""


def _typed(
    form: QueryDict, name: str, reader: Callable[[str], str], errors: dict[str, str]
) -> None:
    """A number or month as people write it, turned into what a program would send."""
    try:
        form[name] = reader(form.get(name, ""))
    except Refusal as refusal:
        errors[name] = refusal.sentence


def _person(actor: Actor, form: QueryDict, name: str, errors: dict[str, str]) -> None:
    """People are known by name; a number comes from links, from the choice, or as `#12`."""
    typed = form.get(name, "").strip()
    numbered = _NUMBERED.search(typed)
    if not typed or numbered:
        form[name] = numbered[1] if numbered else ""
        return
    found = persons_named(typed, actor.today)
    if len(found) == 1:
        form[name] = str(found[0].value)
    elif found:
        errors[name] = _("Có nhiều người mang tên này. Hãy chọn đúng người trong danh sách.")
    else:
        errors[name] = _("Không tìm thấy người nào mang tên này. Hãy kiểm tra lại họ và tên.")


def _of_person(item: Item, day: date) -> Item:
    """The person by name where a number stands; whom to choose from where several bear the name."""
    text = str(item["value"]).strip()
    if text.isdecimal():
        return {"value": person_named(int(text)) or text}
    several = persons_named(text, day) if item["error"] and not _NUMBERED.search(text) else []
    return {"options": grouped(several)} if len(several) > 1 else {}


def _suggesting(actor: Actor) -> str:
    """Where persons are suggested to whoever holds a duty about some; nowhere for others."""
    reached = agencies_reached(actor, None)
    return address("persons_suggested") if reached is None or reached else ""


def _file(request: Request, form: QueryDict, name: str) -> None:
    sent = request.FILES.get(name)
    if sent is not None:
        kept = uploads.keep(request.actor, name=sent.name or "", stream=sent.chunks())
        form[name] = kept.token
        # A form that comes back with a refusal is filled from the request, and keeps the file.
        posted = request.POST.copy()
        posted[name] = kept.token
        request.POST = posted  # type: ignore[assignment]  # settable, whatever the stubs say


def _key_file(request: Request, form: QueryDict, name: str) -> None:
    """The file of a key, in memory alone: it is never stored, not even until the form is right."""
    sent = request.FILES.get(name)
    form[name] = base64.b64encode(sent.read(KEY_FILE)).decode() if sent is not None else ""


def _document(actor: Actor, form: QueryDict, name: str, errors: dict[str, str]) -> None:
    """People know a document by its number: `15/UBND-KT`; ids come from links."""
    typed = form.get(name, "").strip()
    if not typed or typed.isdecimal():
        return
    rows = visible(actor).filter(agency=actor.agency_id, reference_key=reference_key(typed))
    ids = list(rows.values_list("pk", flat=True)[:2])
    if len(ids) == 1:
        form[name] = str(ids[0])
    elif ids:
        errors[name] = _(
            "Có nhiều văn bản mang số này. Hãy mở văn bản cần chọn rồi liên kết từ đó."
        )
    else:
        errors[name] = _("Không tìm thấy văn bản mang số, ký hiệu này trong cơ quan.")
