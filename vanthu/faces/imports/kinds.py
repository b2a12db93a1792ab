"""What can be imported: columns, who may, and what one row does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Choices

from vanthu.faces.imports.cells import Row
from vanthu.ground.access.actions import FirstPassword
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what belongs in it, and the field whose refusals are told under it."""

    name: str
    field: str = ""
    required: bool = True
    hint: str = ""
    choices: type[Choices] | None = None
    example: str = ""


@dataclass
class Memory:
    """What one import remembers from row to row; `kept` is what is read once and asked often."""

    trial: bool
    passwords: list[FirstPassword] = field(default_factory=list)
    opened: list[tuple[str, str, str]] = field(default_factory=list)
    kept: dict[Any, Any] = field(default_factory=dict)

    def once(self, name: object, read: Callable[[], Any]) -> Any:
        """The value read at the first asking."""
        if name not in self.kept:
            self.kept[name] = read()
        return self.kept[name]


Apply = Callable[[Actor, Row, Memory], Any]
Batch = Callable[[Actor, Sequence[Any], Memory], object]
Finish = Callable[[Actor, Memory], None]


@dataclass(frozen=True)
class Kind:
    """A kind of sheet: `apply` does what one row says, `finish` what only all rows together say.

    With a `batch`, `apply` only reads a row into an item and writes nothing, and `batch(actor,
    items, memory)` writes up to a thousand items by one action, which announces one event; a sheet
    may then have `most` rows. `who` raises what keeps the actor from importing, where no right
    alone says it; `rights` is then empty.
    """

    code: str
    title: str
    note: str
    rights: tuple[Right, ...]
    columns: Sequence[Column]
    apply: Apply
    finish: Finish | None = None
    who: Callable[[Actor], object] | None = None
    batch: Batch | None = None
    most: int = 5_000

    def check(self, actor: Actor) -> None:
        """Raise the refusal unless the actor may import such a sheet."""
        if self.who is not None:
            self.who(actor)
        elif not any(actor.may(right) for right in self.rights):
            check_right(actor, self.rights[0])

    @property
    def column_of(self) -> Mapping[str, str]:
        """The heading for the field of a refusal."""
        return {column.field or column.name: column.name for column in self.columns}
