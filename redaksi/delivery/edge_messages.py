"""The few pages that the edge must say itself, when nobody behind it can. No Django, hence no catalogue."""

from __future__ import annotations

_PAGE = """<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ margin: 0; min-height: 90vh; display: grid; place-content: center; padding: 1.5rem;
  font: 1.125rem/1.6 Georgia, serif }}
main {{ max-width: 34rem }}
h1 {{ font-size: 1.75rem; line-height: 1.25; margin: 0 0 .75rem }}
p {{ margin: 0 0 1rem }}
</style>
<main>
<h1>{title}</h1>
<p>{text}</p>
<p><a href="">Muat ulang halaman ini</a></p>
</main>
</html>
"""


def _page(title: str, text: str) -> bytes:
    return _PAGE.format(title=title, text=text).encode()


UNAVAILABLE = _page(
    "Sedang ada gangguan, coba lagi sebentar",
    "Halaman ini belum dapat kami tampilkan. Redaksi sedang memulihkannya; biasanya hanya perlu beberapa saat.",
)
TOO_LARGE = _page(
    "Berkas terlalu besar",
    "Ukuran berkas yang dikirim melebihi batas. Perkecil berkas itu, lalu kirim sekali lagi.",
)
NO_ROOM = _page(
    "Penyimpanan sedang penuh",
    "Berkas belum dapat diterima karena ruang penyimpanan penuh. Hubungi pengelola situs, lalu kirim sekali lagi.",
)
TOO_MANY = _page(
    "Terlalu banyak permintaan",
    "Dari jaringan Anda datang terlalu banyak permintaan sekaligus. Tunggu sebentar, lalu muat ulang halaman ini.",
)
RETRY_AFTER = 10
