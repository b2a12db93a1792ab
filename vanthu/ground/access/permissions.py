"""Whether a post carries a right, and the reason for the yes or the no."""

from dataclasses import dataclass

from vanthu.ground.access.choices import Right
from vanthu.ground.access.errors import NotInYourAgency, SecondFactorFirst
from vanthu.ground.access.queries import has_second_factor
from vanthu.ground.access.rules import RIGHTS, rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.people.models import Account, Tenure
from vanthu.kernel.errors import NotAllowed, NotFound


class MissingRight(NotAllowed):
    """The post from which the person acts does not carry the right."""

    code = "missing-right"
    default_sentence = (
        "Vai trò “{role}” không có quyền “{right}”. Quyền này thuộc về: {holders}. "
        "Nếu bạn giữ chức vụ khác, hãy chuyển sang chức vụ đó."
    )


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why may I" and "why can't I"."""

    allowed: bool
    sentence: str


def check_right(actor: Actor, right: Right) -> None:
    """Raise MissingRight unless the actor's post carries the right."""
    if not actor.may(right):
        raise MissingRight(role=_role_label(actor), right=right.label, holders=_holders(right))


def can(actor: Actor, right: Right) -> bool:
    """Whether `check_right` would let it pass."""
    return actor.may(right)


def why(actor: Actor, right: Right) -> Why:
    """Whether the actor has the right, and because of what."""
    if not actor.may(right):
        missing = MissingRight(role=_role_label(actor), right=right.label, holders=_holders(right))
        return Why(False, missing.sentence)
    if str(right) not in rights_of(actor.role):
        return Why(True, f"Có quyền “{right.label}” theo văn bản ủy quyền đang còn hiệu lực.")
    acting = " của người ủy quyền" if actor.on_behalf_of else ""
    return Why(
        True, f"Có quyền “{right.label}” vì chức vụ{acting} mang vai trò “{_role_label(actor)}”."
    )


def _role_label(actor: Actor) -> str:
    return str(Role(actor.role).label) if actor.role else "chưa giữ chức vụ"


def _holders(right: Right) -> str:
    return ", ".join(str(role.label) for role, rights in RIGHTS.items() if right in rights)


def check_own_account(actor: Actor) -> int:
    """The own account, which may be changed; raises SecondFactorFirst before it was shown.

    Otherwise whoever has the password alone could put a factor of their own beside it.
    """
    if actor.account_id is None:
        raise NotAllowed
    if not actor.second_factor and has_second_factor(actor.account_id):
        raise SecondFactorFirst
    return actor.account_id


def check_manages(actor: Actor, account_id: int) -> Account:
    """The account, when the actor administers accounts and its owner holds a post in the agency."""
    check_right(actor, Right.MANAGE_ACCOUNTS)
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotFound
    held = Tenure.objects.filter(person=account.person_id, post__agency=actor.agency_id)
    if not held.exists():
        raise NotInYourAgency
    return account
