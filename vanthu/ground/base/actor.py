"""Who acts: resolved once per request or job and handed to every action."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting from a post at a moment, with the rights and scope keys of that post.

    `now` is aware and was read once at the edge; `keys` are the scope keys (ground/access/keys.py)
    the person holds; `on_behalf_of` is the tenure whose holder delegated, when acting for them.
    """

    now: datetime
    account_id: int | None = None
    person_id: int | None = None
    name: str = ""
    tenure_id: int | None = None
    post_id: int | None = None
    agency_id: int = 0
    unit_id: int | None = None
    role: str = ""
    rights: frozenset[str] = frozenset()
    keys: tuple[int, ...] = ()
    on_behalf_of: int | None = None
    second_factor: bool = False
    ip: str = ""
    request_id: str = ""

    @property
    def today(self) -> date:
        """The calendar day in Việt Nam at which the act happens."""
        return self.now.astimezone(VIETNAM).date()

    def may(self, right: str) -> bool:
        """Whether the post carries `right` (a value of access.choices.Right)."""
        return right in self.rights

    def at(self, now: datetime) -> "Actor":
        """The same actor at another moment."""
        return replace(self, now=now)

    @classmethod
    def system(cls, now: datetime, agency_id: int = 0, request_id: str = "") -> "Actor":
        """The system itself, for jobs: it carries no keys and so sees no content."""
        return cls(now=now, name="Hệ thống", agency_id=agency_id, request_id=request_id)
