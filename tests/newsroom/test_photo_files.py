"""Uploads lose where they were taken; every size carries the credit that the newsroom gives, old words or new."""

import hashlib
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from PIL import Image

from redaksi.newsroom.models import Picture
from redaksi.newsroom.photo_metadata import metadata_of
from tests.newsroom.test_photo_metadata import picture as sample

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile")]
SECRETS = (b"GPSL", b"778899", b"KameraRahasia")
SPECS = (
    "max-40x40|format-webp",
    "max-40x40|format-jpeg",
    "max-30x30|format-png",
    "fill-20x20",
    "max-24x24|format-avif",
)


@pytest.fixture(autouse=True)
def _forgotten():
    cache.clear()


def upload(kind: str = "JPEG", **values: object) -> Picture:
    picture = Picture(
        title="Pengungsi",
        file=ContentFile(sample(kind), name=f"foto.{kind.lower()}"),
        **{"credit": "KBC/Rini Astuti", "caption": "Warga mengungsi."} | values,
    )
    picture._set_image_file_metadata()
    picture.save()
    return picture


def stored(field) -> bytes:
    with field.storage.open(field.name) as file:
        return file.read()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_upload_itself_is_stored_without_place_and_machine(kind):
    picture = upload(kind)
    data = stored(picture.file)
    assert not [secret for secret in SECRETS if secret in data]
    assert not Image.open(BytesIO(data)).getexif().get_ifd(0x8825)
    assert (picture.file_size, picture.file_hash) == (len(data), hashlib.sha1(data).hexdigest())
    assert {picture.width, picture.height} == {64, 48}


@pytest.mark.parametrize("spec", SPECS)
def test_every_size_names_its_maker_and_no_place(spec):
    picture = upload(rights="(c) KBC", description="Orang di tenda")
    data = stored(picture.get_rendition(spec).file)
    assert not [secret for secret in SECRETS if secret in data]
    image = Image.open(BytesIO(data))
    assert not image.getexif().get_ifd(0x8825)
    if image.format != "AVIF":
        found = metadata_of(image)
        assert (found.credit, found.caption, found.copyright) == ("KBC/Rini Astuti", "Warga mengungsi.", "(c) KBC")
        # Who held the camera stands in the file that came, and is kept.
        assert (found.creator, found.alt) == ("Rini Astuti, Budi Karya", "Orang di tenda")


def test_all_sizes_at_once_are_written_alike():
    picture = upload("WEBP")
    for rendition in picture.get_renditions(*SPECS[:3]).values():
        assert metadata_of(Image.open(BytesIO(stored(rendition.file)))).credit == "KBC/Rini Astuti"


def test_new_words_are_written_into_the_sizes_that_are_there():
    picture = upload()
    rendition = picture.get_rendition(SPECS[0])
    before = stored(rendition.file)
    picture.credit = "KBC/Budi Karya"
    picture.save()
    after = stored(rendition.file)
    assert metadata_of(Image.open(BytesIO(after))).credit == "KBC/Budi Karya"
    assert Image.open(BytesIO(after)).tobytes() == Image.open(BytesIO(before)).tobytes()


def test_a_size_that_is_gone_stops_nothing(caplog):
    picture = upload()
    rendition = picture.get_rendition(SPECS[0])
    rendition.file.storage.delete(rendition.file.name)
    picture.credit = "Lain"
    picture.save()
    assert "could not be given its words" in caplog.text


def test_a_file_that_is_no_picture_is_left_to_the_checks(tmp_path):
    picture = Picture(
        title="Bukan", credit="x", file=ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg")
    )
    picture.width = picture.height = 1
    picture.save()
    assert stored(picture.file).startswith(b"<svg")
