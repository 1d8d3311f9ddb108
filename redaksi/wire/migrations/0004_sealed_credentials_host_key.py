import redaksi.wire.credentials
from django.db import migrations, models


def seal_what_is_clear(apps, schema_editor):
    """Saving seals; what the address holds of an account moves to its own fields."""
    for source in apps.get_model("wire", "Source").objects.all():
        address, username, password = redaksi.wire.credentials.without_account(source.url)
        if address != source.url:
            apps.get_model("wire", "SourceHealth").objects.filter(source=source, address=source.url).update(
                address=address
            )
            source.url, source.username = address, source.username or username
            source.password = source.password or password
        source.save(update_fields=["url", "username", "password"])
    for subscription in apps.get_model("wire", "Subscription").objects.all():
        subscription.save(update_fields=["secret"])


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0003_sources_signals_rights_routing'),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcehealth',
            name='host_key',
            field=models.TextField(blank=True, verbose_name='key of the server'),
        ),
        migrations.AlterField(
            model_name='source',
            name='password',
            field=redaksi.wire.credentials.SealedField(blank=True, verbose_name='password'),
        ),
        migrations.AlterField(
            model_name='subscription',
            name='secret',
            field=redaksi.wire.credentials.SealedField(),
        ),
        migrations.RunPython(seal_what_is_clear, migrations.RunPython.noop, elidable=True),
    ]
