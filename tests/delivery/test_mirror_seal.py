import stat

import pytest

from redaksi.delivery.mirror_seal import MANIFEST, PRIVATE, PUBLIC, Held, SealError, load_key, public_text, seal, verify


@pytest.fixture
def sealed(tmp_path):
    folder, key = tmp_path / "cermin", load_key(tmp_path / "rumah")
    (folder / "dunia").mkdir(parents=True)
    files = {"index.html": b"depan", "dunia/index.html": b"dunia"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    seal(folder, {name: Held.of(data) for name, data in files.items()}, {"days": 7}, key)
    return folder, public_text(key.public_key())


def test_a_mirror_as_it_was_signed_is_in_order(sealed):
    assert verify(*sealed) == []


def test_what_was_altered_removed_or_put_there_is_named(sealed):
    folder, key = sealed
    (folder / "index.html").write_bytes(b"slot gacor")
    (folder / "dunia" / "index.html").unlink()
    (folder / "judi").mkdir()
    (folder / "judi" / "index.html").write_bytes(b"togel")
    assert verify(folder, key) == ["missing: dunia/index.html", "not ours: judi/index.html", "altered: index.html"]


def test_a_link_in_place_of_a_file_is_an_alteration(sealed, tmp_path):
    folder, key = sealed
    (tmp_path / "lain").write_bytes(b"depan")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "lain")
    assert verify(folder, key) == ["altered: index.html"]


def test_a_manifest_that_was_altered_or_signed_by_others_is_not_believed(sealed, tmp_path):
    folder, key = sealed
    stranger = public_text(load_key(tmp_path / "orang").public_key())
    with pytest.raises(SealError, match="not signed"):
        verify(folder, stranger)
    with pytest.raises(SealError, match="not signed"):
        verify(folder, "bukan kunci")
    (folder / MANIFEST).write_bytes((folder / MANIFEST).read_bytes().replace(b'"days": 7', b'"days": 8'))
    with pytest.raises(SealError, match="not signed"):
        verify(folder, key)
    with pytest.raises(SealError, match="no manifest"):
        verify(tmp_path, key)


def test_the_key_is_made_once_and_kept_private(tmp_path):
    first, second = load_key(tmp_path), load_key(tmp_path)
    assert (
        public_text(first.public_key()) == public_text(second.public_key()) == (tmp_path / PUBLIC).read_text().strip()
    )
    assert stat.S_IMODE((tmp_path / PRIVATE).stat().st_mode) == 0o600
