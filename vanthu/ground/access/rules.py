"""Which rights a role carries, and which scope keys a post gives its holder."""

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.org.choices import Role

_COMMON = {Right.SEARCH, Right.DELEGATE}
_WORKER = _COMMON | {Right.HANDLE, Right.DRAFT}

# The system administrator carries no right to content; the inspector reads the journal only.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.RECORDS_CLERK: frozenset(
        _WORKER
        | {
            Right.REGISTER,
            Right.PRESENT,
            Right.APPROVE_FORMAT,
            Right.ISSUE,
            Right.MANAGE_REGISTERS,
            Right.REPORT,
        }
    ),
    Role.AGENCY_LEADER: frozenset(_WORKER | {Right.DIRECT, Right.SIGN, Right.REPORT}),
    Role.OFFICE_CHIEF: frozenset(
        _WORKER
        | {
            Right.PRESENT,
            Right.DIRECT,
            Right.ASSIGN_IN_UNIT,
            Right.APPROVE_CONTENT,
            Right.APPROVE_FORMAT,
            Right.SIGN,
            Right.REPORT,
        }
    ),
    Role.UNIT_HEAD: frozenset(
        _WORKER | {Right.ASSIGN_IN_UNIT, Right.APPROVE_CONTENT, Right.REPORT}
    ),
    Role.SPECIALIST: frozenset(_WORKER),
    Role.ARCHIVIST: frozenset(_WORKER | {Right.ARCHIVE, Right.REPORT}),
    Role.SYSADMIN: frozenset({Right.CONFIGURE, Right.MANAGE_ACCOUNTS}),
    Role.INSPECTOR: frozenset({Right.READ_JOURNAL}),
}


def rights_of(role: str) -> frozenset[str]:
    """The rights a post of this role carries."""
    return frozenset(str(right) for right in RIGHTS[Role(role)])


def keys_of(role: str, *, post_id: int, agency_id: int, unit_id: int | None) -> tuple[int, ...]:
    """The scope keys the holder of a post has; none for roles without a right to content."""
    role = Role(role)
    if role in {Role.SYSADMIN, Role.INSPECTOR}:
        return ()
    found = [keys.post(post_id)]
    if unit_id is not None:
        found.append(keys.unit(unit_id))
    if unit_id is not None and role in {Role.UNIT_HEAD, Role.OFFICE_CHIEF}:
        found.append(keys.unit_heads(unit_id))
    if role is Role.RECORDS_CLERK:
        found.append(keys.registry(agency_id))
    if role in {Role.AGENCY_LEADER, Role.OFFICE_CHIEF}:
        found.append(keys.leaders(agency_id))
    if role is Role.ARCHIVIST:
        found.append(keys.archive(agency_id))
    return tuple(found)
