"""Every setting of Redaksi, in one table. Nothing else reads the environment.

Each field of `Config` is one setting: its environment name, type, default and help. The defaults make a
working newsroom with no file at all; docs/reference.md is compared with this table by a test.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingError(ValueError):
    """A setting that cannot be understood; `str(error)` names it and says what is expected."""


def _setting(name: str, default: Any, help_text: str) -> Any:
    return field(default=default, metadata={"name": name, "help": help_text})


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one process; paths are absolute, sizes in bytes, times in seconds."""

    home: Path = _setting("REDAKSI_HOME", Path("var"), "Folder for everything the newsroom keeps.")
    database_url: str = _setting("DATABASE_URL", "", "Database; empty means SQLite in REDAKSI_HOME.")
    secret_key: str = _setting("REDAKSI_SECRET_KEY", "", "Signing key; empty means one made at first start.")
    base_url: str = _setting(
        "REDAKSI_BASE_URL", "", "Public address, as https://kabar.example; empty means http://HOST:PORT."
    )
    host: str = _setting("REDAKSI_HOST", "127.0.0.1", "Address on which readers are served.")
    port: int = _setting("REDAKSI_PORT", 8000, "Port on which readers are served.")
    workers: int = _setting("REDAKSI_WORKERS", 1, "Edge processes; one fills about one core.")
    app_threads: int = _setting("REDAKSI_APP_THREADS", 4, "Requests that the application renders at once.")
    edge_memory: int = _setting("REDAKSI_EDGE_MEMORY", 64 * 2**20, "Bytes of finished pages in memory, per edge.")
    store_bytes: int = _setting(
        "REDAKSI_STORE_BYTES", 8 * 2**30, "Bytes of finished pages on disk; the oldest go first."
    )
    language: str = _setting("REDAKSI_LANGUAGE", "id", "Language of the screens: id or en.")
    theme: str = _setting(
        "REDAKSI_THEME", "", "Folder of a theme, with templates/ and static/ of its own; empty means ours alone."
    )
    time_zone: str = _setting("REDAKSI_TIME_ZONE", "Asia/Jakarta", "Zone until the identity screen sets another.")
    max_item_bytes: int = _setting("REDAKSI_MAX_ITEM_BYTES", 10 * 2**20, "Largest wire document that is parsed.")
    max_upload_bytes: int = _setting("REDAKSI_MAX_UPLOAD_BYTES", 50 * 2**20, "Largest picture that is accepted.")
    fetch_timeout: int = _setting("REDAKSI_FETCH_TIMEOUT", 20, "Seconds that fetching from a source may take.")
    fetch_private: bool = _setting(
        "REDAKSI_FETCH_PRIVATE", False, "Let sources point at private addresses (a wire server in the house)."
    )
    push_per_minute: int = _setting(
        "REDAKSI_PUSH_PER_MINUTE", 600, "Deliveries a minute that one source may send to us; 0 is no limit."
    )
    login_attempts: int = _setting("REDAKSI_LOGIN_ATTEMPTS", 5, "Failed logins before the account is locked out.")
    trusted_proxies: str = _setting(
        "REDAKSI_TRUSTED_PROXIES", "", "Addresses or networks of proxies in front whose X-Forwarded-For is believed."
    )
    limit_pages: int = _setting(
        "REDAKSI_LIMIT_PAGES", 20, "Pages a second that one client may have rendered; hits do not count; 0: no limit."
    )
    limit_forms: int = _setting("REDAKSI_LIMIT_FORMS", 30, "Forms a minute from one client; 0: no limit.")
    limit_desk: int = _setting("REDAKSI_LIMIT_DESK", 50, "Requests a second of one client to the desk; 0: no limit.")
    cache_url: str = _setting(
        "REDAKSI_CACHE_URL", "", "Cache that shares purges between machines at once, as redis://HOST:6379/0."
    )
    purge_urls: str = _setting(
        "REDAKSI_PURGE_URLS", "", "Caches in front that are told of every purge (docs/operations.md)."
    )
    monitor_minutes: int = _setting(
        "REDAKSI_MONITOR_MINUTES", 5, "Minutes between looks at what the public is served at REDAKSI_BASE_URL; 0: none."
    )
    secure_cookies: bool = _setting("REDAKSI_SECURE_COOKIES", False, "Cookies over HTTPS only; on behind TLS.")
    debug: bool = _setting("REDAKSI_DEBUG", False, "Show tracebacks; never on a public machine.")

    @property
    def theme_folder(self) -> Path | None:
        """The folder of the theme in use; None: ours alone."""
        return Path(self.theme).absolute() if self.theme else None

    @property
    def public_url(self) -> str:
        """The address under which readers know the newsroom, without a closing slash."""
        return (self.base_url or f"http://{self.host}:{self.port}").rstrip("/")


def read(environ: Mapping[str, str]) -> Config:
    """Read the settings from `environ`; raises SettingError for a value of the wrong type."""
    given = {
        f.name: _convert(f, environ[f.metadata["name"]]) for f in fields(Config) if environ.get(f.metadata["name"])
    }
    if given.get("theme") and not Path(given["theme"]).is_dir():
        raise SettingError(f"REDAKSI_THEME: there is no folder {given['theme']!r}")
    given["home"] = Path(given.get("home", Config.__dataclass_fields__["home"].default)).absolute()
    return Config(**given)


def table() -> list[tuple[str, str, Any, str]]:
    """All settings as (environment name, type name, default, help), in their order."""
    return [
        (
            f.metadata["name"],
            type(f.default).__name__.replace("PosixPath", "Path"),
            f.default,
            f.metadata["help"],
        )
        for f in fields(Config)
        if f.default is not MISSING
    ]


def load_secret_key(config: Config) -> str:
    """The signing key: as set, else kept in `REDAKSI_HOME/secret_key`, made at first use, readable by us only."""
    if config.secret_key:
        return config.secret_key
    path = config.home / "secret_key"
    config.home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(key)
    return key


def _convert(setting: Field[Any], text: str) -> Any:
    name, default = setting.metadata["name"], setting.default
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on", "ya"}:
            return True
        if text.lower() in {"0", "false", "no", "off", "tidak"}:
            return False
        raise SettingError(f"{name}: expected yes or no, got {text!r}")
    if isinstance(default, int):
        try:
            return int(text)
        except ValueError:
            raise SettingError(f"{name}: expected a whole number, got {text!r}") from None
    return Path(text) if isinstance(default, Path) else text


try:
    config = read(os.environ)
except SettingError as error:
    raise SystemExit(f"redaksi: {error}") from None
