"""A document message out of its tree."""

from dataclasses import replace

from vanthu.office.interchange.edxml import names, notes
from vanthu.office.interchange.edxml.attachments import Attachments
from vanthu.office.interchange.edxml.errors import UnknownBusiness
from vanthu.office.interchange.edxml.message import (
    Answered,
    Business,
    Change,
    DocumentMessage,
    Replaced,
    Signer,
    Trace,
)
from vanthu.office.interchange.edxml.parts import answered, receivers, sender, staff
from vanthu.office.interchange.edxml.picking import Scope
from vanthu.office.interchange.edxml.texts import quoted

_EMPTY = Answered(document_id="")


def document(
    header: Scope, traces: Scope, business: Scope, attachments: Attachments
) -> DocumentMessage:
    """Put the message together. Raises UnknownBusiness."""
    number, symbol = _code(header)
    issued, kind = header.one("PromulgationInfo"), header.one("DocumentType")
    other = header.one("OtherInfo")
    answers = tuple(each for each in map(answered, header.all("ResponseFor")) if each != _EMPTY)
    return DocumentMessage(
        sender=sender(header),
        receivers=receivers(header),
        document_id=header.needed(header.text("DocumentId"), "DocumentId"),
        number=number,
        symbol=symbol,
        place=issued.text("Place"),
        day=issued.day("PromulgationDate"),
        type_name=kind.text("TypeName"),
        type_number=_or(kind.number("Type"), 2),
        type_detail=_or(kind.number("TypeDetail"), 0),
        subject=header.needed(header.text("Subject"), "Subject"),
        content=header.text("Content"),
        signer=_signer(header.one(*names.SIGNER)),
        due=header.day("DueDate"),
        urgency=_or(other.number("Priority", most=4), 0),
        sphere=other.text("SphereOfPromulgation"),
        type_notation=other.text("TyperNotation"),
        copies=other.number("PromulgationAmount"),
        page_count=other.number("PageAmount"),
        direction=other.yes("Direction"),
        appendixes=other.one("Appendixes").texts("Appendix"),
        answers=answers,
        steering=header.number("SteeringType"),
        places=header.one("ToPlaces").texts("Place"),
        change=_change(business, header, answers),
        traces=tuple(map(_trace, traces.all("TraceHeader"))),
        attachments=attachments.all(),
    )


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _code(header: Scope) -> tuple[str, str]:
    """Number and symbol; some write both as one text, as in a status."""
    code = header.one("Code")
    number, symbol = code.text("CodeNumber"), code.text("CodeNotation")
    if number or symbol:
        return number, symbol
    number, _, symbol = code.own().partition("/")
    return number, symbol


def _signer(scope: Scope) -> Signer:
    return Signer(
        authority=scope.text("Competence"),
        position=scope.text(*names.POSITION),
        name=scope.text("FullName"),
    )


def _trace(scope: Scope) -> Trace:
    return Trace(code=scope.text("OrganId"), at=scope.moment("Timestamp"))


def _change(scope: Scope, header: Scope, answers: tuple[Answered, ...]) -> Change:
    business = _business(scope)
    change = Change(
        business=business,
        document_id=scope.text("DocumentId"),
        reason=scope.text(*names.REASON),
        paper=_or(scope.number("Paper"), 0),
        staff=staff(scope),
    )
    if business is Business.UPDATE:
        return _updating(change, scope.one(*names.CHANGED))
    if business is Business.REPLACE:
        return replace(change, replaced=_replaced(scope.one("ReplacementInfoList")))
    if business is Business.RECALL:
        _check_recalled(header, change, answers)
    return change


def _updating(change: Change, scope: Scope) -> Change:
    """What was changed; whether receivers were is told by the list of them."""
    scope.one("DocumentReceiver")
    added, removed = _receivers(scope.one("ReceiverList"))
    return replace(
        change,
        fields_changed=scope.yes("DocumentInfo"),
        receivers_added=added,
        receivers_removed=removed,
    )


def _check_recalled(header: Scope, change: Change, answers: tuple[Answered, ...]) -> None:
    """The official sample names one document in DocumentId and another in ResponseFor."""
    named = {each.document_id for each in answers if each.document_id}
    recalled = change.document_id or header.text("DocumentId")
    if named and recalled not in named:
        header.remark(notes.TWO_RECALLED)


def _business(scope: Scope) -> Business:
    child = scope.one(*names.BUSINESS_TYPE)
    told = child.own()
    if not told:
        return Business.NEW
    if told not in {"0", "1", "2", "3"}:
        raise UnknownBusiness(child.path, value=quoted(told))
    return Business(int(told))


def _receivers(scope: Scope) -> tuple[tuple[str, ...], tuple[str, ...]]:
    added: list[str] = []
    removed: list[str] = []
    for each in scope.all("Receiver"):
        code, kind = each.text("OrganId"), each.number("ReceiverType", most=1)
        if code and kind is not None:
            (added if kind else removed).append(code)
    return tuple(added), tuple(removed)


def _replaced(scope: Scope) -> tuple[Replaced, ...]:
    """Each document once: the official sample names the same one twice."""
    found: dict[str, tuple[str, ...]] = {}
    for each in scope.all("ReplacementInfo"):
        number, codes = each.text("DocumentId"), each.one("OrganIdList").texts("OrganId")
        found[number] = tuple(dict.fromkeys((*found.get(number, ()), *codes)))
    return tuple(Replaced(document_id=each, receivers=codes) for each, codes in found.items())
