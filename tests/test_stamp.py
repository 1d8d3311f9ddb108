from redaksi import stamp


def test_a_fresh_home_is_not_prepared(tmp_path):
    assert not stamp.is_current(tmp_path)


def test_a_prepared_home_is_current_until_something_changes(tmp_path, monkeypatch):
    (tmp_path / "redaksi.sqlite3").touch()
    stamp.write(tmp_path)
    assert stamp.is_current(tmp_path)
    monkeypatch.setattr(stamp, "version", lambda name: "99")
    assert not stamp.is_current(tmp_path)


def test_a_stamp_without_its_database_says_nothing(tmp_path):
    stamp.write(tmp_path)
    assert not stamp.is_current(tmp_path)


def test_a_changed_template_is_another_version(tmp_path, monkeypatch):
    template = tmp_path / "portal" / "templates" / "portal" / "base.html"
    template.parent.mkdir(parents=True)
    template.write_text("<p>lama</p>")
    monkeypatch.setattr(stamp, "PACKAGE", tmp_path)
    before = stamp.fingerprint()
    template.write_text("<p>yang baru</p>")
    assert stamp.fingerprint() != before
