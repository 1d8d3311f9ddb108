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
