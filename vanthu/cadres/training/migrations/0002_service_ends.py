"""Keep the day on which service owed is over, so that lists can be ordered and cut by it."""

from typing import Any

from django.db import migrations, models

from vanthu.cadres.training.rules import service_ends

_AT_ONCE = 500


def _fill(apps: Any, _editor: Any) -> None:
    """Set the day of every row of somebody who completed a course and owes service."""
    rows = apps.get_model("training", "Enrolment").objects
    owing = rows.filter(owed_months__gt=0).exclude(completed_on=None)
    changed = []
    for row in owing.only("pk", "completed_on", "owed_months").iterator():
        row.owes_until = service_ends(row.completed_on, row.owed_months)
        changed.append(row)
    rows.bulk_update(changed, ["owes_until"], batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [
        migrations.AddField("enrolment", "owes_until", models.DateField(blank=True, null=True)),
        migrations.RunPython(_fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "enrolment", models.Index(fields=["owes_until"], name="training_owes_until")
        ),
    ]
