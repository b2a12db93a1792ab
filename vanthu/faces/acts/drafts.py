"""What the acts on drafts ask for."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Recipients
from vanthu.faces.acts.inputs import (
    Day,
    FileToken,
    Id,
    Note,
    Opinion,
    Paragraph,
    RouteInput,
    Tos,
    WholeRouteInput,
    asked,
)
from vanthu.faces.acts.uploads import taken
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.actions import Text, text_of_file

LONGEST_BODY = 200_000
Body = Annotated[str, Field(max_length=LONGEST_BODY)]
Seen = Annotated[int, Field(ge=1, le=32767)]


class VersionInput(ActInput):
    """A new version: a file uploaded before (of a DOCX its text is read out), or a text."""

    body: Annotated[Body, asked(N_("Nội dung"), "textarea")] = ""
    file: Annotated[FileToken | None, asked(N_("Tệp dự thảo"), "file")] = None
    note: Note = ""

    def text(self, actor: Actor) -> Text:
        """As the module takes it; raises Invalid for a file that is not there any more."""
        if self.file is None:
            return Text(body=self.body.replace("\0", ""), note=self.note)
        blob, name = taken(actor, self.file)
        return text_of_file(blob, name, self.note)


class SubmitInput(WholeRouteInput):
    """Who approves and signs, where that was not chosen before."""

    note: Note = ""


class ApproveInput(ActInput):
    """Which version was read, and what is said to it."""

    version: Annotated[Seen | None, asked(N_("Phiên bản đã đọc"), "hidden")] = None
    text: Opinion = ""


class SignInput(ActInput):
    """Which version was read: what is signed must be what was seen."""

    version: Annotated[Seen, asked(N_("Phiên bản đã đọc"), "hidden")]
    text: Opinion = ""


class PaperInput(ActInput):
    """The scan of the signed paper and the day it was signed."""

    file: Annotated[FileToken, asked(N_("Bản quét đã ký"), "file")]
    signed_on: Annotated[Day, asked(N_("Ngày ký"), "date")]


class NumberInput(ActInput):
    """From which register and of which day; by default the one that takes this type, today."""

    register_id: Annotated[
        Id | None,
        asked(
            N_("Sổ đăng ký"),
            "register",
            kinds=["outgoing", "internal", "normative", "consultative", "copy"],
            blank=N_("Để trống: sổ nhận loại văn bản này."),
        ),
    ] = None
    dated: Annotated[
        Day | None, asked(N_("Ngày văn bản"), "date", blank=N_("Để trống: hôm nay."))
    ] = None


class RecipientsInput(ActInput):
    """Who receives the document, and groups of recipients."""

    recipients: Annotated[Recipients, asked(N_("Nơi nhận"), "recipients")] = []
    group_ids: Annotated[list[Id], Field(max_length=50), asked(N_("Nhóm nơi nhận"), "groups")] = []

    def everyone(self, actor: Actor, besides: Sequence[NewRecipient] = ()) -> list[NewRecipient]:
        """The named ones, and members of the groups who are neither among them nor `besides`."""
        named = [NewRecipient(**each.model_dump()) for each in self.recipients]
        return [
            *named,
            *drafting.group_members(
                actor.agency_id, self.group_ids, actor.today, [*named, *besides]
            ),
        ]


class AddresseesInput(ActInput):
    """The units and people an internal document goes to."""

    addressees: Annotated[Tos, asked(N_("Nơi nhận"), "receivers")]


class ReplacingInput(VersionInput, RouteInput):
    """What the replacing document says, who approves and signs it; the rest is copied."""


class AnswerInput(VersionInput, RouteInput):
    """What the answer says, who approves and signs it; the recipient comes by itself."""

    subject: Annotated[Paragraph, Field(max_length=500), asked(N_("Trích yếu"), "textarea")] = ""
