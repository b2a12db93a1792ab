"""Which rights a role carries, and which scope keys a post gives its holder."""

from dataclasses import dataclass
from typing import Literal

from vanthu.ground.access import keys
from vanthu.ground.access.choices import KeyKind, Right
from vanthu.ground.org.choices import Role
from vanthu.kernel.text import fold

_COMMON = {Right.SEARCH, Right.DELEGATE}
_WORKER = _COMMON | {Right.HANDLE, Right.DRAFT}

# The system administrator carries no right to content; the inspector reads the journal.
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
    Role.AGENCY_LEADER: frozenset(
        _WORKER | {Right.DIRECT, Right.SIGN, Right.REPORT, Right.CADRES, Right.CONFIRM_RIGHTS}
    ),
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
            Right.CADRES,
            Right.CONFIRM_RIGHTS,
        }
    ),
    Role.UNIT_HEAD: frozenset(
        _WORKER | {Right.ASSIGN_IN_UNIT, Right.APPROVE_CONTENT, Right.REPORT, Right.CADRES}
    ),
    Role.SPECIALIST: frozenset(_WORKER),
    Role.ARCHIVIST: frozenset(_WORKER | {Right.ARCHIVE, Right.REPORT}),
    # What one may do to whose case is said by duties (cadres/personnel); the right opens the door.
    Role.PERSONNEL: frozenset(_WORKER | {Right.REPORT, Right.CADRES, Right.KEEP_RULES}),
    Role.SYSADMIN: frozenset({Right.CONFIGURE, Right.MANAGE_ACCOUNTS}),
    Role.INSPECTOR: frozenset({Right.READ_JOURNAL, Right.CADRES}),
}


def rights_of(role: str) -> frozenset[str]:
    """The rights a post of this role carries."""
    return frozenset(str(right) for right in RIGHTS[Role(role)])


@dataclass(frozen=True, slots=True)
class KeyRule:
    """A kind of scope key: from which number of the post it is built, and which roles hold it."""

    kind: KeyKind
    of: Literal["post_id", "unit_id", "agency_id"]
    roles: frozenset[Role]


# Roles without a right to content hold no key at all, so that no list or search can show them any.
_READERS = frozenset(Role) - {Role.SYSADMIN, Role.INSPECTOR}
KEY_RULES = (
    KeyRule(KeyKind.POST, "post_id", _READERS),
    KeyRule(KeyKind.UNIT, "unit_id", _READERS),
    KeyRule(KeyKind.UNIT_HEADS, "unit_id", frozenset({Role.UNIT_HEAD, Role.OFFICE_CHIEF})),
    KeyRule(KeyKind.REGISTRY, "agency_id", frozenset({Role.RECORDS_CLERK})),
    KeyRule(KeyKind.LEADERS, "agency_id", frozenset({Role.AGENCY_LEADER, Role.OFFICE_CHIEF})),
    KeyRule(KeyKind.ARCHIVE, "agency_id", frozenset({Role.ARCHIVIST})),
)


def keys_of(role: str, *, post_id: int, agency_id: int, unit_id: int | None) -> tuple[int, ...]:
    """The scope keys the holder of a post has; none for roles without a right to content."""
    numbers = {"post_id": post_id, "unit_id": unit_id, "agency_id": agency_id}
    held = (rule for rule in KEY_RULES if Role(role) in rule.roles)
    return tuple(
        keys.key(rule.kind, number) for rule in held if (number := numbers[rule.of]) is not None
    )


# The first of the lists of passwords that attackers try, longer than the shortest allowed one.
_COMMON_PASSWORDS = frozenset(
    {"1234567890", "0123456789", "qwertyuiop", "password123", "password1234", "matkhau123"}
    | {"vietnam123", "vietnam1234", "abcd123456", "1q2w3e4r5t", "vanthu1234", "vinhlong123"}
)


def password_faults(password: str, *, username: str, name: str, shortest: int) -> list[str]:
    """What is wrong with a new password, in words; an empty list when nothing is.

    Length counts most; capitals and signs are not asked for, since they make passwords that are
    written on paper. Neither the name nor the usual first guesses may be used.
    """
    faults = []
    plain = fold(password)
    if len(password) < shortest:
        faults.append(f"cần ít nhất {shortest} ký tự")
    if len(set(password)) < 5:
        faults.append("lặp lại quá ít ký tự khác nhau")
    if plain in _COMMON_PASSWORDS:
        faults.append("quá phổ biến, dễ đoán")
    own = {fold(username), fold(name).replace(" ", "")}
    if any(len(part) >= 4 and part in plain.replace(" ", "") for part in own):
        faults.append("chứa tên của bạn")
    return faults
