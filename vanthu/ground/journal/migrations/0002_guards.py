"""Triggers that refuse to change or remove an entry, whoever asks (Q-010).

They stop mistakes and ordinary roles; who owns the database can take them away, and then the chain and
the seals tell what was done.
"""

from django.db import migrations

_POSTGRES = """
CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal_entry is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE FUNCTION journal_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An empty journal loses nothing (restoring a backup empties the tables it fills).
  IF EXISTS (SELECT 1 FROM journal_entry) THEN
    RAISE EXCEPTION 'journal_entry is append-only: TRUNCATE refused' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER journal_entry_no_change BEFORE UPDATE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_entry_no_removal BEFORE DELETE ON journal_entry
  FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_entry_no_truncate BEFORE TRUNCATE ON journal_entry
  FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_truncate();
"""
_POSTGRES_BACK = """
DROP TRIGGER journal_entry_no_change ON journal_entry;
DROP TRIGGER journal_entry_no_removal ON journal_entry;
DROP TRIGGER journal_entry_no_truncate ON journal_entry;
DROP FUNCTION journal_refuse();
DROP FUNCTION journal_refuse_truncate();
"""
_SQLITE = (
    "CREATE TRIGGER journal_entry_no_change BEFORE UPDATE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only: UPDATE refused'); END",
    "CREATE TRIGGER journal_entry_no_removal BEFORE DELETE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only: DELETE refused'); END",
)
_SQLITE_BACK = (
    "DROP TRIGGER journal_entry_no_change",
    "DROP TRIGGER journal_entry_no_removal",
)


def put(apps, editor):
    """Create the triggers in the dialect of the database."""
    for statement in (_POSTGRES,) if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement, params=None)


def take_away(apps, editor):
    """Drop them again."""
    postgres = editor.connection.vendor == "postgresql"
    for statement in (_POSTGRES_BACK,) if postgres else _SQLITE_BACK:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Guards of the journal."""

    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(put, take_away)]
