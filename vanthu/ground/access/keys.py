"""Scope keys: one whole number names who a document or a box is open to."""

from vanthu.ground.access.choices import KeyKind

_SHIFT = 40
_MASK = (1 << _SHIFT) - 1


def key(kind: KeyKind, number: int) -> int:
    """The key of the registry, leaders, unit, post... with that row id."""
    return (int(kind) << _SHIFT) | number


def parts(value: int) -> tuple[KeyKind, int]:
    """What the key names: its kind and the row's id."""
    return KeyKind(value >> _SHIFT), value & _MASK


def registry(agency_id: int) -> int:
    """The records clerks of an agency."""
    return key(KeyKind.REGISTRY, agency_id)


def leaders(agency_id: int) -> int:
    """The leaders of an agency and its chief of office."""
    return key(KeyKind.LEADERS, agency_id)


def unit_heads(unit_id: int) -> int:
    """The head and deputies of a unit."""
    return key(KeyKind.UNIT_HEADS, unit_id)


def unit(unit_id: int) -> int:
    """Everyone with a post in a unit."""
    return key(KeyKind.UNIT, unit_id)


def post(post_id: int) -> int:
    """Whoever holds the post: a successor finds the boxes of the one before (Q-006)."""
    return key(KeyKind.POST, post_id)


def dossier(dossier_id: int) -> int:
    """Whoever a dossier is shared with: granting on 10,000 documents is one row."""
    return key(KeyKind.DOSSIER, dossier_id)


def archive(agency_id: int) -> int:
    """The archivists of an agency."""
    return key(KeyKind.ARCHIVE, agency_id)


def token(value: int) -> str:
    """The key as a token of the search index."""
    return f"zk{value:x}"
