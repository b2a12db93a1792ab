"""Secrets lie in files and are read at each use, so that a new one needs no restart."""

from dataclasses import dataclass
from pathlib import Path

from vanthu.office.interchange.drivers.base import Rejected

MISSING = "Không đọc được tệp khóa bí mật của liên kết; hãy báo quản trị hệ thống."


@dataclass(frozen=True, slots=True)
class SecretFile:
    """Where a secret lies; its value is in no setting, log or page."""

    path: Path

    def read(self) -> str:
        """The secret of this moment. Raises Rejected(ours) when there is none."""
        try:
            value = self.path.read_text(encoding="utf-8").strip()
        except (OSError, ValueError) as error:
            raise Rejected(MISSING, code="secret", ours=True, detail=str(error)) from error
        if not value:
            raise Rejected(MISSING, code="secret", ours=True, detail=f"{self.path} is empty")
        return value

    def read_header(self) -> str:
        """The secret, where it travels in a header itself: printable ASCII alone can."""
        value = self.read()
        if not (value.isascii() and value.isprintable()):
            detail = f"{self.path} holds letters that no header carries"
            raise Rejected(MISSING, code="secret", ours=True, detail=detail)
        return value
