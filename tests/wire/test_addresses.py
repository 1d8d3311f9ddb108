"""A key in an address is hidden whole, comes back whole, and goes to its own server only."""

import logging
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.wire.addresses import (
    MASK,
    MaskedFormatter,
    bare,
    filled,
    is_masked,
    is_secret_name,
    leads_home,
    masked,
    masked_text,
    same_place,
    secrets_of,
    sent_abroad,
)

SECRET_NAMES = ["api_key", "apikey", "key", "token", "access_token", "sig", "X-Amz-Signature", "password", "kata_sandi"]
OTHER_NAMES = ["page", "limit", "q", "format", "keyword", "lang"]
#: A secret with characters that no other part of these addresses has.
VALUES = st.text(alphabet="ZQX0987%+/=!~", min_size=1, max_size=30).map(lambda text: text.replace("%", "%2F"))
PAIRS = st.one_of(
    st.tuples(st.sampled_from(SECRET_NAMES), VALUES),
    st.tuples(st.sampled_from(OTHER_NAMES), st.text(alphabet="abc-_.%2", max_size=10)),
)


@given(pairs=st.lists(PAIRS, max_size=6), apart=st.sampled_from("&;"), account=st.sampled_from(["", "ada:ZQX0987@"]))
def test_what_is_masked_shows_no_secret_and_is_filled_again_to_the_letter(pairs, apart, account):
    address = f"https://{account}kabar.example:8443/rss?" + "&".join(f"{name}={value}" for name, value in pairs)
    address = address.replace("&page=", f"{apart}page=", 1)
    shown = masked(address)
    assert filled(shown, address) == address
    assert masked(shown) == shown
    assert is_masked(shown) == bool(secrets_of(address))
    assert not set("ZQX") & set(shown.replace("X-Amz", "")), shown
    assert bare(address) == bare(shown)
    assert secrets_of(bare(address)) == ()


@given(st.text(max_size=200), st.text(max_size=50))
def test_no_text_makes_it_fail(text, other):
    shown = masked(text)
    assert masked(shown) == shown
    masked_text(text, [other])
    bare(text)
    same_place(text, other)
    try:
        filled(text, other)
    except LookupError:
        assert is_masked(text)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://kb.example/rss?api_key=abc&page=2", f"https://kb.example/rss?api_key={MASK}&page=2"),
        ("https://kb.example/rss?page=2&KEY=a=b/c#x", f"https://kb.example/rss?page=2&KEY={MASK}#x"),
        ("https://kb.example/rss?a=1;token=abc", f"https://kb.example/rss?a=1;token={MASK}"),
        ("https://kb.example/rss?access%5Ftoken=abc", f"https://kb.example/rss?access%5Ftoken={MASK}"),
        ("https://kb.example/#access_token=abc", f"https://kb.example/#access_token={MASK}"),
        ("https://ada:kunci@kb.example/rss", f"https://{MASK}@kb.example/rss"),
        ("https://ada@kb:x@kb.example/rss", f"https://{MASK}@kb.example/rss"),
        ("kb.example/rss?sig=abc", f"kb.example/rss?sig={MASK}"),
        ("https://kb.example/rss?token=&keyword=beras", "https://kb.example/rss?token=&keyword=beras"),
        ("https://kb.example/a@b?q=key", "https://kb.example/a@b?q=key"),
        ("http://ada:kunci@[", f"http://{MASK}@["),
    ],
)
def test_an_address_is_shown_without_its_secrets(address, shown):
    assert masked(address) == shown


def test_names_that_hold_secrets_are_known_however_they_are_written():
    assert all(map(is_secret_name, [*SECRET_NAMES, "Api-Key", "client_secret", "authToken", "token[0]", "pwd"]))
    assert not any(map(is_secret_name, [*OTHER_NAMES, "", "author", "passage", "signal"]))


def test_what_is_typed_anew_replaces_and_what_stays_masked_is_kept():
    known = "https://kb.example/rss?key=satu&token=dua&key=tiga"
    assert filled(f"https://kb.example/lain?token={MASK}&key={MASK}", known) == (
        "https://kb.example/lain?token=dua&key=satu"
    )
    assert filled(f"https://kb.example/rss?key=baru&key={MASK}", known) == "https://kb.example/rss?key=baru&key=tiga"
    assert filled(f"https://kb.example/rss?key={quote(MASK)}", known) == "https://kb.example/rss?key=satu"
    assert filled("https://lain.example/rss", known) == "https://lain.example/rss"


@pytest.mark.parametrize(
    "address",
    [
        f"https://jahat.example/rss?key={MASK}",
        f"http://kb.example/rss?key={MASK}",
        f"https://kb.example:8443/rss?key={MASK}",
        f"https://kb.example/rss?token={MASK}",
        f"https://{MASK}@kb.example/rss",
    ],
)
def test_a_mask_is_not_filled_for_another_server_or_with_another_secret(address):
    with pytest.raises(LookupError):
        filled(address, "https://kb.example/rss?key=satu")


def test_places_are_told_apart_by_scheme_host_and_port():
    assert same_place("https://KB.example/a", "https://ada@kb.example:443/b?c")
    assert not same_place("https://kb.example/", "https://kb.example:444/")
    assert not same_place("http://[", "http://[")
    assert leads_home("http://kb.example/a", "https://kb.example/a")
    assert not leads_home("https://kb.example/a", "http://kb.example/a")
    assert not leads_home("http://kb.example:8000/a", "https://kb.example/a")
    assert not leads_home("http://kb.example/a", "https://lain.example/a")


def test_what_goes_abroad_carries_nothing_of_ours_and_all_of_theirs():
    ours = secrets_of("https://kb.example/rss?api_key=ku%2Fnci")
    assert sent_abroad("https://a:b@cdn.example/f?k=ku/nci&sig=mereka&api_key=ku%2Fnci", ours) == (
        "https://cdn.example/f?sig=mereka"
    )
    with pytest.raises(LookupError):
        sent_abroad("https://cdn.example/ku%2Fnci/f", ours)


def test_log_lines_and_reasons_are_masked_wherever_an_address_stands():
    assert masked_text('HTTP Request: GET https://kb.example/rss?api_key=abc&x=1 "HTTP/1.1 200 OK"') == (
        f'HTTP Request: GET https://kb.example/rss?api_key={MASK}&x=1 "HTTP/1.1 200 OK"'
    )
    assert masked_text("salah: rahasia99", ["rahasia99", "abc"]) == f"salah: {MASK}"
    record = logging.LogRecord("httpx", logging.INFO, "", 1, "GET %s", ("http://kb.example/?token=abc",), None)
    assert MaskedFormatter("{message}", style="{").format(record) == f"GET http://kb.example/?token={MASK}"


def test_the_newsrooms_log_is_written_so():
    assert any(isinstance(handler.formatter, MaskedFormatter) for handler in logging.getLogger().handlers)
