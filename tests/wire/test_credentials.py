"""Secrets are clear in memory only; another secret key makes them unreadable, never wrong and never lost."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core import serializers
from django.db import connection
from django.utils.timezone import now as now_
from hypothesis import given
from hypothesis import strategies as st
from modelcluster.models import get_serializable_data_for_fields

from redaksi.wire.addresses import MASK
from redaksi.wire.credentials import MARK, Unreadable, open_sealed, seal, without_account
from redaksi.wire.health import health_of, state_of
from redaksi.wire.models import FetchRecord, Source, SourceHealth, Subscription
from redaksi.wire.poll import poll
from tests.wire.provider import policy

SECRET = "sangat-rahasia-sekali"


def stored(column: str = "password", table: str = "wire_source") -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return cursor.fetchone()[0]


@pytest.fixture
def source(db):
    return Source.objects.create(
        name="KBC", slug="kbc", kind="http", url="http://kbc.example/rss", username="redaksi", password=SECRET
    )


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_is_opened_again_and_cannot_be_read(text):
    sealed = seal(text)
    assert open_sealed(sealed) == text
    assert sealed == "" if not text else sealed.startswith(MARK)
    assert len(text) < 4 or text not in sealed


def test_a_password_is_sealed_in_the_database_and_clear_in_memory(source):
    assert stored().startswith(MARK)
    assert SECRET not in stored()
    assert Source.objects.get().password == SECRET
    Source.objects.update(password="lain-lagi")
    assert "lain-lagi" not in stored()
    assert Source.objects.get().password == "lain-lagi"


def test_a_dump_and_a_revision_hold_the_sealed_text_and_bring_it_back(source):
    dump = serializers.serialize("json", [source])
    assert SECRET not in dump
    assert SECRET not in str(get_serializable_data_for_fields(source))
    source.delete()
    next(iter(serializers.deserialize("json", dump))).save()
    assert Source.objects.get().password == SECRET


def test_another_secret_key_is_said_on_the_health_page_and_nothing_crashes(source, now, settings):
    before = stored()
    settings.SECRET_KEY = "kunci-yang-lain"
    source.refresh_from_db()
    assert (source.password, isinstance(source.password, Unreadable)) == ("", True)
    assert "secret key" in state_of(source, None, now).reason
    record = poll(source, now, policy())
    assert (record.outcome, "secret key" in record.reason) == ("failed", True)
    # Whoever saves the source meanwhile does not destroy what the old key could still open.
    source.name, source.password = "KBC Baru", str(source.password)
    source.save()
    assert stored() == before
    source.password = "masukan-baru"
    source.save()
    source.refresh_from_db()
    assert state_of(source, health_of(source), now).word != "ok"
    assert "secret key" not in (state_of(source, None, now).reason or "")


def test_no_log_line_and_no_record_shows_a_password(source, now, caplog, monkeypatch):
    monkeypatch.setattr("redaksi.wire.web.send", lambda *_: (_ for _ in ()).throw(ZeroDivisionError))
    with caplog.at_level("DEBUG"):
        record = poll(source, now, policy())
    assert caplog.records
    assert SECRET not in caplog.text + record.reason
    assert SECRET not in repr(source) + str(source)


@pytest.mark.parametrize(
    ("address", "clean", "account"),
    [
        ("ftp://ada:r%40hasia@kbc.example:2121/k?a=1", "ftp://kbc.example:2121/k?a=1", ("ada", "r@hasia")),
        ("imaps://ada@surat.example/INBOX", "imaps://surat.example/INBOX", ("ada", "")),
        ("https://kbc.example/a@b", "https://kbc.example/a@b", ("", "")),
        ("http://[", "http://[", ("", "")),
        ("folder", "folder", ("", "")),
    ],
)
def test_an_account_in_the_address_is_told_apart(address, clean, account):
    assert without_account(address) == (clean, *account)


@pytest.mark.django_db
def test_an_account_in_the_address_moves_to_its_own_fields():
    Source.objects.create(name="S", slug="s", kind="ftp", url=f"ftp://ada:{SECRET}@kbc.example/keluar")
    source = Source.objects.get()
    assert (source.url, source.username, source.password) == ("ftp://kbc.example/keluar", "ada", SECRET)
    assert SECRET not in stored() + stored("url")


@pytest.mark.django_db
def test_what_was_stored_clear_before_is_sealed_by_the_migration():
    source = Source.objects.create(name="S", slug="s", kind="ftp", url="ftp://kbc.example/")
    Subscription.objects.create(source=source, hub="https://hub.example/", topic="https://kbc.example/", secret="x")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wire_source SET password = %s, url = %s", [SECRET, "ftp://ada:lain@kbc.example/"])
        cursor.execute("UPDATE wire_subscription SET secret = %s", ["rahasia-hub"])
    assert Source.objects.get().password == SECRET
    import_module("redaksi.wire.migrations.0004_sealed_credentials_host_key").seal_what_is_clear(apps, None)
    source.refresh_from_db()
    assert (source.url, source.username, source.password) == ("ftp://kbc.example/", "ada", SECRET)
    assert stored().startswith(MARK)
    assert stored("secret", "wire_subscription").startswith(MARK)
    assert Subscription.objects.get().secret == "rahasia-hub"


KEYED = f"https://kbc.example/rss?api_key={SECRET}&page=2"
SHOWN = f"https://kbc.example/rss?api_key={MASK}&page=2"


@pytest.mark.django_db
def test_a_key_in_the_address_is_sealed_kept_replaced_and_dropped():
    Source.objects.create(name="S", slug="s", kind="http", url=KEYED)
    source = Source.objects.get()
    assert (source.url, source.sealed_url) == (SHOWN, KEYED)
    assert SECRET not in stored("url") + stored("sealed_url")
    source.url = SHOWN.replace("page=2", "page=3")
    source.save()
    source.refresh_from_db()
    assert source.sealed_url == KEYED.replace("page=2", "page=3")
    source.url = KEYED.replace(SECRET, "baru")
    source.save(update_fields=["url"])
    source.refresh_from_db()
    assert (source.url, source.sealed_url) == (SHOWN, KEYED.replace(SECRET, "baru"))
    source.url = "https://kbc.example/rss"
    source.save()
    assert Source.objects.get().sealed_url == ""


@pytest.mark.django_db
def test_a_key_sealed_with_another_secret_key_is_said_and_not_lost(now, settings):
    Source.objects.create(name="S", slug="s", kind="http", url=KEYED)
    before = stored("sealed_url")
    settings.SECRET_KEY = "kunci-yang-lain"
    source = Source.objects.get()
    assert "secret key" in state_of(source, None, now).reason
    assert "secret key" in poll(source, now, policy()).reason
    source.save()
    assert stored("sealed_url") == before


@pytest.mark.django_db
def test_keys_in_addresses_that_are_there_already_are_sealed_by_the_migration_and_come_back():
    source = Source.objects.create(name="S", slug="s", kind="http", url="https://kbc.example/")
    kept = Source.objects.create(name="T", slug="t", kind="http", url="https://lain.example/rss?page=1")
    Subscription.objects.create(source=source, hub="https://hub.example/", topic=KEYED, secret="x")
    SourceHealth.objects.create(source=source, address=KEYED, last_error=f"kbc.example: no {SECRET}", stopped="x")
    FetchRecord.objects.create(source=source, at=now_(), outcome="failed", reason=f"kbc.example: {KEYED}")
    Source.objects.filter(pk=source.pk).update(url=KEYED)
    migration = import_module("redaksi.wire.migrations.0009_sealed_addresses")
    migration.seal_keys(apps, None)
    source.refresh_from_db()
    assert (source.url, source.sealed_url, source.health.address) == (SHOWN, KEYED, SHOWN)
    assert SECRET not in SourceHealth.objects.get().last_error + FetchRecord.objects.get().reason + stored("sealed_url")
    assert not Subscription.objects.exists()
    migration.seal_keys(apps, None)
    assert Source.objects.get(pk=source.pk).sealed_url == KEYED
    migration.open_keys(apps, None)
    assert Source.objects.filter(url=KEYED).exists()
    assert SourceHealth.objects.get().address == KEYED
    assert Source.objects.get(pk=kept.pk).url == "https://lain.example/rss?page=1"
