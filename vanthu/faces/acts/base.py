"""The shape of an act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from pydantic import BaseModel, ConfigDict

from vanthu.faces.acts.standing import Judgement, Standing
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction

Text = str | Promise
# The documents that acts are offered on; what the agency itself makes is outgoing or internal.
INCOMING = frozenset({str(Direction.INCOMING)})
INTERNAL = frozenset({str(Direction.INTERNAL)})
OUTGOING = frozenset({str(Direction.OUTGOING)})
OURS = OUTGOING | INTERNAL
ANY = INCOMING | OURS


class ActInput(BaseModel):
    """What an act asks for: titles are labels, `json_schema_extra={"widget": ...}` the control.

    Widgets: text, textarea, date, number, choice, flag, post, receiver, receivers, recipients,
    register, assignment, copy-signer, document, file, key, secret, key-file, type, unit, groups,
    agency, packet, outside, dossier, hidden; in books besides: person, pick, decimal, money, month.
    Unknown fields are refused, so that a misspelt one is not lost in silence.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


# Fields a person is not asked for: they are known from what the act is done to.
_SILENT = {"hidden", "assignment"}


def widget_of(extra: Any) -> str:
    """The control a field asks for; "text" where it says nothing."""
    return str(extra.get("widget", "text")) if isinstance(extra, dict) else "text"


class Tone(StrEnum):
    """How a button looks."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True)
class Outcome:
    """What an act brought: a sentence for the toast, how to undo it, and where to go next.

    `undo` is what `catalogue.undo` takes; empty where the act cannot be undone. `document_id` is
    set when the act made or belongs to another document than the one it was done to.
    """

    sentence: Text
    undo: str = ""
    document_id: int | None = None


@dataclass(frozen=True)
class Option:
    """One choice of a field: what is sent, what is read, and the group it stands under.

    `needs` names the field that is asked for with this choice alone.
    """

    value: str | int
    label: str
    group: str = ""
    needs: str = ""


def _nothing(_standing: Standing) -> Mapping[str, Any]:
    return {}


def always(_standing: Standing) -> bool:
    """An act that fits every document of its directions."""
    return True


def _no_warning(_standing: Standing) -> Text:
    return ""


@dataclass(frozen=True)
class Act:
    """One act on a document: `perform(actor, document_id, input)` runs the module's action.

    `judge` asks the module whether it is allowed; `directions` are the documents it is offered on;
    `initial` what a form begins with; `warn` what must be read before it is done ("" nothing);
    `fits` whether it is an act on this kind of document at all: a copy is not drafted.
    """

    name: str
    label: Text
    input: type[ActInput]
    perform: Callable[[Actor, int, Any], Outcome]
    judge: Callable[[Standing], Judgement]
    directions: frozenset[str]
    help: Text = ""
    shortcut: str = ""
    tone: Tone = Tone.PLAIN
    bulk: bool = False
    initial: Callable[[Standing], Mapping[str, Any]] = field(default=_nothing)
    warn: Callable[[Standing], Text] = field(default=_no_warning)
    fits: Callable[[Standing], bool] = field(default=always)

    @property
    def asks(self) -> bool:
        """Whether there is a form to fill; otherwise one press does it."""
        return any(
            widget_of(info.json_schema_extra) not in _SILENT
            for info in self.input.model_fields.values()
        )

    @property
    def demands(self) -> bool:
        """Whether something in the form must be filled; otherwise it may be sent as it is."""
        return any(
            info.is_required() and widget_of(info.json_schema_extra) not in _SILENT
            for info in self.input.model_fields.values()
        )


@dataclass(frozen=True)
class Offer:
    """An act as offered to one actor on one document; `reason` is the sentence of a disabled one.

    `targets` are the assignments it may act on: with more than one the form asks which; `warning`
    is read there before it is done.
    """

    act: Act
    allowed: bool
    reason: str = ""
    targets: tuple[Option, ...] = ()
    warning: str = ""

    @property
    def asks(self) -> bool:
        """Whether a form must be shown before."""
        return self.act.asks or len(self.targets) > 1 or bool(self.warning)
