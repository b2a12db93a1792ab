"""The fields that acts have in common, with their labels, controls and limits.

Titles are Vietnamese texts marked for the catalogue (`N_`) and translated where they are shown:
the description of the API is one document for every language.
"""

from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext_noop as N_
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from vanthu.faces.acts.base import ActInput
from vanthu.kernel.text import clean, one_line
from vanthu.office.drafting.actions import RouteChoice
from vanthu.office.handling.actions import Receiver

# Ids stay below what a scope key has room for (ground/access/keys.py).
_LARGEST = (1 << 40) - 1
LONGEST_TEXT = 1900  # of the 2,000 signs a step keeps, less what the system writes before it


def asked(title: str, widget: str = "text", **extra: Any) -> Any:
    """Label and control of a field; `blank` says what becomes of one that is left empty, `needed`
    that a form has it filled though a program may leave it to what was chosen before."""
    return Field(title=title, json_schema_extra={"widget": widget, **extra})


Id = Annotated[int, Field(ge=1, le=_LARGEST)]
Day = Annotated[date, Field(ge=date(1945, 1, 1), le=date(2200, 1, 1))]
Line = Annotated[str, Field(max_length=500), AfterValidator(one_line)]
Paragraph = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(clean)]
Reason = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(clean),
    asked(N_("Lý do"), "textarea"),
]
Note = Annotated[Paragraph, asked(N_("Ghi chú"), "textarea")]
Opinion = Annotated[Paragraph, asked(N_("Ý kiến"), "textarea")]
AssignmentId = Annotated[Id | None, asked(N_("Việc được giao"), "assignment")]
FileToken = Annotated[str, Field(min_length=1, max_length=1000)]


class Nothing(ActInput):
    """One press does it."""


class Reasoned(ActInput):
    """A reason."""

    reason: Reason


class ReceiverInput(ActInput):
    """A unit or a post (one of the two), its deadline and what it is to do.

    A text stands for it too: `unit:12`, `post:34`, `post:34@2026-12-01`.
    """

    # the receiver's title stands where it is used
    model_config = ConfigDict(title="Receiver")

    unit_id: Annotated[Id | None, Field(title=N_("Đơn vị"))] = None
    post_id: Annotated[Id | None, Field(title=N_("Người nhận"))] = None
    due_on: Annotated[Day | None, Field(title=N_("Hạn xử lý"))] = None
    instruction: Annotated[Paragraph, Field(title=N_("Nội dung giao"))] = ""

    def receiver(self) -> Receiver:
        """As the module takes it."""
        return Receiver(self.unit_id, self.post_id, self.due_on, self.instruction)


def _spelled_out(value: Any) -> Any:
    """`post:34@2026-12-01` as the object it stands for; anything else as it is."""
    if not isinstance(value, str):
        return value
    place, _at, day = value.partition("@")
    kind, _colon, number = place.partition(":")
    if kind not in ("unit", "post"):
        return value
    return {f"{kind}_id": number, **({"due_on": day} if day else {})}


To = Annotated[ReceiverInput, BeforeValidator(_spelled_out)]
Tos = Annotated[list[To], Field(max_length=200)]


_BEFORE_SUBMIT = N_("Để trống: chưa chọn; phải chọn trước khi trình duyệt.")


def _content(**more: Any) -> Any:
    return asked(N_("Người duyệt nội dung"), "post", right="approve-content", **more)


def _format(**more: Any) -> Any:
    return asked(N_("Người duyệt thể thức"), "post", right="approve-format", **more)


def _signer(**more: Any) -> Any:
    return asked(N_("Người ký"), "signer", **more)


class RouteInput(ActInput):
    """Who approves a draft and who signs it."""

    content_post: Annotated[Id | None, _content(blank=_BEFORE_SUBMIT)] = None
    format_post: Annotated[Id | None, _format(blank=_BEFORE_SUBMIT)] = None
    signer_post: Annotated[Id | None, _signer(blank=_BEFORE_SUBMIT)] = None

    def route(self) -> RouteChoice | None:
        """As the module takes it; None when nobody was chosen."""
        chosen = (self.content_post, self.format_post, self.signer_post)
        return RouteChoice(*chosen) if any(chosen) else None


class WholeRouteInput(RouteInput):
    """All three: by then they are chosen, here or before."""

    content_post: Annotated[Id | None, _content(needed=True)] = None
    format_post: Annotated[Id | None, _format(needed=True)] = None
    signer_post: Annotated[Id | None, _signer(needed=True)] = None
