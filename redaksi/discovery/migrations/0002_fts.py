from django.db import migrations

from redaksi.discovery import postgres, sqlite


def _statements(schema_editor, name):
    module = postgres if schema_editor.connection.vendor == "postgresql" else sqlite
    return getattr(module, name).split(";")


def create(apps, schema_editor):
    for statement in _statements(schema_editor, "CREATE"):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in _statements(schema_editor, "DROP"):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The full-text table, which no Django model can describe."""

    dependencies = [("discovery", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
