"""Many rows at once through the real tables: COPY on PostgreSQL, executemany on SQLite."""

from vanthu.demo.bulk.moments import Moments
from vanthu.demo.bulk.tables import Sink, Table

__all__ = ["Moments", "Sink", "Table"]
