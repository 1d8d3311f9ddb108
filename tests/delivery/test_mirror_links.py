import pytest
from lxml import html

from redaksi.delivery.mirror_links import Site, copy_page, file_of

FILES = {"/": "index.html", "/dunia/": "dunia/index.html", "/dunia/1/kabar": "dunia/1/kabar.html"}
SITE = Site(FILES, "https://kabar.example", "Salinan statis dari")
PAGE = """<!doctype html><html lang="id"><head><link rel="canonical" href="https://kabar.example/dunia/1/kabar">
<link rel="icon" href="/media/ikon.svg"><style>p{background:url(/static/a.svg)}</style>
<script defer src="/static/portal/portal.js"></script></head><body><a href="/cari">Cari</a>
<form action="/cari"><input name="q"></form><a href="/#isi">Depan</a><a href="/dunia/">Dunia</a>
<a href="/dunia/9/lama">Lama</a><a href="https://kabar.example/dunia/1/kabar">Ini</a><a href="#isi">Isi</a>
<a href="https://lain.example/x">Lain</a>
<img src="/media/f.jpg" srcset="/media/f.jpg 1x, /media/g.jpg 2x" alt=""></body></html>"""


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/dunia/", "dunia/index.html"),
        ("/dunia/?halaman=2", "dunia/halaman-2.html"),
        ("/dunia/757/kabar-baru", "dunia/757/kabar-baru.html"),
        ("/topik/kota?halaman=3", "topik/kota-halaman-3.html"),
        ("/rss.xml", "rss.xml"),
        ("/dunia/rss.xml", "dunia/rss.xml"),
    ],
)
def test_each_address_has_a_file_that_any_host_can_serve(address, name):
    assert file_of(address) == name


@pytest.mark.parametrize("address", ["/../kunci", "/a/%2e%2e/b", "/.git/config", "/a/\\..\\b"])
def test_no_address_leads_out_of_the_folder(address):
    with pytest.raises(ValueError):
        file_of(address)


def test_links_work_from_where_the_file_lies_and_the_rest_leads_to_the_house():
    copied = copy_page(PAGE.encode(), "/dunia/1/kabar", SITE)
    page = html.document_fromstring(copied.text)
    links = {link.text: link.get("href") for link in page.iter("a")}
    assert links["Depan"] == "../../index.html#isi"
    assert links["Dunia"] == "../index.html"
    assert links["Ini"] == "kabar.html"
    assert links["Lama"] == "https://kabar.example/dunia/9/lama"
    assert (links["Lain"], links["Isi"]) == ("https://lain.example/x", "#isi")
    assert page.find(".//img").get("src") == "../../media/f.jpg"
    assert page.find(".//img").get("srcset") == "../../media/f.jpg 1x, ../../media/g.jpg 2x"
    assert "url(../../static/a.svg)" in copied.text
    assert copied.assets == {
        "/media/ikon.svg",
        "/media/f.jpg",
        "/media/g.jpg",
        "/static/a.svg",
        "/static/portal/portal.js",
    }


def test_nothing_that_needs_the_house_stays_and_the_copy_says_what_it_is():
    copied = copy_page(PAGE.encode(), "/dunia/1/kabar", SITE)
    page = html.document_fromstring(copied.text)
    assert page.find(".//form") is None
    assert "Cari" not in [link.text for link in page.iter("a")]
    assert page.find(".//link[@rel='canonical']").get("href") == "https://kabar.example/dunia/1/kabar"
    assert page.body[0].text_content() == "Salinan statis dari kabar.example"
    assert copied.text.startswith("<!doctype html>")
