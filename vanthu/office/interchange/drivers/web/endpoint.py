"""The address of the other side, refused when a word on the way could be read or changed."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Scheme, host, port and the path below which calls stand (no slash at its end)."""

    scheme: str
    host: str
    port: int | None
    path: str


def read_endpoint(text: str, *, plain: bool = False) -> Endpoint:
    """Read an address out of the configuration. Raises ValueError with what is wrong.

    http is taken on loopback, and elsewhere only where `plain` says so: axes in the field answer on
    http inside a closed network (interchange 3.1), but nobody shall get there by a slip of the pen.
    """
    parts = urlsplit(text.strip())
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ValueError(f"“{text}” không phải địa chỉ https://… đầy đủ")
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("địa chỉ không được chứa tên đăng nhập, tham số hoặc dấu #")
    if parts.scheme == "http" and not plain and not _is_loopback(parts.hostname):
        raise ValueError(
            f"“{text}” đi qua mạng không mã hóa; hãy dùng https, hoặc ghi plain = true nếu đường "
            "truyền đã được bảo vệ"
        )
    return Endpoint(parts.scheme, parts.hostname, parts.port, parts.path.rstrip("/"))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
