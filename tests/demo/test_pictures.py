"""The illustrations of the demo newsroom: every one draws, stays the same and stays light."""

import hashlib
import io
from itertools import product

import pytest
from lxml import etree
from PIL import Image, ImageStat

from redaksi.demo.pictures import SCENES, VARIANTS, draw, draw_icon, draw_logo, focal
from redaksi.demo.pictures.inks import PALETTES, ink, mix

SMALL = (240, 160)
LIGHT = 250 * 1024
SVG = "{http://www.w3.org/2000/svg}"


def _digest(picture: Image.Image) -> str:
    return hashlib.sha256(picture.tobytes()).hexdigest()


def test_the_newsroom_has_the_scenes_it_was_promised() -> None:
    promised = """gunung sawah pelabuhan kota_malam pasar jembatan kereta bendungan laut_kapal hujan pabrik sidang
    stadion bulutangkis sekolah perpustakaan puskesmas bandara peta_dunia diplomasi grafik_ekonomi rupiah satelit
    server wayang kopi tenun masjid_kota hutan gempa panggung kebun listrik podium potret""".split()
    assert sorted(SCENES) == sorted(promised)


@pytest.mark.parametrize("scene", SCENES)
def test_every_variant_of_a_scene_draws_and_no_two_are_alike(scene: str) -> None:
    pictures = [draw(scene, variant, SMALL) for variant in range(VARIANTS)]
    assert all(picture.size == SMALL and picture.mode == "RGB" for picture in pictures)
    assert len({_digest(picture) for picture in pictures}) == VARIANTS
    for picture in pictures:
        assert max(ImageStat.Stat(picture).stddev) > 15, "a flat picture shows nothing"


@pytest.mark.parametrize("scene", ["gunung", "sawah", "hujan", "tenun"])
def test_the_same_arguments_give_the_same_bytes(scene: str) -> None:
    assert _digest(draw(scene, 2, SMALL)) == _digest(draw(scene, 2, SMALL))


def test_no_two_scenes_are_alike() -> None:
    assert len({_digest(draw(scene, 0, (60, 40))) for scene in SCENES}) == len(SCENES)


@pytest.mark.parametrize("size", [(1600, 1067), (640, 360), (400, 300), (300, 300), (200, 640), (17, 16)])
def test_a_picture_has_the_size_that_was_asked(size: tuple[int, int]) -> None:
    assert draw("jembatan", 1, size).size == size


def test_the_size_that_is_left_out_is_a_page_wide() -> None:
    assert draw("rupiah").size == (1600, 1067)


def test_focal_points_lie_well_inside_and_turn_with_the_picture() -> None:
    for scene, variant in product(SCENES, range(VARIANTS)):
        x, y = focal(scene, variant)
        assert 0.25 <= x <= 0.75
        assert 0.25 <= y <= 0.75
    first, turned = focal("kebun"), focal("kebun", 1)
    assert turned == (pytest.approx(1 - first[0]), first[1])


def test_another_shape_is_cut_around_the_focal_point() -> None:
    whole, square = draw("bandara", 0, (600, 400)), draw("bandara", 0, (400, 400))
    left = round(600 * focal("bandara")[0] - 200)
    assert square.tobytes() == whole.crop((left, 0, left + 400, 400)).tobytes()


@pytest.mark.parametrize("scene", ["gunung", "pasar", "kota_malam", "perpustakaan", "tenun", "peta_dunia"])
def test_a_full_picture_is_light_as_jpeg(scene: str) -> None:
    packed = io.BytesIO()
    draw(scene).save(packed, "JPEG", quality=82)
    assert len(packed.getvalue()) <= LIGHT


@pytest.mark.parametrize(("scene", "variant"), [("gajah", 0), ("", 0), ("gunung", 4), ("gunung", -1)])
def test_an_unknown_scene_or_variant_is_refused(scene: str, variant: int) -> None:
    with pytest.raises(ValueError, match=r"no such scene|a variant is a number"):
        draw(scene, variant, SMALL)
    with pytest.raises(ValueError, match=r"no such scene|a variant is a number"):
        focal(scene, variant)


@pytest.mark.parametrize("size", [(0, 100), (100, -1), (15, 100), (5000, 100)])
def test_a_size_beyond_reason_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a side must measure"):
        draw("gunung", 0, size)


def test_palettes_run_from_light_to_dark() -> None:
    for name, palette in PALETTES.items():
        assert sum(palette.sun) > sum(palette.mid) > sum(palette.deep) > sum(palette.ink), name
        assert palette.tone(0) == palette.low
        assert palette.tone(5) == palette.tone(1) != palette.deep


def test_an_ink_is_read_with_and_without_its_sign_and_mixed_evenly() -> None:
    assert ink("#0a141e") == ink("0a141e") == (10, 20, 30)
    assert mix((0, 0, 0), (100, 50, 10), 0.5) == (50, 25, 5)
    for bad in ("", "#fff", "zzzzzz"):
        with pytest.raises(ValueError, match=r"not a colour|invalid literal"):
            ink(bad)


def test_the_logotype_is_a_small_drawing_that_names_the_brand() -> None:
    text = draw_logo('Kabar  "Nusa" & Co', "#9b1c1c")
    root = etree.fromstring(text.encode())
    assert root.tag == f"{SVG}svg"
    assert root.get("aria-label") == 'Kabar "Nusa" & Co' == root.findtext(f"{SVG}text")
    assert {child.tag for child in root} <= {f"{SVG}path", f"{SVG}text"}
    assert "#9b1c1c" in text
    assert len(text) < 1024


def test_a_logotype_without_a_name_or_with_a_bad_accent_is_refused() -> None:
    with pytest.raises(ValueError, match="name of the brand"):
        draw_logo("  ", "9b1c1c")
    with pytest.raises(ValueError, match="not a colour"):
        draw_logo("Kabar", "red")


def test_the_icon_is_square_and_wears_the_accent() -> None:
    icon = draw_icon("#0b5d4f")
    assert icon.size == (512, 512)
    assert icon.getpixel((4, 4)) == (11, 93, 79)
    with pytest.raises(ValueError, match="not a colour"):
        draw_icon("teal")
