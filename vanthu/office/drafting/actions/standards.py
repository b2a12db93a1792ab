"""Standard texts of an agency: what its papers of a type begin with."""

from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.text import one_line
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.drafting import permissions
from vanthu.office.drafting.events import StandardTextDropped, StandardTextSet
from vanthu.office.drafting.models import StandardText
from vanthu.office.writing.queries import Content, content_from_json, content_to_json, print_text


@action
def set_standard_text(
    actor: Actor,
    *,
    name: str,
    content: Any,
    type_code: str | None = None,
    text_id: int | None = None,
) -> StandardText:
    """Make a standard text, or change the one given, all at once.

    Raises NeedsRight, NotFound for another agency's, NotAContent, Invalid.
    """
    permissions.check_standards(actor)
    text, title = content_from_json(content), one_line(name)
    _check(actor, title, text, type_code, text_id)
    refuse_secrets(0, [title, print_text(text)])
    row = StandardText(agency_id=actor.agency_id) if text_id is None else _text(actor, text_id)
    row.name, row.type_id, row.content = title, type_code or None, content_to_json(text)
    row.changed_at, row.changed_by_name = actor.now, actor.name
    row.save()
    announce(
        actor,
        StandardTextSet(
            agency_id=actor.agency_id, object_id=row.pk, called=title, type_code=type_code or ""
        ),
    )
    return row


@action
def drop_standard_text(actor: Actor, *, text_id: int) -> None:
    """Forget a standard text; what was drafted from it stays. Raises NeedsRight, NotFound."""
    permissions.check_standards(actor)
    row = _text(actor, text_id)
    row.delete()
    announce(
        actor,
        StandardTextDropped(agency_id=actor.agency_id, object_id=text_id, called=row.name),
    )


def _text(actor: Actor, text_id: int) -> StandardText:
    found = StandardText.objects.filter(pk=text_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


def _check(
    actor: Actor, title: str, text: Content, type_code: str | None, text_id: int | None
) -> None:
    errors = {}
    others = StandardText.objects.filter(agency_id=actor.agency_id, name=title)
    if not title or len(title) > 200:
        errors["name"] = "Hãy đặt tên văn bản mẫu, tối đa 200 ký tự."
    elif others.exclude(pk=text_id or 0).exists():
        errors["name"] = "Đã có văn bản mẫu tên này. Hãy đặt tên khác."
    if text.empty:
        errors["content"] = "Văn bản mẫu chưa có nội dung. Hãy soạn nội dung."
    if type_code and not DocumentType.objects.filter(pk=type_code).exists():
        errors["type_code"] = "Loại văn bản không có trong danh mục. Hãy chọn lại."
    if errors:
        raise Invalid(errors)
