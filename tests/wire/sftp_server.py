"""A real SFTP server on loopback (asyncssh's), with one account, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncssh


@dataclass
class Sftp:
    """The folder that is served, the port, and what the server does; `sleep` keeps every file waiting."""

    root: Path
    port: int = 0
    password: str = "rahasia-besar"
    account_key: str = ""
    sleep: float = 0.0
    written: int = 0


@contextmanager
def sftp_server(root: Path, *keys: asyncssh.SSHKey, port: int = 0) -> Iterator[Sftp]:
    """Serve `root` with these host keys (a fresh one if none)."""
    state = Sftp(root)
    loop = asyncio.new_event_loop()

    class Account(asyncssh.SSHServer):
        def password_auth_supported(self) -> bool:
            return True

        def validate_password(self, username: str, password: str) -> bool:
            return (username, password) == ("redaksi", state.password)

        def public_key_auth_supported(self) -> bool:
            return bool(state.account_key)

        def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
            return username == "redaksi" and key.export_public_key().decode().split()[1] in state.account_key

    class Files(asyncssh.SFTPServer):
        def __init__(self, channel: asyncssh.SSHServerChannel) -> None:
            super().__init__(channel, chroot=str(root).encode())

        async def open(self, *args: object) -> object:
            await asyncio.sleep(state.sleep)
            return super().open(*args)

        def write(self, *_: object) -> int:
            state.written += 1
            raise asyncssh.SFTPPermissionDenied("nothing is written here")

        def remove(self, *_: object) -> None:
            state.written += 1
            raise asyncssh.SFTPPermissionDenied("nothing is removed here")

        rename = posix_rename = remove

    async def start() -> asyncssh.SSHAcceptor:
        return await asyncssh.listen(
            "127.0.0.1",
            port,
            server_host_keys=list(keys) or [asyncssh.generate_private_key("ssh-ed25519")],
            server_factory=Account,
            sftp_factory=Files,
        )

    acceptor = loop.run_until_complete(start())
    state.port = acceptor.get_port()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def stop() -> None:
        acceptor.close()
        await acceptor.wait_closed()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    try:
        yield state
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
