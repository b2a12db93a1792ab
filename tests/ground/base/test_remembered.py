"""What is read once while a request only reads, and every time otherwise."""

from vanthu.ground.base.remembered import once, remembering


def test_read_once_while_remembering_and_forgotten_afterwards() -> None:
    read: list[int] = []

    def count() -> int:
        read.append(1)
        return len(read)

    assert [once("count", count), once("count", count)] == [1, 2]
    with remembering():
        assert [once("count", count), once("count", count), once("other", count)] == [3, 3, 4]
    with remembering():
        assert once("count", count) == 5


def test_what_was_read_may_be_none() -> None:
    read: list[int] = []

    def nothing() -> int | None:
        read.append(1)
        return None

    with remembering():
        assert [once("none", nothing), once("none", nothing)] == [None, None]
    assert read == [1]
