import pytest

from redaksi.wire import raw


def test_bytes_come_back_under_their_hash(tmp_path):
    digest = raw.keep(b"kabar", tmp_path)
    assert raw.load(digest, tmp_path) == b"kabar"


def test_the_same_bytes_are_kept_once(tmp_path):
    assert raw.keep(b"kabar", tmp_path) == raw.keep(b"kabar", tmp_path)
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_altered_bytes_are_noticed(tmp_path):
    digest = raw.keep(b"kabar", tmp_path)
    raw.path_of(digest, tmp_path).write_bytes(b"judi")
    with pytest.raises(ValueError, match="altered"):
        raw.load(digest, tmp_path)


def test_a_failed_write_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        raw.keep(b"kabar", tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
