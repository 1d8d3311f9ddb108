import django.db.models.deletion
from django.db import migrations, models

PUBLIC = "FROM stories_story s JOIN {links} a ON a.story_id = s.id {more} WHERE s.live AND s.published_at IS NOT NULL"
INSERT = "INSERT INTO stories_place (kind, number, published_at, story_id) SELECT DISTINCT {number}, s.published_at, s.id "
PAIRS = (
    "JOIN stories_story_topics b ON b.story_id = s.id AND b.topic_id > a.topic_id"
    " JOIN stories_topic one ON one.id = a.topic_id AND one.kind = 'country'"
    " JOIN stories_topic other ON other.id = b.topic_id AND other.kind = 'country'"
)
SHELVE = (
    (INSERT + PUBLIC).format(number="1, a.topic_id", links="stories_story_topics", more=""),
    (INSERT + PUBLIC).format(number="2, a.person_id", links="stories_byline", more=""),
    (INSERT + PUBLIC).format(
        number="3, a.topic_id * 2147483648 + b.topic_id", links="stories_story_topics", more=PAIRS
    ),
)


class Migration(migrations.Migration):
    """Shelves of topics, names and pairs of countries, with what is public already put on them."""

    dependencies = [("stories", "0002_expiring")]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.PositiveSmallIntegerField(choices=[(1, "Topic"), (2, "Person"), (3, "Pair")])),
                ("number", models.BigIntegerField()),
                ("published_at", models.DateTimeField()),
                (
                    "story",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="stories.story",
                    ),
                ),
            ],
        ),
        *(migrations.RunSQL(statement, migrations.RunSQL.noop) for statement in SHELVE),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(fields=["kind", "number", "-published_at", "-story"], name="place_newest"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(fields=("story", "kind", "number"), name="place_once"),
        ),
    ]
