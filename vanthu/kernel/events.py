"""What a module announces after a write: the base of every event class."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that has happened: immutable, past tense, named after its class.

    `DocumentRegistered.name` is `"document-registered"`: the name in the journal and on the wire,
    so renaming a class renames history; keep class names once they are released.
    """

    name: ClassVar[str] = "event"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.name = _WORD_START.sub("-", cls.__name__).lower()
