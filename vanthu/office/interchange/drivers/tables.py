"""A table of a TOML file, read key by key: every mistake is a sentence with the key's name."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


class WrongTable(ValueError):
    """A table cannot be used; the sentence names the key."""


class Table:
    """The keys of a table; each is asked for once, and what nobody asked for is a mistake."""

    def __init__(self, values: Mapping[str, Any], folder: Path) -> None:
        self._left = dict(values)
        self.folder = folder

    def text(self, name: str, default: str | None = None) -> str:
        """Some text; required without a default."""
        value: str = self._taken(name, default, str, "một chuỗi")
        if default is None and not value.strip():
            raise WrongTable(f"“{name}” để trống")
        return value.strip()

    def flag(self, name: str, default: bool) -> bool:
        """true or false."""
        value: bool = self._taken(name, default, bool, "true hoặc false")
        return value

    def whole(self, name: str, default: int) -> int:
        """A whole number of one or more."""
        value: int = self._taken(name, default, int, "một số nguyên")
        if isinstance(value, bool) or value < 1:
            raise WrongTable(f"“{name}” phải là một số nguyên từ 1")
        return value

    def number(self, name: str, default: float) -> float:
        """A number above nought."""
        value = self._taken(name, default, (int, float), "một số")
        if isinstance(value, bool) or not 0 < value < float("inf"):
            raise WrongTable(f"“{name}” phải là một số dương")
        return float(value)

    def words(self, name: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of texts that are not empty; required without a default."""
        value = self._taken(name, default, (list, tuple), "một danh sách")
        if not all(isinstance(word, str) and word.strip() for word in value):
            raise WrongTable(f"“{name}” phải là danh sách các chuỗi")
        return tuple(word.strip() for word in value)

    def file(self, name: str) -> Path:
        """A file that is there; a relative path is meant from the folder of the configuration."""
        path = self.folder / self.text(name)
        if not path.is_file():
            raise WrongTable(f"“{name}”: không có tệp {path}")
        return path

    def file_or_none(self, name: str) -> Path | None:
        """A file that need not be named."""
        return self.file(name) if name in self._left else None

    def table(self, name: str) -> "Table":
        """A table inside; an empty one when it is not there."""
        value = self._taken(name, {}, dict, "một bảng")
        return Table(value, self.folder)

    def take(self, name: str) -> Any:
        """A value of any kind; None when it is not there."""
        return self._left.pop(name, None)

    def whole_of(self, read: Callable[["Table"], T]) -> T:
        """What `read` makes of the table, once nothing is left in it."""
        value = read(self)
        if self._left:
            raise WrongTable(f"không hiểu “{next(iter(self._left))}”")
        return value

    def _taken(self, name: str, default: Any, kind: Any, asked: str) -> Any:
        if name not in self._left:
            if default is None:
                raise WrongTable(f"thiếu “{name}”")
            return default
        value = self._left.pop(name)
        if not isinstance(value, kind):
            raise WrongTable(f"“{name}” phải là {asked}")
        return value
