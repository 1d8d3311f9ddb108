"""Put the outside checkers into .tools: from the system where we may, from npm and PyPI by locked versions.

What cannot be had is named in `Toolbox.missing` with the reason; the checks that need it are skipped loudly.
The lock files hold names, versions and hashes, no addresses; `tools/audit --lock` writes them anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
HERE = PROJECT / "tools"
SHARED = PROJECT.parent / "shared"
PACKAGE, PACKAGE_LOCK = HERE / "audit-package.json", HERE / "audit-package-lock.json"
REQUIREMENTS, WAPITI = HERE / "audit-requirements.lock", HERE / "audit-wapiti.lock"
#: Program -> the Debian package that brings it.
SYSTEM = {
    "java": "openjdk-17-jre-headless",
    "chromium": "chromium",
    "node": "nodejs",
    "npm": "npm",
    "newsboat": "newsboat",
    "linkchecker": "linkchecker",
    "xmllint": "libxml2-utils",
}
NPM_FLAGS = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
OLDEST_NODE = (18, 16)


@dataclass(slots=True)
class Toolbox:
    """Where each checker is; a program that is absent maps to "" and `missing` says why."""

    programs: dict[str, str] = field(default_factory=dict)
    modules: Path | None = None
    python: Path | None = None
    wapiti: Path | None = None
    missing: dict[str, str] = field(default_factory=dict)

    def lacks(self, *names: str) -> str:
        """Why a check that needs `names` cannot run; empty if it can."""
        return "; ".join(self.missing[name] for name in names if name in self.missing)


def install(wanted: set[str]) -> Toolbox:
    """Install what the checks `wanted` need and say where it is."""
    box = Toolbox()
    _system(box)
    _node_packages(box)
    box.python = _environment(box, "python", TOOLS / "python", REQUIREMENTS)
    if "wapiti" in wanted:
        box.wapiti = _environment(box, "wapiti", TOOLS / "wapiti", WAPITI)
    return box


def lock() -> None:
    """Write the lock files of the checkers anew from audit-package.json and the .in files."""
    folder = TOOLS / "lock"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(PACKAGE, folder / "package.json")
    flags = ["--package-lock-only", "--omit-lockfile-registry-resolved"]
    subprocess.run(["npm", "install", *flags, *NPM_FLAGS], cwd=folder, env=_environ(), check=True)
    locked = without_addresses(json.loads((folder / "package-lock.json").read_text()))
    PACKAGE_LOCK.write_text(json.dumps(locked, indent=1) + "\n")
    options = ["--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate", "--quiet", "--upgrade"]
    uv = PROJECT / ".venv" / "bin" / "uv"
    for path in (REQUIREMENTS, WAPITI):
        source = str(path.with_suffix(".in"))
        subprocess.run([str(uv), "pip", "compile", source, *options, "--output-file", str(path)], check=True)
    shutil.rmtree(folder)


def without_addresses(locked: dict[str, Any]) -> dict[str, Any]:
    """A package-lock that names no address and no tag.

    npm judges a dependency on a tag ("latest") by its address only, so `npm ci` refuses a lock without addresses
    that holds one: such a dependency is pinned to the version that was locked.
    """
    packages: dict[str, dict[str, Any]] = locked["packages"]
    for name, entry in packages.items():
        for key in ("resolved", "funding", "license"):
            entry.pop(key, None)
        for needed, version in entry.get("dependencies", {}).items():
            if version == "latest":
                found = packages.get(f"{name}/node_modules/{needed}") or packages[f"node_modules/{needed}"]
                entry["dependencies"][needed] = found["version"]
    return locked


def _system(box: Toolbox) -> None:
    absent = [package for program, package in SYSTEM.items() if not shutil.which(program)]
    if absent and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"audit: installing {' '.join(absent)}", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        # One by one: what this system does not have must not keep back the rest.
        for package in absent:
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            subprocess.run(command, check=False, env=environ, **quiet)
    for program, package in SYSTEM.items():
        box.programs[program] = shutil.which(program) or ""
        if not box.programs[program]:
            box.missing[program] = f"{program} is missing (apt-get install {package})"
    if box.programs["node"] and _node_version() < OLDEST_NODE:
        box.missing["node"] = "Node.js 18.16 or newer is needed"


def _node_version() -> tuple[int, ...]:
    text = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in text.strip().lstrip("v").split(".")[:2] if part.isdigit())


def _node_packages(box: Toolbox) -> None:
    folder = TOOLS / "node"
    reason = box.lacks("node", "npm")
    if not reason and not _is_current(folder, PACKAGE, PACKAGE_LOCK):
        print("audit: installing the npm checkers", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGE, folder / "package.json")
        shutil.copy(PACKAGE_LOCK, folder / "package-lock.json")
        command = ["npm", "ci", *NPM_FLAGS]
        done = subprocess.run(command, cwd=folder, env=_environ(), capture_output=True, text=True, check=False)
        reason = f"npm ci failed: {_last_line(done.stderr)}" if done.returncode else ""
        if not reason:
            _stamp(folder, PACKAGE, PACKAGE_LOCK)
    if reason:
        box.missing["npm packages"] = reason
    else:
        box.modules = folder / "node_modules"


def _environment(box: Toolbox, name: str, folder: Path, locked: Path) -> Path | None:
    """A virtual environment of its own with what `locked` lists; returns its interpreter."""
    python = folder / "bin" / "python"
    if not _is_current(folder, locked):
        print(f"audit: installing {locked.stem.removeprefix('audit-')}", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        # The lock is complete: --no-deps keeps pip from solving anew, which older ones fail at with extras.
        command = [str(python), "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(locked)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            box.missing[name] = f"pip could not install {locked.name}: {_last_line(done.stderr)}"
            return None
        _stamp(folder, locked)
    return python


def _environ() -> dict[str, str]:
    """The environment for npm: no browser is downloaded, the system's Chromium is used."""
    return {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}


def _digest(sources: tuple[Path, ...]) -> str:
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()


def _is_current(folder: Path, *sources: Path) -> bool:
    stamp = folder / ".stamp"
    return stamp.is_file() and stamp.read_text() == _digest(sources)


def _stamp(folder: Path, *sources: Path) -> None:
    (folder / ".stamp").write_text(_digest(sources))


def _last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no message")
