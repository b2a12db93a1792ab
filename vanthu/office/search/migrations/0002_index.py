"""The search index: partitioned full text on PostgreSQL, FTS5 on SQLite."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

PARTITIONS = 32

# Hash partitions cut the posting lists of common words by their number; a small pending list keeps
# searches quick while documents arrive (../../../docs/performance.md).
_POSTGRES = [
    """CREATE TABLE search_document (
        agency_id bigint NOT NULL, document_id bigint NOT NULL, tsv tsvector NOT NULL,
        direction varchar(10) NOT NULL, type_code varchar(20) NOT NULL, urgency smallint NOT NULL,
        issued_on date, PRIMARY KEY (agency_id, document_id)
    ) PARTITION BY HASH (agency_id)""",
    *(
        f"CREATE TABLE search_document_{n} PARTITION OF search_document "
        f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {n}) WITH (autovacuum_vacuum_insert_threshold = 2000)"
        for n in range(PARTITIONS)
    ),
    "CREATE INDEX search_document_words ON search_document USING gin (tsv) "
    "WITH (gin_pending_list_limit = 1024)",
]
_SQLITE = [
    "CREATE VIRTUAL TABLE search_fts USING fts5("
    "fields, text, access, tokenize = \"unicode61 remove_diacritics 0\", prefix = '2 3')"
]


def make_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the tables of the engine at hand."""
    for statement in _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def drop_index(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take them away again."""
    name = "search_document" if editor.connection.vendor == "postgresql" else "search_fts"
    editor.execute(f"DROP TABLE {name}")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
