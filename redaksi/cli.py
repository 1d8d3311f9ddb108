"""The command line: `redaksi COMMAND`. Each command is thin; what it does lives in the room it belongs to.

Exit status: 0 done, 1 refused with a reason on stderr, 2 wrong usage. Django is imported by the commands that need
a database only: `redaksi read` starts at once and `redaksi serve` stays small.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from redaksi.conf import SettingError, config

app = typer.Typer(
    name="redaksi",
    help="A newsroom in a box: wire in, press-law-safe story out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# What is taken in with one commit; two such batches are in memory at a time.
BATCH, BATCH_BYTES = 250, 4 * 2**20


def main() -> None:
    """Entry point of the `redaksi` command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redaksi.settings")
    try:
        app()
    except (SettingError, OSError) as error:
        refuse(str(error))
    except Exception as error:
        from django.db import DatabaseError

        if not isinstance(error, DatabaseError):
            raise
        refuse(f"the database: {error}")


def refuse(reason: str) -> None:
    """Say on stderr why not, and end with status 1."""
    typer.echo(f"redaksi: {reason}", err=True)
    raise SystemExit(1)


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(help="Files of any news format; - is standard input.")],
    zone: Annotated[str, typer.Option(help="Zone for times without one.")] = config.time_zone,
) -> None:
    """Read bytes of any format; print one NewsItem as JSON a line. Touches no database."""
    from redaksi.formats import FormatError, Hint
    from redaksi.formats import read as read_bytes

    refused = 0
    for name in files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            for item in read_bytes(data, Hint(zone=zone)):
                typer.echo(json.dumps(item.to_json(), ensure_ascii=False))
        except (FormatError, OSError) as error:
            refused += 1
            typer.echo(f"{name}: {_reason(error)}", err=True)
    if refused:
        raise typer.Exit(1)


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or http(s) addresses.")],
    source: Annotated[str, typer.Option(help="Whom the copy comes from.")] = "Kiriman",
) -> None:
    """Take wire copy into the inbox; the same delivery twice changes nothing."""
    _django()
    from redaksi.wire.ingest import finish_interrupted, get_source, ingest_stream

    finish_interrupted()
    new = refused = 0
    with _progress("ingest", len(paths)) as advance:
        batches = _Batches(paths)
        for results in ingest_stream(batches, source=get_source(source)):
            for delivery, result in results:
                new += result.new
                if result.reason:
                    refused += 1
                    typer.echo(f"{delivery.name}: in quarantine: {result.reason}", err=True)
            advance(len(results))
    for name, reason in batches.failures:
        typer.echo(f"{name}: {reason}", err=True)
    refused += len(batches.failures)
    typer.echo(f"{new} new, {refused} refused or in quarantine")
    if refused:
        raise typer.Exit(1)


@app.command()
def poll(
    source: Annotated[str, typer.Option(help="One source by name; none: all that are due.")] = "",
    accept_key: Annotated[
        bool, typer.Option("--accept-key", help="With --source: accept the new key of its SFTP server.")
    ] = False,
) -> None:
    """Fetch what is due from the sources of wire copy."""
    if accept_key and not source:
        raise typer.BadParameter("--accept-key needs --source")
    _django()
    from redaksi.wire import host_keys
    from redaksi.wire.poll import named, poll_sources

    failed = 0
    try:
        if accept_key:
            host_keys.forget(named(source))
        for record in poll_sources(name=source or None):
            failed += record.outcome in {"failed", "stopped"}
            typer.echo(f"{record.source}: {record.outcome}, {record.new_items} new {record.reason}".rstrip())
    except LookupError as error:
        refuse(str(error))
    if failed:
        raise typer.Exit(1)


@app.command()
def init(
    brand: Annotated[str, typer.Option(prompt="Name of the medium")],
    legal_name: Annotated[str, typer.Option(prompt="Legal entity (PT, yayasan, koperasi)")],
    address: Annotated[str, typer.Option(prompt="Address")],
    responsible_person: Annotated[str, typer.Option(prompt="Responsible person")],
    email: Annotated[str, typer.Option(prompt="Public e-mail")],
    username: Annotated[str, typer.Option(help="First administrator.")] = "admin",
) -> None:
    """Make an empty newsroom with its identity and first administrator."""
    _django()
    from redaksi import setup

    setup.prepare(report=typer.echo)
    identity = setup.IdentityAnswers(brand, legal_name, address, responsible_person, email)
    try:
        password = setup.found_newsroom(identity, username)
    except setup.AlreadyFounded as error:
        refuse(str(error))
    typer.echo(f"Desk: {config.public_url}/desk/   account: {username}   password: {password}")
    typer.echo("The password is shown once; change it after the first login.")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on which it is served.")] = config.port,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Build only.")] = False,
) -> None:
    """Build a whole newsroom with original content in ./var and serve it; a second run only serves."""
    _ensure_port(port)
    os.environ |= {"REDAKSI_PORT": str(port)}
    from redaksi.demo import accounts

    if accounts.is_kept(config.home) and _prepared():
        for line in accounts.lines(
            config.home, f"http://{config.host}:{port}" if not config.base_url else config.public_url
        ):
            typer.echo(line)
    else:
        _run_apart(["demo-build"])
    if not no_serve:
        serve(host=config.host, port=port, workers=config.workers)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = config.host,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = config.port,
    workers: Annotated[int, typer.Option(help="Edge processes.")] = config.workers,
) -> None:
    """Portal, desk, queue worker and clock in one command; Ctrl-C or SIGTERM stops everything."""
    _ensure_port(port)
    os.environ |= {"REDAKSI_HOST": host, "REDAKSI_PORT": str(port), "REDAKSI_WORKERS": str(workers)}
    if not _prepared():
        _run_apart(["prepare"])
    # The command line's own libraries would stay in memory for as long as the newsroom serves.
    os.execv(sys.executable, [sys.executable, "-m", "redaksi.serve"])


@app.command()
def press(
    paths: Annotated[list[str] | None, typer.Argument(help="Public addresses; none: all fronts.")] = None,
    mirror: Annotated[Path | None, typer.Option(help="Write the last days as a plain site into this folder.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3660, help="How many days the mirror shows.")] = 7,
    verify: Annotated[Path | None, typer.Option(help="Compare a mirror with its signed manifest.")] = None,
    key: Annotated[str, typer.Option(help="Public key to verify with; none: the one of this newsroom.")] = "",
) -> None:
    """Press public pages now, so that no reader waits for the first one; or write and verify a static mirror."""
    if verify is not None:
        _verify_mirror(verify, key)
        return
    _django()
    if mirror is not None:
        _write_mirror(mirror, days)
        return
    from redaksi.delivery.press import press_paths, standing_paths

    wanted = paths or standing_paths()
    failed = 0
    with _progress("press", len(wanted)) as advance:
        for path, status in press_paths(wanted):
            failed += status >= 400
            typer.echo(f"{status} {path}")
            advance(1)
    if failed:
        raise typer.Exit(1)


@app.command()
def monitor(
    paths: Annotated[list[str] | None, typer.Argument(help="Public addresses; none: fronts and the latest.")] = None,
) -> None:
    """Compare what the public is served with what was pressed; report what somebody else put there."""
    _django()
    from redaksi.delivery.monitor import look

    found = 0
    for address, reasons in look(paths or None):
        found += bool(reasons)
        said = "; ".join(" ".join(reason).strip() for reason in reasons)
        typer.echo(f"{address}: {said or 'as pressed'}")
    if found:
        raise typer.Exit(1)


@app.command(hidden=True)
def prepare() -> None:
    """Bring the database and the static files up to date (run by serve)."""
    _django()
    from redaksi import setup

    setup.prepare(report=typer.echo)


@app.command("demo-build", hidden=True)
def demo_build() -> None:
    """Build the demo newsroom (run by demo)."""
    _django()
    from redaksi import setup
    from redaksi.demo import build

    if not _prepared():
        setup.prepare(report=typer.echo)
    for line in build.build(report=typer.echo):
        typer.echo(line)


def _django() -> None:
    import django

    django.setup()


def _prepared() -> bool:
    from redaksi import stamp

    return stamp.is_current(config.home)


def _run_apart(arguments: list[str]) -> None:
    """Run one of our own commands in a process of its own, so that this one stays small."""
    import subprocess

    done = subprocess.run([sys.executable, "-m", "redaksi", *arguments], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def _write_mirror(folder: Path, days: int) -> None:
    from redaksi.delivery.mirror import MirrorRefused, write_mirror
    from redaksi.delivery.mirror_seal import PUBLIC

    try:
        with _progress("mirror", None) as advance:
            done = write_mirror(folder, days, advance)
    except MirrorRefused as error:
        refuse(str(error))
    typer.echo(f"{done.pages} pages; {done.written} files written, {done.kept} as they were, {done.removed} removed")
    typer.echo(f"public key: {(config.home / PUBLIC).read_text().strip()}")


def _verify_mirror(folder: Path, key: str) -> None:
    from redaksi.delivery.mirror_seal import PUBLIC, SealError, verify

    try:
        problems = verify(folder, key or (config.home / PUBLIC).read_text().strip())
    except SealError as error:
        refuse(str(error))
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo("every file is as it was signed")


def _ensure_port(port: int) -> None:
    if not 0 < port < 65536:
        raise typer.BadParameter("a port is a number from 1 to 65535")


class _Batches:
    """Deliveries (name, bytes) in batches that fit in memory; `failures` are (name, reason) of what was not had."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths
        self.failures: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[list[tuple[str, bytes]]]:
        batch: list[tuple[str, bytes]] = []
        size = 0
        for name in _files(self.paths):
            try:
                batch.append((name, _load(name)))
            except Exception as error:  # noqa: BLE001 - one source of bytes that fails never stops its neighbours
                self.failures.append((name, _reason(error)))
                continue
            size += len(batch[-1][1])
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch


def _files(paths: list[str]) -> Iterator[str]:
    for path in paths:
        if not _is_url(path) and Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if file.is_file())
        else:
            yield path


def _load(name: str) -> bytes:
    if not _is_url(name):
        return Path(name).read_bytes()
    from redaksi.wire.fetch import fetch

    return fetch(name).data


def _is_url(path: str) -> bool:
    return path.startswith(("http://", "https://"))


def _reason(error: Exception) -> str:
    line = getattr(error, "line", None)
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"line {line}: {text}" if line else text


class _progress:
    """A progress bar on a terminal, nothing elsewhere: `with _progress(name, total) as advance: advance(1)`."""

    def __init__(self, name: str, total: int | None) -> None:
        from rich.progress import Progress

        self.bar = Progress(disable=not sys.stderr.isatty())
        self.task = self.bar.add_task(name, total=total)

    def __enter__(self) -> _Advance:
        self.bar.start()
        return _Advance(self)

    def __exit__(self, *_: object) -> None:
        self.bar.stop()


class _Advance:
    def __init__(self, progress: _progress) -> None:
        self.progress = progress

    def __call__(self, steps: int) -> None:
        self.progress.bar.advance(self.progress.task, steps)
