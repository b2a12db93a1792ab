"""Who may act for whom: Decree 30/2020 Art. 13, as pure checks."""

from dataclasses import dataclass

from vanthu.ground.org.choices import Role
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.errors import CannotAuthoriseSigning, CannotDelegateOn, CannotReceive
from vanthu.kernel.citations import DECREE_30_2020

SIGNING_BY_AUTHORITY = DECREE_30_2020.at("khoản 3 Điều 13")
# Heads of parts of the agency; a chief of office heads the office.
_HEADS = frozenset({Role.UNIT_HEAD, Role.OFFICE_CHIEF})
_NO_CONTENT = frozenset({Role.SYSADMIN, Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class Place:
    """What of a post decides whether it may give or receive authority."""

    agency_id: int
    role: Role
    deputy: bool


def check_delegation(
    kind: DelegationKind, giver: Place, receiver: Place, *, acting_for_another: bool
) -> None:
    """Raise CannotDelegateOn, CannotReceive or CannotAuthoriseSigning.

    Authority to sign is the head's own to give, to heads below; what was received is not passed on.
    """
    if acting_for_another:
        raise CannotDelegateOn
    if receiver.agency_id != giver.agency_id or receiver.role in _NO_CONTENT:
        raise CannotReceive(field="receiver")
    if kind is DelegationKind.SIGNING:
        is_head = giver.role is Role.AGENCY_LEADER and not giver.deputy
        if not is_head or receiver.role not in _HEADS or receiver.deputy:
            raise CannotAuthoriseSigning(field="receiver")
