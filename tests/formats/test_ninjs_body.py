"""One of the forms in which a ninjs item carries its text becomes its body."""

from __future__ import annotations

import json

from redaksi.formats.fields import Reading
from redaksi.formats.item import Hint, ItemPicture
from redaksi.formats.ninjs import parse
from redaksi.formats.ninjs_body import body_of

PAGE = (
    "<html><head><title>Jembatan dibuka</title></head><body><article><section><h1>Jembatan dibuka</h1>"
    '<div class="dat"><span class="vignette">Daerah</span><span class="source">KBL</span></div>'
    '<p class="teaser">Ringkas saja.</p><figure><img src="https://img.example/kecil.jpg" alt="Jembatan"/>'
    '<div class="byline">Zaki/KBL</div><figcaption>Jembatan baru.</figcaption></figure><p>Alinea satu.</p>'
    "<blockquote>Alinea dua.</blockquote></section></article></body></html>"
)
NITF = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<nitf version="-//IPTC//DTD NITF 3.6//EN"><head><title>J</title></head>'
    "<body><body.head><hedline><hl1>J</hl1></hedline></body.head><body.content><block><p>Isi <person>Sari</person>.</p>"
    "<note><body.content><p>RAHASIA-MEJA</p></body.content></note></block></body.content></body></nitf>"
)


def forms(*bodies: tuple[str, str]) -> dict[str, object]:
    return {"bodies": [{"contentType": kind, "value": value} for kind, value in bodies]}


def test_a_whole_document_loses_its_head_what_fields_say_and_its_figures():
    (body, _), pictures = body_of(forms(("text/html", PAGE)), ("Jembatan dibuka", "Ringkas saja."), Reading(Hint()))
    assert body == "<p>Alinea satu.</p><blockquote><p>Alinea dua.</p></blockquote>"
    assert pictures == (ItemPicture("https://img.example/kecil.jpg", "Jembatan baru.", "Zaki/KBL", "Jembatan"),)


def test_a_teaser_that_no_field_repeats_stays():
    (body, _), _ = body_of(forms(("text/html", PAGE)), (None, None), Reading(Hint()))
    assert "Ringkas saja." in body
    assert body.startswith("<h2>Jembatan dibuka</h2>")


def test_html_is_taken_before_nitf_nitf_before_text_and_foreign_mark_up_last():
    text, own = ("text/plain", "Polos."), ("application/xml", "<TTNITF><P>Asing.</P></TTNITF>")
    assert body_of(forms(text, own, ("text/vnd.IPTC.NITF", NITF)), (), Reading(Hint()))[0].html == "<p>Isi Sari.</p>"
    assert body_of(forms(own, text), (), Reading(Hint()))[0].html == "<p>Polos.</p>"
    assert (
        body_of(forms(("x/nitf", NITF), ("text/html", "<p>Utama.</p>")), (), Reading(Hint()))[0].html == "<p>Utama.</p>"
    )
    assert body_of(forms(("x/nitf", "<nitf><body>"), text), (), Reading(Hint()))[0].html == "<p>Polos.</p>"
    assert body_of(forms(own), (), Reading(Hint()))[0].html == "<p>Asing.</p>"
    assert body_of({}, (), Reading(Hint())) == (("", ""), ())


def test_figures_are_the_pictures_only_where_no_association_has_one():
    item = {"uri": "urn:x:1", **forms(("text/html", PAGE))}
    renditions = [{"href": "https://img.example/besar.jpg", "width": 900, "height": 600}]
    assert parse(json.dumps(item).encode())[0].pictures[0].href == "https://img.example/kecil.jpg"
    item["associations"] = [{"type": "picture", "renditions": renditions}]
    assert [each.href for each in parse(json.dumps(item).encode())[0].pictures] == ["https://img.example/besar.jpg"]


def test_members_that_the_standard_does_not_know_are_kept_and_told():
    item = parse(b'{"uri": "urn:x:1", "headline": "J", "embargoedreason": "x", "_own": 1, "wordcount": 3}')[0]
    assert item.warnings == ("members that ninjs does not know, kept as sent: embargoedreason",)
    assert item.extra == {"embargoedreason": "x", "_own": 1, "wordcount": 3}
    assert parse(b'{"guid": "x", "headline": "J", "anpa_category": "a"}')[0].warnings == ()
