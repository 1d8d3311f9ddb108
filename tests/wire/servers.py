"""Tiny FTP and IMAP servers on loopback: just enough of RFC 959, 3659 and 9051 for our clients."""

from __future__ import annotations

import re
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""


@contextmanager
def _running(handler: type[socketserver.BaseRequestHandler]) -> Iterator[int]:
    server = _Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Ftp:
    """What the FTP server holds; `mlsd` off makes it an old one, `cut` ends transfers after that many bytes."""

    files: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    mlsd: bool = True
    cut: int | None = None
    password: str = "rahasia"
    asked: list[str] = field(default_factory=list)
    port: int = 0


@contextmanager
def ftp_server() -> Iterator[Ftp]:
    state = Ftp()

    class Handler(socketserver.StreamRequestHandler):
        data: socket.socket | None = None

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def send(self, data: bytes) -> None:
            self.say("150 here it comes")
            connection, _ = self.data.accept()
            with connection:
                connection.sendall(data)
            self.data.close()
            self.data = None
            self.say("226 done")

        def handle(self) -> None:
            self.say("220 ready")
            while line := self.rfile.readline().decode().strip():
                verb, _, rest = line.partition(" ")
                state.asked.append(line)
                if verb == "QUIT":
                    return
                self.answer(verb.upper(), rest)

        def answer(self, verb: str, rest: str) -> None:
            data, changed = state.files.get(rest, (b"", ""))
            if verb in {"PASV", "EPSV", "MLSD"} and self.data and not (verb == "MLSD" and state.mlsd):
                # A transfer that was prepared and refused.
                self.data.close()
                self.data = None
            if verb == "PASS":
                self.say("230 welcome" if rest == state.password else "530 wrong password")
            elif verb in {"PASV", "EPSV"}:
                self.data = socket.create_server(("127.0.0.1", 0))
                port = self.data.getsockname()[1]
                long = f"229 (|||{port}|)" if verb == "EPSV" else f"227 (127,0,0,1,{port // 256},{port % 256})"
                self.say(long)
            elif verb == "MLSD" and state.mlsd:
                rows = [f"type=file;size={len(d)};modify={c}; {name}" for name, (d, c) in state.files.items()]
                self.send("\r\n".join(["type=dir;modify=1; lama", *rows, ""]).encode())
            elif verb == "NLST":
                self.send("".join(f"{name}\r\n" for name in state.files).encode())
            elif verb == "RETR":
                self.send(data[: state.cut] if state.cut else data)
            elif verb in {"SIZE", "MDTM"}:
                self.say(f"213 {len(data) if verb == 'SIZE' else changed}" if rest in state.files else "550 no")
            else:
                replies = {"USER": "331 password", "CWD": "250 ok", "TYPE": "200 ok", "OPTS": "200 ok"}
                self.say(replies.get(verb, "502 not here"))

    with _running(Handler) as port:
        state.port = port
        yield state


@dataclass
class Imap:
    """A mailbox: messages by UID, and what was asked."""

    messages: dict[int, bytes] = field(default_factory=dict)
    validity: int = 1
    password: str = "rahasia"
    asked: list[str] = field(default_factory=list)
    port: int = 0


@contextmanager
def imap_server() -> Iterator[Imap]:
    state = Imap()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            while line := self.rfile.readline().decode().strip():
                tag, _, command = line.partition(" ")
                state.asked.append(command)
                self.answer(tag, command)

        def answer(self, tag: str, command: str) -> None:
            verb = command.split()[0].upper()
            reply = "OK done"
            if verb == "CAPABILITY":
                self.wfile.write(b"* CAPABILITY IMAP4rev1\r\n")
            elif verb == "LOGIN" and state.password not in command:
                reply = "NO wrong password"
            elif verb in {"SELECT", "EXAMINE"}:
                head = f"* {len(state.messages)} EXISTS\r\n* OK [UIDVALIDITY {state.validity}] ok\r\n"
                self.wfile.write(head.encode())
            elif verb == "UID":
                self.uid(command)
            self.wfile.write(f"{tag} {reply}\r\n".encode())

        def uid(self, command: str) -> None:
            if " SEARCH " in command:
                first = int(re.search(r"UID (\d+):", command.partition("SEARCH")[2])[1])
                newest = max(state.messages, default=0)
                found = [uid for uid in state.messages if uid >= first or uid == newest]
                self.wfile.write(f"* SEARCH {' '.join(map(str, found))}\r\n".encode())
                return
            for number, (uid, data) in enumerate(sorted(state.messages.items()), 1):
                if str(uid) not in command.split()[2].split(","):
                    continue
                if "RFC822.SIZE" in command:
                    self.wfile.write(f"* {number} FETCH (UID {uid} RFC822.SIZE {len(data)})\r\n".encode())
                else:
                    head = f"* {number} FETCH (UID {uid} BODY[] {{{len(data)}}}\r\n".encode()
                    self.wfile.write(head + data + b")\r\n")

    with _running(Handler) as port:
        state.port = port
        yield state


@contextmanager
def dripping(greeting: bytes) -> Iterator[int]:
    """A server that begins `greeting` and then sends a byte every 50 ms, never a whole line; gives its port."""

    def drip(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            for byte in greeting + b"a" * 200:
                connection.send(bytes([byte]))
                time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1]
