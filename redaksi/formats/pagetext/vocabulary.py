"""The words of Indonesian news pages that are no story: what portals in general put around one.

Patterns are matched against a whole tidy line (`fullmatch`, case ignored) unless said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Container

_SOCIAL = """whatsapp wa facebook fb twitter x telegram line linkedin instagram ig tiktok youtube threads email
    e-mail pinterest"""
_MENU = """home beranda menu cari search login log in masuk daftar sign register langganan berlangganan
    subscribe indeks index live tv news terkini terbaru terpopuler populer trending video foto infografis podcast
    e-paper epaper premium network lainnya lain akun saya profil notifikasi dark mode tema"""
RUBRICS = frozenset(
    """nasional politik hukum kriminal peristiwa megapolitan metro metropolitan jabodetabek daerah regional nusantara
    ekonomi bisnis finansial keuangan market pasar saham makro industri properti umkm internasional dunia global
    mancanegara olahraga sport sports bola sepakbola raket otomotif teknologi tekno sains gadget hiburan lifestyle
    gaya hidup seleb selebritas selebriti entertainment kesehatan health pendidikan edukasi wisata travel kuliner
    food opini kolom analisis editorial tajuk cek fakta advertorial pemilu religi khazanah budaya humaniora
    lingkungan energi pertanian desa kota jakarta jateng jatim jabar banten sumut sulsel bali papua feature features
    sosok ragam news berita""".split()
)
_MENU_WORDS = RUBRICS | frozenset(_MENU.split()) | frozenset("& dan | / > » › · • -".split())
_SHARE_WORDS = frozenset(_SOCIAL.split()) | frozenset(
    "bagikan share copy salin link tautan url cetak print & / |".split()
)

HEADING = re.compile(
    r"""(?:(?:berita|artikel|baca|kabar|news)\ )?(?:lainnya|lain|terkait|terpopuler|populer|terbaru|terkini|pilihan|
      utama|rekomendasi|menarik(?:\ lainnya)?)(?:\ (?:lainnya|24\ jam(?:\ terakhir)?|hari\ ini|minggu\ ini|
      untuk\ anda|untukmu|pekan\ ini|lain|dari\ .{2,40}))?
    |(?:rekomendasi|pilihan)(?:\ (?:untuk\ (?:anda|mu|kamu)|redaksi|editor|berita|artikel|buat\ kamu))?
    |(?:baca|lihat|simak)\ juga|baca\ juga\ (?:artikel|berita)?\ ?(?:lainnya|terkait)?
    |(?:anda|kamu)\ mungkin\ (?:juga\ )?(?:suka|tertarik|menyukai).{0,20}
    |(?:berita|artikel)\ (?:yang\ )?(?:mungkin|serupa).{0,30}
    |(?:headline|headlines|sorotan|fokus|terhangat|news\ ?ticker|newsticker|most\ popular|related(?:\ \w+)?|
      trending(?:\ now|\ topic)?|latest(?:\ news)?|terbanyak\ dibaca|paling\ (?:banyak\ )?dibaca|jangan\ lewatkan)
    |indeks\ (?:berita|terkait|terpopuler)|more\ (?:news|stories|from\ .{2,30})|artikel\ selanjutnya""",
    re.IGNORECASE | re.VERBOSE,
)

SEE_ALSO = re.compile(
    r"(?:baca|lihat|simak|tonton)(?: (?:juga|pula|selengkapnya|lagi)(?: (?:berita|artikel|video))?)?"
    r" ?[:;] ?(?P<rest>.*)"
    r"|(?:pilihan editor|related news|read also|also read"
    r"|(?:artikel|berita|video|konten) (?:terkait|pilihan|lainnya)) ?: ?(?P<chosen>.+)"
    r"|(?:baca|lihat|simak) (?:juga|pula) (?P<bare>[\"“‘']?[A-Z0-9].*[^.])",
    re.IGNORECASE,
)
SEE_ALSO_CASED = re.compile(r"(?i:baca|lihat|simak) (?i:juga|pula) [\"“‘']?[A-Z0-9]")

FOOTER = re.compile(
    r"""(?:\(c\)|©|copyright|copyrights|hak\ cipta)\b.*|©.*|.{0,40}copyright\ ©.{0,80}
    |all\ ?rights?\ reserved.{0,60}|hak\ cipta\ dilindungi.{0,60}
    |.{0,80}dilarang\ (?:keras\ )?(?:mengambil|menyalin|mengutip|memperbanyak|menggandakan|mereproduksi)\b.*
        (?:izin|ijin|persetujuan).*
    |(?:contact\ us|hubungi\ kami|kontak(?:\ kami)?|tentang(?:\ kami)?|about(?:\ us)?|(?:susunan\ |box[ ]
      |boks\ )?redaksi
      |(?:pedoman\ )?(?:pemberitaan\ )?media\ siber|kode\ etik(?:\ jurnalistik)?|disclaimer|karier|karir|career
        |careers
      |kebijakan(?:\ (?:privasi|data(?:\ pribadi)?|cookie))?|privacy(?:\ policy)?|(?:pasang\ |info\ )iklan|beriklan
      |syarat(?:\ (?:&|dan)\ ketentuan.{0,20})?|terms?(?:\ (?:of|&|and)\ .{0,20})?|sitemap|peta\ situs|rss|media\ kit
      |alamat(?:\ redaksi)?(?:\ ?:.{0,80})?|kantor\ (?:pusat|redaksi)(?:\ ?:.{0,80})?)
    |(?:terkoneksi|terhubung)\ (?:bersama|dengan)\ kami|temukan\ kami.{0,60}|(?:follow|ikuti)\ (?:us|kami).{0,60}
    |(?:part|a\ member|member)\ of\ .{2,60}|supported\ by.{0,60}|powered\ by.{0,60}
    |terverifikasi.{0,20}dewan\ pers.{0,40}|(?:https?://|www\.)\S{3,200}""",
    re.IGNORECASE | re.VERBOSE,
)
ADDRESS = re.compile(
    r"""(?:telp|telepon|tel|phone|fax|faks|faksimile|hotline|hp|wa|whatsapp)\.?\ ?[:.]?\ ?[+(\d].{0,60}
    |(?:telp|telepon|tel|phone|fax|faks|hotline|e-?mail|surel)\.?\ ?:.{0,80}
    |(?:jl|jln)\.?\ .{3,100}|jalan\ .{3,60}(?:\ no(?:mor)?\.?\ ?\d|,\ .{0,60}\d{5}).{0,100}
    |(?:gedung|graha|menara|wisma|ruko|komplek|kompleks|lantai|lt)\.?\ .{2,60}(?:lantai|lt\.|kav\.?|jl\.
      |no\.)\ ?.{0,80}
    |.{0,60},?\ (?:lantai|lt\.?)\ \d{1,3}\b.{0,60}|.{0,80},\ .{0,30}\b\d{5}[ .]*|kode\ pos.{0,20}
    |(?:\S+\ ){1,3}(?:media\ holdings?|media\ group|media\ network|group|network|holdings?)
    |pt\.?\ (?:\S+\ ?){1,6}|[+(]?\d[\d\ ()\-]{6,20}""",
    re.IGNORECASE | re.VERBOSE,
)
"""Addresses and numbers; believed only of lines that are no sentences."""

FURNITURE = re.compile(
    r"""(?:bagikan|share|sebarkan|sebar)(?:\ (?:artikel|berita|tulisan|ke|ini|this|on|via|kan|:).{0,80})?:?
    |(?:salin|copy)(?:\ (?:tautan|link|artikel|url))?|(?:tautan|link|url)\ (?:telah\ |berhasil\ )?(?:tercopy|disalin
      |copied).{0,20}
    |(?:advertisement|advertisements|iklan|ads?|adv|sponsored.{0,40}|promoted.{0,30}|pariwara
      |konten\ sponsor.{0,30}|space\ iklan.{0,20})
    |(?:close|hide|tutup|skip|lewati)\ (?:ads?|iklan).{0,30}
    |scroll\ (?:to|untuk|ke|down|for).{0,60}|geser\ (?:untuk|layar).{0,60}|swipe\ .{0,40}
    |(?:lanjut|lanjutkan|teruskan)\ (?:baca|membaca).{0,60}
    |baca\ (?:berita|artikel)?\ ?(?:tanpa|dengan\ sedikit)\ iklan.{0,120}
    |(?:gabung|bergabung|join)\ .{0,60}(?:\+|kanal|channel|grup|group|saluran|member|komunitas).{0,80}
    |(?:dengarkan|putar|play|pause|listen)(?:\ (?:berita|artikel|audio|video|now).{0,30})?
    |ukuran\ (?:text|teks|font|huruf).{0,30}|(?:perbesar|perkecil|zoom|a\+|a-|a\ a\ a|aa)
    |(?:baca\ |lihat\ )?selengkapnya|(?:lihat|tampilkan|muat|load|show|read|see|view)\ (?:semua|lainnya|lagi|more
      |all|full|foto|gambar|detail).{0,40}
    |next(?:\ .{0,20})?|prev(?:ious)?(?:\ .{0,20})?|sebelumnya|selanjutnya|berikutnya|kembali(?:\ ke.{0,30})?
      |back\ to.{0,20}
    |(?:hal|halaman|page)\.?(?:\ (?:selanjutnya|berikutnya|sebelumnya))?(?:\ ?:?\ ?[\d /|]*(?:dari\ \d+
      |of\ \d+)?(?:\ .{0,20})?)
    |\[gambas:.{0,60}\]|(?:simak|saksikan|tonton|lihat)\ (?:juga\ )?video.{0,160}
    |(?:tulis|beri|kirim|tambahkan|lihat|baca)?\ ?(?:\d+\ )?(?:komentar|comments?|tanggapan)(?:\ (?:anda|pembaca
      |facebook))?\ ?(?:\(?\d*\)?)
    |[\d.,]+\ ?(?:rb|ribu|k|jt)?\ ?(?:kali\ )?(?:dibaca|dilihat|pembaca|views?|shares?|likes?|suka|tayangan|kali)
    |(?:dibaca|dilihat|views?|hits|total|reading\ time|waktu\ baca)\ ?:?\ ?[\d.,]+.{0,20}|\d+\ (?:menit
      |min(?:ute)?s?)\ (?:baca|membaca|read)
    |(?:jadilah|jadi)\ yang\ pertama.{0,60}|laporkan(?:\ .{0,30})?|berlangganan.{0,60}|aktifkan\ notifikasi.{0,60}
    |logo(?:\ .{0,40})?|(?:\S+\ ){1,2}logo|(?:image|gambar|foto|icon|ikon):?\ (?:logo|profil|penulis).{0,40}
    |[\d\ |/.,»«<>…-]+|[^\w]+|(?:home|beranda)\ ?[/>»›|].{0,160}
    |(?:ok|oke|tutup|close|x|batal|kirim|setuju|terima|allow|yes|no|ya|tidak)
    |(?:verified|terverifikasi|author|penulis|official|update|breaking\ news|kilat|eksklusif|exclusive|live
      |siaran\ langsung)
    |artikel\ ini\ (?:telah|sudah|pernah)?\ ?(?:tayang|terbit|dipublikasikan).{0,300}
    |(?:nilai|rating|seberapa|apakah\ artikel).{0,80}\?|cek\ (?:berita|artikel).{0,160}google\ news.{0,60}""",
    re.IGNORECASE | re.VERBOSE,
)

_CALL = re.compile(
    r"(?:yuk|ayo|mari|silakan|jangan lewatkan|ikuti|simak|dapatkan|gabung|bergabung|baca|klik|cek"
    r"|pastikan|pilih|langganan|berlangganan|unduh|download|follow|join|temukan|nikmati|tonton|saksikan|aktifkan|install|update"
    r"|untuk membaca|dukung)\b",
    re.IGNORECASE,
)
_INVITED = re.compile(
    r"\b(?:silakan|silahkan|segera) (?:whatsapp|wa|hubungi|klik|kunjungi|kirim|chat|ikuti)\b", re.IGNORECASE
)
_CALLED_TO = re.compile(
    r"whatsapp|google news|telegram|\bchannel|\bkanal|\bsaluran|newsletter|\baplikasi\b|tanpa iklan"
    r"|sedikit iklan|notifikasi|instagram|youtube|tiktok|\bklik\b|di sini|di link|playstore|google play"
    r"|berlangganan|akun media sosial|breaking news",
    re.IGNORECASE,
)

CAPTION = re.compile(
    r"""(?:(?:sumber\ )?(?:foto|gambar)|ilustrasi(?:\ .{0,40})?|ket(?:erangan)?\.?\ (?:foto|gambar)|caption|image
      |photo|
        photo\ by|dok\.?|sumber\ ilustrasi|kredit\ foto|fotografer)\ ?[:/].*
    |(?:arsip\ foto|foto\ arsip|foto\ dokumen\w*|dok(?:umentasi)?\ foto)\b.*
    |.{3,300}\((?:[^()]{0,60}\b(?:foto|photo|dok|dokumentasi|dokumen|doc|arsip|istimewa|ist|ilustrasi|getty
      |shutterstock|
        freepik|unsplash|pixabay|pexels|screenshot|tangkapan\ layar|humas|net|youtube|instagram|image
          |images)\b[^()]{0,60})\)\.?
    |ilustrasi\ [^.]{3,120}|.{3,300}\s(?:foto|sumber\ (?:foto|gambar)|ilustrasi|dok)\ ?:\ ?.{2,60}""",
    re.IGNORECASE | re.VERBOSE,
)
CAPTION_CREDIT = re.compile(
    r".{3,300}(?:\((?:[A-Z][\w.]*(?:[ .][A-Z]\w*){0,2})/[^()/]{3,40}(?:/[^()]{2,30})?\)\.?"
    r"|\s[A-Z]{3,}(?: FOTO| PHOTO)?/[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}(?:/[\w.]{1,12}){0,3}\.?)"
)

TAGS = re.compile(
    r"(?:tags?|topik(?: terkait)?|tag terkait|label|kata kunci|keywords?)(?: ?: ?(?P<rest>.*))?",
    re.IGNORECASE,
)
HASHTAGS = re.compile(r"#[\w-]+(?:[ ,]+#[\w-]+)*")

RELATIVE = re.compile(
    r"(?:\d{1,3}|se)\s?(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun)(?: yang)? lalu|baru saja|kemarin|hari ini",
    re.IGNORECASE,
)
DATE_PREFIX = re.compile(
    r"(?:di)?(?:terbit|perbarui|perbaharui|update|updated|publikasi|publikasikan|publish|published|posted|tayang|unggah|rilis)"
    r"(?:kan|d)?(?: (?:pada|on|at|tanggal))?|last update|terakhir diperbarui|tanggal|tgl|pada|on|pukul|jam|dibuat",
    re.IGNORECASE,
)
UPDATED = re.compile(r"diperba(?:ha)?rui|update|pembaruan|diubah", re.IGNORECASE)


def is_menu(text: str) -> bool:
    """Whether a line holds nothing but words of a menu or names of rubrics."""
    return _holds_only(text, _MENU_WORDS)


def is_share_row(text: str) -> bool:
    """Whether a line names only networks to share on."""
    return _holds_only(text, _SHARE_WORDS)


def _holds_only(text: str, known: Container[str]) -> bool:
    start = text[:60].lower().replace(",", " ").split()
    if len(start) > 1 and start[0] not in known:
        return False
    words = text.lower().replace(",", " ").split()
    return bool(words) and all(word in known for word in words)


def is_rubric(text: str) -> bool:
    """Whether it is the name of a rubric: known, or one to three words in capitals."""
    words = text.split()
    known = bool(words) and all(word.lower() in RUBRICS or word in "&/-" for word in words)
    capitals = text.upper() == text and text.lower() != text and not re.search(r"\d{3}|[.!?:\"]", text)
    return len(text) <= 40 and (known or (capitals and len(words) <= 4))


def is_call(text: str) -> bool:
    """Whether a sentence asks the reader to follow, join, install or click, and tells no news."""
    if len(text) > 500:
        return False
    return bool(_CALL.match(text) and _CALLED_TO.search(text)) or bool(_INVITED.search(text))
