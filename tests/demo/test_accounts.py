from redaksi.demo import accounts


def test_what_was_kept_is_shown_again_and_readable_by_its_owner_only(tmp_path):
    assert not accounts.is_kept(tmp_path)
    accounts.keep(tmp_path, ["ratih rahasia"])
    assert accounts.is_kept(tmp_path)
    assert accounts.lines(tmp_path, "http://x") == [
        "Front page  http://x/",
        "Desk        http://x/desk/",
        "ratih rahasia",
    ]
    assert (tmp_path / accounts.NAME).stat().st_mode & 0o077 == 0
