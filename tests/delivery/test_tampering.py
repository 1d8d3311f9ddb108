import pytest

from redaksi.delivery.tampering import LEADS_AWAY, LEADS_TO, SAYS, SCRIPT, injected, led_away

OURS = b"""<!doctype html><html><body><p>Polisi menangkap bandar judi online.</p>
<a href="https://lain.example/a">Sumber</a><script src="/static/portal.js"></script></body></html>"""


def with_added(text: str) -> bytes:
    return OURS.replace(b"</body>", text.encode() + b"</body>")


def test_the_page_as_pressed_is_no_alarm_nor_is_one_that_was_published_anew():
    assert injected(OURS, OURS, "kabar.example") == []
    newer = OURS.replace(b"Polisi", b"Kepolisian") + b"<!-- cdn -->"
    assert injected(newer, OURS, "kabar.example") == []
    assert injected(with_added('<a href="https://kabar.example/x">x</a>'), OURS, "kabar.example") == []


@pytest.mark.parametrize(
    ("added", "reason"),
    [
        ('<a href="https://slot.example/daftar">x</a>', (LEADS_TO, "slot.example")),
        ('<iframe src="//jahat.example/x"></iframe>', (LEADS_TO, "jahat.example")),
        ('<meta http-equiv="refresh" content="0;url=https://pergi.example">', (LEADS_TO, "pergi.example")),
        ('<div style="display:none">SLOT GACOR hari ini</div>', (SAYS, "slot gacor")),
        ("<p>&#116;&#111;&#103;&#101;&#108;</p>", (SAYS, "togel")),
        ("<script>location='/x'</script>", (SCRIPT, "")),
        ('<img src="/a.png" onerror="x()">', (SCRIPT, "")),
    ],
)
def test_what_leads_or_speaks_elsewhere_is_an_alarm(added, reason):
    assert reason in injected(with_added(added), OURS, "kabar.example")


def test_words_that_the_newsroom_printed_itself_are_no_alarm():
    assert injected(with_added("<p>Judi online lagi</p>"), OURS, "kabar.example") == []


def test_a_page_that_we_never_pressed_is_judged_by_what_it_holds():
    assert injected(b"<p>Tidak ada</p>", b"", "kabar.example") == []
    assert injected(b"<p>situs slot maxwin</p>", b"", "kabar.example")


def test_text_that_is_no_html_is_judged_too():
    robots = b"User-agent: *\nSitemap: https://kabar.example/sitemap.xml\n"
    assert injected(robots + b"Sitemap: https://judi.example/s.xml\n", robots, "kabar.example") == [
        (LEADS_TO, "judi.example")
    ]
    assert injected(b"", robots, "kabar.example") == []


def test_a_redirect_out_of_the_house_is_an_alarm():
    assert led_away("https://slot.example/", "kabar.example") == [(LEADS_AWAY, "slot.example")]
    assert led_away("https://kabar.example/dunia/", "kabar.example:8000") == []
    assert led_away("/dunia/", "kabar.example") == []
