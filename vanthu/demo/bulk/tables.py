"""Rows gathered by table and written in large portions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from vanthu.demo.bulk.backlog import Backlog
from vanthu.demo.bulk.moments import Moments

_PORTION = 20_000
_FILE_THREADS = 4
_FILES_WAITING = 2_000
_READ_ONLY = 0o440
Row = tuple[Any, ...]


class Table:
    """A model's table with the columns that the demo fills; the others take their defaults."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        """`columns` are field names (`document`, not `document_id`), in the order of the rows."""
        fields = {field.name: field for field in model._meta.concrete_fields}
        rest = [field for name, field in fields.items() if name not in columns]
        filled = [field for field in rest if not _left_to_database(field)]
        self.name = model._meta.db_table
        self.columns = [fields[name].column for name in columns]
        self.columns += [str(field.column) for field in filled]
        self.tail = tuple(_default(field) for field in filled)


def _left_to_database(field: "models.Field[Any, Any]") -> bool:
    return isinstance(field, models.AutoField)


def _default(field: "models.Field[Any, Any]") -> object:
    if field.default is not NOT_PROVIDED:
        value = field.get_default()
        return "[]" if value == [] else "{}" if value == {} else value
    if getattr(field, "db_default", NOT_PROVIDED) is not NOT_PROVIDED:
        raise TypeError(f"{field.name}: give the column, its default is the database's")
    return None if field.null else ""


class Sink:
    """Takes rows for many tables and writes each table's rows a portion at a time.

    Another thread writes while the next rows are made: the database works on one core, we on the
    other. Nobody else may use the connection between the first row and `flush`.
    """

    def __init__(self) -> None:
        """A sink into the default database."""
        connection.ensure_connection()
        self.moments = Moments(connection.vendor)
        self._postgres = connection.vendor == "postgresql"
        self._waiting: dict[str, list[Row]] = {}
        self._tables: dict[str, Table] = {}
        self._rows = Backlog(threads=1, limit=3)
        self._files = Backlog(threads=_FILE_THREADS, limit=_FILES_WAITING)

    def rows(self, table: Table) -> list[Row]:
        """The list to append a table's rows to."""
        found = self._waiting.get(table.name)
        if found is None:
            self._tables[table.name] = table
            found = self._waiting[table.name] = []
        return found

    def uuid(self, value: UUID) -> str:
        """A UUID as its column takes it."""
        return str(value) if self._postgres else value.hex

    def keep(self, path: Path, content: bytes) -> None:
        """Write a file of the store in the background."""
        self._files.add(_keep, path, content)

    def flush_full(self) -> None:
        """Begin to write the tables that hold a portion or more."""
        self._begin(_PORTION)

    def flush(self) -> None:
        """Write everything that waits, and wait until it is written."""
        self._begin(1)
        self._rows.finish()
        self._files.finish()

    def _begin(self, least: int) -> None:
        write = _copy if self._postgres else _insert
        for name, rows in self._waiting.items():
            if len(rows) >= least:
                self._rows.add(write, connection.connection, self._tables[name], rows.copy())
                rows.clear()


def _copy(raw: Any, table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    tail = table.tail
    with raw.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row + tail)


def _insert(raw: Any, table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    marks = ", ".join(["?"] * len(table.columns))
    tail = table.tail
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'
    raw.executemany(statement, [row + tail for row in rows])


def _keep(path: Path, content: bytes) -> None:
    # Not synced one by one as uploads are: a load that is cut short is made again from the start.
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except PermissionError:
        return  # left by a load before: the name is the hash, so the bytes are the same
    path.chmod(_READ_ONLY)
