"""Rows gathered by table and written in large portions."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models
from django.db.models.fields import NOT_PROVIDED

from vanthu.demo.bulk.moments import Moments

_PORTION = 20_000
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
    """Takes rows for many tables and writes each table's rows a portion at a time."""

    def __init__(self) -> None:
        """A sink into the default database."""
        self.moments = Moments(connection.vendor)
        self._waiting: dict[str, list[Row]] = {}
        self._tables: dict[str, Table] = {}
        self._write: Callable[[Table, Sequence[Row]], None] = (
            _copy if connection.vendor == "postgresql" else _insert
        )

    def rows(self, table: Table) -> list[Row]:
        """The list to append a table's rows to."""
        self._tables[table.name] = table
        return self._waiting.setdefault(table.name, [])

    def flush_full(self) -> None:
        """Write the tables that hold a portion or more."""
        for name, rows in self._waiting.items():
            if len(rows) >= _PORTION:
                self._write(self._tables[name], rows)
                rows.clear()

    def flush(self) -> None:
        """Write everything that waits."""
        for name, rows in self._waiting.items():
            if rows:
                self._write(self._tables[name], rows)
                rows.clear()


def _copy(table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    tail = table.tail
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as copy,
    ):
        for row in rows:
            copy.write_row(row + tail)


def _insert(table: Table, rows: Sequence[Row]) -> None:
    columns = ", ".join(f'"{column}"' for column in table.columns)
    marks = ", ".join(["?"] * len(table.columns))
    tail = table.tail
    connection.ensure_connection()
    connection.connection.executemany(
        f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})', [row + tail for row in rows]
    )
