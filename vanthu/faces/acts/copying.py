"""Acts of the clerk about copies: sao y, trích sao, sao lục."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.base import ANY, OURS, Act, ActInput, Outcome, Tone
from vanthu.faces.acts.drafts import RecipientsInput
from vanthu.faces.acts.esigning import SealInput, helpers, opened
from vanthu.faces.acts.fields import Count, Recipients, choices
from vanthu.faces.acts.inputs import FileToken, Id, Line, Nothing, asked
from vanthu.faces.acts.standing import Judgement, Standing, judged
from vanthu.faces.acts.uploads import taken
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.copies import actions, permissions
from vanthu.office.copies.choices import CopyKind, Medium, Verb
from vanthu.office.copies.queries import medium_of
from vanthu.office.documents.actions import NewFile, NewRecipient
from vanthu.office.documents.choices import FileRole


class CopyInput(ActInput):
    """What kind of copy, from what to what, by whose signature, for whom."""

    kind: Annotated[
        Literal["sao-y", "trich-sao", "sao-luc"],
        asked(N_("Hình thức sao"), "choice", choices=choices(CopyKind)),
    ]
    source_medium: Annotated[
        Literal["paper", "electronic"],
        asked(N_("Sao từ bản"), "choice", choices=choices(Medium)),
    ]
    medium: Annotated[
        Literal["paper", "electronic"],
        asked(N_("Bản sao là bản"), "choice", choices=choices(Medium)),
    ]
    signer_post: Annotated[Id, asked(N_("Người ký bản sao"), "copy-signer", right=str(Right.SIGN))]
    pages: Annotated[
        Line,
        Field(max_length=100),
        asked(N_("Trang trích sao"), blank=N_("Ví dụ: 1-3, 5. Chỉ dùng cho trích sao.")),
    ] = ""
    file: Annotated[
        FileToken | None,
        asked(
            N_("Bản quét hoặc tệp PDF"),
            "file",
            blank=N_("Để trống: lấy tệp PDF của văn bản. Bản giấy sang điện tử cần bản quét màu."),
        ),
    ] = None
    copies: Annotated[Count | None, asked(N_("Số bản"), "number")] = None
    recipients: Annotated[Recipients, asked(N_("Nơi nhận"), "recipients")] = []
    group_ids: Annotated[list[Id], Field(max_length=50), asked(N_("Nhóm nơi nhận"), "groups")] = []

    def everyone(self, actor: Actor) -> list[NewRecipient]:
        """The named recipients and the members of the groups."""
        named = RecipientsInput(recipients=self.recipients, group_ids=self.group_ids)
        return named.everyone(actor)

    def wanted(self, actor: Actor) -> actions.Wanted:
        """As the module takes it; raises Invalid for a file that is not there any more."""
        file = NewFile(*taken(actor, self.file), FileRole.MAIN) if self.file else None
        return actions.Wanted(
            kind=CopyKind(self.kind),
            source_medium=Medium(self.source_medium),
            medium=Medium(self.medium),
            signer_post=self.signer_post,
            pages=self.pages,
            file=file,
            copies=self.copies,
        )


def _make(actor: Actor, document_id: int, data: CopyInput) -> Outcome:
    document = actions.make_copy(
        actor,
        source_id=document_id,
        wanted=data.wanted(actor),
        recipients=data.everyone(actor),
    )
    sentence = say("Đã lập bản sao số {reference}.").format(reference=document.reference)
    return Outcome(sentence, document_id=document.pk)


def _issue(actor: Actor, document_id: int, _data: Nothing) -> Outcome:
    document = actions.issue_copy(actor, document_id=document_id)
    return Outcome(say("Đã phát hành {reference}.").format(reference=document.reference))


def _sign(actor: Actor, document_id: int, data: SealInput) -> Outcome:
    with opened(actor, data) as key:
        actions.sign_copy(actor, document_id=document_id, key=key, services=helpers(actor))
    return Outcome(say("Đã ký số bản sao. Bản sao sẵn sàng phát hành."))


def _judge_sign(standing: Standing) -> Judgement:
    check = permissions.check_sign
    return judged(lambda: check(standing.actor, standing.document, standing.copy))


def _judge_make(standing: Standing) -> Judgement:
    return judged(lambda: permissions.check_make(standing.actor, standing.document))


def _judge_issue(standing: Standing) -> Judgement:
    check = permissions.check_issue
    return judged(lambda: check(standing.actor, standing.document, standing.copy))


def _is_copy(standing: Standing) -> bool:
    return standing.copy is not None


def _begins(standing: Standing) -> Mapping[str, Any]:
    return {
        "kind": str(CopyKind.WHOLE),
        "source_medium": str(medium_of(standing.document)),
        "medium": str(Medium.PAPER),
    }


ACTS = (
    Act(
        name=Verb.MAKE.value,
        label=_("Lập bản sao"),
        input=CopyInput,
        perform=_make,
        judge=_judge_make,
        directions=ANY,
        help=_("Sao y, trích sao, sao lục: cấp số bản sao, lập bản in hoặc bản chờ ký số."),
        initial=_begins,
    ),
    Act(
        name=Verb.SIGN.value,
        label=_("Ký số bản sao"),
        input=SealInput,
        perform=_sign,
        judge=_judge_sign,
        directions=OURS,
        fits=_is_copy,
        help=_(
            "Chữ ký số của cơ quan ở góc phải, phía trên trang đầu bản sao điện tử (Phụ lục I)."
        ),
        shortcut="k",
        tone=Tone.PRIMARY,
    ),
    Act(
        name=Verb.ISSUE.value,
        label=_("Phát hành bản sao"),
        input=Nothing,
        perform=_issue,
        judge=_judge_issue,
        directions=OURS,
        fits=_is_copy,
        help=_("Gửi bản sao đến mọi nơi nhận; bản giấy phải được ký, đóng dấu trước."),
        shortcut="i",
        tone=Tone.PRIMARY,
        bulk=True,
    ),
)
