"""The manifest of a mirror: what each file holds, signed, so that anybody with the key can tell it was not altered.

`manifest.json` names every file with its SHA-256 and length; `manifest.json.sig` is the Ed25519 signature (RFC 8032)
over the bytes of that file. The key is made at first use and kept beside the database. Imports no Django.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
PRIVATE, PUBLIC = "mirror_key", "mirror_key.pub"


class SealError(ValueError):
    """There is no manifest, or none that can be believed; `str(error)` tells the operator why."""


@dataclass(frozen=True, slots=True)
class Held:
    """One file of the mirror as the manifest knows it."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> Held:
        return cls(hashlib.sha256(data).hexdigest(), len(data))


def load_key(home: Path) -> Ed25519PrivateKey:
    """The newsroom's signing key, made at first use, readable by us only; its public half stands beside it."""
    path = home / PRIVATE
    home.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise SealError(f"{path} holds no Ed25519 key") from None
        return key
    fresh = Ed25519PrivateKey.generate()
    with os.fdopen(descriptor, "wb") as file:
        file.write(
            fresh.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
    (home / PUBLIC).write_text(public_text(fresh.public_key()) + "\n")
    return fresh


def public_text(key: Ed25519PublicKey) -> str:
    """The public key as one word (base64 of its 32 bytes)."""
    return base64.b64encode(key.public_bytes_raw()).decode()


def seal(folder: Path, files: Mapping[str, Held], about: Mapping[str, Any], key: Ed25519PrivateKey) -> None:
    """Write manifest and signature; the signature last, so that one without the other is noticed."""
    named = {name: {"sha256": held.sha256, "bytes": held.size} for name, held in sorted(files.items())}
    data = json.dumps({"format": FORMAT, **about, "files": named}, indent=1, ensure_ascii=False).encode()
    for name, content in ((MANIFEST, data), (SIGNATURE, base64.b64encode(key.sign(data)) + b"\n")):
        beside = folder / f"{name}~"
        beside.write_bytes(content)
        beside.replace(folder / name)


def known_files(folder: Path) -> dict[str, Held]:
    """What the manifest in `folder` says, whoever signed it. Raises SealError where there is none."""
    try:
        named = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {str(name): Held(str(held["sha256"]), int(held["bytes"])) for name, held in named.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError(f"{folder} holds no manifest of a mirror") from error


def verify(folder: Path, public_key: str) -> list[str]:
    """What differs from the manifest, one line a file; empty where nothing does.

    Raises SealError where the manifest is missing, or was not signed with `public_key` (as `public_text` writes it).
    """
    files = known_files(folder)
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
        key.verify(base64.b64decode((folder / SIGNATURE).read_bytes()), (folder / MANIFEST).read_bytes())
    except (InvalidSignature, OSError, ValueError) as error:
        raise SealError(f"{folder / MANIFEST} was not signed with this key") from error
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    found = [f"missing: {name}" for name in sorted(files.keys() - present)]
    found += [f"not ours: {name}" for name in sorted(present - files.keys() - {MANIFEST, SIGNATURE})]
    for name in sorted(files.keys() & present):
        path = folder / name
        if path.is_symlink() or Held.of(path.read_bytes()) != files[name]:
            found.append(f"altered: {name}")
    return found
