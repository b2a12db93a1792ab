"""Reading what comes back."""

from typing import Any


def body(response: Any) -> bytes:
    """The bytes of a download, read to its end, which closes it."""
    assert response.status_code == 200, response.content.decode()
    return b"".join(response.streaming_content)
