"""Acts on any document: its files and what it relates to."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.base import ANY, Act, ActInput, Outcome
from vanthu.faces.acts.fields import choices
from vanthu.faces.acts.inputs import FileToken, Id, Reason, asked
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.faces.acts.uploads import taken
from vanthu.ground.base.actor import Actor
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.actions.files import check_text_open
from vanthu.office.documents.actions.moving import check_living
from vanthu.office.documents.actions.signatures import check_signable
from vanthu.office.documents.choices import FileRole, RelationKind
from vanthu.office.documents.demands import Change
from vanthu.office.documents.errors import DocumentNotFound, NeedsFile
from vanthu.office.documents.models import DocumentFile
from vanthu.office.documents.permissions import change_of, check_change


class AttachInput(ActInput):
    """A file uploaded before, and what it is to the document."""

    file: Annotated[FileToken, asked(N_("Tệp"), "file")]
    role: Annotated[
        Literal["main", "annex", "signed-scan"],
        asked(N_("Loại tệp"), "choice", choices=choices(FileRole)[:3]),
    ] = "annex"


class ReplaceInput(ActInput):
    """Which file is set aside, and why."""

    file_id: Annotated[Id, asked(N_("Tệp"), "hidden")]
    reason: Reason


class RelateInput(ActInput):
    """To which document of the agency, and how."""

    target_id: Annotated[Id, asked(N_("Văn bản liên quan"), "document")]
    kind: Annotated[
        Literal[
            "answers",
            "based-on",
            "amends",
            "replaces",
            "corrects",
            "recalls",
            "copy-of",
            "attached",
            "related",
        ],
        Field(),
        asked(N_("Quan hệ"), "choice", choices=choices(RelationKind)),
    ] = "related"


def _attach(actor: Actor, document_id: int, data: AttachInput) -> Outcome:
    blob, name = taken(actor, data.file)
    row = actions.attach_file(
        actor, document_id=document_id, file=NewFile(blob, name, FileRole(data.role))
    )
    return Outcome(say("Đã đính kèm {name}.").format(name=row.name))


def _replace(actor: Actor, document_id: int, data: ReplaceInput) -> Outcome:
    if not DocumentFile.objects.filter(pk=data.file_id, document=document_id).exists():
        raise DocumentNotFound
    actions.replace_file(actor, file_id=data.file_id, reason=data.reason)
    return Outcome(say("Đã bỏ tệp khỏi văn bản; tệp cũ vẫn được lưu."))


def _relate(actor: Actor, document_id: int, data: RelateInput) -> Outcome:
    actions.relate(actor, source_id=document_id, target_id=data.target_id, kind=data.kind)
    return Outcome(say("Đã liên kết văn bản."))


def _check(actor: Actor, document_id: int, _data: ActInput) -> Outcome:
    actions.recheck_signatures(actor, document_id=document_id)
    return Outcome(say("Đang kiểm tra lại chữ ký số; kết quả hiện bên cạnh văn bản."))


def _judge_check(standing: Standing) -> Judgement:
    """Some file of the document is a PDF that may be read."""
    return judged(lambda: check_signable(standing.actor, standing.document))


def _judge(change: Change) -> Callable[[Standing], Judgement]:
    """Whether state and relation allow the change."""

    def judge(standing: Standing) -> Judgement:
        return judged(
            lambda: check_living(standing.actor, standing.document),
            lambda: check_change(standing.document, change, standing.relations),
        )

    return judge


def _judge_replace(standing: Standing) -> Judgement:
    """Some file of the document may be set aside."""
    rows = DocumentFile.objects.filter(document=standing.document, replaced_at=None)
    roles = sorted(set(rows.values_list("role", flat=True)))
    each = [_judge_file(standing, role) for role in roles]
    found = next((one for one in each if one.allowed), None) or next(iter(each), None)
    living = judged(lambda: check_living(standing.actor, standing.document))
    return (found or Judgement(NeedsFile())) if living.allowed else living


def _judge_file(standing: Standing, role: str) -> Judgement:
    document = standing.document
    return judged(
        lambda: check_text_open(document, role),
        lambda: check_change(document, change_of(role), standing.relations),
    )


def _role(standing: Standing) -> Mapping[str, Any]:
    """What may still be added: an annex, or only the scan of what was signed."""
    open_text = judged(lambda: check_text_open(standing.document, FileRole.ANNEX)).allowed
    return {"role": str(FileRole.ANNEX if open_text else FileRole.SIGNED_SCAN)}


ACTS = (
    Act(
        name="attach-file",
        label=_("Đính kèm tệp"),
        input=AttachInput,
        perform=_attach,
        judge=_judge(Change.FILES),
        directions=ANY,
        help=_("Thêm tệp vào văn bản; đã cấp số thì văn thư chỉ thêm được bản quét đã ký."),
        initial=_role,
    ),
    Act(
        name="replace-file",
        label=_("Bỏ tệp"),
        input=ReplaceInput,
        perform=_replace,
        judge=_judge_replace,
        directions=ANY,
        help=_("Bỏ một tệp khỏi văn bản, kèm lý do; tệp vẫn được lưu và đánh dấu."),
    ),
    Act(
        name="relate",
        label=_("Liên kết văn bản"),
        input=RelateInput,
        perform=_relate,
        judge=_judge(Change.RELATIONS),
        directions=ANY,
        help=_("Ghi quan hệ với văn bản khác của cơ quan: căn cứ, thay thế, đính chính..."),
    ),
    Act(
        name="check-signatures",
        label=_("Kiểm tra lại chữ ký số"),
        input=ActInput,
        perform=_check,
        judge=_judge_check,
        directions=ANY,
        help=_("Kiểm tra chữ ký số của các tệp PDF theo danh sách tin cậy hiện nay."),
    ),
)
