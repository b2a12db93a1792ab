"""The shape of a book of records, and of what can be done in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from vanthu.faces.acts.base import ActInput, Option, Tone, widget_of
from vanthu.faces.books.filters import Filter
from vanthu.faces.imports.kinds import Kind
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotAllowed

Text = str | Promise
Value = str | int | bool | date | Decimal | None
R = TypeVar("R", bound=Model)
# Who comes to the door of any book: who does this work, and who sets up who does it.
DOOR = (Right.CADRES, Right.CONFIGURE)
_SILENT = {"hidden"}


@dataclass(frozen=True)
class Module:
    """A module whose books stand together: its code in addresses, its name, icon and purpose."""

    code: str
    title: Text
    icon: str
    help: Text


@dataclass(frozen=True)
class Column:
    """A column of the list, of the exports and of the API.

    `text(row, seen)` is what is read; `seen` is what `Book.see` gathered for all rows of the page.
    `value(row, seen)` is the same for programs, where it is more than its text (a day, a number).
    `number` sets it to the right; `wide` columns stand in exports only.
    """

    code: str
    label: Text
    text: Callable[[Any, Any], str]
    value: Callable[[Any, Any], Value] | None = None
    number: bool = False
    width: float = 2.0
    wide: bool = False


@dataclass(frozen=True)
class Fact:
    """A line of a record's page; `url` leads to what proves it, `tone` colours it as a chip."""

    label: Text
    text: Text
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Section:
    """A part of a record's page: facts, a small table (`columns`, `rows`), a sentence."""

    title: Text
    facts: Sequence[Fact] = ()
    columns: Sequence[Text] = ()
    rows: Sequence[Sequence[Text]] = ()
    note: Text = ""


@dataclass(frozen=True)
class Step:
    """A step of the trail: who proposed, confirmed, appraised or decided, when, and why."""

    at: datetime
    who: str
    act: Text
    post: str = ""
    note: Text = ""


@dataclass(frozen=True)
class Version:
    """What was known of a record from a moment on, entered by whom; without an end it is now."""

    known_from: datetime
    known_to: datetime | None = None
    who: str = ""
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class History:
    """The trail of a record's steps and its versions, each newest first."""

    trail: Sequence[Step] = ()
    versions: Sequence[Version] = ()


@dataclass(frozen=True)
class Outcome:
    """What an act brought: a sentence, the record to show next, and the token of its undo.

    `gone`: the record is no longer in the book, so the list is shown.
    """

    sentence: Text
    record_id: int | None = None
    undo: str = ""
    gone: bool = False


def _nothing(_actor: Actor, _row: Any) -> Mapping[str, Any]:
    return {}


def _always(_row: Any) -> bool:
    return True


Judge = Callable[[Actor, Any], object]
Offers = Callable[[Actor, Any], Sequence[Option]]


@dataclass(frozen=True)
class RecordAct:
    """An act on a record, or (`on_book`) on the book itself: to enter something new.

    `perform(actor, record id or None, input)` runs the module's action. `judge(actor, row or None)`
    asks the module: it returns when the act is allowed and raises the refusal otherwise.
    `options` are the choices of fields with the widget "pick"; `initial` what the form begins
    with; `fits(row)` is False where the act is never one on such a row, which hides it.
    `undo(actor, token)` takes back what an Outcome gave a token for, and returns the sentence.
    """

    name: str
    label: Text
    input: type[ActInput]
    perform: Callable[[Actor, int | None, Any], Outcome]
    judge: Judge
    on_book: bool = False
    help: Text = ""
    icon: str = ""
    shortcut: str = ""
    tone: Tone = Tone.PLAIN
    bulk: bool = False
    fits: Callable[[Any], bool] = _always
    initial: Callable[[Actor, Any], Mapping[str, Any]] = _nothing
    options: Mapping[str, Offers] = field(default_factory=dict)
    undo: Callable[[Actor, str], Text] | None = None

    @property
    def asks(self) -> bool:
        """Whether there is a form to fill; otherwise one press does it."""
        fields = self.input.model_fields.values()
        return any(widget_of(info.json_schema_extra) not in _SILENT for info in fields)


class Book(Generic[R]):
    """One kind of record. A module's book is a subclass with these attributes set.

    `told` is the object type of notices about its records: opening one is reading them.
    `code` is "module/name"; `order` the fields of the list's one order, never null, the last one
    unique ("-pk": the newest first); `key` the whole number that names a record in addresses, where
    it is not the row's own; `help` says what to do while the book is empty.
    """

    module: Module
    name: str
    title: Text
    singular: Text
    help: Text
    icon: str = "folder"
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    acts: Sequence[RecordAct] = ()
    order: Sequence[str] = ("-pk",)
    key: str = "pk"
    told: str = ""
    imports: Kind | None = None

    @property
    def code(self) -> str:
        """The book in addresses and operation ids."""
        return f"{self.module.code}/{self.name}"

    def check(self, actor: Actor) -> None:
        """Raise NotAllowed unless the actor may open the book; nobody may until a book says so."""
        raise NotAllowed

    def rows(self, actor: Actor) -> QuerySet[R]:
        """The records the actor may see, with what columns and `named` read joined in."""
        raise NotImplementedError

    def see(self, actor: Actor, rows: Sequence[R]) -> Any:
        """What the columns need besides, read once for all rows: names, sums."""
        return None

    def named(self, row: R) -> Text:
        """The record in a few words: the link in the list, the heading of its page."""
        raise NotImplementedError

    def facts(self, actor: Actor, row: R) -> Sequence[Section]:
        """The page of a record."""
        return ()

    def history(self, actor: Actor, row: R) -> History:
        """Its trail and its versions."""
        return History()

    def waiting(self, actor: Actor) -> tuple[int, str]:
        """How many records wait for the actor, and the query of the list that shows them."""
        return 0, ""

    def number(self, row: R) -> int:
        """What names the record in addresses and for programs."""
        return int(getattr(row, self.key))

    def act(self, name: str) -> RecordAct | None:
        """The act of that name."""
        return next((act for act in self.acts if act.name == name), None)
