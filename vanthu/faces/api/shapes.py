"""What several operations take and give."""

from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import AwareDatetime, Field

from vanthu.faces.acts.inputs import Id

T = TypeVar("T")

Limit = Annotated[int, Field(ge=1, le=200)]
PathId = Id
Small = Annotated[int, Field(ge=1, le=32767)]
Order = Annotated[int, Field(ge=0, le=32767)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(1945, 1, 1, tzinfo=UTC), le=datetime(2200, 1, 1, tzinfo=UTC)),
]


class Problem(Schema):
    """Why something was refused."""

    code: str
    sentence: str
    field: str | None = None
    errors: dict[str, str] = {}
    about: dict[str, Any] = {}
    request_id: str = ""


class Pages(Schema, Generic[T]):
    """A page of a list; `next` is the cursor of the next one, null at the end."""

    rows: list[T]
    next: str | None = None


class Done(Schema):
    """What an act brought; `undo` is a token for `/undo`, empty where it cannot be undone."""

    sentence: str
    undo: str = ""
    document_id: int | None = None


class Choice(Schema):
    """One choice of a field."""

    value: str | int
    label: str
    group: str = ""
