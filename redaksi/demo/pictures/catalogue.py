"""Which scenes there are, who draws them, in which palettes and where the eye should rest."""

from collections.abc import Callable
from typing import NamedTuple

from redaksi.demo.pictures import scenes_city as city
from redaksi.demo.pictures import scenes_craft as craft
from redaksi.demo.pictures import scenes_land as land
from redaksi.demo.pictures import scenes_portrait as portrait
from redaksi.demo.pictures import scenes_public as public
from redaksi.demo.pictures import scenes_sport as sport
from redaksi.demo.pictures import scenes_transport as transport
from redaksi.demo.pictures import scenes_water as water
from redaksi.demo.pictures import scenes_work as work
from redaksi.demo.pictures import scenes_world as world
from redaksi.demo.pictures.shapes import Point
from redaksi.demo.pictures.sheet import Sheet


class Scene(NamedTuple):
    """A painter, the palettes of its four variants and its focal point (0 to 1 of width and height)."""

    paint: Callable[[Sheet, int], None]
    palettes: tuple[str, str, str, str]
    focal: Point
    turns: bool = True


def _scene(paint: Callable[[Sheet, int], None], palettes: str, focal: Point, turns: bool = True) -> Scene:
    first, second, third, fourth = palettes.split()
    return Scene(paint, (first, second, third, fourth), focal, turns)


CATALOGUE: dict[str, Scene] = {
    "gunung": _scene(land.gunung, "dawn_rose day_teal dusk_coral night_indigo", (0.53, 0.45)),
    "sawah": _scene(land.sawah, "dawn_mint day_leaf dusk_amber dawn_gold", (0.45, 0.62)),
    "hutan": _scene(land.hutan, "day_leaf dawn_mint day_teal dusk_violet", (0.48, 0.42)),
    "kebun": _scene(land.kebun, "day_leaf dawn_gold dusk_amber dawn_mint", (0.42, 0.6)),
    "hujan": _scene(land.hujan, "day_blue dusk_violet day_teal night_teal", (0.48, 0.6)),
    "pelabuhan": _scene(water.pelabuhan, "dawn_rose day_teal dusk_amber night_indigo", (0.52, 0.6)),
    "laut_kapal": _scene(water.laut_kapal, "dawn_gold day_blue dusk_coral night_teal", (0.5, 0.55)),
    "jembatan": _scene(water.jembatan, "dawn_lilac day_teal dusk_coral night_plum", (0.48, 0.5)),
    "bendungan": _scene(water.bendungan, "day_blue dawn_mint dusk_amber day_leaf", (0.5, 0.55)),
    "kota_malam": _scene(city.kota_malam, "night_indigo night_plum night_teal dusk_violet", (0.5, 0.48)),
    "pasar": _scene(city.pasar, "dawn_gold day_teal night_indigo dusk_amber", (0.5, 0.58)),
    "masjid_kota": _scene(city.masjid_kota, "dawn_mint dawn_lilac dusk_coral night_teal", (0.5, 0.52)),
    "kereta": _scene(transport.kereta, "dawn_mint day_clay dusk_violet night_indigo", (0.5, 0.52)),
    "bandara": _scene(transport.bandara, "dawn_rose day_blue dusk_amber night_plum", (0.5, 0.4)),
    "listrik": _scene(transport.listrik, "dawn_gold day_teal dusk_coral night_indigo", (0.47, 0.55)),
    "sidang": _scene(public.sidang, "dusk_amber dawn_lilac day_clay night_plum", (0.5, 0.5)),
    "podium": _scene(public.podium, "dawn_rose day_teal dusk_amber night_indigo", (0.5, 0.42)),
    "diplomasi": _scene(public.diplomasi, "day_blue dawn_gold dusk_violet day_teal", (0.5, 0.5)),
    "sekolah": _scene(public.sekolah, "dawn_mint day_blue dusk_coral dawn_gold", (0.48, 0.55)),
    "puskesmas": _scene(public.puskesmas, "day_teal dawn_rose dusk_violet day_leaf", (0.56, 0.58)),
    "perpustakaan": _scene(public.perpustakaan, "dawn_mint dusk_amber day_blue night_indigo", (0.49, 0.6)),
    "potret": _scene(portrait.potret, "day_clay day_teal dawn_lilac dusk_amber", (0.5, 0.44)),
    "stadion": _scene(sport.stadion, "night_teal day_leaf dusk_coral night_indigo", (0.44, 0.62)),
    "bulutangkis": _scene(sport.bulutangkis, "day_teal night_indigo dusk_coral night_plum", (0.5, 0.46)),
    "panggung": _scene(sport.panggung, "night_plum dusk_coral night_teal dusk_violet", (0.5, 0.52)),
    "peta_dunia": _scene(world.peta_dunia, "dawn_mint dawn_gold night_indigo day_blue", (0.5, 0.52), False),
    "grafik_ekonomi": _scene(world.grafik_ekonomi, "day_teal dawn_gold dusk_coral night_indigo", (0.52, 0.52), False),
    "rupiah": _scene(world.rupiah, "day_clay dawn_mint dusk_violet day_leaf", (0.5, 0.5), False),
    "satelit": _scene(world.satelit, "night_indigo dusk_violet night_teal night_plum", (0.48, 0.45)),
    "server": _scene(world.server, "night_teal night_indigo dusk_violet night_plum", (0.5, 0.55)),
    "gempa": _scene(world.gempa, "day_clay dawn_mint dusk_coral night_teal", (0.56, 0.55)),
    "wayang": _scene(craft.wayang, "dusk_coral night_plum dusk_amber night_teal", (0.5, 0.5)),
    "kopi": _scene(craft.kopi, "dawn_rose day_leaf dusk_violet dawn_lilac", (0.5, 0.6)),
    "tenun": _scene(work.tenun, "day_clay day_teal dusk_coral day_blue", (0.5, 0.5)),
    "pabrik": _scene(work.pabrik, "dawn_lilac day_teal dusk_amber night_indigo", (0.45, 0.58)),
}
