"""A watched folder: each file once, never a half-written one, nothing outside and nothing moved."""

import os
import shutil

import pytest

from redaksi.conf import config
from redaksi.wire.fetch import FetchError
from redaksi.wire.folders import folder_of
from redaksi.wire.models import SeenFile, Source, WireItem
from redaksi.wire.poll import poll
from tests.wire.provider import feed, policy, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder():
    path = config.home / "incoming" / "kbc"
    path.mkdir(parents=True, exist_ok=True)
    yield path
    shutil.rmtree(path)


@pytest.fixture
def source(folder):
    return Source.objects.create(name="KBC", slug="kbc", kind="folder", url="kbc")


def look(source, now, **limits):
    return poll(source, now, policy(**limits))


def test_a_file_is_taken_when_it_looked_the_same_twice_and_only_once(folder, source, now):
    file = write(folder / "dalam" / "a.xml", feed("Satu"))
    assert look(source, now).deliveries == 0
    assert look(source, now).new_items == 1
    assert look(source, now).deliveries == 0
    assert file.read_bytes() == feed("Satu")


def test_a_file_that_is_still_being_written_is_left_alone(folder, source, now):
    whole = feed("Utuh")
    for part in (100, 200, 300):
        write(folder / "b.xml", whole[:part])
        os.utime(folder / "b.xml", ns=(part, part))
        assert look(source, now).deliveries == 0
    write(folder / "c.xml.part", whole)
    write(folder / ".d.xml", whole)
    (folder / "b.xml").write_bytes(whole)
    assert [look(source, now).new_items for _ in range(3)] == [0, 1, 0]


def test_a_file_renamed_into_place_and_a_changed_file_are_taken(folder, source, now):
    write(folder / "e.tmp", feed("Satu")).rename(folder / "e.xml")
    look(source, now)
    assert look(source, now).new_items == 1
    write(folder / "e.xml", feed("Satu", "Dua Kali"))
    look(source, now)
    assert look(source, now).new_items == 1


def test_files_that_are_gone_are_forgotten_and_come_back_without_doubling(folder, source, now):
    file = write(folder / "f.xml", feed("Satu"))
    look(source, now), look(source, now)
    file.unlink()
    look(source, now)
    assert not SeenFile.objects.exists()
    write(file, feed("Satu"))
    look(source, now), look(source, now)
    assert WireItem.objects.count() == 1


def test_links_and_too_large_files_are_left_and_the_latter_are_said(folder, source, now):
    (folder / "passwd").symlink_to("/etc/passwd")
    write(folder / "besar.xml", b"x" * 2000)
    record = look(source, now, max_bytes=1000)
    assert "besar.xml" in record.reason
    look(source, now, max_bytes=1000)
    assert not WireItem.objects.exists()
    assert record.outcome == "unchanged"


def test_a_folder_that_is_missing_is_a_failure_with_a_reason(source, now):
    Source.objects.filter(pk=source.pk).update(url="tiada")
    source.refresh_from_db()
    assert look(source, now).outcome in {"failed", "unchanged"}


@pytest.mark.parametrize("address", ["/etc", "../../etc", "", "file:///etc", "a/../../b"])
def test_a_folder_outside_is_refused(address):
    with pytest.raises(FetchError, match="folders lie under"):
        folder_of(address)
