"""In whose box an addressee of an internal document finds it, and to whom it opens."""

from vanthu.ground.access import keys


def addressee_key(unit_id: int | None, post_id: int | None) -> int:
    """The box: a post's own, for a unit that of its head."""
    return keys.post(post_id) if post_id is not None else keys.unit_heads(unit_id or 0)


def reader_key(unit_id: int | None, post_id: int | None) -> int:
    """Who may read it: the holder of the post, everybody in the unit."""
    return keys.post(post_id) if post_id is not None else keys.unit(unit_id or 0)
