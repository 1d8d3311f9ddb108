import redaksi.wire.credentials
from django.db import migrations

from redaksi.wire.addresses import masked, masked_text, secrets_of
from redaksi.wire.credentials import without_account


def seal_keys(apps, schema_editor):
    """Keys in addresses are sealed, the addresses masked; what was said with a key in it is masked as well."""
    get = apps.get_model
    for source in get("wire", "Source").objects.exclude(kind="folder"):
        before = source.url
        whole, username, password = without_account(before)
        shown = masked(whole)
        if shown == before or len(shown) > 500:
            continue
        source.url, source.sealed_url = shown, whole if whole != shown else ""
        source.username, source.password = source.username or username, source.password or password
        source.save(update_fields=["url", "sealed_url", "username", "password"])
        secrets = secrets_of(before)
        for health in get("wire", "SourceHealth").objects.filter(source=source):
            health.address = shown if health.address == before else masked(health.address)[:500]
            health.last_error = masked_text(health.last_error, secrets)
            health.stopped = masked_text(health.stopped, secrets)
            health.save(update_fields=["address", "last_error", "stopped"])
        for record in get("wire", "FetchRecord").objects.filter(source=source).exclude(reason=""):
            record.reason = masked_text(record.reason, secrets)
            record.save(update_fields=["reason"])
        for subscription in get("wire", "Subscription").objects.filter(source=source):
            # A hub is not told our key; where the feed has a public address too, it is asked anew for that one.
            if any(secret in subscription.topic for secret in secrets):
                subscription.delete()


def open_keys(apps, schema_editor):
    """Addresses hold their keys again, as far as the secret key opens them and the column has room."""
    for source in apps.get_model("wire", "Source").objects.exclude(sealed_url=""):
        if source.sealed_url and len(source.sealed_url) <= 500:
            apps.get_model("wire", "SourceHealth").objects.filter(source=source, address=source.url).update(
                address=source.sealed_url
            )
            type(source).objects.filter(pk=source.pk).update(url=source.sealed_url)


class Migration(migrations.Migration):

    dependencies = [
        ('wire', '0008_claimed_by'),
    ]

    operations = [
        migrations.AddField(
            model_name='source',
            name='sealed_url',
            field=redaksi.wire.credentials.SealedField(blank=True, default='', editable=False),
            preserve_default=False,
        ),
        migrations.RunPython(seal_keys, open_keys, elidable=True),
    ]
