"""What stands in the form of an entry in the register: what is wrong, and what seems the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from vanthu.faces.acts import catalogue
from vanthu.faces.acts.fields import IncomingInput
from vanthu.faces.acts.incoming import RegisterInput
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request
from vanthu.faces.web.act_forms import typed, wrong
from vanthu.faces.web.days import day_of
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.documents import standard
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_day
from vanthu.office.documents.queries import Twin, duplicates


def check_entry(request: Request, *, entering: bool) -> None:
    """Raise Invalid with a sentence for each wrong field: what cannot be read, what the input does
    not take, and what the rules refuse of the rest; what is missing only when it is `entering`."""
    fields, errors = _input(request, "correct-fields")
    if entering:
        more, faults = _input(request, "register")
        errors = {**_late(request, more), **faults, **errors}
    errors = {**_against_rules(fields, entering=entering), **errors}
    if errors:
        order = dict.fromkeys([*_ON_PAGE, *errors])
        raise Invalid({name: errors[name] for name in order if name in errors})


# As they stand on the page, so that the summary leads down the form.
_ON_PAGE = (
    *("reference", "issued_on", "type_code", "urgency", "issuer_name", "subject"),
    *("signer_name", "signer_position", "signing_authority", "to_places", "page_count", "copies"),
    *("note", "register_id", "arrived_on", "due_on"),
)


def check_something(request: Request) -> None:
    """Raise Invalid for a paper of which nothing was written down: nothing is there to keep."""
    if not any(request.POST.get(name, "").strip() for name in _TELLING):
        raise Invalid({"reference": _NOTHING})


_TELLING = ("reference", "issuer_name", "subject")
_NOTHING = "Hãy nhập ít nhất số, ký hiệu, cơ quan ban hành hoặc trích yếu rồi lưu."


def _input(request: Request, name: str) -> tuple[dict[str, Any], dict[str, str]]:
    """What the act takes of the form, without what is wrong, and what is wrong with it."""
    act = catalogue.find(name)
    data, errors = typed(request, act)
    errors = {**wrong(act, data), **errors}
    return {name: value for name, value in data.items() if name not in errors}, errors


def _against_rules(fields: Mapping[str, Any], *, entering: bool) -> dict[str, str]:
    """What the data standard refuses, and the compulsory fields that are missing."""
    found = IncomingInput.model_validate(fields).fields().cleaned()
    missing = standard.missing_to_register(found) if entering else {}
    return {**missing, **standard.validate(found)}


def _late(request: Request, data: Mapping[str, Any]) -> dict[str, str]:
    """A day of arrival that has not come."""
    day = RegisterInput.model_validate(data).arrived_on
    try:
        check_day(request.actor, day or request.actor.today)
    except Refusal as refusal:
        return {"arrived_on": sentence_of(refusal)}
    return {}


def twins(document: Document, values: Mapping[str, Any]) -> list[Twin]:
    """What came in before and seems to be the same paper, by what stands in the form."""
    if not values.get("reference"):
        return []
    issued = values.get("issued_on")
    day = (
        issued
        if isinstance(issued, date) or issued is None
        else day_of(values, "issued_on", {}, required=False)
    )
    return duplicates(
        document.agency_id,
        reference=values["reference"],
        issuer=values.get("issuer_name") or "",
        year=day.year if day else None,
        identifier=document.identifier,
        issuer_id=document.issuer_id,
        besides=document.pk,
    )
