"""A packet that came in, read by its link into a message whose files are open to be read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vanthu.ground.files.queries import path_of
from vanthu.ground.files.temporary import temporary_folder
from vanthu.ground.org.rules import is_readable_code
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.edxml.message import StatusMessage
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.translating import status_of
from vanthu.office.interchange.ways import Unreadable, Way

_ID = 255
_NAMELESS = "Gói tin không ghi mã định danh hợp lệ của nơi gửi hoặc mã văn bản."
_CODE = "Mã trạng thái {code} không có trong danh mục."


@contextmanager
def reading(way: Way, row: Message) -> Iterator[Wire]:
    """What a message says, as long as the block lasts; raises Unreadable."""
    with temporary_folder() as folder:
        yield _checked(way.read(*packet_of(row), folder))


def packet_of(row: Message) -> tuple[Path, dict[str, Path]]:
    """Where the packet lies as it came, and the files that travelled apart from it."""
    parts = {blob: path_of(blob) for blob in row.parts.values_list("blob", flat=True)}
    return path_of(row.raw_id or ""), parts


def _checked(message: Wire) -> Wire:
    about = message.about.document_id if isinstance(message, StatusMessage) else ""
    named = about or getattr(message, "document_id", "")
    if not is_readable_code(message.sender.code) or not 0 < len(named) <= _ID:
        raise Unreadable(_NAMELESS)
    if isinstance(message, StatusMessage) and status_of(message) is None:
        raise Unreadable(_CODE.format(code=message.code[:10]))
    return message
