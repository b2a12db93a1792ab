"""What several operations take and give."""

from typing import Annotated, Any, Generic, TypeVar

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.inputs import Id

T = TypeVar("T")

Limit = Annotated[int, Field(ge=1, le=200)]
PathId = Id


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
