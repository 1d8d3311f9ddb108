import pytest

from redaksi.conf import Config, SettingError, load_secret_key, read, table


def test_defaults_work_with_no_environment_at_all(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    config = read({})
    assert config.home == tmp_path / "var"
    assert config.public_url == "http://127.0.0.1:8000"


def test_values_are_read_by_their_type():
    config = read({"REDAKSI_PORT": "81", "REDAKSI_DEBUG": "ya", "REDAKSI_BASE_URL": "https://kabar.example/"})
    assert (config.port, config.debug, config.public_url) == (81, True, "https://kabar.example")


@pytest.mark.parametrize(("name", "value"), [("REDAKSI_PORT", "delapan"), ("REDAKSI_DEBUG", "mungkin")])
def test_a_value_of_the_wrong_type_is_refused_by_name(name, value):
    with pytest.raises(SettingError, match=name):
        read({name: value})


def test_every_setting_has_a_name_a_type_a_default_and_a_help_text():
    rows = table()
    assert len(rows) == len(Config.__dataclass_fields__)
    assert all(name.startswith("REDAKSI_") or name == "DATABASE_URL" for name, *_ in rows)
    assert all(help_text for *_, help_text in rows)


def test_the_secret_key_is_made_once_and_readable_by_the_owner_only(tmp_path):
    config = Config(home=tmp_path / "var")
    key = load_secret_key(config)
    assert len(key) >= 50
    assert load_secret_key(config) == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
