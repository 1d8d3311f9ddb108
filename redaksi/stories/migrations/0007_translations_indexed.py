import django.db.models.deletion
from django.db import migrations, models

FULL = "stories_story_translation_of_id_5579a7cb"


class Migration(migrations.Migration):
    """An index of the few stories that are translations instead of one of all.

    As an AlterField SQLite would write the whole table anew for it, which at a million stories takes minutes.
    """

    dependencies = [
        ("stories", "0006_language_marks"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    f"DROP INDEX IF EXISTS {FULL}",
                    f"CREATE INDEX {FULL} ON stories_story (translation_of_id)",
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name="story",
                    name="translation_of",
                    field=models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="The story that this one says in another language; both will point to each other.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="translations",
                        to="stories.story",
                        verbose_name="translation of",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("translation_of__isnull", False)),
                fields=["translation_of"],
                name="story_translations",
            ),
        ),
    ]
