"""The standing pages that a newsroom must have before its first reader comes (R27-R29)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wagtail.models import Page, Site

from redaksi.portal.models import StandingPage


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a standing page; `body` is HTML."""

    title: str
    intro: str
    body: str


GUIDELINES: Final = """
<p>Pedoman Pemberitaan Media Siber disusun Dewan Pers bersama organisasi pers agar pers siber bekerja dengan merdeka
dan bertanggung jawab. Ringkasan berikut kami tulis sendiri; yang berlaku adalah naskah resminya.</p>
<h2>Verifikasi dan keberimbangan</h2>
<p>Setiap berita diverifikasi. Berita yang dapat merugikan pihak lain memuat tanggapan pihak itu dalam berita yang sama.
Bila kabar yang belum terverifikasi perlu segera diketahui publik, kami mengatakannya dengan jelas di akhir berita,
lalu memuat hasil verifikasinya.</p>
<h2>Isi buatan pengguna</h2>
<p>Isi dari pengguna dipisahkan dari berita dan tidak boleh bohong, fitnah, sadis, cabul, menghasut kebencian, atau
merendahkan orang lemah. Pengaduan atas isi itu kami tindak paling lambat 2 x 24 jam.</p>
<h2>Ralat, koreksi, dan hak jawab</h2>
<p>Kesalahan kami perbaiki dengan ralat bertanggal yang ditautkan pada beritanya dan dikumpulkan di halaman Koreksi.
Hak jawab dilayani tanpa biaya.</p>
<h2>Pencabutan berita</h2>
<p>Berita yang sudah terbit tidak dicabut karena tekanan. Pencabutan hanya karena alasan SARA, kesusilaan, masa depan
anak, trauma korban, atau alasan lain yang ditetapkan Dewan Pers, dan alasannya kami umumkan di alamat yang sama.</p>
<h2>Iklan dan hak cipta</h2>
<p>Iklan, advertorial, dan isi bersponsor selalu diberi label. Sumber tulisan dan gambar selalu disebut.</p>
"""
TEXTS: Final[Mapping[str, Text]] = {
    "redaksi": Text("Redaksi", "Siapa yang bekerja dan bertanggung jawab atas isi media ini.", ""),
    "pedoman-media-siber": Text("Pedoman Media Siber", "Aturan yang kami pegang saat memberitakan.", GUIDELINES),
    "tentang": Text(
        "Tentang Kami",
        "Media ini dan cara kami bekerja.",
        "<p>Kami memberitakan dengan tenang, memeriksa sebelum menerbitkan, menyebut sumber, dan memperbaiki kesalahan "
        "secara terbuka.</p>",
    ),
    "kontak": Text(
        "Kontak",
        "Alamat redaksi, ralat, hak jawab, dan iklan.",
        "<p>Untuk melaporkan kesalahan atau meminta hak jawab, sebutkan judul dan alamat berita serta bagian yang "
        "dipersoalkan. Hak jawab tidak dipungut biaya.</p>",
    ),
}


def create_standing_pages(brand: str, texts: Mapping[str, Text] = TEXTS) -> list[StandingPage]:
    """Make those of `texts` (by address) that are missing, below the site's first page; returns the new ones.

    Pages that the newsroom already has are left as they are, so this may run again.
    """
    root = _site_root(brand)
    known = set(StandingPage.objects.values_list("slug", flat=True))
    made = []
    for slug, text in {**TEXTS, **texts}.items():
        if slug not in known:
            page = StandingPage(title=text.title, slug=slug, intro=text.intro, body=text.body.strip())
            made.append(root.add_child(instance=page))
    return made


def _site_root(brand: str) -> Page:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        home = root.get_children().filter(slug="home").first()
        home = home or root.add_child(instance=Page(title=brand, slug="home"))
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name=brand)
        return home
    if site.root_page.title != brand or site.site_name != brand:
        site.root_page.title = site.root_page.draft_title = brand
        site.root_page.save(update_fields=["title", "draft_title"])
        site.site_name = brand
        site.save(update_fields=["site_name"])
    return site.root_page
